// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/prometheusclient.h"

#include "models/base/workerpool.h"
#include "models/metrics/promdecode.h"
#include "models/net/httperrors.h"

#include <array>
#include <cstdio>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t maxPointsPerSeries = 11'000; // the server's own cap
constexpr std::size_t longestGet = 1500; // beyond it proxies begin to refuse the URL: ask by POST form
constexpr qint64 maxAnswerBytes = 64LL * 1024 * 1024;

std::string seconds(Duration duration)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
    std::array<char, 32> buffer {};
    const int length = std::snprintf(buffer.data(), buffer.size(), "%lld.%03lld", static_cast<long long>(ms / 1000),
        static_cast<long long>(ms % 1000));
    return { buffer.data(), static_cast<std::size_t>(length) };
}

HttpRequest requestFor(const std::string& query)
{
    HttpRequest request;
    const auto mark = query.find('?');
    if (query.size() > longestGet && mark != std::string::npos) {
        request.method = "POST";
        request.pathAndQuery = QString::fromStdString(query.substr(0, mark));
        request.body = QByteArray::fromStdString(query.substr(mark + 1));
        request.headers.push_back({ "Content-Type", "application/x-www-form-urlencoded" });
    } else {
        request.pathAndQuery = QString::fromStdString(query);
    }
    request.headers.push_back({ "Accept", "application/json" });
    request.maxBodyBytes = maxAnswerBytes;
    request.timeouts.total = std::chrono::seconds(60);
    return request;
}

/// The body where it can be decoded: Prometheus explains 400, 422 and 503 in the same JSON envelope.
Result<QueryScheduler::Body> bodyOf(Result<HttpResponse> response)
{
    if (!response)
        return tl::unexpected(response.error());
    const int status = response->head.status;
    const bool explained
        = response->head.contentType == "application/json" && (status == 400 || status == 422 || status == 503);
    if (!explained) {
        if (auto error = statusError(response->head, response->body))
            return tl::unexpected(std::move(*error));
    }
    return std::make_shared<const QByteArray>(std::move(response->body));
}

} // namespace

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_' || c == '.' || c == '~';
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        }
    }
    return out;
}

std::string promTime(Instant at)
{
    return seconds(Duration(at.ns));
}

PrometheusClient::PrometheusClient(
    HttpTransport& transport, EndpointId endpoint, Executor& executor, WorkerPool& pool, QueryScheduler::Limits limits)
    : m_transport(transport)
    , m_endpoint(endpoint)
    , m_executor(executor)
    , m_pool(pool)
    , m_scheduler(
          executor,
          [this](
              const std::string& query, QueryScheduler::Answer done) { return startTransfer(query, std::move(done)); },
          limits)
{
}

std::function<void()> PrometheusClient::startTransfer(const std::string& query, QueryScheduler::Answer done)
{
    const RequestId id = collect(m_transport, m_endpoint, requestFor(query), m_executor,
        [done = std::move(done)](Result<HttpResponse> response) { done(bodyOf(std::move(response))); });
    return [&transport = m_transport, id] { transport.cancel(id); };
}

template <class T>
PrometheusClient::Ticket PrometheusClient::ask(const std::string& query, int priority,
    Result<T> (*decode)(std::string_view), std::function<void(Result<T>)> answer)
{
    return m_scheduler.ask(query, priority,
        [this, decode, answer = std::move(answer), alive = std::weak_ptr(m_alive)](
            const Result<QueryScheduler::Body>& body) {
            if (!body) {
                answer(tl::unexpected(body.error()));
                return;
            }
            m_pool.submit([&executor = m_executor, decode, answer, alive, held = *body](const std::stop_token&) {
                const std::string_view text(held->constData(), static_cast<std::size_t>(held->size()));
                executor.post([answer, alive, decoded = decode(text)]() mutable {
                    if (!alive.expired())
                        answer(std::move(decoded));
                });
            });
        });
}

PrometheusClient::Ticket PrometheusClient::query(
    const std::string& expression, Instant at, int priority, Answer<InstantValue> answer)
{
    return ask<MetricsAnswer<InstantValue>>(
        "/api/v1/query?query=" + percentEncoded(expression) + "&time=" + promTime(at), priority, decodePromVector,
        std::move(answer));
}

PrometheusClient::Ticket PrometheusClient::queryRange(
    const std::string& expression, Instant start, Instant end, Duration step, int priority, Answer<Series> answer)
{
    if (step <= Duration::zero() || end < start || (end - start) / step >= maxPointsPerSeries) {
        m_executor.post([answer, alive = std::weak_ptr(m_alive)] {
            if (!alive.expired())
                answer(fail(ErrorCode::InvalidArgument, u"more than 11,000 points a series: widen the step"_s));
        });
        return 0;
    }
    const std::string query = "/api/v1/query_range?query=" + percentEncoded(expression) + "&start=" + promTime(start)
        + "&end=" + promTime(end) + "&step=" + seconds(step);
    return ask<MetricsAnswer<Series>>(
        query, priority, decodePromMatrix, [answer = std::move(answer), step](Result<MetricsAnswer<Series>> series) {
            if (series) {
                for (Series& line : series->values)
                    line.spacing = step;
            }
            answer(std::move(series));
        });
}

PrometheusClient::Ticket PrometheusClient::alerts(int priority, Answer<FiringAlert> answer)
{
    return ask<MetricsAnswer<FiringAlert>>("/api/v1/alerts", priority, decodePromAlerts, std::move(answer));
}

PrometheusClient::Ticket PrometheusClient::alertRules(int priority, Answer<AlertRule> answer)
{
    return ask<MetricsAnswer<AlertRule>>("/api/v1/rules?type=alert", priority, decodePromRules, std::move(answer));
}

PrometheusClient::Ticket PrometheusClient::labelValues(
    const std::string& label, const std::string& selector, int priority, Answer<std::string> answer)
{
    return ask<MetricsAnswer<std::string>>(
        "/api/v1/label/" + percentEncoded(label) + "/values?match%5B%5D=" + percentEncoded(selector), priority,
        decodePromStrings, std::move(answer));
}

PrometheusClient::Ticket PrometheusClient::version(int priority, std::function<void(Result<ServerBuild>)> answer)
{
    return ask<ServerBuild>("/api/v1/status/buildinfo", priority, decodePromBuild, std::move(answer));
}

} // namespace Strato
