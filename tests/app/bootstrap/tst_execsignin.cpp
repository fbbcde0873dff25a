// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/runtime.h"
#include "app/bootstrap/taskmailbox.h"
#include "tests/support/smallestate.h"
#include "tests/support/watchedpipe.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

const QByteArray v1 = "client.authentication.k8s.io/v1";

QByteArray answerOf(const QJsonObject& status)
{
    return QJsonDocument(QJsonObject { { u"kind"_s, u"ExecCredential"_s }, { u"apiVersion"_s, QString::fromLatin1(v1) },
                             { u"status"_s, status } })
        .toJson();
}

QByteArray tokenAnswer(const std::string& token)
{
    return answerOf({ { u"token"_s, QString::fromStdString(token) } });
}

} // namespace

/// Signing in by a plugin, from the kubeconfig to the cluster's objects: the runtime against API servers in this
/// process, plugins as scripts.
class TestExecSignIn final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_estate = std::make_unique<SmallEstate>();
        m_consent = {};
        m_consent.approveAll = true;
    }
    void cleanup()
    {
        m_runtime.reset();
        m_mailbox.reset();
        m_seen = {};
        m_estate.reset();
    }

    void aPluginsTokenSignsIn()
    {
        writeAnswer(tokenAnswer(admin().token));
        open({ context("eks", script("cat \"$ANSWER\"")) });
        QTRY_VERIFY(isLive(u"eks"_s));
        QTRY_COMPARE(m_seen.identities.value(u"eks"_s), QString::fromStdString(admin().user));
        QCOMPARE(runs(), 1); // lists, watches and questions share it
        QVERIFY(m_seen.errors.isEmpty());
        QTRY_COMPARE(plugin().phase, ExecPluginState::Phase::SignedIn);
    }

    void aPluginIsToldItsCluster()
    {
        writeAnswer(tokenAnswer(admin().token));
        open({ context("eks", script("printf '%s' \"$KUBERNETES_EXEC_INFO\" > \"$ANSWER.info\"; cat \"$ANSWER\""),
            ", provideClusterInfo: true") });
        QTRY_VERIFY(isLive(u"eks"_s));
        QFile info(m_estate->file(u"answer.info"_s));
        QVERIFY(info.open(QIODevice::ReadOnly));
        const QJsonObject spec = QJsonDocument::fromJson(info.readAll()).object().value(u"spec"_s).toObject();
        const QJsonObject cluster = spec.value(u"cluster"_s).toObject();
        QCOMPARE(spec.value(u"interactive"_s), QJsonValue(false));
        QCOMPARE(cluster.value(u"server"_s).toString(), QString::fromStdString(m_estate->cluster().url()));
        QCOMPARE(QByteArray::fromBase64(cluster.value(u"certificate-authority-data"_s).toString().toLatin1()),
            QByteArray::fromStdString(m_estate->server().caPem()));
    }

    void aPluginsCertificateSignsIn()
    {
        const auto pair = m_estate->server().authority().issueClient(
            "kate", { "system:masters" }, m_clock.now().ns / 1'000'000'000);
        QVERIFY(pair.has_value());
        writeAnswer(answerOf({ { u"clientCertificateData"_s, QString::fromStdString(pair->certificatePem) },
            { u"clientKeyData"_s, QString::fromStdString(pair->keyPem) } }));
        open({ context("tsh", script("cat \"$ANSWER\"")) });
        QTRY_VERIFY(isLive(u"tsh"_s));
        QTRY_COMPARE(m_seen.identities.value(u"tsh"_s), u"kate"_s);
        QCOMPARE(runs(), 1);
    }

    /// The request that meets the 401 is sent again with the new token, and nobody hears of it.
    void aRefusedTokenIsFetchedAnewUnseen()
    {
        writeAnswer(tokenAnswer(admin().token));
        open({ context("eks",
            script("if [ \"$(wc -l < \"$RUNS\")\" = 1 ]; then sed 's/\"token\": *\"[^\"]*\"/\"token\":\"outdated\"/' "
                   "\"$ANSWER\"; else cat \"$ANSWER\"; fi")) });
        QTRY_VERIFY(isLive(u"eks"_s));
        QVERIFY2(m_seen.errors.isEmpty(), qPrintable(m_seen.errors.join(u'\n')));
        QCOMPARE(runs(), 2);
    }

    void aServerThatRefusesAllIsSaidAndStartsNoLoop()
    {
        writeAnswer(tokenAnswer("nobody's"));
        open({ context("eks", script("cat \"$ANSWER\"")) });
        QTRY_VERIFY(m_seen.codes.contains(ErrorCode::Unauthenticated));
        QCOMPARE(runs(), 2);
        writeAnswer(tokenAnswer(admin().token));
        m_runtime->connectContext(m_config, u"eks"_s); // a person tries again
        QTRY_VERIFY(isLive(u"eks"_s));
        QCOMPARE(runs(), 3);
    }

    void nothingRunsBeforeItIsApprovedAndThenAllGoesOn()
    {
        m_consent.approveAll = false;
        writeAnswer(tokenAnswer(admin().token));
        open({ context("eks", script("cat \"$ANSWER\""), ", args: [get-token, \"--cluster name\"]") });
        QTRY_VERIFY(m_seen.codes.contains(ErrorCode::SignInNotAllowed));
        QTRY_COMPARE(plugin().phase, ExecPluginState::Phase::Unapproved);
        QCOMPARE(plugin().contexts, QStringList { u"eks"_s });
        QCOMPARE(plugin().plan.path, m_estate->file(u"plugin"_s));
        QCOMPARE(plugin().plan.args, (QStringList { u"get-token"_s, u"--cluster name"_s }));
        QCOMPARE(runs(), 0);
        m_consent.approved.insert(plugin().plan.fingerprint());
        m_runtime->setExecConsent(m_consent);
        QTRY_VERIFY(isLive(u"eks"_s)); // at once, not when the next try is due
        QCOMPARE(runs(), 1);
    }

    void aChangedEntryIsAskedForAgainAndTheOneBeforeIsLeft()
    {
        m_consent.approveAll = false;
        const QByteArray entry = script("cat \"$ANSWER\"");
        open({ context("eks", entry, ", args: [one]") });
        QTRY_COMPARE(plugin().phase, ExecPluginState::Phase::Unapproved);
        const QByteArray before = plugin().id;
        writeConfig({ context("eks", entry, ", args: [two]") });
        m_runtime->connectContext(m_config, u"eks"_s);
        QTRY_COMPARE(m_seen.plugins.size(), std::size_t(2));
        QTRY_VERIFY(m_seen.plugins.at(before).contexts.isEmpty());
        m_seen.plugins.erase(before);
        QTRY_COMPARE(plugin().phase, ExecPluginState::Phase::Unapproved);
        QCOMPARE(plugin().plan.args, QStringList { u"two"_s });
        QCOMPARE(runs(), 0);
    }

    void aFailureIsSaidHeldAndMendedByTryingAgain()
    {
        writeAnswer(tokenAnswer(admin().token));
        (void)m_estate->write(u"broken"_s, {});
        open(
            { context("gke", script("echo 'session expired' >&2; [ -e \"$ANSWER.mended\" ] || exit 2; cat \"$ANSWER\""),
                ", installHint: \"install gke-gcloud-auth-plugin\"") });
        QTRY_VERIFY(m_seen.codes.contains(ErrorCode::SignInFailed));
        QVERIFY2(m_seen.errors.last().contains(u"failed with exit code 2; install gke-gcloud-auth-plugin"_s),
            qPrintable(m_seen.errors.last()));
        QTRY_COMPARE(plugin().said, QStringList { u"session expired"_s });
        QCOMPARE(plugin().exitStatus, 2);
        QCOMPARE(runs(), 1);
        (void)m_estate->write(u"answer.mended"_s, {});
        m_runtime->retryExecPlugin(plugin().id);
        QTRY_VERIFY(isLive(u"gke"_s));
        QCOMPARE(runs(), 2);
    }

    void oneThatWaitsHoldsUpNoOtherContext()
    {
        const QString pipe = m_estate->file(u"pipe"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        writeAnswer(tokenAnswer(admin().token));
        open({ context("slow",
                   script("echo \"open https://x.test/device\" >&2; read -r _ < \"" + QFile::encodeName(pipe)
                       + "\"; cat \"$ANSWER\"")),
            context("plain", "token: \"" + QByteArray::fromStdString(admin().token) + '"') });
        QTRY_VERIFY(isLive(u"plain"_s));
        QTRY_COMPARE(plugin().said, QStringList { u"open https://x.test/device"_s });
        QCOMPARE(plugin().phase, ExecPluginState::Phase::Running);
        QVERIFY(!m_seen.identities.contains(u"slow"_s)); // both are of one cluster: the other tells how that fares
        const int end = ::open(QFile::encodeName(pipe).constData(), O_WRONLY);
        (void)!::write(end, "\n", 1);
        ::close(end);
        QTRY_COMPARE(m_seen.identities.value(u"slow"_s), QString::fromStdString(admin().user));
    }

    void closingTheContextEndsItsPlugin()
    {
        WatchedPipe pipe(m_estate->file(u"pipe"_s));
        open({ context("slow", script("read -r _ < \"" + QFile::encodeName(pipe.path()) + "\"")) });
        QTRY_VERIFY(pipe.take()); // it waits
        m_runtime->disconnectContext(u"slow"_s);
        QTRY_VERIFY(plugin().contexts.isEmpty());
        QVERIFY(pipe.isLeft(std::chrono::seconds(5))); // it is gone
    }

    void theEndDoesNotWaitForAPluginButLeavesNone()
    {
        WatchedPipe pipe(m_estate->file(u"pipe"_s));
        open({ context("slow", script("trap '' TERM; read -r _ < \"" + QFile::encodeName(pipe.path()) + "\"")) });
        QTRY_VERIFY(pipe.take()); // it waits, deaf to SIGTERM
        const Duration before = m_clock.monotonic();
        m_runtime.reset();
        QVERIFY(m_clock.monotonic() - before < std::chrono::seconds(5));
        QVERIFY(pipe.isLeft(std::chrono::seconds(5)));
    }

private:
    struct Seen {
        std::map<QByteArray, ExecPluginState> plugins;
        QMap<QString, QString> identities;
        std::map<std::string, SourceStatus> statuses;
        QStringList errors; // of clusters as a whole
        std::set<ErrorCode> codes;
    };

    [[nodiscard]] const Estate::Identity& admin() const { return m_estate->cluster().identities().front(); }
    void writeAnswer(const QByteArray& bytes) const { (void)m_estate->write(u"answer"_s, bytes); }
    [[nodiscard]] int runs() const
    {
        QFile file(m_estate->file(u"runs"_s));
        return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('\n')) : 0;
    }
    [[nodiscard]] ExecPluginState plugin() const
    {
        return m_seen.plugins.empty() ? ExecPluginState {} : m_seen.plugins.begin()->second;
    }
    [[nodiscard]] bool isLive(const QString& context) const
    {
        return std::ranges::any_of(m_seen.statuses, [&](const auto& entry) {
            const SourceStatus& status = entry.second;
            return status.id.starts_with("k8s:") && status.id.find('/') == std::string::npos && status.label == context
                && status.freshness == Freshness::Live;
        });
    }
    /// The user entry of a plugin that is this shell script; $ANSWER and $RUNS are files.
    [[nodiscard]] QByteArray script(const QByteArray& text) const
    {
        const QString path = m_estate->write(u"plugin"_s, "#!/bin/sh\necho run >> \"$RUNS\"\n" + text + '\n');
        if (!QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::ExeOwner))
            qFatal("no script");
        return "exec: {apiVersion: " + v1
            + ", interactiveMode: IfAvailable, command: ./plugin, env: [{name: ANSWER, value: "
            + QFile::encodeName(m_estate->file(u"answer"_s))
            + "}, {name: RUNS, value: " + QFile::encodeName(m_estate->file(u"runs"_s)) + "}]";
    }
    /// One context's part of a kubeconfig; @p more: further fields of the exec entry.
    [[nodiscard]] QByteArrayList context(
        const QByteArray& name, const QByteArray& user, const QByteArray& more = {}) const
    {
        const QByteArray end = user.startsWith("exec") ? more + '}' : QByteArray();
        return { name, user + end };
    }

    QString writeConfig(const QList<QByteArrayList>& contexts) const
    {
        QByteArray users;
        QByteArray all;
        for (const QByteArrayList& each : contexts) {
            users += "- {name: " + each[0] + ", user: {" + each[1] + "}}\n";
            all += "- {name: " + each[0] + ", context: {cluster: c, user: " + each[0] + "}}\n";
        }
        return m_estate->write(u"config"_s,
            "apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster: {server: \""
                + QByteArray::fromStdString(m_estate->cluster().url())
                + "\", certificate-authority-data: " + QByteArray::fromStdString(m_estate->server().caPem()).toBase64()
                + "}\nusers:\n" + users + "contexts:\n" + all);
    }

    void open(const QList<QByteArrayList>& contexts)
    {
        const QString path = writeConfig(contexts);
        m_mailbox = std::make_unique<TaskMailbox>();
        m_runtime = std::make_unique<Runtime>(m_clock, listeners());
        m_runtime->setExecConsent(m_consent);
        m_config.reset();
        m_runtime->findContexts({ path, {}, {}, {} },
            [this](const ContextsFound& found) { m_mailbox->post([this, found] { m_config = found.config; }); });
        QTRY_VERIFY(m_config != nullptr);
        for (const QByteArrayList& each : contexts)
            m_runtime->connectContext(m_config, QString::fromLatin1(each[0]));
    }

    RuntimeListeners listeners()
    {
        RuntimeListeners on;
        on.onOwner = [this](Task task) { m_mailbox->post(std::move(task)); };
        on.execPlugin = [this](const ExecPluginState& state) {
            m_mailbox->post([this, state] { m_seen.plugins.insert_or_assign(state.id, state); });
        };
        on.identity = [this](const QString& context, const ClusterIdentity& identity) {
            m_mailbox->post([this, context, name = identity.user] { m_seen.identities[context] = name; });
        };
        on.status = [this](const SourceStatus& status) {
            m_mailbox->post([this, status] {
                m_seen.statuses.insert_or_assign(status.id, status);
                if (status.error && status.id.find('/') == std::string::npos) {
                    m_seen.errors.push_back(status.error->detail);
                    m_seen.codes.insert(status.error->code);
                }
            });
        };
        return on;
    }

    SystemClock m_clock;
    std::unique_ptr<SmallEstate> m_estate;
    ExecConsent m_consent;
    std::shared_ptr<const LoadedKubeConfig> m_config;
    Seen m_seen;
    std::unique_ptr<TaskMailbox> m_mailbox;
    std::unique_ptr<Runtime> m_runtime;
};

QTEST_GUILESS_MAIN(TestExecSignIn)
#include "tst_execsignin.moc"
