// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/console.h"
#include "models/faults/overview.h"
#include "models/metrics/metricstypes.h"
#include "tests/support/testserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Strato::Test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000; // for an estate and its metrics server to start, on a machine that builds

} // namespace

/// The whole demo, as processes of their own, beside what the user has configured.
class TestDemoBeside final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"prometheus"_s).isEmpty())
            QSKIP("prometheus is not installed");
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_home->path().toLocal8Bit());
        qunsetenv("KUBECONFIG");
        TestServer::Options plain;
        plain.tls = false;
        plain.http2 = false;
        m_own = std::make_unique<TestServer>(plain);
        m_own->on("/", [](const TestExchange& exchange) {
            exchange.respond(200, { { "content-type", "application/json" } },
                R"({"status":"success","data":{"resultType":"vector","result":[]}})");
        });
    }

    /// The name that everybody gives it: the demo's own must neither take its place nor be refused for it.
    void aSourceOfTheUserThatIsCalledPrometheusAndTheDemosLiveSideBySide()
    {
        SettingsStore settings(m_home->filePath(u"settings.json"_s));
        PrometheusSettings own;
        own.name = u"prometheus"_s;
        own.url = m_own->url().toString();
        AppSettings before;
        before.prometheus = { own };
        settings.set(before);
        SecretStore secrets;
        Options options;
        options.estateArguments = QStringList { u"--no-history"_s, u"--state"_s, m_home->filePath(u"estate"_s) };
        Console console(m_clock, options, settings, secrets);
        QSignalSpy failed(&console, &Console::demoFailed);
        console.start();
        QTRY_VERIFY_WITH_TIMEOUT(m_own->requestCount("/api/v1/query") > 0, patienceMs);
        console.startDemo();
        QTRY_VERIFY_WITH_TIMEOUT(isLive(console, u"prometheus (demo)"_s), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(figures(console) > 0, patienceMs); // and it tells of the demo's clusters
        QTRY_VERIFY_WITH_TIMEOUT(console.overview() && console.overview()->sum.pods.total > 0, patienceMs);
        QCOMPARE(console.clusters().size(), std::size_t(2));
        QVERIFY(isLive(console, u"prometheus"_s)); // the user's own goes on
        const int asked = m_own->requestCount("/api/v1/query");
        console.retrySource(u"prometheus:prometheus"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_own->requestCount("/api/v1/query") > asked, patienceMs);
        QVERIFY(failed.isEmpty());
        QCOMPARE(settings.settings().prometheus, before.prometheus); // the demo's is not remembered
        QVERIFY(settings.settings().connectedContexts.isEmpty());
    }

private:
    static bool isLive(const Console& console, const QString& server)
    {
        const auto it = console.statuses().find("prometheus:" + server.toStdString());
        return it != console.statuses().end() && it->second.freshness == Freshness::Live;
    }
    static std::size_t figures(const Console& console)
    {
        const auto it = console.metrics().find("prometheus:prometheus (demo)");
        return it == console.metrics().end() ? 0 : it->second->clusters.size();
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<TestServer> m_own;
};

QTEST_MAIN(TestDemoBeside)
#include "tst_demobeside.moc"
