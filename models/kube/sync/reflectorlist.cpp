// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/caught.h"
#include "models/kube/sync/newest.h"
#include "models/kube/sync/reflector.h"
#include "models/kube/sync/refusal.h"
#include "models/net/httperrors.h"
#include "models/net/httpheaders.h"

#include <iterator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Strato {
namespace {

constexpr int pageSize = 500; // K8
constexpr int firstPageRows = 200;
constexpr Duration firstPagePatience = 2s; // a Table that takes longer is no help
constexpr std::string_view tableOrList = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;q=0.5";

HttpHeader accept(std::string_view value)
{
    return { "Accept", QByteArray(value.data(), static_cast<qsizetype>(value.size())) };
}

std::string_view view(const QByteArray& bytes)
{
    return { bytes.constData(), static_cast<std::size_t>(bytes.size()) };
}

WireFormat formatOf(const QByteArray& contentType)
{
    return contentType == "application/vnd.kubernetes.protobuf" ? WireFormat::Protobuf : WireFormat::Json;
}

} // namespace

void Reflector::beginCycle()
{
    if (m_settings.firstPage && !m_synced && !m_firstPageAsked) {
        m_firstPageAsked = true;
        requestFirstPage();
        return;
    }
    m_status.choice = m_host.policy.choose(m_expected);
    if (m_status.choice.method == SyncMethod::WatchList && !m_versionUnavailable && isWatchable())
        beginWatchList();
    else
        beginList();
}

void Reflector::requestFirstPage()
{
    m_phase = Phase::FirstPage;
    HttpRequest request;
    // resourceVersion stays unset: with "0" servers ignore the limit.
    request.pathAndQuery = withQuery(collectionPath(m_settings.kind, m_settings.nameSpace),
        { { u"limit"_s, QString::number(firstPageRows) }, { u"includeObject"_s, u"Metadata"_s } });
    request.headers.push_back(accept(Accept::table));
    request.priority = HttpPriority::User;
    request.retry = { 0, 0 };
    after(m_watchdog, firstPagePatience, [this] {
        cancelRequest();
        beginCycle();
    });
    m_request = send(std::move(request), [this](Result<HttpResponse> reply) { handleFirstPage(std::move(reply)); });
}

void Reflector::handleFirstPage(Result<HttpResponse> reply)
{
    cancelTimers();
    if (reply && reply->head.status >= 300 && askedToWait(reply->head)) { // K19: nor is the list welcome now
        fail(judged(refusalOf(reply->head, reply->body)));
        return;
    }
    const bool told = reply && reply->head.status == 200; // whatever else is wrong, the list will tell it better
    if (told)
        m_host.policy.measured(reply->done);
    const bool waits = told && m_host.policy.sizeDecides();
    if (!waits)
        beginCycle(); // the records are on their way while the rows that stand in for them are decoded
    if (!told)
        return;
    m_host.lane([this, waits, generation = m_generation, body = std::move(reply->body), decoder = m_decoder,
                    data = &m_host.data, alive = std::weak_ptr<bool>(m_alive)] {
        Result<DecodedList> page;
        if (const auto thrown = caught([&] { page = decoder->table(view(body), true); }))
            page = tl::unexpected(*thrown);
        data->post([this, waits, generation, alive, page = std::move(page)] {
            const auto held = alive.lock();
            if (!held || !*held || generation != m_generation)
                return;
            attempt([&] {
                if (page)
                    showFirstPage(*page);
                if (waits)
                    beginCycle();
            });
        });
    });
}

void Reflector::showFirstPage(const DecodedList& page)
{
    m_expected = static_cast<std::int64_t>(page.records.size()) + page.remaining.value_or(0);
    if (!page.continueToken.empty())
        m_host.store.addProvisional({ page.records.begin(), page.records.end() });
    m_status.choice.expectedObjects = m_expected;
    m_status.status.behind = static_cast<std::uint64_t>(*m_expected);
    update(Freshness::CatchingUp);
}

std::string Reflector::listVersion() const
{
    if (m_versionUnavailable || !isWatchable())
        return {}; // what no watch keeps up to date is asked of the source, never of a cache
    return m_version.empty() ? "0" : m_version; // K5
}

