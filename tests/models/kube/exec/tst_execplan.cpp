// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execplan.h"
#include "tests/models/kube/config/configfixtures.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

/// client-go: TestPluginPolicy (policy, basename and absolute path); exec.LookPath.
class TestExecPlan final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void initTestCase()
    {
        for (const QString& name : { u"a/login"_s, u"b/login"_s, u"b/other"_s }) {
            QFile file(m_folder.write(name, "#!/bin/sh\n"));
            QVERIFY(file.setPermissions(file.permissions() | QFileDevice::ExeOwner));
        }
        m_folder.write(u"a/other"_s, "no program"); // not executable: looked over
        m_path = u"relative:.::"_s + m_folder.path(u"a"_s) + u':' + m_folder.path(u"b"_s);
    }

    void commandsAreFoundAsKubectlDoes_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("found"); // empty: not found
        const auto at = [this](const QString& name) { return m_folder.path(name); };
        QTest::newRow("the first in PATH") << u"login"_s << at(u"a/login"_s);
        QTest::newRow("what is no program is looked over") << u"other"_s << at(u"b/other"_s);
        QTest::newRow("unknown-binary") << u"does-not-exist"_s << QString();
        QTest::newRow("a path") << at(u"b/login"_s) << at(u"b/login"_s);
        QTest::newRow("a path to no program") << at(u"a/other"_s) << QString();
        QTest::newRow("a path to a folder") << at(u"a"_s) << QString();
        QTest::newRow("a folder in PATH") << u"../a"_s << QString();
        QTest::newRow("a relative path that nobody resolved") << u"./login"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void commandsAreFoundAsKubectlDoes()
    {
        QFETCH(const QString, command);
        QFETCH(const QString, found);
        const Result<QString> path = findCommand(command, m_path);
        QCOMPARE(path.value_or(QString()), found);
        if (!path)
            QCOMPARE(path.error().code, ErrorCode::SignInFailed);
    }

    void theCurrentFolderIsNeverSearched()
    {
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_folder.path(u"a"_s)));
        QVERIFY(!findCommand(u"login"_s, u".::"_s));
        QDir::setCurrent(before);
    }

    void thePolicyDecides_data();
    void thePolicyDecides()
    {
        QFETCH(const ExecPolicy, policy);
        QFETCH(const QStringList, allowlist);
        QFETCH(const bool, allowed);
        ExecConsent consent;
        consent.policy = policy;
        consent.allowlist = allowlist;
        consent.approveAll = true; // the policy holds nevertheless
        const ExecPlan plan { u"login"_s, m_folder.path(u"a/login"_s), {}, {} };
        const Result<void> checked = checkExecPolicy(consent, plan, m_path);
        QCOMPARE(checked.has_value(), allowed);
        if (!allowed)
            QCOMPARE(checked.error().code, ErrorCode::SignInNotAllowed);
    }

    void anyChangeAsksAgain_data()
    {
        QTest::addColumn<ExecPlan>("other");
        const ExecPlan plan = somePlan();
        const auto row = [&](const char* name, const std::function<void(ExecPlan&)>& change) {
            ExecPlan other = plan;
            change(other);
            QTest::newRow(name) << other;
        };
        row("command", [](ExecPlan& p) { p.command = u"evil"_s; });
        row("path", [](ExecPlan& p) { p.path = u"/tmp/aws"_s; });
        row("an argument more", [](ExecPlan& p) { p.args += u"--x"_s; });
        row("arguments cut elsewhere", [](ExecPlan& p) { p.args = { u"eksget-token"_s }; });
        row("arguments the other way round", [](ExecPlan& p) { p.args.swapItemsAt(0, 1); });
        row("value of a variable", [](ExecPlan& p) { p.env[0].value = u"b"_s; });
        row("name of a variable", [](ExecPlan& p) { p.env[0].name = u"LD_PRELOAD"_s; });
        row("another cluster", [](ExecPlan& p) { p.server = u"https://b"_s; });
        row("what it is told of the cluster", [](ExecPlan& p) { p.told = "{}"; });
        row("a variable that was an argument", [](ExecPlan& p) {
            p.args += p.env[0].name;
            p.env.clear();
        });
    }
    void anyChangeAsksAgain()
    {
        QFETCH(const ExecPlan, other);
        QVERIFY(other.fingerprint() != somePlan().fingerprint());
        QCOMPARE(other.fingerprint().size(), 64);
        QCOMPARE(somePlan().fingerprint(), somePlan().fingerprint());
    }

private:
    static ExecPlan somePlan()
    {
        return { u"aws"_s, u"/usr/bin/aws"_s, { u"eks"_s, u"get-token"_s }, { { u"AWS_PROFILE"_s, u"a"_s } } };
    }

    Folder m_folder;
    QString m_path;
};

void TestExecPlan::thePolicyDecides_data()
{
    QTest::addColumn<ExecPolicy>("policy");
    QTest::addColumn<QStringList>("allowlist");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* name, ExecPolicy policy, const QStringList& list, bool allowed) {
        QTest::newRow(name) << policy << list << allowed;
    };
    row("AllowAll", ExecPolicy::AllowAll, {}, true);
    row("DenyAll", ExecPolicy::DenyAll, {}, false);
    row("DenyAll with a list", ExecPolicy::DenyAll, { u"login"_s }, false);
    row("empty allow-list", ExecPolicy::Allowlist, {}, false);
    row("basename", ExecPolicy::Allowlist, { u"login"_s }, true);
    row("absolute path", ExecPolicy::Allowlist, { m_folder.path(u"a/login"_s) }, true);
    row("the same name in another folder", ExecPolicy::Allowlist, { m_folder.path(u"b/login"_s) }, false);
    row("another name", ExecPolicy::Allowlist, { u"other"_s }, false);
    row("one of several", ExecPolicy::Allowlist, { u"other"_s, u"missing"_s, u"login"_s }, true);
    row("a relative path", ExecPolicy::Allowlist, { u"./login"_s }, false);
    row("an empty entry", ExecPolicy::Allowlist, { QString() }, false);
    row("no wildcards", ExecPolicy::Allowlist, { u"*"_s, u"log*"_s }, false);
}

QTEST_GUILESS_MAIN(TestExecPlan)
#include "tst_execplan.moc"
