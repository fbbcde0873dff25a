// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execauthenticator.h"
#include "tests/models/kube/exec/execrig.h"
#include "tests/support/watchedpipe.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Strato;
using namespace Strato::Test;

/// What may run, and how a run is seen, ended and kept apart from others.
class TestExecRuns final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void nothingRunsThatNobodyApproved();
    void changedArgumentsAreAskedForAgain();
    void thePolicyHoldsAlsoForWhatWasApproved();
    void standardErrorComesLiveAndBounded();
    void cancelEndsTheRunAndHolds();
    void theLastToLeaveEndsTheRun();
    void oneThatWaitsHoldsUpNoOther();
    void textsThatWouldBeCutShortAreRefused();
    void theLoginShellsPathIsUsed();
    void stoppingEndsWhatRuns();
};

void TestExecRuns::nothingRunsThatNobodyApproved()
{
    Rig rig;
    rig.plugins.setConsent({});
    const auto authorizer = rig.use(rig.config());
    for (int i = 0; i < 3; ++i) {
        const auto asked = ask(*authorizer);
        QTRY_VERIFY(asked->done());
        QCOMPARE(asked->answer->error().code, ErrorCode::SignInNotAllowed);
        rig.advance(1h);
    }
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::Unapproved);
    QCOMPARE(rig.state().plan.path, script);
    QCOMPARE(rig.runs(), 0);
    ExecConsent consent;
    consent.approved.insert("another");
    rig.plugins.setConsent(consent);
    QVERIFY(got(*authorizer).startsWith(u"error: not approved"_s));
    QCOMPARE(rig.runs(), 0);
    consent.approved.insert(rig.state().plan.fingerprint());
    rig.plugins.setConsent(consent);
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::SignedIn); // without another request
    QTRY_COMPARE(rig.toldSignedIn(), QStringList { u"one"_s });
    QVERIFY(got(*authorizer).contains(u"Bearer first"_s));
    QCOMPARE(rig.runs(), 1);
}

void TestExecRuns::changedArgumentsAreAskedForAgain()
{
    Rig rig;
    KubeExecConfig config = rig.config();
    ExecConsent consent;
    consent.approved.insert(ExecPlan { config.command, config.command, config.args, config.env }.fingerprint());
    rig.plugins.setConsent(consent);
    const auto approved = rig.use(config);
    QVERIFY(got(*approved).contains(u"Bearer first"_s));
    config.args.push_back(u"--as-somebody-else"_s);
    const auto changed = rig.use(config);
    QVERIFY(got(*changed).startsWith(u"error: not approved"_s));
    QCOMPARE(rig.runs(), 1);
}

void TestExecRuns::thePolicyHoldsAlsoForWhatWasApproved()
{
    Rig rig;
    ExecConsent consent = rig.consent;
    consent.policy = ExecPolicy::DenyAll;
    rig.plugins.setConsent(consent);
    const auto authorizer = rig.use(rig.config());
    QCOMPARE(got(*authorizer), u"error: plugin \"%1\" not allowed: policy set to \"DenyAll\""_s.arg(script));
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::Failed);
    consent.policy = ExecPolicy::Allowlist;
    consent.allowlist = { script };
    rig.plugins.setConsent(consent);
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::SignedIn);
    QCOMPARE(rig.runs(), 1);
}

void TestExecRuns::standardErrorComesLiveAndBounded()
{
    Rig rig;
    const QString pipe = rig.pipe();
    KubeExecConfig config = rig.config();
    QString many;
    for (int i = 0; i < 300; ++i)
        many += u"line %1\\n"_s.arg(i);
    config.env.push_back({ u"PLUGIN_SAYS"_s, many + u"To sign in, open \\033[1mhttps://x.test/device"_s });
    config.env.push_back({ u"PLUGIN_WAITS"_s, pipe });
    const auto authorizer = rig.use(config);
    const auto asked = ask(*authorizer);
    const auto newest = [&] {
        rig.advance(100ms); // the pace of telling
        return rig.state().said.isEmpty() ? QString() : rig.state().said.last();
    };
    QTRY_COMPARE(newest(), u"To sign in, open https://x.test/device"_s);
    QCOMPARE(rig.phase(), ExecPluginState::Phase::Running);
    QVERIFY(rig.state().runningSince.has_value());
    QCOMPARE(rig.state().said.size(), ExecPluginState::linesKept);
    QCOMPARE(rig.state().linesLost, 101);
    QVERIFY(!asked->done());
    Rig::release(pipe);
    QTRY_VERIFY(asked->done());
    QVERIFY2(rig.timesTold() < 100, qPrintable(QString::number(rig.timesTold())));
}

