// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/console.h"
#include "app/shell/pagewiring.h"
#include "app/shell/sourcedetails.h"
#include "tests/support/testserver.h"
#include "ui/theme/theme.h"
#include "views/overview/overviewpage.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Strato::Test;
using namespace Qt::StringLiterals;

namespace {

/// A Prometheus that scrapes itself and nothing else.
void answerAsPrometheus(const TestExchange& exchange)
{
    QByteArray body = R"({"status":"success","data":{"resultType":"vector","result":[]}})";
    if (exchange.request().path.contains("query_range"))
        body = R"({"status":"success","data":{"resultType":"matrix","result":[]}})";
    exchange.respond(200, { { "content-type", "application/json" } }, body);
}

TestServer::Options plain()
{
    TestServer::Options options;
    options.tls = false;
    options.http2 = false;
    return options;
}

} // namespace

/// What the console makes of metrics servers that answer, are taken away, or may not be asked.
class TestConsoleMetrics final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // no keychain
        qputenv("HOME", m_home.path().toLocal8Bit());
        qunsetenv("KUBECONFIG");
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_server = std::make_unique<TestServer>(plain());
        m_server->on("/api/v1/query", answerAsPrometheus);
        m_settings = std::make_unique<SettingsStore>(QString());
        m_secrets = std::make_unique<SecretStore>();
    }
    void cleanup()
    {
        m_console.reset();
        m_secrets.reset();
        m_settings.reset();
        m_server.reset();
    }

    void metricsOfAnotherMomentAreCleared()
    {
        make({});
        QVERIFY(!m_console->addPrometheus(direct(), {}, false));
        QTRY_VERIFY(m_console->metrics().contains("prometheus:main"));
        QSignalSpy changed(m_console.get(), &Console::metricsChanged);
        m_console->cursor().setWindow(std::chrono::hours(2)); // the same moment
        QVERIFY(!m_console->metrics().empty());
        const Instant before = m_clock.now() - std::chrono::minutes(10);
        m_console->cursor().moveTo(before);
        QVERIFY(m_console->metrics().empty()); // missing until those of that moment arrive
        QVERIFY(!changed.isEmpty());
        QTRY_VERIFY(m_console->metrics().contains("prometheus:main"));
        QCOMPARE(m_console->metrics().at("prometheus:main")->at, before);
        m_console->cursor().goLive();
        QVERIFY(m_console->metrics().empty());
        QTRY_VERIFY(m_console->metrics().contains("prometheus:main"));
    }

    void whoComesBackBeforeAnybodyWasAskedHasWhatThereWas()
    {
        make({});
        QVERIFY(!m_console->addPrometheus(direct(), {}, false));
        QTRY_VERIFY(m_console->metrics().contains("prometheus:main"));
        const Instant before = m_clock.now() - std::chrono::minutes(10);
        m_console->cursor().moveTo(before);
        QVERIFY(m_console->metrics().empty());
        m_console->cursor().goLive();
        QVERIFY(m_console->metrics().contains("prometheus:main"));
        QVERIFY(!m_console->metrics().at("prometheus:main")->moment);
    }

    void howMuchAServerIsAskedIsShown()
    {
        make({});
        PrometheusSettings server = direct();
        server.queriesAtOnce = 2;
        server.queriesASecond = 50;
        QVERIFY(!m_console->addPrometheus(server, {}, true));
        QTRY_VERIFY(m_console->metrics().contains("prometheus:main"));
        const MessageDialog::Content details = sourceDetails(*m_console, u"prometheus:main"_s, Formats());
        QVERIFY2(details.text.contains(u"2 queries at once and 50 a second"_s), qPrintable(details.text));
    }

    void theSumOfServersIsMadeAnewOnlyForNewMetrics()
    {
        make({});
        PrometheusSettings other = direct();
        other.name = u"other"_s;
        for (const PrometheusSettings& server : { direct(), other })
            QVERIFY(!m_console->addPrometheus(server, {}, false));
        QTRY_COMPARE(m_console->metrics().size(), std::size_t(2));
        const Theme theme;
        const PageFactory pages = makePages(*m_console, theme, {});
        const auto entry = std::ranges::find(pages.entries(), u"overview"_s, &PageFactory::Entry::id);
        const std::unique_ptr<Page> made(entry->make(nullptr));
        auto* page = qobject_cast<OverviewPage*>(made.get());
        page->catchUp();
        const int before = page->refreshes();
        emit m_console->overviewChanged(); // the objects' news, several a second
        page->catchUp();
        QCOMPARE(page->refreshes(), before);
        const auto held = m_console->metrics().at("prometheus:other");
        m_console->retrySource(u"prometheus:other"_s);
        QTRY_VERIFY(m_console->metrics().at("prometheus:other") != held);
        page->catchUp();
        QVERIFY(page->refreshes() > before);
    }

    void aRemovedServerTakesItsMetricsAndItsStatusAway()
    {
        make({});
        QVERIFY(!m_console->addPrometheus(direct(), {}, true));
        QTRY_VERIFY(m_console->metrics().contains("prometheus:main"));
        QSignalSpy removed(m_console.get(), &Console::statusRemoved);
        m_console->removePrometheus(u"main"_s);
        QTRY_VERIFY(m_console->metrics().empty());
        QTRY_VERIFY(m_console->statuses().empty());
        QCOMPARE(removed.count(), 1);
        QVERIFY(m_settings->settings().prometheus.empty());
    }

    void aServerThatIsChangedStandsInItsPlaceAlsoUnderAnotherName()
    {
        make({});
        PrometheusSettings other = direct();
        other.name = u"other"_s;
        for (const PrometheusSettings& server : { direct(), other })
            QVERIFY(!m_console->addPrometheus(server, {}, true));
        PrometheusSettings changed = direct();
        changed.queriesAtOnce = 2;
        QVERIFY(!m_console->changePrometheus(u"main"_s, changed, {}));
        QCOMPARE(m_settings->settings().prometheus, (std::vector<PrometheusSettings> { changed, other }));
        changed.name = u"renamed"_s;
        QVERIFY(!m_console->changePrometheus(u"main"_s, changed, {}));
        QTRY_VERIFY(
            m_console->metrics().contains("prometheus:renamed") && !m_console->metrics().contains("prometheus:main"));
        QCOMPARE(m_settings->settings().prometheus.size(), std::size_t(2));
        PrometheusSettings broken = changed;
        broken.url = u"nonsense"_s;
        QVERIFY(m_console->changePrometheus(u"renamed"_s, broken, {})); // refused: what was there stays
        QVERIFY(
            std::ranges::find(m_settings->settings().prometheus, changed) != m_settings->settings().prometheus.end());
    }

    void aServerWhoseClusterIsClosedTakesItsMetricsAway()
    {
        const QByteArray through = "/api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1/query";
        m_server->on(through, answerAsPrometheus);
        const QByteArray kubeconfig
            = "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters:\n- name: c\n  cluster:\n    server: "
            + m_server->url().toEncoded()
            + "\nusers:\n- name: u\n  user: {}\ncontexts:\n- name: c\n  context:\n    cluster: c\n    user: u\n";
        QFile file(m_home.filePath(u"config"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(kubeconfig) == kubeconfig.size());
        file.close();
        make(file.fileName());
        m_console->start();
        PrometheusSettings inside;
        inside.name = u"inside"_s;
        inside.reach = MetricsReach::ServiceProxy;
        inside.viaContext = u"c"_s;
        inside.nameSpace = u"monitoring"_s;
        inside.service = u"prometheus:9090"_s;
        QVERIFY(!m_console->addPrometheus(inside, {}, false));
        QTRY_VERIFY(m_console->metrics().contains("prometheus:inside"));
        m_console->disconnectContext(u"c"_s);
        QTRY_VERIFY(m_console->metrics().empty());
        QTRY_COMPARE(m_console->statuses().at("prometheus:inside").freshness, Freshness::NotConnected);
    }

    void withoutThePasswordThatTheKeychainWithholdsNoLoginIsTried()
    {
        PrometheusSettings locked = direct();
        locked.auth = MetricsAuth::Bearer;
        AppSettings settings;
        settings.prometheus = { locked };
        m_settings->set(settings);
        make({});
        m_console->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->statuses().contains("prometheus:main"), 15'000);
        const SourceStatus& status = m_console->statuses().at("prometheus:main");
        QCOMPARE(status.freshness, Freshness::Lost);
        QVERIFY(status.error.has_value());
        QCOMPARE(m_server->requests().size(), 0);
        QCOMPARE(m_server->accepted(), 0);
        m_console->removePrometheus(u"main"_s);
        QTRY_VERIFY(m_console->statuses().empty());
    }

    void aServerThatCannotBeUsedIsLostWhereItIsOneOfTheSettings()
    {
        PrometheusSettings broken = direct();
        broken.url = u"no address"_s;
        AppSettings settings;
        settings.prometheus = { broken };
        m_settings->set(settings);
        make({});
        m_console->start();
        QTRY_VERIFY(m_console->statuses().contains("prometheus:main"));
        QCOMPARE(m_console->statuses().at("prometheus:main").error->code, ErrorCode::InvalidArgument);
        PrometheusSettings draft = broken;
        draft.name = u"draft"_s;
        QVERIFY(m_console->addPrometheus(draft, {}, true)); // told to whoever drafts it
        m_console->removePrometheus(u"main"_s);
        QTRY_VERIFY(m_console->statuses().empty());
    }

private:
    void make(const QString& kubeconfig)
    {
        Options options;
        options.kubeconfig = kubeconfig;
        m_console = std::make_unique<Console>(m_clock, options, *m_settings, *m_secrets);
    }
    [[nodiscard]] PrometheusSettings direct() const
    {
        PrometheusSettings settings;
        settings.name = u"main"_s;
        settings.url = m_server->url().toString();
        return settings;
    }

    SystemClock m_clock;
    QTemporaryDir m_home;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Console> m_console;
};

QTEST_MAIN(TestConsoleMetrics)
#include "tst_consolemetrics.moc"
