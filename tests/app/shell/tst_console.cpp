// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/certificates.h"
#include "app/shell/console.h"
#include "tests/app/shell/shellrig.h"
#include "tests/support/testserver.h"

#include <QSignalSpy>
#include <QTcpServer>

#include <algorithm>
#include <thread>

using namespace Strato;
using namespace Strato::Testing;
using namespace Strato::Test;
using namespace Qt::StringLiterals;

/// What the console makes of kubeconfigs and clusters, against an estate in this process.
class TestConsole final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_rig = std::make_unique<ShellRig>();
        m_settings = std::make_unique<SettingsStore>(QString());
    }
    void cleanup()
    {
        m_console.reset();
        m_settings.reset();
        m_rig.reset();
    }

    void aUserOfOneNamespaceGetsAWorkingConsole()
    {
        start(m_rig->writeKubeconfig(), { u"one-shop-only"_s });
        QTRY_COMPARE(podNames(), QStringList { u"web-shop"_s });
        QTRY_COMPARE(m_console->records().count({ "apps", "Deployment" }), std::size_t(1));
        QTRY_COMPARE(clusterStatus(u"one-shop-only"_s).freshness, Freshness::Live);
        QCOMPARE(clusterStatus(u"one-shop-only"_s).namespaces, std::vector<std::string> { "shop" });
        QTRY_VERIFY(m_console->knownSince().has_value()); // what is refused holds nothing up
        ShellRig::addPod(m_rig->cluster("one"), "shop", "later");
        ShellRig::addPod(m_rig->cluster("one"), "payment", "unseen");
        QTRY_COMPARE(podNames(), (QStringList { u"later"_s, u"web-shop"_s }));
    }

    void whoMayListAllSeesAllWithoutAQuestion()
    {
        start(m_rig->writeKubeconfig(), { u"one"_s });
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
        QTRY_COMPARE(clusterStatus(u"one"_s).freshness, Freshness::Live);
        QVERIFY(clusterStatus(u"one"_s).namespaces.empty());
        QCOMPARE(m_rig->cluster("one").requestCount("selfsubjectrulesreviews"), std::uint64_t(0));
    }

    void namesakesOfSeveralFilesStayApart()
    {
        const QString first = m_rig->write(u"first.yaml"_s, m_rig->kubeconfigFor("one", "admin"));
        const QString second = m_rig->write(u"second.yaml"_s, m_rig->kubeconfigFor("two", "admin"));
        AppSettings settings;
        settings.kubeconfigFiles = { first, second };
        m_settings->set(settings);
        start({}, {});
        QTRY_COMPARE(m_console->contexts().choices.size(), std::size_t(2));
        QCOMPARE(m_console->contexts().choices[0].name, u"admin"_s);
        QCOMPARE(m_console->contexts().choices[1].name, u"second.yaml/admin"_s);
        m_console->connectContext(u"admin"_s);
        m_console->connectContext(u"second.yaml/admin"_s);
        QTRY_COMPARE(
            m_console->clusters().at(u"admin"_s).info.serverUrl, QString::fromStdString(m_rig->cluster("one").url()));
        QTRY_COMPARE(m_console->clusters().at(u"second.yaml/admin"_s).info.serverUrl,
            QString::fromStdString(m_rig->cluster("two").url()));
        QTRY_VERIFY(m_console->readiness().contains(u"second.yaml/admin"_s));
        QVERIFY(!m_console->readiness().at(u"second.yaml/admin"_s).error);
        // Opened again, it is the same context, not a third one.
        QSignalSpy found(m_console.get(), &Console::contextsChanged);
        m_console->openKubeconfig(second);
        QTRY_VERIFY(!found.isEmpty());
        QCOMPARE(m_console->contexts().choices.size(), std::size_t(2));
    }

    void whatIsWrongInAKubeconfigIsTold()
    {
        const QByteArray named = m_rig->kubeconfigFor("one", "good");
        const QString file = m_rig->write(u"odd.yaml"_s, named);
        qputenv("KUBECONFIG", (file + u":/nowhere/missing.yaml"_s).toLocal8Bit());
        make({}, {});
        QSignalSpy told(m_console.get(), &Console::kubeconfigProblems);
        m_console->start();
        QTRY_COMPARE(told.count(), 1);
        const std::vector<Error>& warnings = m_console->contexts().warnings;
        const auto mentions = [&](const QString& text) {
            return std::ranges::any_of(warnings, [&](const Error& e) { return e.detail.contains(text); });
        };
        QVERIFY(mentions(u"/nowhere/missing.yaml"_s));
        QCOMPARE(m_console->contexts().choices.size(), std::size_t(1)); // the rest works
        qunsetenv("KUBECONFIG");
    }

    void aContextThatCannotBeOpenedHoldsUpNoOther()
    {
        const QByteArray broken = m_rig->kubeconfigFor("two", "broken", "/nowhere/ca.pem");
        AppSettings settings;
        settings.kubeconfigFiles = { m_rig->write(u"broken.yaml"_s, broken),
            m_rig->write(u"good.yaml"_s, m_rig->kubeconfigFor("one", "good")) };
        settings.connectedContexts = { u"broken"_s, u"good"_s };
        m_settings->set(settings);
        start({}, {});
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
        QTRY_VERIFY(m_console->clusters().contains(u"broken"_s) && m_console->clusters().at(u"broken"_s).error);
        QVERIFY(m_console->clusters().at(u"broken"_s).error->detail.contains(u"/nowhere/ca.pem"_s));
        QTRY_VERIFY(m_console->knownSince().has_value());
    }

    void theReachOfTheMemoryIsKnownWhileLive()
    {
        const Instant before = m_rig->clock().now();
        make(m_rig->writeKubeconfig(), { u"one"_s });
        QVERIFY(!m_console->knownSince().has_value());
        QSignalSpy told(m_console.get(), &Console::pastChanged);
        m_console->start();
        QTRY_VERIFY(m_console->knownSince().has_value());
        QVERIFY(m_console->cursor().isLive());
        QVERIFY(*m_console->knownSince() >= before);
        QVERIFY(!told.isEmpty());
        m_console->connectContext(u"two"_s);
        QVERIFY(!m_console->knownSince().has_value()); // of one of them nothing is known yet
        QTRY_VERIFY(m_console->knownSince().has_value());
    }

    void aClosedClusterLeavesNoStatusBehind()
    {
        start(m_rig->writeKubeconfig(), { u"one"_s });
        QTRY_COMPARE(clusterStatus(u"one"_s).freshness, Freshness::Live);
        QSignalSpy removed(m_console.get(), &Console::statusRemoved);
        m_console->disconnectContext(u"one"_s);
        QTRY_VERIFY(m_console->statuses().empty());
        QVERIFY(!removed.isEmpty());
        QTRY_COMPARE(m_console->records().totalCount(), std::size_t(0));
    }

    void whatAClosedClusterStillSaidDoesNotComeBack()
    {
        start(m_rig->writeKubeconfig(), { u"one"_s });
        QTRY_COMPARE(clusterStatus(u"one"_s).freshness, Freshness::Live);
        const IString id = m_console->clusters().at(u"one"_s).id;
        auto said = std::make_shared<Delta>();
        m_console->records().forEachOf(id, [&](const RecordPtr& record) { said->upserted = { record }; });
        QSignalSpy changed(&m_console->records(), &RecordHub::changed);
        m_console->records().inbox()->push({ id, said }); // as the session flushes it while it disconnects
        m_console->disconnectContext(u"one"_s);
        QTRY_VERIFY(m_console->statuses().empty());
        QTRY_COMPARE(m_console->records().totalCount(), std::size_t(0));
        QVERIFY(!changed.isEmpty());
    }

    void twoContextsOfOneClusterShowItOnce()
    {
        AppSettings settings;
        settings.kubeconfigFiles = { m_rig->write(u"a.yaml"_s, m_rig->kubeconfigFor("one", "first")),
            m_rig->write(u"b.yaml"_s, m_rig->kubeconfigFor("one", "second")) };
        settings.connectedContexts = { u"first"_s };
        m_settings->set(settings);
        start({}, {});
        QTRY_COMPARE(clusterStatus(u"first"_s).freshness, Freshness::Live);
        QTRY_VERIFY(m_console->contexts().choices.size() == 2);
        m_console->connectContext(u"second"_s);
        QTRY_VERIFY(!m_console->clusters().at(u"second"_s).id.empty());
        const IString id = m_console->clusters().at(u"second"_s).id;
        QCOMPARE(m_console->clusters().at(u"first"_s).id, id);
        QTRY_VERIFY(m_console->knownSince().has_value()); // both are filled
        QTRY_VERIFY(m_console->overview() && m_console->overview()->sum.pods.total == 2);
        QCOMPARE(m_console->overview()->clusters.size(), std::size_t(1));
        QCOMPARE(m_console->clusterById(id)->context, u"first"_s);
        // The one that told of it is closed: the other goes on, and nothing is missing.
        m_console->disconnectContext(u"first"_s);
        QTRY_COMPARE(m_console->overview()->clusters.front().name, std::string("second"));
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
        QCOMPARE(clusterStatus(u"second"_s).freshness, Freshness::Live);
        ShellRig::addPod(m_rig->cluster("one"), "shop", "later");
        QTRY_COMPARE(podNames(), (QStringList { u"later"_s, u"web-payment"_s, u"web-shop"_s }));
        m_console->disconnectContext(u"second"_s);
        QTRY_COMPARE(m_console->records().totalCount(), std::size_t(0));
        QTRY_VERIFY(m_console->statuses().empty());
    }

    void whoMayNotReadWhichClusterItIsIsToldByWhoMay_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::newRow("who may comes first") << QStringList { u"one"_s, u"one-shop-only"_s };
        QTest::newRow("who may comes later") << QStringList { u"one-shop-only"_s, u"one"_s };
    }
    void whoMayNotReadWhichClusterItIsIsToldByWhoMay()
    {
        QFETCH(const QStringList, order);
        start(m_rig->writeKubeconfig(), order.mid(0, 1));
        QTRY_COMPARE(clusterStatus(order.front()).freshness, Freshness::Live);
        m_console->connectContext(order.back());
        const auto idOf = [this](const QString& context) { return m_console->clusters().at(context).id; };
        QTRY_VERIFY(!idOf(order.back()).empty() && idOf(order.front()) == idOf(order.back()));
        QVERIFY(!idOf(u"one"_s).view().starts_with("h-")); // the uid
        QTRY_COMPARE(m_console->overview()->clusters.size(), std::size_t(1));
        QTRY_COMPARE(m_console->overview()->sum.pods.total, 2);
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s })); // not that of shop twice
        QTRY_COMPARE(clusterStatus(order.front()).freshness, Freshness::Live);
        // Another cluster stays another one, though its server is asked by somebody who may as little.
        m_console->connectContext(u"two-shop-only"_s);
        QTRY_COMPARE(m_console->overview()->clusters.size(), std::size_t(2));
        QTRY_COMPARE(m_console->overview()->sum.pods.total, 3);
    }

    void anAnswerAboutUsAfterTheCloseOpensNothing()
    {
        start(m_rig->writeKubeconfig(), { u"one"_s });
        const Duration patience = m_rig->clock().monotonic() + std::chrono::seconds(10);
        const auto goesOn = [&] { return m_rig->clock().monotonic() < patience; };
        const ResourceKind pods { "", "v1", "Pod", "pods", true, {}, {}, {} };
        while (m_console->follow(pods, {}).empty() && goesOn())
            QCoreApplication::processEvents(); // until there is a session, and no longer
        // Nothing is taken from the mailbox until the first records are there: who we are was answered long before.
        while (m_console->records().inbox()->size() == 0 && goesOn())
            std::this_thread::yield();
        QVERIFY(m_rig->cluster("one").requestCount("selfsubjectreviews") > 0);
        QSignalSpy removed(m_console.get(), &Console::statusRemoved); // told behind all else
        m_console->disconnectContext(u"one"_s);
        QTRY_VERIFY(!removed.isEmpty() && m_console->statuses().empty());
        QVERIFY(m_console->clusters().empty());
        QCOMPARE(m_console->records().totalCount(), std::size_t(0));
    }

    void whatCameLaterIsNotListedInThePast()
    {
        start(m_rig->writeKubeconfig(), { u"one"_s });
        QTRY_COMPARE(clusterStatus(u"one"_s).freshness, Freshness::Live);
        ShellRig::addDeployment(m_rig->cluster("one"), "shop", "later");
        const auto listed = [&] {
            const auto state = m_console->overview();
            const auto it = std::ranges::find(state->changes, IString("later"), &ChangeMark::name);
            return it == state->changes.end() ? std::nullopt : std::optional(it->at);
        };
        QTRY_VERIFY(listed().has_value());
        const Instant before = *listed() - std::chrono::milliseconds(1);
        m_console->cursor().moveTo(before);
        QTRY_COMPARE(m_console->overview()->at, before);
        QVERIFY(!listed().has_value());
        m_console->cursor().goLive();
        QTRY_VERIFY(listed().has_value());
    }

    void K41_exchangedCertificatesAreReadAgain()
    {
        const auto other = Estate::CertificateAuthority::create("other", m_rig->clock().now().ns / 1'000'000'000);
        const QString ca = m_rig->write(u"ca.pem"_s, QByteArray::fromStdString(other->certificatePem()));
        start(m_rig->write(u"k.yaml"_s, m_rig->kubeconfigFor("one", "one", ca.toUtf8())), { u"one"_s });
        QTRY_VERIFY(std::ranges::any_of(m_console->statuses(),
            [](const auto& entry) { return entry.second.error.has_value(); })); // not signed by that authority
        m_rig->write(u"ca.pem"_s, QByteArray::fromStdString(m_rig->server().caPem()));
        m_console->retry(u"one"_s);
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
    }

    void tryAgainReadsTheTokenThatALoginHasWritten()
    {
        const QByteArray good = m_rig->kubeconfigFor("one", "one");
        const QByteArray old = QByteArray(good).replace("token: ", "token: outdated-");
        start(m_rig->write(u"k.yaml"_s, old), { u"one"_s });
        QTRY_VERIFY(errorOf(u"one"_s).code == ErrorCode::Unauthenticated);
        m_rig->write(u"k.yaml"_s, good);
        m_console->retry(u"one"_s);
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
        QTRY_VERIFY(m_console->clusters().at(u"one"_s).identity.has_value()); // it was not known to whoever was refused
    }

    void aTokenThatIsRefusedWhileAllIsLiveIsExchanged()
    {
        Estate::KubeCluster& cluster = m_rig->cluster("one");
        const QByteArray admin = m_rig->kubeconfigFor("one", "one");
        start(m_rig->write(u"k.yaml"_s, admin), { u"one"_s });
        QTRY_COMPARE(clusterStatus(u"one"_s).freshness, Freshness::Live);
        QTRY_VERIFY(m_console->clusters().at(u"one"_s).identity.has_value());
        const QString before = m_console->clusters().at(u"one"_s).identity->user;
        cluster.addFault({ .pathPrefix = {}, .times = -1, .status = 401, .reason = "Unauthorized", .headers = {} });
        cluster.dropConnections();
        QTRY_VERIFY(clusterStatus(u"one"_s).error && clusterStatus(u"one"_s).error->code == ErrorCode::Unauthenticated);
        const auto& tokens = cluster.identities();
        m_rig->write(u"k.yaml"_s,
            QByteArray(admin).replace(
                QByteArray::fromStdString(tokens[0].token), QByteArray::fromStdString(tokens[1].token)));
        cluster.clearFaults();
        m_console->retry(u"one"_s);
        QTRY_COMPARE(clusterStatus(u"one"_s).freshness, Freshness::Live);
        QTRY_VERIFY(m_console->clusters().at(u"one"_s).identity->user != before);
        QVERIFY(!clusterStatus(u"one"_s).error);
    }

    void aLoginInATerminalIsNoticedByItself()
    {
        const QByteArray good = m_rig->kubeconfigFor("one", "one");
        start(m_rig->write(u"k.yaml"_s, QByteArray(good).replace("token: ", "token: outdated-")), { u"one"_s });
        QTRY_VERIFY(errorOf(u"one"_s).code == ErrorCode::Unauthenticated);
        m_rig->write(u"k.yaml"_s, good); // the server itself is asked again a minute after it refused
        QTRY_COMPARE_WITH_TIMEOUT(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }), 20'000);
    }

    void aTokenFileThatIsWrittenAnewIsNoticedByItself()
    {
        const QString file = m_rig->write(u"token"_s, "outdated");
        QByteArray kubeconfig = m_rig->kubeconfigFor("one", "one");
        const QByteArray token = QByteArray::fromStdString(m_rig->cluster("one").identities().front().token);
        const QByteArray entry = "tokenFile: " + file.toUtf8();
        kubeconfig.replace(QByteArray("token: \"" + token + '"'), entry);
        kubeconfig.replace(QByteArray("token: " + token), entry);
        QVERIFY(kubeconfig.contains("tokenFile: "));
        start(m_rig->write(u"k.yaml"_s, kubeconfig), { u"one"_s });
        QTRY_VERIFY(errorOf(u"one"_s).code == ErrorCode::Unauthenticated);
        m_rig->write(u"token"_s, token);
        QTRY_COMPARE_WITH_TIMEOUT(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }), 20'000);
    }

    void openingTheKubeconfigAgainMendsWhatIsOpen()
    {
        const QByteArray good = m_rig->kubeconfigFor("one", "one");
        start(m_rig->write(u"k.yaml"_s, QByteArray(good).replace("token: ", "token: outdated-")), { u"one"_s });
        QTRY_VERIFY(errorOf(u"one"_s).code == ErrorCode::Unauthenticated);
        m_console->openKubeconfig(m_rig->write(u"k.yaml"_s, good));
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
    }

    void aContextThatCouldNotBeResolvedIsReadAgain()
    {
        const QByteArray good = m_rig->kubeconfigFor("one", "one");
        start(m_rig->write(u"k.yaml"_s, m_rig->kubeconfigFor("one", "one", "/nowhere/ca.pem")), { u"one"_s });
        QTRY_VERIFY(m_console->clusters().contains(u"one"_s) && m_console->clusters().at(u"one"_s).error);
        QTRY_VERIFY(m_console->readiness().contains(u"one"_s) && m_console->readiness().at(u"one"_s).error);
        m_rig->write(u"k.yaml"_s, good);
        m_console->retry(u"one"_s);
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
        QVERIFY(!m_console->readiness().at(u"one"_s).error); // the list of contexts says so too
    }

    void aClusterThatCameBackElsewhereIsFoundByItself()
    {
        const QByteArray one = m_rig->kubeconfigFor("one", "here");
        QTcpServer dead;
        QVERIFY(dead.listen(QHostAddress::LocalHost));
        const QByteArray nowhere = "https://127.0.0.1:" + QByteArray::number(dead.serverPort());
        dead.close();
        const QByteArray there = QByteArray::fromStdString(m_rig->cluster("one").url());
        const QString file = m_rig->write(u"k.yaml"_s, QByteArray(one).replace(there, nowhere));
        start(file, { u"here"_s });
        QTRY_VERIFY(errorOf(u"here"_s).code == ErrorCode::ConnectFailed);
        m_rig->write(u"k.yaml"_s, one); // nobody presses anything
        QTRY_COMPARE_WITH_TIMEOUT(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }), 20'000);
        QCOMPARE(m_console->clusters().size(), std::size_t(1)); // the same context, at another server
    }

    void aContextThatNamesAnotherClusterNowLeavesNothingOfTheFirst()
    {
        const QString file = m_rig->write(u"k.yaml"_s, m_rig->kubeconfigFor("one", "here"));
        start(file, { u"here"_s });
        QTRY_COMPARE(clusterStatus(u"here"_s).freshness, Freshness::Live);
        const IString before = m_console->clusters().at(u"here"_s).id;
        m_rig->write(u"k.yaml"_s, m_rig->kubeconfigFor("two", "here"));
        m_console->retry(u"here"_s);
        QTRY_VERIFY(
            m_console->clusters().at(u"here"_s).id != before && !m_console->clusters().at(u"here"_s).id.empty());
        QTRY_COMPARE(clusterStatus(u"here"_s).freshness, Freshness::Live);
        QTRY_COMPARE(podNames(), (QStringList { u"web-payment"_s, u"web-shop"_s }));
        for (const auto& [id, status] : m_console->statuses())
            QVERIFY2(!id.starts_with("k8s:" + std::string(before.view())), id.c_str());
    }

    void aDemoThatFailedCanBeTriedAgain()
    {
        Options options;
        options.estateArguments = QStringList { u"--no-such-option"_s };
        m_console = std::make_unique<Console>(m_rig->clock(), options, *m_settings, m_secrets);
        int failures = 0;
        connect(m_console.get(), &Console::demoFailed, this, [&failures] { ++failures; });
        m_console->startDemo();
        QTRY_COMPARE(failures, 1);
        m_console->startDemo();
        QTRY_COMPARE(failures, 2);
    }

    void aPointerThatIsDraggedAsksForTheMomentAtWhichItRests()
    {
        TestServer::Options plain;
        plain.tls = false;
        plain.http2 = false;
        TestServer prometheus(plain);
        prometheus.on("/", [](const TestExchange& exchange) {
            exchange.respond(200, { { "content-type", "application/json" } },
                R"({"status":"success","data":{"resultType":"vector","result":[]}})");
        });
        start(m_rig->writeKubeconfig(), { u"one"_s });
        QTRY_COMPARE(clusterStatus(u"one"_s).freshness, Freshness::Live);
        PrometheusSettings server;
        server.name = u"p"_s;
        server.url = prometheus.url().toString();
        QVERIFY(!m_console->addPrometheus(server, {}, false));
        QTRY_VERIFY(!m_console->metrics().empty());
        QSignalSpy moved(m_console.get(), &Console::cursorChanged);
        const Instant begin = m_rig->clock().now() - std::chrono::hours(100);
        constexpr int moves = 60;
        for (int i = 1; i <= moves; ++i) {
            m_console->cursor().moveTo(begin + std::chrono::hours(1) * i);
            QCoreApplication::processEvents();
        }
        QCOMPARE(moved.count(), moves); // the window follows at once
        QTRY_VERIFY(!m_console->metrics().empty());
        QTRY_COMPARE(m_console->past().size(), std::size_t(1));
        const auto asked = [&](int move) {
            const std::int64_t seconds = (begin + std::chrono::hours(1) * move).ns / 1'000'000'000;
            const QByteArray time = "time=" + QByteArray::number(seconds);
            return std::ranges::any_of(prometheus.requests(),
                [&](const TestRequest& r) { return r.path.contains(time) || r.body.contains(time); });
        };
        QVERIFY(asked(moves));
        int onTheWay = 0;
        for (int move = 1; move < moves; ++move)
            onTheWay += asked(move) ? 1 : 0;
        QVERIFY2(onTheWay < moves / 4, qPrintable(QString::number(onTheWay))); // none, unless the machine sleeps
    }

