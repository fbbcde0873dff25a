// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/clusterserver.h"

#include "app/estate/kube/apistatus.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::size_t TargetsCounted = 10'000;

ApiStoreLimits limitsOf(const ClusterOptions& options)
{
    ApiStoreLimits limits;
    limits.historyEvents = options.historyEvents;
    return limits;
}

ClusterOptions completed(ClusterOptions options)
{
    if (options.identities.empty())
        options.identities = standardIdentities(options.onlyNamespace);
    return options;
}

/// Sends the first bytes of another answer and then cuts the stream.
class CutSource final : public BodySource {
public:
    CutSource(HttpResponse whole, std::int64_t bytes)
        : m_whole(std::move(whole))
        , m_left(static_cast<std::size_t>(bytes))
    {
    }
    State read(std::string& out, std::size_t limit) override
    {
        if (m_left == 0)
            return State::Abort;
        std::string part;
        State state = State::End;
        if (m_whole.stream)
            state = m_whole.stream->read(part, std::min(limit, m_left));
        else
            part = m_whole.body ? *m_whole.body : std::string();
        part.resize(std::min(part.size(), m_left));
        m_left = state == State::End ? 0 : m_left - part.size();
        out += part;
        return state == State::Wait ? State::Wait : State::Data;
    }
    void setWake(std::function<void()> wake) override
    {
        if (m_whole.stream)
            m_whole.stream->setWake(std::move(wake));
    }

private:
    HttpResponse m_whole;
    std::size_t m_left;
};

HttpResponse cut(HttpResponse whole, std::int64_t bytes)
{
    HttpResponse response;
    response.status = whole.status;
    response.headers = whole.headers;
    response.stream = std::make_shared<CutSource>(std::move(whole), bytes);
    return response;
}

} // namespace

ClusterServer::ClusterServer(
    const Clock& clock, HttpServer& http, ClusterOptions options, const LogSource* logs, const UsageSource* usage)
    : m_clock(clock)
    , m_http(http)
    , m_options(completed(std::move(options)))
    , m_store(clock, limitsOf(m_options))
    , m_access(m_store, m_options.identities)
    , m_handler({ clock, m_store, m_access, m_watches, m_logStreams, logs, usage, m_options.name, "v1.34.4",
          m_options.watchList })
{
    const std::string now = formatTime(m_clock.now().ns / 1'000'000'000);
    for (nlohmann::json& object : bootstrapObjects(m_options.identities, now))
        (void)m_store.apply(std::move(object));
}

ClusterServer::~ClusterServer() = default;

Result<void> ClusterServer::listen(const std::optional<TlsIdentity>& tls)
{
    HttpListenOptions options;
    options.port = m_options.port;
    options.tls = m_options.tls ? tls : std::nullopt;
    const auto port = m_http.listen(std::move(options), [this](const HttpRequest& request) { return answer(request); });
    if (!port)
        return tl::unexpected(port.error());
    m_port = *port;
    return {};
}

void ClusterServer::tick()
{
    m_watches.wakeDue(m_clock.monotonic());
    m_logStreams.tick();
    m_store.expire();
}

std::string ClusterServer::url() const
{
    return (m_options.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(m_port);
}

void ClusterServer::addFault(FaultRule rule)
{
    const std::scoped_lock lock(m_mutex);
    m_faults.push_back(std::move(rule));
}

void ClusterServer::clearFaults()
{
    const std::scoped_lock lock(m_mutex);
    m_faults.clear();
}

std::uint64_t ClusterServer::requestCount(const std::string& text) const
{
    const std::scoped_lock lock(m_mutex);
    std::uint64_t count = 0;
    for (const auto& [target, times] : m_requests)
        count += target.find(text) != std::string::npos ? times : 0;
    return count;
}

std::optional<FaultRule> ClusterServer::takeFault(const HttpRequest& request)
{
    const std::scoped_lock lock(m_mutex);
    if (m_requests.size() < TargetsCounted || m_requests.contains(request.target))
        ++m_requests[request.target];
    const bool watch = request.parameter("watch") == "1" || request.parameter("watch") == "true";
    const auto it = std::ranges::find_if(m_faults, [&](const FaultRule& rule) {
        return rule.times != 0 && request.path.starts_with(rule.pathPrefix) && (watch || !rule.onlyWatch);
    });
    if (it == m_faults.end())
        return std::nullopt;
    if (it->times > 0)
        --it->times;
    return *it;
}

HttpResponse ClusterServer::answer(const HttpRequest& request)
{
    const std::optional<FaultRule> fault = takeFault(request);
    if (!fault)
        return m_handler.handle(request);
    HttpResponse response;
    if (fault->html)
        response = HttpResponse::text(200, "text/html", "<html><body><h1>Sign in</h1></body></html>");
    else if (fault->status > 0)
        response = statusResponse(
            request, { .code = fault->status, .reason = fault->reason, .message = "misbehaving on request" });
    else
        response = m_handler.handle(request);
    response.headers.insert(response.headers.end(), fault->headers.begin(), fault->headers.end());
    response.delayMs = fault->delayMs;
    response.hangUp = fault->hangUp;
    return fault->cutAfterBytes >= 0 ? cut(std::move(response), fault->cutAfterBytes) : response;
}

} // namespace Strato::Estate
