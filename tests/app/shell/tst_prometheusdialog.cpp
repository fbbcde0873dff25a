// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/joinreportview.h"
#include "app/shell/prometheusdialog.h"
#include "app/shell/prometheusdraft.h"
#include "app/shell/prometheusform.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

/// Asks nobody: notes what it is asked, and the test answers.
struct FakeServer {
    std::vector<std::pair<PrometheusSettings, QByteArray>> tested;
    std::vector<std::pair<PrometheusSettings, QByteArray>> added;
    std::function<void(const Result<JoinReport>&)> answer;
    std::function<void(const std::vector<CertificateProblem>&)> answerFiles;
    QStringList taken;
    std::optional<PrometheusSettings> edited;
    std::optional<Error> refusal;

    PrometheusPort port(const QStringList& open, const QStringList& all)
    {
        return { .open = open,
            .all = all,
            .edited = edited,
            .taken = [this] { return taken; },
            .readFiles = [this](const PrometheusSettings&, auto then) { answerFiles = std::move(then); },
            .test =
                [this](const PrometheusSettings& settings, const QByteArray& secret, auto then) {
                    tested.emplace_back(settings, secret);
                    answer = std::move(then);
                },
            .add = [this](const PrometheusSettings& settings, const QByteArray& secret) -> std::optional<Error> {
                if (!refusal)
                    added.emplace_back(settings, secret);
                return refusal;
            } };
    }
};

JoinReport goodReport()
{
    JoinReport report;
    report.server = { "Prometheus", "2.42.0" };
    report.clusterLabel = "cluster";
    report.families = { "kube-state-metrics", "node-exporter" };
    report.anySeries = true;
    ClusterJoin join;
    join.context = "one";
    join.value = "hz-one";
    join.found = true;
    join.byNodes = true;
    join.nodesJoined = 3;
    join.podsJoined = 41;
    join.podsWithoutSeries = { "shop/web-1" };
    report.clusters = { join };
    return report;
}

} // namespace