void TestExecRuns::cancelEndsTheRunAndHolds()
{
    Rig rig;
    KubeExecConfig config = rig.config();
    config.env.push_back({ u"PLUGIN_WAITS"_s, rig.pipe() });
    const auto authorizer = rig.use(config);
    const auto asked = ask(*authorizer);
    QTRY_COMPARE(rig.runs(), 1);
    rig.plugins.cancel(rig.state().id);
    QTRY_VERIFY(asked->text().contains(u"was cancelled"_s));
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::Failed);
    rig.advance(24h);
    QVERIFY(got(*authorizer).contains(u"was cancelled"_s));
    rig.plugins.networkChanged(); // which undoes nobody's cancellation
    QVERIFY(got(*authorizer).contains(u"was cancelled"_s));
    QCOMPARE(rig.runs(), 1);

    rig.plugins.retry(rig.state().id);
    QTRY_COMPARE(rig.runs(), 2);
    rig.advance(ExecAuthenticator::runLimit);
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::Failed);
    QVERIFY2(rig.state().error->detail.contains(u"did not end within 15 min"_s), qPrintable(rig.state().error->detail));
    QVERIFY(!rig.state().nextTry);
}

void TestExecRuns::theLastToLeaveEndsTheRun()
{
    Rig rig;
    KubeExecConfig config = rig.config();
    config.env.push_back({ u"PLUGIN_WAITS"_s, rig.pipe() });
    auto one = rig.use(config, u"one"_s);
    auto two = rig.use(config, u"two"_s);
    const auto asked = ask(*one);
    QTRY_COMPARE(rig.runs(), 1);
    one.reset();
    QCOMPARE(rig.state().contexts, QStringList { u"two"_s });
    QVERIFY(!asked->done());
    two.reset();
    QTRY_VERIFY(asked->text().contains(u"was cancelled"_s));
    QTRY_VERIFY(rig.state().contexts.isEmpty());
}

void TestExecRuns::oneThatWaitsHoldsUpNoOther()
{
    Rig rig;
    KubeExecConfig slow = rig.config();
    slow.env.push_back({ u"PLUGIN_WAITS"_s, rig.pipe() });
    const auto waiting = rig.use(slow, u"slow"_s);
    const auto asked = ask(*waiting);
    QTRY_COMPARE(rig.runs(), 1);
    const auto other = rig.use(rig.config(), u"other"_s);
    QVERIFY(got(*other).contains(u"Bearer first"_s));
    QVERIFY(!asked->done());
}

void TestExecRuns::textsThatWouldBeCutShortAreRefused()
{
    Rig rig;
    KubeExecConfig config = rig.config();
    config.args = { u"harmless"_s + QChar(0) + u"shown but never run"_s };
    QVERIFY(got(*rig.use(config)).startsWith(u"error: exec: an argument or variable"_s));
    config.args.clear();
    config.env.push_back({ u"A=B"_s, u"c"_s });
    QVERIFY(got(*rig.use(config)).startsWith(u"error: exec: an argument or variable"_s));
    QCOMPARE(rig.runs(), 0);
}

void TestExecRuns::theLoginShellsPathIsUsed()
{
    Rig rig;
    const QString shell = rig.folder.write(u"bin/sh"_s,
        "#!/bin/sh\necho asked >> '" + QFile::encodeName(rig.folder.path(u"asked"_s))
            + "'\necho Welcome\nprintf '__stratoscope_path__%s__stratoscope_path__' '"
            + QFile::encodeName(QFileInfo(script).absolutePath()) + ":/usr/bin:/bin'\n");
    QVERIFY(QFile::setPermissions(shell, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    Rig asking(shell);
    KubeExecConfig config = asking.config();
    config.command = u"plugin.sh"_s;
    QVERIFY(got(*asking.use(config)).contains(u"Bearer first"_s));
    QCOMPARE(asking.state().plan.path, script);
    config.args = { u"another"_s };
    QVERIFY(got(*asking.use(config)).contains(u"Bearer first"_s));
    QFile asked(rig.folder.path(u"asked"_s));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(asked.readAll(), QByteArray("asked\n")); // once
}

void TestExecRuns::stoppingEndsWhatRuns()
{
    auto rig = std::make_unique<Rig>();
    WatchedPipe pipe(rig->folder.path(u"pipe"_s));
    KubeExecConfig config = rig->config();
    config.env.push_back({ u"PLUGIN_WAITS"_s, pipe.path() });
    const auto authorizer = rig->use(config);
    const auto asked = ask(*authorizer);
    QTRY_VERIFY(pipe.take()); // it waits
    rig->plugins.stop();
    QVERIFY(pipe.isLeft(5s)); // it is gone
    const int tellings = rig->timesTold();
    rig->plugins.retry(rig->state().id);
    QCOMPARE(rig->timesTold(), tellings);
}

QTEST_GUILESS_MAIN(TestExecRuns)
#include "tst_execruns.moc"
