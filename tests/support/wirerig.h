// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/base/mailbox.h"
#include "models/base/workerpool.h"
#include "models/kube/sync/reflector.h"
#include "models/net/curltransport.h"
#include "tests/support/chaosproxy.h"
#include "tests/support/fakeapiserver.h"
#include "tests/support/testcertificates.h"
#include "tests/support/testserver.h"

namespace Strato {

/// A ManualExecutor whose owner can wait for something to do.
class AwaitedExecutor final : public Executor {
public:
    explicit AwaitedExecutor(const Clock& clock)
        : m_inner(clock)
    {
    }
    void post(Task task) override;
    TimerId postAfter(Duration delay, Task task) override { return m_inner.postAfter(delay, std::move(task)); }
    void cancel(TimerId id) override { m_inner.cancel(id); }
    [[nodiscard]] bool isCurrent() const override { return true; }
    [[nodiscard]] const Clock& clock() const override { return m_inner.clock(); }
    int runPending() { return m_inner.runPending(); }
    void awaitPost(Duration longest); ///< returns early when something is posted

private:
    ManualExecutor m_inner;
    std::mutex m_mutex; // guards m_posted
    bool m_posted = false;
    std::condition_variable m_wake;
};

/// A reflector of config maps with nothing faked between it and its server: transport, TLS, HTTP and sockets are real,
/// and a ChaosProxy is the wire. The server's content is a FakeApiServer's. Time is fake, so that waits of a minute are
/// known exactly and take none; what is under way is given real time to arrive.
class WireRig final {
public:
    struct Options {
        bool tls = true;
        bool http2 = true;
        bool watchList = false; ///< the kind is first read by WatchList
        bool protobuf = false; ///< the server's format, else JSON
        bool gzip = false; ///< lists are compressed
        bool onWorkers = false; ///< decoded on strands of a pool as in the application, else in place
        bool slowTime = false; ///< the wire takes the fake clock's time for its delays, else real time
        std::uint32_t seed = 1;
        std::shared_ptr<HttpAuthorizer> authorizer = {};
        WatchPipe::Limits limits = {};
    };
    /// Called on the server's thread; true: it has answered.
    using Instead = std::function<bool(const Test::TestExchange&)>;

    explicit WireRig(Options options);
    ~WireRig();

    void answerInstead(Instead instead); ///< before the API is asked; none: it always is
    void changeOften(int times); ///< on the server
    /// One round: what arrived is asked of the API, answered, decoded, stored, and noted in the log.
    void pump();
    /// Rounds until @p condition holds, for @p longest of real time; the clock stands.
    [[nodiscard]] bool until(const std::function<bool()>& condition, Duration longest = std::chrono::seconds(20));
    /// Time passes in steps; between them what is under way gets up to @p patience of real time.
    void advance(Duration by, Duration step, Duration patience);
    /// Until the store is the server's and live, of the clock only what the reflector waits for; nothing: not within
    /// two minutes.
    [[nodiscard]] std::optional<Duration> recover();

    [[nodiscard]] bool isCurrent() const; ///< live, and the store is what the server has
    [[nodiscard]] bool isWaiting() const; ///< for the time of the next try
    [[nodiscard]] Freshness freshness() const { return reflector->status().status.freshness; }
    [[nodiscard]] QStringList complaints() const; ///< of the seven validators
    [[nodiscard]] int lists() const { return m_lists; } ///< asked of the server so far
    [[nodiscard]] int watches() const { return m_watches; }
    [[nodiscard]] int requests() const { return m_requests; } ///< both, each page of a list
    [[nodiscard]] int answeredInstead() const { return m_answeredInstead; }
    /// What the reflector began so far, whether or not it reached the server.
    [[nodiscard]] std::uint64_t tries() const { return reflector->status().lists + reflector->status().watches; }

    bool blocked = false; ///< the data thread is busy elsewhere: what is posted to it waits
    FakeClock clock;
    AwaitedExecutor data { clock };
    Test::TestAuthority authority;
    std::vector<Duration> backOffs; ///< each as it was announced
    std::vector<std::pair<Duration, Freshness>> history; ///< monotonic, each change of freshness
    WatchLog log;

private:
    [[nodiscard]] static Test::TestServer::Options serverOptions(const Options& options, const Test::PemPair& pair);
    [[nodiscard]] DecodeLane lane();
    void receive(const Test::TestExchange& exchange); // server's thread
    void arrive(const Test::TestExchange& exchange);
    void look();
    void noteStatus();
    void moveClock(Duration by);

    const SystemClock m_realClock;
    const Options m_options;
    std::optional<WorkerPool> m_workers; // they post to `data`
    Mailbox<Test::TestExchange> m_arrived;
    std::mutex m_mutex; // guards m_instead
    Instead m_instead;
    std::atomic<int> m_lists = 0;
    std::atomic<int> m_watches = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<int> m_answeredInstead = 0;
    int m_tries = 0; // of the last back-off noted
    FakeHttpTransport m_inbox;

public:
    FakeApiServer api;
    Test::TestServer server; // from here on threads use the above
    Test::ChaosProxy proxy;
    CurlTransport transport;
    EndpointId endpoint = 0;
    ObjectStore store;
    SyncPolicy policy { clock };
    std::unique_ptr<Reflector> reflector;
};

} // namespace Strato