/// The form of a metrics server and what its buttons do, without a server.
class TestPrometheusDialog final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme.apply(*qApp); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        m_server = {};
        make({ u"one"_s, u"two"_s }, { u"one"_s, u"two"_s, u"old"_s });
    }
    void cleanup() { m_dialog.reset(); }

    void aDirectServerIsReadFromItsFields()
    {
        type("Name", u" main "_s);
        type("Address", u"https://prometheus.example:9090/"_s);
        type("Authority (CA) file", u"/etc/ca.pem"_s);
        const PrometheusDraft draft = form()->draft();
        QCOMPARE(draft.settings.name, u"main"_s);
        QCOMPARE(draft.settings.reach, MetricsReach::Direct);
        QCOMPARE(draft.settings.url, u"https://prometheus.example:9090"_s);
        QCOMPARE(draft.settings.auth, MetricsAuth::None);
        QCOMPARE(draft.settings.caFile, u"/etc/ca.pem"_s);
        QVERIFY(draft.secret.isEmpty());
        QCOMPARE(draft.settings.queriesAtOnce, 4);
        field<QSpinBox>("Queries at once, at most")->setValue(2);
        field<QSpinBox>("Queries a second, at most")->setValue(50);
        QCOMPARE(form()->draft().settings.queriesAtOnce, 2);
        QCOMPARE(form()->draft().settings.queriesASecond, 50);
        QVERIFY(!isShown("Namespace") && !isShown("Uid of the data source") && !isShown("Password"));
    }

    void aServiceProxyIsReadFromItsFields()
    {
        type("Address", u"https://left.over"_s);
        choose("Way", 1);
        choose("Cluster", 1);
        type("Namespace", u"monitoring"_s);
        type("Service and port", u"prometheus:9090"_s);
        choose("Kind", 2); // the API server signs in: a token is not used
        const PrometheusSettings settings = form()->draft().settings;
        QCOMPARE(settings.reach, MetricsReach::ServiceProxy);
        QCOMPARE(settings.viaContext, u"two"_s);
        QCOMPARE(settings.nameSpace, u"monitoring"_s);
        QCOMPARE(settings.service, u"prometheus:9090"_s);
        QCOMPARE(settings.auth, MetricsAuth::None);
        QVERIFY(settings.url.isEmpty());
        QVERIFY(!isShown("Address") && !isShown("Token"));
    }

    void aGrafanaProxyIsReadFromItsFields()
    {
        choose("Way", 2);
        type("Address", u"https://grafana.example"_s);
        type("Uid of the data source", u"PBFA97CFB590B2093"_s);
        choose("Kind", 2);
        type("Token", u" glsa_x "_s);
        const PrometheusDraft draft = form()->draft();
        QCOMPARE(draft.settings.reach, MetricsReach::Grafana);
        QCOMPARE(draft.settings.url, u"https://grafana.example"_s);
        QCOMPARE(draft.settings.dataSourceUid, u"PBFA97CFB590B2093"_s);
        QCOMPARE(draft.settings.auth, MetricsAuth::Bearer);
        QCOMPARE(draft.secret, QByteArray("glsa_x"));
    }

    void everyKindOfSignInIsReadFromItsFields()
    {
        choose("Kind", 1);
        type("User", u"reader"_s);
        type("Password", u"pass word"_s);
        QCOMPARE(field<QLineEdit>("Password")->echoMode(), QLineEdit::Password);
        PrometheusDraft draft = form()->draft();
        QCOMPARE(draft.settings.auth, MetricsAuth::Basic);
        QCOMPARE(draft.settings.user, u"reader"_s);
        QCOMPARE(draft.secret, QByteArray("pass word"));

        choose("Kind", 3);
        type("Certificate file", u"/c.pem"_s);
        type("Key file", u"/k.pem"_s);
        draft = form()->draft();
        QCOMPARE(draft.settings.auth, MetricsAuth::ClientCertificate);
        QCOMPARE(draft.settings.clientCertificateFile, u"/c.pem"_s);
        QCOMPARE(draft.settings.clientKeyFile, u"/k.pem"_s);
        QVERIFY(draft.settings.user.isEmpty() && draft.secret.isEmpty()); // typed before, and not for this kind

        choose("Kind", 4);
        field<QPlainTextEdit>("Headers, one a line")->setPlainText(u"X-Scope-OrgID: team-a\n\nX-Other:b\nno header"_s);
        draft = form()->draft();
        QCOMPARE(draft.settings.auth, MetricsAuth::Headers);
        QCOMPARE(draft.settings.headerNames, (QStringList { u"X-Scope-OrgID"_s, u"X-Other"_s }));
        QCOMPARE(draft.secret, QByteArray("team-a\nb"));
        QCOMPARE(draft.headerProblems, QStringList { u"no header"_s });

        choose("Kind", 1);
        QCOMPARE(form()->draft().secret, QByteArray("pass word")); // nothing that was typed is lost
    }

    void openClustersComeFirstAndOthersAreMarked()
    {
        make({ u"two"_s }, { u"two"_s, u"one"_s });
        choose("It covers", 1);
        QStringList ticks;
        for (const QCheckBox* tick : m_dialog->findChildren<QCheckBox*>())
            ticks.append(tick->text());
        QCOMPARE(ticks, (QStringList { u"two"_s, u"one (not connected)"_s }));
        choose("It covers", 0);
        const auto* only = field<QComboBox>("Which cluster");
        QCOMPARE(only->currentText(), u"two"_s);
        QCOMPARE(only->itemText(1), u"one (not connected)"_s);
        QCOMPARE(form()->draft().settings.contexts, QStringList { u"two"_s });
        QVERIFY(form()->draft().settings.clusterLabel.isEmpty());
    }

    void onlyOpenClustersAreTickedBeforehand()
    {
        QCOMPARE(ticked(), (QStringList { u"one"_s, u"two"_s }));
        QCOMPARE(form()->draft().settings.contexts, (QStringList { u"one"_s, u"two"_s }));
        QVERIFY(!field<QLineEdit>("Value of the label for old")->isEnabled());
        make({ u"two"_s }, { u"two"_s, u"one"_s, u"old"_s });
        choose("It covers", 1);
        QCOMPARE(ticked(), QStringList { u"two"_s });
        QCOMPARE(form()->draft().settings.contexts, QStringList { u"two"_s });
    }

    void noneTickedIsAskedForAndNotTakenForAll()
    {
        make({}, { u"one"_s, u"old"_s });
        choose("It covers", 1);
        QVERIFY(ticked().isEmpty());
        const auto isAsked = [this] {
            const auto problems = draftProblems(form()->draft(), {});
            return std::ranges::find(problems, DraftField::Clusters, &DraftProblem::field) != problems.end();
        };
        QVERIFY(isAsked());
        field<QCheckBox>("old (not connected)")->setChecked(true);
        QVERIFY(!isAsked());
        make({}, {}); // no cluster is known yet: it covers whichever comes
        choose("It covers", 1);
        QVERIFY(!isAsked());
    }

    void theNameOfTheDemosOwnServerIsRefused()
    {
        type("Address", u"https://prometheus.example:9090"_s);
        const auto isRefused = [this](const QString& name) {
            type("Name", name);
            const auto problems = draftProblems(form()->draft(), {});
            return std::ranges::find(problems, DraftField::Name, &DraftProblem::field) != problems.end();
        };
        QVERIFY(!isRefused(field<QLineEdit>("Name")->placeholderText())); // what the form itself proposes
        QVERIFY(isRefused(demoServerName()));
        QVERIFY(isRefused(u" "_s + demoServerName()));
    }

    void coveredClustersAreThoseThatAreTicked()
    {
        type("Label", u"k8s_cluster"_s);
        type("Value of the label for two", u"hz-two"_s);
        field<QCheckBox>("old (not connected)")->setChecked(true);
        QVERIFY(form()->draft().settings.contexts.isEmpty()); // all, also those that come later
        field<QCheckBox>("old (not connected)")->setChecked(false);
        const PrometheusSettings settings = form()->draft().settings;
        QCOMPARE(settings.clusterLabel, u"k8s_cluster"_s);
        QCOMPARE(settings.contexts, (QStringList { u"one"_s, u"two"_s }));
        QCOMPARE(settings.clusterValues, (std::map<QString, QString> { { u"two"_s, u"hz-two"_s } }));
    }

    void aTestNeedsNoNameAndAddingDoes()
    {
        type("Address", u"https://prometheus.example:9090"_s);
        press("Add the metrics server");
        QVERIFY(m_server.added.empty());
        QVERIFY(field<QLineEdit>("Name")->hasFocus());
        press("Test the metrics server");
        QCOMPARE(m_server.tested.size(), std::size_t(1));
        QCOMPARE(m_server.tested.front().first.url, u"https://prometheus.example:9090"_s);
    }

    void aTestOfNothingSaysWhatToType()
    {
        press("Test the metrics server");
        QVERIFY(m_server.tested.empty());
        QVERIFY(field<QLineEdit>("Address")->hasFocus());
    }

    void aRunningTestCanBeCancelledAndItsAnswerIsDropped()
    {
        startTest();
        QCOMPARE(panel()->content().title, u"Asking the server…"_s);
        QVERIFY(!field<QPushButton>("Test the metrics server")->isEnabled());
        QPushButton* cancel = panel()->findChild<QPushButton*>();
        QVERIFY(cancel->hasFocus()); // and not Add
        cancel->click();
        QVERIFY(!report()->isVisible());
        QVERIFY(field<QPushButton>("Test the metrics server")->isEnabled());
        QVERIFY(field<QPushButton>("Test the metrics server")->hasFocus());
        m_server.answer(goodReport());
        QVERIFY(!report()->isVisible());
    }

    void aFailedTestSaysWhyAndTheFocusStays()
    {
        startTest();
        m_server.answer(fail(ErrorCode::Unauthenticated, u"HTTP 401"_s, 401));
        QCOMPARE(panel()->content().title, u"The test failed"_s);
        QVERIFY(panel()->content().reason.contains(u"The server does not know who you are (401)."_s));
        QVERIFY(report()->details().contains(u"HTTP 401"_s));
        QVERIFY(field<QPushButton>("Test the metrics server")->hasFocus());
        QVERIFY(m_server.added.empty());
    }

    void whoGoesOnTypingMeanwhileKeepsTheFocus()
    {
        startTest();
        field<QLineEdit>("Address")->setFocus();
        m_server.answer(fail(ErrorCode::TimedOut, u"30 s"_s));
        QVERIFY(field<QLineEdit>("Address")->hasFocus());
    }

    void aTestThatSucceedsCountsWhatJoins()
    {
        startTest();
        m_server.answer(goodReport());
        QCOMPARE(panel()->content().title, u"It answers: Prometheus 2.42.0"_s);
        const QString said = panel()->content().reason;
        QVERIFY2(said.contains(u"3"_s) && said.contains(u"41"_s) && said.contains(u"42"_s), qPrintable(said));
        QVERIFY(said.contains(u"kube-state-metrics, node-exporter"_s));
        QVERIFY(report()->details().contains(u"shop/web-1"_s));
        QCOMPARE(field<QLineEdit>("Value of the label for one")->text(), u"hz-one"_s); // found by its nodes
    }

    void addingTakesWhatIsTypedAndAFailureLosesNothing()
    {
        type("Name", u"main"_s);
        type("Address", u"https://prometheus.example:9090"_s);
        m_server.refusal = Error { ErrorCode::StorageFull, u"no space left on device"_s };
        press("Add the metrics server");
        QVERIFY(m_dialog->isVisible());
        QCOMPARE(panel()->content().title, u"It could not be added"_s);
        QCOMPARE(field<QLineEdit>("Name")->text(), u"main"_s);
        m_server.refusal.reset();
        press("Add the metrics server");
        QCOMPARE(m_server.added.size(), std::size_t(1));
        QCOMPARE(m_server.added.front().first.name, u"main"_s);
        QVERIFY(!m_dialog->isVisible());
    }

    void aFileThatCannotBeReadIsSaidBesideItsFieldBeforeAnythingIsAdded()
    {
        type("Name", u"main"_s);
        type("Address", u"https://prometheus.example:9090"_s);
        choose("Kind", 3);
        type("Certificate file", u"/c.pem"_s);
        type("Key file", u"/k.pem"_s);
        press("Add the metrics server");
        QVERIFY(m_dialog->isVisible() && m_server.added.empty());
        QVERIFY(!field<QPushButton>("Add the metrics server")->isEnabled()); // until they were read
        const Error missing { ErrorCode::NotFound, u"/k.pem: No such file"_s };
        m_server.answerFiles({ { CertificateProblem::File::Key, u"/k.pem"_s, missing } });
        QVERIFY(m_dialog->isVisible() && m_server.added.empty());
        auto* key = field<QLineEdit>("Key file");
        QVERIFY(key->hasFocus());
        const auto* said = key->parentWidget()->findChild<PlainLabel*>();
        QVERIFY(said->isVisible());
        QVERIFY2(said->fullText().contains(u"/k.pem: No such file"_s), qPrintable(said->fullText()));
        QVERIFY(!field<QLineEdit>("Certificate file")->parentWidget()->findChild<PlainLabel*>()->isVisible());
        type("Key file", u"/other.pem"_s); // another file: what was found of the first is not true of it
        QVERIFY(!said->isVisible());
        press("Add the metrics server");
        m_server.answerFiles({});
        QCOMPARE(m_server.added.size(), std::size_t(1));
        QVERIFY(!m_dialog->isVisible());
    }

    void aTestSaysWhichFileCannotBeReadAndAsksNobody()
    {
        type("Address", u"https://prometheus.example:9090"_s);
        type("Authority (CA) file", u"/ca.pem"_s);
        press("Test the metrics server");
        QCOMPARE(panel()->content().title, u"Reading the files…"_s);
        const Error unreadable { ErrorCode::PermissionDenied, u"/ca.pem"_s };
        m_server.answerFiles({ { CertificateProblem::File::Authority, u"/ca.pem"_s, unreadable } });
        QVERIFY(m_server.tested.empty());
        QVERIFY(field<QLineEdit>("Authority (CA) file")->hasFocus());
        press("Test the metrics server"); // mended outside: it is read again
        m_server.answerFiles({});
        QCOMPARE(m_server.tested.size(), std::size_t(1));
    }

    void filesThatHangCanBeGivenUp()
    {
        type("Address", u"https://prometheus.example:9090"_s);
        type("Authority (CA) file", u"/mnt/gone/ca.pem"_s);
        press("Test the metrics server");
        panel()->findChild<QPushButton*>()->click();
        QVERIFY(field<QPushButton>("Test the metrics server")->hasFocus());
        m_server.answerFiles({}); // too late
        QVERIFY(m_server.tested.empty());
        QVERIFY(!report()->isVisible());
    }

    void aServerThatIsEditedReadsBackAsItWas_data()
    {
        QTest::addColumn<PrometheusSettings>("server");
        QTest::addColumn<QByteArray>("secret");
        PrometheusSettings direct;
        direct.name = u"main"_s;
        direct.url = u"https://prometheus.example:9090"_s;
        direct.caFile = u"/ca.pem"_s;
        direct.contexts = { u"one"_s, u"old"_s };
        direct.clusterLabel = u"k8s"_s;
        direct.clusterValues = { { u"one"_s, u"hz-one"_s } };
        direct.queriesASecond = 7;
        QTest::newRow("direct") << direct << QByteArray();
        PrometheusSettings basic = direct;
        basic.auth = MetricsAuth::Basic;
        basic.user = u"oncall"_s;
        basic.contexts.clear();
        QTest::newRow("with a password, of all clusters") << basic << QByteArray("s3cret");
        PrometheusSettings token = direct;
        token.auth = MetricsAuth::Bearer;
        token.clusterLabel.clear();
        token.contexts = { u"two"_s };
        token.clusterValues.clear();
        QTest::newRow("with a token, of one cluster") << token << QByteArray("abc.def");
        PrometheusSettings headers = direct;
        headers.auth = MetricsAuth::Headers;
        headers.headerNames = { u"X-Scope-OrgID"_s, u"X-Team"_s };
        QTest::newRow("with headers") << headers << QByteArray("team-a\nb");
        PrometheusSettings proxied = direct;
        proxied.url.clear();
        proxied.caFile.clear();
        proxied.reach = MetricsReach::ServiceProxy;
        proxied.viaContext = u"old"_s; // not connected now
        proxied.nameSpace = u"monitoring"_s;
        proxied.service = u"prometheus:9090"_s;
        QTest::newRow("through a cluster") << proxied << QByteArray();
        PrometheusSettings grafana = direct;
        grafana.reach = MetricsReach::Grafana;
        grafana.dataSourceUid = u"PBFA"_s;
        QTest::newRow("through Grafana") << grafana << QByteArray();
    }
    void aServerThatIsEditedReadsBackAsItWas()
    {
        QFETCH(const PrometheusSettings, server);
        QFETCH(const QByteArray, secret);
        m_server.edited = server;
        make({ u"one"_s, u"two"_s }, { u"one"_s, u"two"_s, u"old"_s });
        QCOMPARE(m_dialog->windowTitle(), u"Edit main"_s);
        m_dialog->takeSecret(secret);
        QCOMPARE(form()->draft().settings, server);
        QCOMPARE(form()->draft().secret, secret);
        press("Save the metrics server");
        if (m_server.answerFiles)
            m_server.answerFiles({});
        QCOMPARE(m_server.added.size(), std::size_t(1));
    }

    void whatIsTypedWhileTheKeychainIsAskedStays()
    {
        PrometheusSettings server;
        server.name = u"main"_s;
        server.auth = MetricsAuth::Bearer;
        m_server.edited = server;
        make({}, {});
        type("Token", u"new"_s);
        m_dialog->takeSecret("old");
        QCOMPARE(form()->draft().secret, QByteArray("new"));
    }

