// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/metrics/joinreport.h"
#include "models/metrics/metricstypes.h"
#include "models/metrics/queryscheduler.h"
#include "models/net/httptransport.h"

#include <functional>
#include <memory>
#include <string>

namespace Strato {

class WorkerPool;

/// The Prometheus HTTP API v1 over one endpoint (direct, a Kubernetes service proxy or a Grafana data-source proxy:
/// the difference lies in the endpoint's URL and authorizer). Called on its Executor, answers there, decodes on the
/// WorkerPool. Long queries go by POST form, which the transport's list of reading POSTs allows.
class PrometheusClient final {
public:
    template <class T> using Answer = std::function<void(Result<MetricsAnswer<T>>)>;
    using Ticket = QueryScheduler::Ticket;

    /// The references must outlive the client. The endpoint stays the caller's.
    PrometheusClient(HttpTransport& transport, EndpointId endpoint, Executor& executor, WorkerPool& pool,
        QueryScheduler::Limits limits = {});

    Ticket query(const std::string& expression, Instant at, int priority, Answer<InstantValue> answer);
    /// Series come with spacing = @p step. More than 11,000 points a series are InvalidArgument, before anything is
    /// sent.
    Ticket queryRange(
        const std::string& expression, Instant start, Instant end, Duration step, int priority, Answer<Series> answer);
    Ticket alerts(int priority, Answer<FiringAlert> answer);
    Ticket alertRules(int priority, Answer<AlertRule> answer);
    Ticket labelValues(const std::string& label, const std::string& selector, int priority, Answer<std::string> answer);
    Ticket version(int priority, std::function<void(Result<ServerBuild>)> answer);
    void dropConnections() { m_transport.dropConnections(m_endpoint); } ///< see HttpTransport::dropConnections()
    void cancel(Ticket ticket) { m_scheduler.cancel(ticket); }
    [[nodiscard]] QueryScheduler::Stats stats() const { return m_scheduler.stats(); }

private:
    template <class T>
    Ticket ask(const std::string& query, int priority, Result<T> (*decode)(std::string_view),
        std::function<void(Result<T>)> answer);
    [[nodiscard]] std::function<void()> startTransfer(const std::string& query, QueryScheduler::Answer done);

    HttpTransport& m_transport;
    const EndpointId m_endpoint;
    Executor& m_executor;
    WorkerPool& m_pool;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    QueryScheduler m_scheduler;
};

/// @p text as one value of a URL query or form (RFC 3986 unreserved characters stay).
[[nodiscard]] std::string percentEncoded(std::string_view text);
/// "1764000000.125": how the API takes an instant.
[[nodiscard]] std::string promTime(Instant at);

} // namespace Strato
