// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/base/workerpool.h"
#include "models/metrics/prometheusclient.h"
#include "tests/conformance/consolereader.h"
#include "tests/support/estateprocess.h"

#include <QTemporaryDir>
#include <QTest>

namespace Strato::Testing {

constexpr int patienceMs = 120'000; ///< for what a server does by itself: scrapes, rules, on a busy machine

/// A server that claims the HTTP API of Prometheus, and scrapes a node exporter and itself or others: that of
/// STRATO_CONFORMANCE_PROMETHEUS, else the one that an estate starts beside itself.
class MetricsTarget final {
public:
    MetricsTarget();
    ~MetricsTarget();
    MetricsTarget(const MetricsTarget&) = delete;
    MetricsTarget& operator=(const MetricsTarget&) = delete;

    [[nodiscard]] std::string url() const;
    [[nodiscard]] bool isEstate() const { return m_estate != nullptr; }
    /// Something that has an alerting rule breaks, unless alerts are there at any time. False: it could not be asked.
    [[nodiscard]] bool breakSomething() const;
    [[nodiscard]] ConsoleReader& reader() { return *m_reader; }
    [[nodiscard]] PrometheusClient& client() { return *m_client; }
    [[nodiscard]] Instant now() const { return m_reader->clock().now(); }
    /// `data` of the answer; null, and a warning that fails the test, when the answer is no success.
    [[nodiscard]] nlohmann::json data(const std::string& path);
    /// The first value of what @p query gives now; nothing when it gives none.
    [[nodiscard]] std::optional<std::string> value(const std::string& query);
    /// "v2.42.0" and later: {2, 42}.
    [[nodiscard]] std::pair<int, int> version();

    /// What the console's own client makes of it: @p ask starts a question with the function that takes its answer.
    template <class T> [[nodiscard]] Result<T> asked(const std::function<void(std::function<void(Result<T>)>)>& ask)
    {
        const auto got = std::make_shared<std::optional<Result<T>>>();
        ask([got](Result<T> answer) { *got = std::move(answer); });
        const auto arrived = [this, &got] {
            m_executor->runPending();
            return got->has_value();
        };
        if (!QTest::qWaitFor(arrived, patienceMs))
            return fail(ErrorCode::TimedOut, QStringLiteral("the client never answered"));
        return **got;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Test::EstateProcess> m_estate; ///< null: somebody else's server
    std::unique_ptr<ManualExecutor> m_executor; // before those that post to it
    std::unique_ptr<WorkerPool> m_pool;
    std::unique_ptr<ConsoleReader> m_reader;
    std::unique_ptr<PrometheusClient> m_client;
};

} // namespace Strato::Testing