private:
    void make(const QStringList& open, const QStringList& all)
    {
        const Formats formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) };
        m_dialog = std::make_unique<PrometheusDialog>(m_theme, m_server.port(open, all), formats);
        m_dialog->show();
        m_dialog->activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(m_dialog.get())); }();
    }
    template <class Widget> Widget* field(const char* name) const
    {
        for (Widget* widget : m_dialog->findChildren<Widget*>()) {
            if (widget->accessibleName() == QLatin1StringView(name))
                return widget;
        }
        qFatal("no field is called %s", name);
    }
    void type(const char* name, const QString& text) const { field<QLineEdit>(name)->setText(text); }
    void choose(const char* name, int index) const { field<QComboBox>(name)->setCurrentIndex(index); }
    void press(const char* name) const
    {
        auto* button = field<QPushButton>(name);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }
    QStringList ticked() const
    {
        QStringList contexts;
        for (const QCheckBox* tick : m_dialog->findChildren<QCheckBox*>()) {
            if (tick->isChecked())
                contexts.append(tick->property("context").toString());
        }
        return contexts;
    }
    bool isShown(const char* name) const { return field<QLineEdit>(name)->isVisibleTo(m_dialog.get()); }
    void startTest() const
    {
        type("Name", u"main"_s);
        type("Address", u"https://prometheus.example:9090"_s);
        press("Test the metrics server");
    }
    PrometheusForm* form() const { return m_dialog->findChild<PrometheusForm*>(); }
    JoinReportView* report() const { return m_dialog->findChild<JoinReportView*>(); }
    StatePanel* panel() const { return report()->findChild<StatePanel*>(); }

    Theme m_theme;
    FakeServer m_server;
    std::unique_ptr<PrometheusDialog> m_dialog;
};

QTEST_MAIN(TestPrometheusDialog)
#include "tst_prometheusdialog.moc"
