// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/wirerig.h"

#include "models/recorder/changelog.h"
#include "tests/support/gzip.h"
#include "tests/support/kubeprotobuf.h"
#include "tests/support/recordingsink.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Strato {
namespace {

/// Carries an answer of the scripted API to a real client, in the server's format.
class ExchangeSink final : public HttpSink {
public:
    ExchangeSink(Test::TestExchange exchange, bool watch, const WireRig::Options& options)
        : m_exchange(std::move(exchange))
        , m_watch(watch)
        , m_mayProtobuf(options.protobuf)
        , m_mayGzip(options.gzip && !watch && m_exchange.request().header("accept-encoding").contains("gzip"))
    {
    }
    void waiting(const HttpWait& /*wait*/) override { }
    void head(const HttpHead& head) override
    {
        const bool good = head.status == 200;
        m_protobuf = m_mayProtobuf && good;
        m_gzip = m_mayGzip && good;
        Test::TestHeaders headers { { "content-type",
            m_protobuf ? QByteArray("application/vnd.kubernetes.protobuf") : head.contentType } };
        if (m_gzip)
            headers.emplaceBack("content-encoding", "gzip");
        m_exchange.begin(head.status, headers);
    }
    void data(std::string_view chunk) override // of a list: all of it
    {
        std::string bytes(chunk);
        if (m_protobuf)
            bytes = m_watch ? protobufEvents(chunk) : protobufList(chunk);
        if (m_gzip)
            bytes = Test::gzip(bytes);
        m_exchange.write(QByteArray::fromStdString(bytes));
    }
    void alive(Instant /*at*/) override { }
    void finished(Result<HttpDone> result) override
    {
        if (result)
            m_exchange.end();
        else
            m_exchange.resetStream();
    }

private:
    const Test::TestExchange m_exchange;
    const bool m_watch;
    const bool m_mayProtobuf;
    const bool m_mayGzip;
    bool m_protobuf = false;
    bool m_gzip = false;
};

} // namespace

void AwaitedExecutor::post(Task task)
{
    m_inner.post(std::move(task));
    const std::scoped_lock lock(m_mutex);
    m_posted = true;
    m_wake.notify_all();
}

void AwaitedExecutor::awaitPost(Duration longest)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, longest, [this] { return m_posted; });
    m_posted = false;
}

Test::TestServer::Options WireRig::serverOptions(const Options& options, const Test::PemPair& pair)
{
    Test::TestServer::Options server;
    server.tls = options.tls;
    server.http2 = options.http2;
    server.certificate = pair.certificate;
    server.key = pair.key;
    return server;
}

WireRig::WireRig(Options options)
    : m_options(std::move(options))
    , m_arrived([this] { data.post([] {}); })
    , api(m_inbox, m_options.seed)
    , server(serverOptions(m_options, authority.issue({ "IP:127.0.0.1" })))
    , proxy(m_options.slowTime ? static_cast<const Clock&>(clock) : m_realClock, server.port(), m_options.seed)
    , transport(clock, ProxyEnvironment {})
    , store(clock, std::make_unique<ChangeLog>(),
          [this](const std::vector<Change>& c) { log.changes.insert(log.changes.end(), c.begin(), c.end()); })
{
    server.on("/", [this](const Test::TestExchange& exchange) { receive(exchange); });
    server.on("/livez", [](const Test::TestExchange& exchange) { exchange.respond(200, {}, "ok"); });
    HttpEndpoint target;
    target.baseUrl = server.url();
    target.baseUrl.setPort(proxy.port());
    target.tls.caPem = authority.pem();
    target.plainHttpAllowed = true;
    target.authorizer = m_options.authorizer;
    endpoint = transport.open(target);
    ReflectorSettings settings;
    settings.cluster = IString("c1");
    settings.kind = { "", "v1", "ConfigMap", "configmaps", true, {}, {}, {} };
    settings.limits = m_options.limits;
    if (m_options.onWorkers)
        m_workers.emplace(2);
    if (m_options.watchList)
        policy.setMethod(SyncMethod::WatchList);
    ReflectorHost host { transport, endpoint, data, store, policy, lane(), m_workers ? lane() : DecodeLane(),
        [] { return 0.5; }, {} };
    reflector = std::make_unique<Reflector>(std::move(host), std::move(settings), [this] { noteStatus(); });
}

WireRig::~WireRig()
{
    reflector.reset();
    transport.stop(); // before the executor that its sinks post to
    if (m_workers)
        m_workers->stop();
}

DecodeLane WireRig::lane()
{
    if (!m_workers)
        return [](const Task& task) { task(); };
    return [strand = Strand(*m_workers)](
               Task task) mutable { strand.submit([task = std::move(task)](const std::stop_token&) { task(); }); };
}

