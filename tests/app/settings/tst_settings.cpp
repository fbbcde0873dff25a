// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/settingsstore.h"
#include "tests/support/fulldisk.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

AppSettings everythingSet()
{
    AppSettings settings;
    settings.theme = ThemeChoice::HighContrastLight;
    settings.redGreenSafe = true;
    settings.reducedMotion = true;
    settings.language = u"zh_CN"_s;
    settings.textPercent = 125;
    settings.timeZone = u"Asia/Shanghai"_s;
    settings.connectedContexts = { u"hangzhou-1"_s, u"上海"_s };
    settings.kubeconfigFiles = { u"/home/you/a b.yaml"_s };
    PrometheusSettings server;
    server.name = u"prod \"quoted\""_s;
    server.reach = MetricsReach::Grafana;
    server.url = u"https://grafana.example"_s;
    server.viaContext = u"hangzhou-1"_s;
    server.nameSpace = u"monitoring"_s;
    server.service = u"prometheus:9090"_s;
    server.dataSourceUid = u"abc"_s;
    server.auth = MetricsAuth::Headers;
    server.user = u"you"_s;
    server.headerNames = { u"X-Scope-OrgID"_s };
    server.clientCertificateFile = u"/c.pem"_s;
    server.clientKeyFile = u"/k.pem"_s;
    server.caFile = u"/ca.pem"_s;
    server.clusterLabel = QString();
    server.contexts = { u"hangzhou-1"_s };
    server.clusterValues = { { u"hangzhou-1"_s, u"hz-prod"_s } };
    server.queriesAtOnce = 2;
    server.queriesASecond = 50;
    settings.prometheus = { server };
    settings.clusters[u"uid-1"_s] = { false, false };
    settings.clusters[u"uid-2"_s] = { true, false };
    settings.pluginPolicy = ExecPolicy::Allowlist;
    settings.pluginAllowlist = { u"aws"_s, u"/usr/local/bin/kubelogin"_s };
    settings.approvedPlugins[QByteArray(64, 'a')] = u"/usr/bin/aws"_s;
    settings.layouts[u"window"_s] = QByteArray("\x00\xff\x01", 3);
    return settings;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeTo(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// What is remembered, and what happens when it cannot be.
class TestSettings final : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString path() const { return m_folder->filePath(u"stratoscope/settings.json"_s); }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void everyValueSurvivesARoundTrip()
    {
        const AppSettings settings = everythingSet();
        const Result<AppSettings> back = decodeSettings(encodeSettings(settings));
        QVERIFY(back);
        QCOMPARE(*back == settings, true);
        QCOMPARE(*decodeSettings(encodeSettings({})) == AppSettings {}, true);
    }

    void noSecretIsEverInTheFile()
    {
        const QByteArray text = encodeSettings(everythingSet());
        QVERIFY(text.contains("X-Scope-OrgID")); // the name is, its value has no field
        for (const char* word : { "password", "token", "secret", "headerValues" })
            QVERIFY2(!text.contains(word), word);
    }

    void aValueOfTheWrongTypeIsThatValuesDefault()
    {
        const Result<AppSettings> settings
            = decodeSettings(R"({"version": 1, "theme": 7, "textPercent": "big", "language": ["en"], "timeZone": null,
                "redGreenSafe": "yes", "connectedContexts": [1, "a", {}], "prometheus": {"name": "x"},
                "clusters": {"uid": 3}, "layouts": {"window": false}, "somethingNew": {"deep": [1, 2]}})");
        QVERIFY(settings);
        AppSettings expected;
        expected.connectedContexts = { u"a"_s };
        expected.clusters[u"uid"_s] = {}; // production and locked: the safe side
        QCOMPARE(*settings == expected, true);
    }

    void aPolicyThatIsNoneOfOursLetsNothingRun_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ExecPolicy>("policy");
        QTest::newRow("not there") << QByteArray("{}") << ExecPolicy::AllowAll;
        QTest::newRow("one of ours") << QByteArray(R"({"credentialPluginPolicy": "AllowAll"})") << ExecPolicy::AllowAll;
        QTest::newRow("misspelt") << QByteArray(R"({"credentialPluginPolicy": "denyall"})") << ExecPolicy::DenyAll;
        QTest::newRow("of later") << QByteArray(R"({"credentialPluginPolicy": "AskAll"})") << ExecPolicy::DenyAll;
        QTest::newRow("empty") << QByteArray(R"({"credentialPluginPolicy": ""})") << ExecPolicy::DenyAll;
        QTest::newRow("no word") << QByteArray(R"({"credentialPluginPolicy": null})") << ExecPolicy::DenyAll;
    }
    void aPolicyThatIsNoneOfOursLetsNothingRun()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const ExecPolicy, policy);
        QCOMPARE(decodeSettings(text)->pluginPolicy, policy);
    }

    void metricsServersOfAnOlderFileHaveNoMappingYet()
    {
        const QByteArray older = R"({"name": "a", "url": "http:", "clusterLabel": "k8s", "contexts": ["c"]})";
        const QByteArray wrong = R"({"name": "b", "clusterValues": ["no object"]})";
        const QByteArray partly = R"({"name": "c", "clusterValues": {"x": "y", "z": 3}})";
        const Result<AppSettings> settings
            = decodeSettings(R"({"version": 1, "prometheus": [)" + older + ',' + wrong + ',' + partly + "]}");
        QVERIFY(settings);
        QCOMPARE(settings->prometheus.size(), std::size_t(3));
        QVERIFY(settings->prometheus[0].clusterValues.empty());
        QCOMPARE(settings->prometheus[0].clusterLabel, u"k8s"_s);
        QVERIFY(settings->prometheus[1].clusterValues.empty());
        QCOMPARE(settings->prometheus[2].clusterValues, (std::map<QString, QString> { { u"x"_s, u"y"_s } }));
    }

    void sizesOutOfBoundsAreBounded()
    {
        QCOMPARE(decodeSettings(R"({"textPercent": 9000})")->textPercent, 200);
        QCOMPARE(decodeSettings(R"({"textPercent": -1})")->textPercent, 75);
    }

    void anUnmarkedClusterIsProductionAndLocked()
    {
        const ClusterMark mark = AppSettings().markOf(u"never seen"_s);
        QVERIFY(mark.production);
        QVERIFY(mark.locked);
    }

    void brokenTextIsRefusedWithAReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("empty") << QByteArray() << ErrorCode::Malformed;
        QTest::newRow("cut") << encodeSettings(everythingSet()).left(200) << ErrorCode::Malformed;
        QTest::newRow("a list") << QByteArray("[]") << ErrorCode::Malformed;
        QTest::newRow("html") << QByteArray("<html>sign in</html>") << ErrorCode::Malformed;
        QTest::newRow("binary") << QByteArray("\xff\xfe\x00\x01", 4) << ErrorCode::Malformed;
        QTest::newRow("a million deep") << QByteArray(1'000'000, '[') << ErrorCode::Malformed;
        QTest::newRow("of a newer version") << QByteArray(R"({"version": 999})") << ErrorCode::Unsupported;
    }
    void brokenTextIsRefusedWithAReason()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const ErrorCode, code);
        const Result<AppSettings> settings = decodeSettings(text);
        QVERIFY(!settings);
        QCOMPARE(settings.error().code, code);
        QVERIFY(!settings.error().detail.isEmpty());
    }

    void whatWasSetIsThereAtTheNextStart()
    {
        {
            SettingsStore store(path());
            QVERIFY(!store.load()); // no file is no problem
            store.set(everythingSet());
        } // written on the way out
        SettingsStore next(path());
        QVERIFY(!next.load());
        QCOMPARE(next.settings() == everythingSet(), true);
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aChangeIsToldOnceAndALayoutIsNot()
    {
        SettingsStore store(path());
        QSignalSpy changed(&store, &SettingsStore::changed);
        AppSettings settings;
        settings.language = u"en"_s;
        store.set(settings);
        store.set(settings);
        QCOMPARE(changed.count(), 1);
        store.setLayout(u"window"_s, "state");
        QCOMPARE(changed.count(), 1);
        QVERIFY(!store.flush());
        QVERIFY(contentOf(path()).contains("layouts"));
    }

    void nothingIsWrittenWhileNothingChanged()
    {
        SettingsStore store(path());
        QVERIFY(!store.load());
        QVERIFY(!store.flush());
        QVERIFY(!QFile::exists(path()));
    }

    void aMalformedFileIsPutAsideAndNeverOverwritten()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath(u"stratoscope"_s)));
        writeTo(path(), "{ my notes, half");
        SettingsStore store(path());
        const std::optional<Error> problem = store.load();
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Malformed);
        QVERIFY(problem->detail.contains(path()));
        QCOMPARE(store.settings() == settingsOfBrokenFile(), true);
        store.set(everythingSet());
        QVERIFY(!store.flush());
        QCOMPARE(contentOf(path() + u".broken"_s), QByteArray("{ my notes, half"));
        SettingsStore next(path());
        QVERIFY(!next.load());
    }

    /// It may have said so; and once it lies beside there would be no file, by which everything may run.
    void afterABrokenFileNoPluginRunsUntilThePersonSaysSo()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath(u"stratoscope"_s)));
        writeTo(path(), R"({"credentialPluginPolicy": "DenyAll",)");
        QCOMPARE(readSettings(path()).pluginPolicy, ExecPolicy::DenyAll);
        {
            SettingsStore store(path());
            QVERIFY(store.load());
            QCOMPARE(store.settings().pluginPolicy, ExecPolicy::DenyAll);
        }
        QCOMPARE(readSettings(path()).pluginPolicy, ExecPolicy::DenyAll);
        SettingsStore next(path());
        QVERIFY(!next.load());
        AppSettings settings = next.settings();
        settings.pluginPolicy = ExecPolicy::AllowAll;
        next.set(settings);
        QVERIFY(!next.flush());
        QCOMPARE(readSettings(path()).pluginPolicy, ExecPolicy::AllowAll);
    }

    void readingAloneSaysTheProblemAndMovesNothing()
    {
        std::optional<Error> problem;
        QCOMPARE(readSettings(path(), &problem) == AppSettings {}, true);
        QVERIFY(!problem); // no file is no problem
        QVERIFY(QDir().mkpath(m_folder->filePath(u"stratoscope"_s)));
        writeTo(path(), "{ half");
        QCOMPARE(readSettings(path(), &problem) == settingsOfBrokenFile(), true);
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Malformed);
        QCOMPARE(problem->detail.count(path()), 1);
        QCOMPARE(contentOf(path()), QByteArray("{ half"));
        QVERIFY(QFile::remove(path()) && QDir().mkpath(path()));
        QCOMPARE(readSettings(path(), &problem) == settingsOfBrokenFile(), true);
        QCOMPARE(problem->code, ErrorCode::FileUnreadable);
        QCOMPARE(problem->detail.count(path()), 1);
    }

    void aFolderInPlaceOfTheFileIsSaidAndLeftAlone()
    {
        QVERIFY(QDir().mkpath(path()));
        SettingsStore store(path());
        const std::optional<Error> problem = store.load();
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::FileUnreadable);
        QCOMPARE(store.settings() == settingsOfBrokenFile(), true);
        store.set(everythingSet());
        QVERIFY(store.flush());
        QVERIFY(QFileInfo(path()).isDir());
    }

    void whereNothingCanBeWrittenItIsSaidOnceAndTheConsoleGoesOn()
    {
        const QString blocker = m_folder->filePath(u"blocker"_s);
        writeTo(blocker, "a file where the folder should be");
        SettingsStore store(blocker + u"/settings.json"_s);
        QSignalSpy failed(&store, &SettingsStore::saveFailed);
        AppSettings settings;
        settings.language = u"en"_s;
        store.set(settings);
        QVERIFY(store.flush());
        settings.textPercent = 150;
        store.set(settings);
        QVERIFY(store.flush());
        QCOMPARE(failed.count(), 1);
        QVERIFY(!failed.front().front().value<Error>().detail.isEmpty());
        QCOMPARE(store.settings().textPercent, 150);
        // The hindrance goes: it is saved, and a later failure is told again.
        QVERIFY(QFile::remove(blocker));
        QVERIFY(!store.flush());
        QVERIFY(QFile::exists(blocker + u"/settings.json"_s));
    }

    void aFullDiskLeavesTheOldFileWhole_data()
    {
        QTest::addColumn<int>("bytes"); // that are to be written beside the rest
        QTest::addColumn<int>("room");
        QTest::newRow("more than a buffer") << 200'000 << 4096;
        QTest::newRow("less than a buffer") << 4000 << 512;
    }
    void aFullDiskLeavesTheOldFileWhole()
    {
        QFETCH(const int, bytes);
        QFETCH(const int, room);
        SettingsStore store(path());
        store.set(everythingSet());
        QVERIFY(!store.flush());
        const QByteArray before = contentOf(path());
        QSignalSpy failed(&store, &SettingsStore::saveFailed);
        QSignalSpy again(&store, &SettingsStore::savedAgain);
        AppSettings more = everythingSet();
        more.layouts[u"large"_s] = QByteArray(bytes, 'x');
        store.set(more);
        std::optional<Error> error;
        {
            const Testing::FullDisk full(static_cast<rlim_t>(room));
            error = store.flush();
        }
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::StorageFull);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(contentOf(path()), before);
        QCOMPARE(store.settings() == more, true);
        QVERIFY(!store.flush()); // there is room again
        QCOMPARE(again.count(), 1);
        QCOMPARE(*decodeSettings(contentOf(path())) == more, true);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