void Reflector::beginList()
{
    m_listed.clear();
    m_listVersion.clear();
    m_requestedVersion = listVersion();
    ++m_status.lists;
    requestPage({}, true);
}

void Reflector::requestPage(const std::string& continueToken, bool paged)
{
    m_phase = Phase::Listing;
    m_continueToken = continueToken;
    KubeQuery query;
    if (paged)
        query.emplace_back(u"limit"_s, QString::number(pageSize));
    if (!continueToken.empty())
        query.emplace_back(u"continue"_s, QString::fromUtf8(continueToken)); // K8: without resourceVersion
    else if (!m_requestedVersion.empty())
        query.emplace_back(u"resourceVersion"_s, QString::fromUtf8(m_requestedVersion));
    // With a limit and without a match a version is taken as exact: the state of a moment that watches may no longer
    // know.
    if (continueToken.empty() && !m_requestedVersion.empty() && m_requestedVersion != "0")
        query.emplace_back(u"resourceVersionMatch"_s, u"NotOlderThan"_s);
    HttpRequest request;
    request.pathAndQuery = withQuery(collectionPath(m_settings.kind, m_settings.nameSpace), query);
    request.headers.push_back(accept(m_settings.contentForbidden ? Accept::table
            : m_asTable                                          ? tableOrList
                                                                 : Accept::protobuf));
    request.timeouts.firstByte = 60s; // a large list is built before its first byte
    request.timeouts.silence = 30s;
    request.keepEncoding = true; // inflating a large list takes longer than receiving it
    request.retry = { 0, 0 }; // whether to wait, and how long, is fail()'s: it can be told and ended there
    const bool later = !continueToken.empty();
    const auto asked = std::make_shared<RequestId>(0); // arrival() forgets it, and this may be gone by then
    auto arrived = [this, later, asked, isWanted = arrival()](Result<ListPage> page) {
        if (!isWanted())
            return;
        if (!page)
            m_host.transport.cancel(*asked); // the rest of what cannot be read
        attempt([&] { handlePage(std::move(page), later); });
    };
    auto pipe = std::make_shared<ListPipe>(request, m_host.data, listDecoders(), std::move(arrived));
    m_request = m_host.transport.start(m_host.endpoint, std::move(request), std::move(pipe));
    *asked = m_request;
}

/// What the second remembers is worth its memory only while there is a list to be decoded.
std::vector<ListDecoder> Reflector::listDecoders() const
{
    std::vector<ListDecoder> decoders { ListDecoder::of(m_host.lane, m_decoder) };
    if (m_host.sideLane && !m_asTable)
        decoders.push_back(
            ListDecoder::of(m_host.sideLane, std::make_shared<KubeDecoder>(m_settings.cluster, m_settings.kind)));
    return decoders;
}

void Reflector::handlePage(Result<ListPage> reply, bool laterPage)
{
    if (!reply) {
        failPage(judged(reply.error()), laterPage);
        return;
    }
    HttpResponse& response = reply->response;
    if (response.head.status >= 300) {
        handleRefusedPage(response, laterPage);
        return;
    }
    const auto type = requireContentType(
        response.head, response.body, { "application/json", "application/vnd.kubernetes.protobuf" }); // K40
    if (!type) {
        fail({ type.error(), Next::List, false, false, std::nullopt });
        return;
    }
    m_host.policy.measured(response.done);
    if (reply->decoded)
        handleDecodedPage(std::move(*reply->decoded));
    else
        decode(std::move(response.body), response.head.contentType,
            [this](Result<DecodedList> page) { handleDecodedPage(std::move(page)); });
}

void Reflector::handleRefusedPage(const HttpResponse& response, bool laterPage)
{
    const KubeStatus status = refusalOf(response.head, response.body);
    const bool unavailable = status.isExpired() || status.isTooLargeResourceVersion();
    m_status.expired += status.isExpired() ? 1 : 0;
    if (unavailable && laterPage) {
        m_listed.clear(); // K9: the token died on the way; everything at once, at the version asked for
        m_listVersion.clear();
        requestPage({}, false);
    } else if (unavailable && !m_requestedVersion.empty()) {
        m_versionUnavailable = true; // K5-K7: never the dead version again
        beginList();
    } else {
        failPage(judged(status), laterPage);
    }
}

