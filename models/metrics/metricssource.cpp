// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/metricssource.h"

#include "models/metrics/metricsrefresh.h"
#include "models/metrics/metricssum.h"

#include <algorithm>

namespace Strato {

using namespace MetricsAsking;

namespace {

constexpr Duration dialectsHold = std::chrono::minutes(5);
constexpr Duration gapsHold
    = std::chrono::seconds(30); // while a measure has no metric: its exporter may just be starting
constexpr Duration youth = std::chrono::seconds(30);
constexpr Duration youngRefresh = std::chrono::seconds(2);
constexpr Duration spacingHolds = std::chrono::minutes(2); // a past that is being filled in changes it
constexpr Duration fallbackOfYesterday = std::chrono::minutes(5); // too wide a range is coarse, too narrow a one empty
constexpr Duration longestPause = std::chrono::minutes(2);
constexpr Duration sleepLook = std::chrono::seconds(1); // stale within a second after waking (facts: K31)
constexpr Duration sleepJump = std::chrono::seconds(5);

} // namespace

MetricsSource::MetricsSource(
    MetricsSettings settings, std::unique_ptr<PrometheusClient> client, Executor& executor, FreshnessBoard& board)
    : m_settings(std::move(settings))
    , m_names(m_settings.names)
    , m_client(std::move(client))
    , m_executor(executor)
    , m_board(board)
    , m_madeAt(executor.clock().monotonic())
    , m_random(std::random_device()())
{
}

MetricsSource::~MetricsSource()
{
    m_alive.reset();
    if (m_timer)
        m_executor.cancel(m_timer);
    m_executor.cancel(m_sleepTimer);
}

void MetricsSource::show(std::optional<Instant> moment, Duration window)
{
    if (m_running && m_moment == moment && m_window == window)
        return;
    m_moment = moment;
    m_window = window;
    if (!m_running)
        watchForSleep();
    m_running = true;
    m_shownAt = m_executor.clock().monotonic();
    m_spacingKnown = false;
    m_spacing.clear();
    m_tooYoung.clear();
    m_youngSpacing.clear();
    probeAgainIfEmpty();
    dropQuestions();
    refresh();
}

/// Of another moment, or by now, the server may have something that we know by name.
void MetricsSource::probeAgainIfEmpty()
{
    if (m_present.empty())
        m_probedAt.reset();
}

void MetricsSource::retryNow()
{
    if (!m_running)
        return;
    probeAgainIfEmpty();
    dropQuestions();
    refresh();
}

/// Nobody waits for the answers any more: what is queued is never sent, what runs is ended.
void MetricsSource::dropQuestions()
{
    ++m_generation; // for answers that are being decoded
    for (const PrometheusClient::Ticket ticket : std::exchange(m_tickets, {}))
        m_client->cancel(ticket);
}

void MetricsSource::stop()
{
    m_running = false;
    dropQuestions();
    if (m_timer)
        m_executor.cancel(std::exchange(m_timer, 0));
    m_executor.cancel(m_sleepTimer);
    setStatus(Freshness::NotConnected, std::nullopt);
}

void MetricsSource::watchForSleep()
{
    const Clock& clock = m_executor.clock();
    m_asleep = clock.boottime() - clock.monotonic();
    m_sleepTimer = m_executor.postAfter(sleepLook, [this] { // cancelled by stop() and the destructor, same thread
        const Clock& now = m_executor.clock();
        if (now.boottime() - now.monotonic() - m_asleep > sleepJump)
            handleInterruption();
        watchForSleep();
    });
}

void MetricsSource::handleInterruption()
{
    if (!m_running)
        return;
    dropQuestions(); // first: what is not asked any more is not repeated on a new connection
    m_client->dropConnections();
    m_tries = 0;
    setStatus(m_asOf ? Freshness::Stale : Freshness::CatchingUp, std::nullopt);
    // Spread over two seconds: everything that this machine is connected to begins anew at the same moment.
    schedule(Duration(static_cast<Duration::rep>(std::generate_canonical<double, 53>(m_random) * 2e9)));
}

std::string MetricsSource::by() const
{
    return m_settings.clusterLabel;
}

std::optional<std::string> MetricsSource::clusterOf(std::string_view labelValue) const
{
    return m_names.resolve(m_settings.clusterLabel.empty() ? std::string_view() : labelValue);
}

Duration MetricsSource::currentSpacing(std::string_view metric) const
{
    if (const auto young = m_youngSpacing.find(metric); young != m_youngSpacing.end())
        return young->second;
    const auto parts = m_spacing.find({ std::string(metric), Duration::zero() });
    return parts == m_spacing.end()
        ? fallbackSpacing
        : spacingAt(parts->second, m_moment.value_or(m_executor.clock().now()), fallbackSpacing);
}

/// Where scrapes lay further apart a wider range is needed: the parts of [start, end], in order and without holes.
std::vector<SpacingPart> MetricsSource::partsOf(
    std::string_view metric, Duration shift, Instant start, Instant end) const
{
    const bool young = shift == Duration::zero() && m_youngSpacing.contains(metric);
    std::vector<SpacingPart> parts;
    if (const auto known = m_spacing.find({ std::string(metric), shift }); known != m_spacing.end() && !young) {
        for (SpacingPart part : known->second) {
            part.from = std::max(part.from, start);
            part.to = std::min(part.to, end);
            if (part.from < part.to)
                parts.push_back(part);
        }
    }
    if (parts.empty())
        parts = { { start, end, shift == Duration::zero() ? currentSpacing(metric) : fallbackOfYesterday } };
    parts.back().to = end;
    return parts;
}

void MetricsSource::refresh()
{
    if (m_timer)
        m_executor.cancel(std::exchange(m_timer, 0));
    if (!m_running)
        return;
    m_tickets.clear(); // all of them have been answered
    if (!m_asOf)
        setStatus(Freshness::CatchingUp, std::nullopt);
    const Duration now = m_executor.clock().monotonic();
    const Duration hold = isYoung() ? youngRefresh : hasGaps() ? gapsHold : dialectsHold;
    // While it is young, from the last answer on: probes of a slow server would leave no time for anything else.
    const Duration probed
        = m_probedAt && isYoung() ? std::max(*m_probedAt, m_spacedAt) : m_probedAt.value_or(Duration {});
    if (!m_probedAt || now - probed >= hold)
        probeDialects();
    else if (!m_spacingKnown || now - m_spacingAt > spacingHolds)
        probeSpacing();
    else {
        auto refresh = std::make_shared<Refresh>();
        refresh->generation = m_generation;
        refresh->moment = m_moment.value_or(m_executor.clock().now());
        refresh->window = m_window;
        refresh->overview->source = m_settings.id;
        refresh->overview->label = m_settings.label;
        refresh->overview->covers = m_names.covers();
        refresh->overview->at = refresh->moment;
        refresh->overview->moment = m_moment;
        refresh->overview->window = m_window;
        askMeasures(refresh);
    }
}

bool MetricsSource::isYoung() const
{
    const bool starting = m_present.empty() && m_executor.clock().monotonic() - m_shownAt < youth;
    return !m_moment && (starting || !m_tooYoung.empty());
}

bool MetricsSource::hasGaps() const
{
    return std::ranges::any_of(measureQueries(),
        [this](const MeasureQuery& query) { return chooseQuery(query.measure, m_present) == nullptr; });
}

const MeasureQuery* MetricsSource::queryFor(Measure measure) const
{
    const MeasureQuery* query = chooseQuery(measure, m_present);
    return query && isRate(*query) && m_tooYoung.contains(query->probeMetric) ? nullptr : query;
}

void MetricsSource::answered(const std::shared_ptr<Refresh>& refresh, const std::optional<Error>& error)
{
    if (error) {
        ++refresh->failed;
        refresh->error = error;
    } else {
        ++refresh->succeeded;
    }
    if (--refresh->pending == 0 && refresh->generation == m_generation)
        complete(*refresh);
}

void MetricsSource::complete(Refresh& refresh)
{
    MetricsOverview& overview = *refresh.overview;
    dropUnfilled(refresh);
    for (auto& [cluster, line] : refresh.traffic)
        overview.traffic.push_back(std::move(line));
    sumTraffic(overview);
    if (refresh.servicesFailed)
        overview.services.clear();
    sumServices(overview);
    for (const auto& [cluster, usage] : overview.byCluster)
        overview.clusters.insert(cluster);
    std::ranges::sort(overview.hosts, [](const HostLine& a, const HostLine& b) {
        return std::tie(a.cluster, a.instance) < std::tie(b.cluster, b.instance);
    });
    overview.young = isYoung();
    const bool nothingCame = refresh.succeeded <= 1 && refresh.failed > 0;
    if (nothingCame) {
        ++m_tries;
        setStatus(m_asOf ? Freshness::Stale : Freshness::Lost, refresh.error);
    } else {
        m_tries = 0;
        m_asOf = m_executor.clock().now();
        setStatus(refresh.failed ? Freshness::Stale : Freshness::Live, refresh.error);
        if (m_listener)
            m_listener(refresh.overview);
    }
    if (!m_moment || nothingCame)
        schedule(nothingCame                             ? retryPause()
                : overview.young || overview.interrupted ? std::min(m_settings.refreshEvery, youngRefresh)
                                                         : m_settings.refreshEvery);
}

/// One that never answered may just be starting: it is asked again soon, then less and less often.
Duration MetricsSource::retryPause() const
{
    constexpr int quickTries = 5;
    if (!m_asOf && m_tries <= quickTries)
        return std::min<Duration>(m_settings.refreshEvery, std::chrono::seconds(1 << (m_tries - 1)));
    return std::min<Duration>(m_settings.refreshEvery * m_tries, longestPause);
}

void MetricsSource::schedule(Duration delay)
{
    if (m_timer)
        m_executor.cancel(m_timer);
    m_timer = m_executor.postAfter(delay, [this, alive = std::weak_ptr(m_alive)] {
        if (alive.expired())
            return;
        m_timer = 0;
        refresh();
    });
}

bool MetricsSource::isStarting() const
{
    return !m_asOf && m_executor.clock().monotonic() - m_madeAt < m_settings.startsWithin;
}

void MetricsSource::setStatus(Freshness freshness, const std::optional<Error>& error)
{
    SourceStatus status;
    status.starting = isStarting() && (freshness == Freshness::Lost || freshness == Freshness::CatchingUp);
    if (status.starting)
        freshness = Freshness::NotConnected;
    status.id = m_settings.id;
    status.label = m_settings.label;
    status.freshness = freshness;
    status.asOf = m_asOf;
    status.error = error;
    status.tries = m_tries;
    m_board.set(status);
}

} // namespace Strato
