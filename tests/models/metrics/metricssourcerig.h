// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/base/workerpool.h"
#include "models/metrics/metricssource.h"
#include "tests/support/fakehttptransport.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace Strato::Testing {

using Qt::Literals::StringLiterals::operator""_s;

inline QByteArray vectorOf(const QByteArray& results)
{
    return R"({"status":"success","data":{"resultType":"vector","result":[)" + results + "]}}";
}

inline QByteArray matrixOf(const QByteArray& results)
{
    return R"({"status":"success","data":{"resultType":"matrix","result":[)" + results + "]}}";
}

/// A source over a transport that is answered by hand; answers are decoded on a real worker.
struct MetricsSourceRig {
    FakeClock clock;
    ManualExecutor executor { clock };
    WorkerPool pool { 1 };
    FakeHttpTransport transport;
    FreshnessBoard board;
    std::vector<std::shared_ptr<const MetricsOverview>> overviews;
    std::unique_ptr<MetricsSource> source;
    bool graphScraped = true;
    bool nothingKnown = false; ///< none of the metrics that are probed for
    QByteArray calls = lineOf("a", "10");
    QByteArray failed = lineOf("a", "1");
    QByteArray alertSeries;
    QByteArray alertStarts;
    bool alertsServed = true;
    QByteArray age = R"({"metric":{"w":"old"},"value":[1,"1"]})";
    QByteArray hostsFilled = R"({"metric":{"cluster":"a"},"value":[1,"1"]})"; ///< older to newer samples in a range
    QByteArray callsFilled = R"({"metric":{"cluster":"a"},"value":[1,"1"]},{"metric":{"cluster":"b"},"value":[1,"1"]})";
    std::optional<QByteArray> services; ///< calls of services and failed ones; nothing: those of two
    std::optional<Instant> sparseBefore; ///< samples lie 5 min apart before this, 15 s after; nothing: 15 s throughout

    explicit MetricsSourceRig(MetricsSettings settings = {})
    {
        const EndpointId endpoint = transport.open({});
        settings.id = "prometheus:test";
        source = std::make_unique<MetricsSource>(settings,
            std::make_unique<PrometheusClient>(
                transport, endpoint, executor, pool, QueryScheduler::Limits { 100, 1000 }),
            executor, board);
        source->onOverview(
            [this](std::shared_ptr<const MetricsOverview> overview) { overviews.push_back(std::move(overview)); });
    }