/// Where nothing is wrong with the list but the way or the server's mood, the pages that came are not asked for again:
/// a server that is busy would never get to the last.
void Reflector::failPage(Failure failure, bool laterPage)
{
    if (laterPage && failure.next == Next::Watch)
        failure.next = Next::Page;
    fail(failure);
}

void Reflector::decode(QByteArray body, const QByteArray& contentType, std::function<void(Result<DecodedList>)> then)
{
    const std::uint64_t generation = m_generation;
    m_host.lane(
        [this, generation, body = std::move(body), format = formatOf(contentType), table = m_asTable,
            decoder = m_decoder, data = &m_host.data, alive = std::weak_ptr<bool>(m_alive), then = std::move(then)] {
            Result<DecodedList> page;
            const auto thrown = caught([&] {
                page = table ? decoder->table(view(body), false) : decoder->list(view(body), format);
                if (table && !page && page.error().code == ErrorCode::UnexpectedContent)
                    page = decoder->list(view(body), format); // a server that knows no Tables
            });
            if (thrown)
                page = tl::unexpected(*thrown);
            data->post([this, generation, alive, then, page = std::move(page)]() mutable {
                const auto held = alive.lock();
                if (held && *held && generation == m_generation)
                    attempt([&] { then(std::move(page)); });
            });
        });
}

void Reflector::handleDecodedPage(Result<DecodedList> page)
{
    if (!page) {
        fail({ page.error(), Next::List, false, false, std::nullopt });
        return;
    }
    if (m_listVersion.empty())
        m_listVersion = page->resourceVersion;
    m_listed.insert(m_listed.end(), std::move_iterator(page->records.begin()), std::move_iterator(page->records.end()));
    if (page->continueToken.empty()) {
        completeList();
        return;
    }
    // What begins anew with each page, or does not end, would be read until there is no memory left.
    const bool repeats = page->continueToken == m_continueToken;
    if (repeats || m_listed.size() > m_settings.mostObjects) {
        m_listed = {};
        const Error error = repeats
            ? Error { ErrorCode::UnexpectedContent, u"the server gives the same continue token again"_s }
            : Error { ErrorCode::TooLarge, u"a list of more than %1 objects"_s.arg(m_settings.mostObjects) };
        fail({ error, Next::List, false, false, std::nullopt });
        return;
    }
    if (page->remaining)
        m_expected = static_cast<std::int64_t>(m_listed.size()) + *page->remaining;
    if (page->remaining && !m_synced)
        m_status.status.behind = static_cast<std::uint64_t>(*page->remaining);
    update(m_synced ? m_status.status.freshness : Freshness::CatchingUp);
    requestPage(page->continueToken, true);
}

void Reflector::completeList()
{
    const std::vector<RecordPtr> records = std::exchange(m_listed, {});
    // The answer of an old cache: good to show, but a watch would be refused from there once more, and again.
    const bool dead = !m_requestedVersion.empty() && !m_listVersion.empty() && m_listVersion == m_expiredVersion;
    m_versionUnavailable = dead;
    replaceStore(records, m_listVersion);
    if (dead)
        fail({ { ErrorCode::Gone, u"listed at a version that is no longer watched from"_s }, Next::List, false, false,
            std::nullopt });
    else
        beginWatch();
}

void Reflector::replaceStore(const std::vector<RecordPtr>& records, const std::string& version)
{
    m_version = version;
    m_status.resourceVersion = version;
    m_synced = true;
    m_missed = false;
    m_expected = static_cast<std::int64_t>(records.size());
    m_status.status.asOf = m_host.data.clock().now();
    if (m_settings.keepNewest != 0 && records.size() > m_settings.keepNewest)
        m_host.store.replace(scope(), newestOf(records, m_settings.keepNewest));
    else
        m_host.store.replace(scope(), records);
}

} // namespace Strato
