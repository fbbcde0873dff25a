// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/workerpool.h"
#include "models/kube/sync/clustersession.h"
#include "models/net/curltransport.h"
#include "models/recorder/changelog.h"
#include "tests/support/reflectorrig.h"
#include "tests/support/testcertificates.h"
#include "tests/support/testserver.h"

#include <QRegularExpression>
#include <QUrlQuery>
#include <QtTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

const Test::TestHeaders json { { "content-type", "application/json" } };

/// 2,000 pods with a history, served over HTTPS: lists, and watches that go on from any version.
class PodServer final {
public:
    PodServer()
        : m_leaf(m_authority.issue({ "IP:127.0.0.1" }))
        , m_server(Test::TestServer::Options { true, true, m_leaf.certificate, m_leaf.key, {}, 250, 0 })
    {
        m_server.on("/", [](const Test::TestExchange& e) {
            e.respond(403, json, QByteArray::fromStdString(statusJson(403, "Forbidden")));
        });
        m_server.on("/api/v1/namespaces/kube-system",
            [](const Test::TestExchange& e) { e.respond(200, json, QByteArray::fromStdString(kubeSystemJson())); });
        m_server.on("/api/v1/pods", [this](const Test::TestExchange& e) { answer(e); });
    }

    void put(const std::string& name)
    {
        const std::scoped_lock lock(m_mutex);
        const std::string type = m_pods.contains(name) ? "MODIFIED" : "ADDED";
        m_pods[name] = ++m_revision;
        send(eventJson(type, podJson(name, m_revision, ipOf(m_revision))));
    }
    void remove(const std::string& name)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_pods.erase(name) == 0)
            return;
        ++m_revision;
        send(eventJson("DELETED", podJson(name, m_revision, ipOf(m_revision))));
    }
    [[nodiscard]] std::map<std::string, std::string> pods() const
    {
        const std::scoped_lock lock(m_mutex);
        std::map<std::string, std::string> all;
        for (const auto& [name, version] : m_pods)
            all[name] = ipOf(version);
        return all;
    }
    [[nodiscard]] HttpEndpoint endpoint() const
    {
        HttpEndpoint endpoint;
        endpoint.baseUrl = m_server.url();
        endpoint.tls.caPem = m_authority.pem();
        return endpoint;
    }
    [[nodiscard]] Test::TestServer& server() { return m_server; }

private:
    static std::string ipOf(int revision)
    {
        return "10.0." + std::to_string(revision / 250) + "." + std::to_string(revision % 250);
    }
    void send(const std::string& event)
    {
        m_history.emplace_back(m_revision, event);
        for (const Test::TestExchange& watch : m_watches)
            watch.write(QByteArray::fromStdString(event)); // a watch that is gone ignores it
    }
    void answer(const Test::TestExchange& exchange)
    {
        const std::scoped_lock lock(m_mutex);
        const QUrlQuery query(QString::fromLatin1(exchange.request().path).section(u'?', 1));
        if (query.hasQueryItem(u"includeObject"_s)) {
            exchange.respond(406, json, QByteArray::fromStdString(statusJson(406, "NotAcceptable")));
        } else if (query.hasQueryItem(u"watch"_s)) {
            exchange.begin(200, json);
            const int from = query.queryItemValue(u"resourceVersion"_s).toInt();
            for (const auto& [revision, event] : m_history) {
                if (revision > from)
                    exchange.write(QByteArray::fromStdString(event));
            }
            m_watches.push_back(exchange);
        } else {
            std::string items;
            for (const auto& [name, version] : m_pods)
                items += (items.empty() ? "" : ",") + podJson(name, version, ipOf(version));
            exchange.respond(200, json, QByteArray::fromStdString(podListJson(m_revision, items)));
        }
    }

    Test::TestAuthority m_authority;
    Test::PemPair m_leaf;
    mutable std::mutex m_mutex; // guards the next four
    std::map<std::string, int> m_pods;
    std::vector<std::pair<int, std::string>> m_history;
    std::vector<Test::TestExchange> m_watches;
    int m_revision = 1;
    Test::TestServer m_server; // last: its thread uses all above
};

} // namespace

/// Sockets, TLS, HTTP/2, decoding on workers, the store on its thread: the whole chain with nothing faked but the
/// server.
class TestClusterChain final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void twoThousandPodsUnderChurnAndCutConnectionsEndAsTheServerHasThem()
    {
        PodServer server;
        for (int i = 0; i < 2'000; ++i)
            server.put("pod-" + std::to_string(i));
        const SystemClock clock;
        FreshnessBoard board;
        ThreadExecutor data(clock, "data");
        WorkerPool workers(2);
        CurlTransport transport(clock);
        std::atomic<std::uint64_t> changes = 0;
        std::atomic<bool> gapless = true;
        ClusterSettings settings;
        settings.name = u"chain"_s;
        settings.endpoint = server.endpoint();
        ClusterListeners listeners;
        listeners.changes = [&, next = std::uint64_t { 1 }](const std::vector<Change>& batch) mutable {
            for (const Change& change : batch)
                gapless = gapless && change.seq == next++;
            changes += batch.size();
        };
        ClusterSession session({ transport, data, workers, board }, settings, listeners, std::make_unique<ChangeLog>());
        session.connect();
        QTRY_COMPARE_WITH_TIMEOUT(shown(session, data).size(), std::size_t { 2'000 }, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(isLive(board), 10'000);
        for (int i = 0; i < 3'000; ++i) {
            if (i % 5 == 0)
                server.remove("pod-" + std::to_string(i % 1'900));
            else
                server.put((i % 5 < 3 ? "pod-" : "new-") + std::to_string(i));
            if (i % 1'000 == 500)
                server.server().resetConnections();
        }
        QTRY_VERIFY_WITH_TIMEOUT(shown(session, data) == server.pods(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(isLive(board), 10'000);
        QVERIFY(gapless);
        QVERIFY(changes >= 2'000);
    }

    void aClusterWithAWrongAuthorityIsLostAndSaysSo()
    {
        PodServer server;
        const Test::TestAuthority stranger;
        const SystemClock clock;
        FreshnessBoard board;
        ThreadExecutor data(clock, "data");
        WorkerPool workers(1);
        CurlTransport transport(clock);
        ClusterSettings settings;
        settings.endpoint = server.endpoint();
        settings.endpoint.tls.caPem = stranger.pem();
        ClusterSession session({ transport, data, workers, board }, settings, {}, std::make_unique<ChangeLog>());
        session.connect();
        QTRY_VERIFY_WITH_TIMEOUT(!board.all().empty() && board.all().front().freshness == Freshness::Lost, 10'000);
        QCOMPARE(board.all().front().error->code, ErrorCode::TlsFailed);
    }

private:
    static std::map<std::string, std::string> shown(const ClusterSession& session, Executor& data)
    {
        std::promise<SnapshotPtr> taken;
        data.post([&] { taken.set_value(session.state().current()); });
        std::map<std::string, std::string> all;
        taken.get_future().get()->forEachOfKind("", "Pod",
            [&](const RecordPtr& record) { all[std::string(record->name.view())] = std::string(record->text("ip")); });
        return all;
    }
    static bool isLive(const FreshnessBoard& board)
    {
        const auto pods = board.find("k8s:cluster-uid/pods");
        return pods && pods->freshness == Freshness::Live;
    }
};

QTEST_GUILESS_MAIN(TestClusterChain)
#include "tst_clusterchain.moc"