    /// A line of @p value through the last hour, as close as anybody asks for one.
    [[nodiscard]] QByteArray lineOf(const char* cluster, const char* value) const
    {
        QByteArray values;
        for (std::int64_t at = clock.now().ns / 1'000'000'000 - 3600; at <= clock.now().ns / 1'000'000'000; at += 5)
            values += (values.isEmpty() ? "[" : ",[") + QByteArray::number(qint64(at)) + ",\"" + value + "\"]";
        return QByteArray(R"({"metric":{"cluster":")") + cluster + R"("},"values":[)" + values + "]}";
    }

    /// Answers everything that waits, by a rule from the query's text, until an overview came.
    void serve()
    {
        const std::size_t before = overviews.size();
        const auto step = [&] {
            for (const RequestId id : transport.waiting())
                transport.respond(id, 200, answerTo(transport.call(id)).toStdString());
            executor.runPending();
            return overviews.size() > before;
        };
        QTRY_VERIFY(step());
    }

    /// What count_over_time(…[1200s]) gives at each point that was asked for.
    QByteArray counts(const FakeHttpTransport::Call& call) const
    {
        const auto number = [&](const QString& name) { return call.parameter(name).toDouble(); };
        const auto middle = static_cast<double>(sparseBefore->ns) * 1e-9;
        QByteArray values;
        for (double at = number(u"start"_s); at <= number(u"end"_s); at += number(u"step"_s)) {
            const double dense = std::clamp(at - middle, 0.0, 1200.0);
            values += (values.isEmpty() ? "[" : ",[") + QByteArray::number(at, 'f', 0) + ",\""
                + QByteArray::number(std::floor(dense / 15 + (1200 - dense) / 300)) + "\"]";
        }
        return matrixOf(R"({"metric":{},"values":[)" + values + "]}");
    }

    QByteArray answerTo(const FakeHttpTransport::Call& call) const
    {
        const QString query = call.parameter(u"query"_s);
        if (call.path().endsWith(u"/alerts"_s))
            return alertsServed
                ? R"({"status":"success","data":{"alerts":[{"labels":{"alertname":"A"},"annotations":{},"state":"firing"}]}})"
                : R"({"status":"error","errorType":"not_found","error":"no rules here"})";
        if (query == u"ALERTS_FOR_STATE"_s)
            return vectorOf(alertStarts);
        if (call.path().endsWith(u"/rules"_s))
            return R"({"status":"success","data":{"groups":[{"name":"g","rules":[
                {"type":"recording","name":"B"},
                {"type":"alerting","name":"B","labels":{"severity":"page"},"annotations":{"summary":"not this one"}},
                {"type":"alerting","name":"B","labels":{"severity":"low"},
                 "annotations":{"summary":"{{ $labels.pod }} has {{ $value | humanize }} left","runbook_url":"r/{{$labels.pod}}"}}]}]}})";
        if (query.startsWith(u"ALERTS"_s))
            return vectorOf(alertSeries);
        if (query.endsWith(u"(up)"_s))
            return vectorOf(R"({"metric":{"cluster":"a"},"value":[1,"8"]},{"metric":{"cluster":"b"},"value":[1,"8"]})");
        if (nothingKnown)
            return call.path().endsWith(u"/query_range"_s) ? matrixOf({}) : vectorOf({});
        if (query.startsWith(u"count by(__name__)"_s) && !graphScraped)
            return vectorOf(R"({"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]})");
        if (query.startsWith(u"count by(__name__)"_s))
            return vectorOf(
                R"({"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]},{"metric":{"__name__":"traces_service_graph_request_total"},"value":[1,"8"]})");
        if (query.startsWith(u"max by(cluster)(count_over_time("_s))
            return vectorOf(query.contains(u"traces_"_s) ? callsFilled : hostsFilled);
        if (query.startsWith(u"label_replace(count("_s))
            return vectorOf(age);
        if (query.contains(u"count_over_time"_s) && sparseBefore)
            return counts(call);
        if (query.contains(u"count_over_time(traces_"_s) && call.parameter(u"start"_s).toDouble() < 1'763'950'000)
            return matrixOf(R"({"metric":{},"values":[[1763911200,"4"],[1763912400,"4"],[1763913600,"4"]]})");
        if (query.contains(u"count_over_time(traces_"_s))
            return matrixOf(R"({"metric":{},"values":[[1763997600,"20"],[1763998800,"20"],[1764000000,"20"]]})");
        if (query.contains(u"count_over_time"_s))
            return matrixOf(R"({"metric":{},"values":[[1763997600,"80"],[1763998800,"80"],[1764000000,"80"]]})");
        if (query.startsWith(u"sum by(server,"_s) && services)
            return vectorOf(*services);
        if (query.startsWith(u"sum by(server,"_s))
            return vectorOf(query.contains(u"_failed_total"_s)
                    ? R"({"metric":{"cluster":"a","server":"order","server_namespace":"shop"},"value":[1,"2"]})"
                    : R"({"metric":{"cluster":"a","server":"order","server_namespace":"shop"},"value":[1,"40"]},{"metric":{"cluster":"b","server":"pay"},"value":[1,"10"]})");
        if (query.contains(u"_failed_total"_s))
            return matrixOf(failed);
        if (query.contains(u"service_graph"_s))
            return matrixOf(calls);
        if (call.path().endsWith(u"/query_range"_s))
            return matrixOf(R"({"metric":{"cluster":"a","instance":"n1"},"values":[[100,"0.5"]]})");
        return vectorOf(R"({"metric":{"cluster":"a"},"value":[1,"3.5"]})");
    }
};

} // namespace Strato::Testing