void WireRig::answerInstead(Instead instead)
{
    const std::scoped_lock lock(m_mutex);
    m_instead = std::move(instead);
}

void WireRig::receive(const Test::TestExchange& exchange)
{
    const QByteArray& path = exchange.request().path;
    ++m_requests;
    if (path.contains("watch=1"))
        ++m_watches;
    else if (!path.contains("continue=")) // a later page is no list of its own
        ++m_lists;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_instead && m_instead(exchange)) {
            ++m_answeredInstead;
            return;
        }
    }
    m_arrived.push(exchange);
}

void WireRig::arrive(const Test::TestExchange& exchange)
{
    for (const RequestId given : m_inbox.waiting())
        m_inbox.cancel(given); // a reflector asks one thing at a time: the others it has given up
    const bool watch = exchange.request().path.contains("watch=1");
    HttpRequest request;
    request.pathAndQuery = QString::fromLatin1(exchange.request().path);
    const RequestId id
        = m_inbox.start(0, std::move(request), std::make_shared<ExchangeSink>(exchange, watch, m_options));
    const auto& call = m_inbox.call(id);
    if (!watch || !call.parameter(u"sendInitialEvents"_s).isNull())
        return;
    // Some of what was sent the wire may have swallowed. What the store made changes of came for certain, and so did
    // the last list: without it nobody asks for a watch.
    int seen = api.lastFill();
    for (const Change& change : log.changes)
        seen = std::max(seen, std::stoi("0" + std::string(change.sourceVersion.view())));
    log.asked.push_back({ call.parameter(u"resourceVersion"_s).toInt(), seen, api.lastTold() });
}

void WireRig::changeOften(int times)
{
    for (int i = 0; i < times; ++i)
        api.changeSomething();
}

void WireRig::pump()
{
    for (const Test::TestExchange& exchange : m_arrived.drain())
        arrive(exchange);
    api.serve(false);
    if (blocked)
        return;
    data.runPending();
    look();
}

void WireRig::look()
{
    if (!reflector->isSynced())
        return;
    WatchLog::Shown shown { {}, {}, log.changes.size(), m_lists, reflector->status().status.coalesced };
    if (freshness() == Freshness::Live) // a version is told when it is current
        shown.version = std::stoi(reflector->status().resourceVersion);
    if (!log.shown.empty() && log.shown.back().changes == shown.changes && log.shown.back().version == shown.version)
        return;
    shown.state = shownBy(store);
    log.shown.push_back(std::move(shown));
}

void WireRig::noteStatus()
{
    const SourceStatus& status = reflector->status().status;
    if (status.tries > m_tries && status.nextTry)
        backOffs.push_back(*status.nextTry - clock.now());
    m_tries = status.tries;
    if (history.empty() || history.back().second != status.freshness)
        history.emplace_back(clock.monotonic(), status.freshness);
}

bool WireRig::until(const std::function<bool()>& condition, Duration longest)
{
    const Duration end = m_realClock.monotonic() + longest;
    for (;;) {
        pump();
        if (condition())
            return true;
        if (m_realClock.monotonic() >= end)
            return false;
        data.awaitPost(std::min(longest, Duration(5ms)));
    }
}

bool WireRig::isCurrent() const
{
    return freshness() == Freshness::Live && shownBy(store) == api.state();
}

bool WireRig::isWaiting() const
{
    const std::optional<Instant> next = reflector->status().status.nextTry;
    return next && *next > clock.now();
}

void WireRig::moveClock(Duration by)
{
    clock.advance(by);
    transport.clockMoved();
    if (m_options.slowTime)
        proxy.clockMoved();
    for (int i = 0; i < 2; ++i) { // the transport runs its timers between two rounds of calls
        const auto answered = std::make_shared<Test::RecordingSink>();
        (void)transport.start(0, {}, answered); // no such endpoint
        (void)answered->waitForEnd();
    }
}

void WireRig::advance(Duration by, Duration step, Duration patience)
{
    const Duration end = clock.monotonic() + by;
    while (clock.monotonic() < end) {
        moveClock(std::min(step, end - clock.monotonic()));
        (void)until([this] { return isCurrent() || isWaiting(); }, patience);
    }
}

std::optional<Duration> WireRig::recover()
{
    const Duration from = clock.monotonic();
    while (clock.monotonic() - from < 2min) {
        if (until([this] { return isCurrent() || isWaiting(); }, 1s) && isCurrent())
            return clock.monotonic() - from;
        const std::optional<Instant> next = reflector->status().status.nextTry;
        moveClock(isWaiting() ? *next - clock.now() : Duration(1s));
    }
    return std::nullopt;
}

QStringList WireRig::complaints() const
{
    return WatchOracle("ConfigMap", api.states()).complaints(log);
}

} // namespace Strato