private:
    void make(const QString& kubeconfig, const QStringList& contexts)
    {
        Options options;
        options.kubeconfig = kubeconfig;
        options.contexts = contexts;
        m_console = std::make_unique<Console>(m_rig->clock(), options, *m_settings, m_secrets);
    }
    void start(const QString& kubeconfig, const QStringList& contexts)
    {
        make(kubeconfig, contexts);
        m_console->start();
    }
    [[nodiscard]] QStringList podNames() const
    {
        QStringList names;
        m_console->records().forEach({ "", "Pod" }, {},
            [&](const RecordPtr& pod) { names.push_back(QString::fromStdString(std::string(pod->name.view()))); });
        names.sort();
        return names;
    }
    [[nodiscard]] Error errorOf(const QString& context) const
    {
        const auto it = m_console->clusters().find(context);
        return it == m_console->clusters().end() ? Error {} : it->second.error.value_or(Error {});
    }
    [[nodiscard]] SourceStatus clusterStatus(const QString& context) const
    {
        const auto it = m_console->clusters().find(context);
        if (it == m_console->clusters().end())
            return {};
        const auto status = m_console->statuses().find("k8s:" + std::string(it->second.id.view()));
        return status == m_console->statuses().end() ? SourceStatus {} : status->second;
    }

    std::unique_ptr<ShellRig> m_rig;
    std::unique_ptr<SettingsStore> m_settings;
    SecretStore m_secrets;
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TestConsole)
#include "tst_console.moc"
