// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Strato::Testing;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

const std::string Log = "/api/v1/namespaces/conformance/pods/pod-1/log";

std::size_t lines(const std::string& text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

/// Pod logs.
class TestConformanceLogs : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = ConformanceTarget::make();
        QVERIFY(applyFixture(*m_target));
        m_admin = std::make_unique<ApiClient>(m_target->admin());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aContainerMustBeNamedWhenThereAreSeveral()
    {
        const ApiReply reply = m_admin->get(Log);
        QCOMPARE(reply.status, 400);
        QCOMPARE(parsed(reply)["message"].get<std::string>(),
            std::string("a container name must be specified for pod pod-1, choose one of: [app sidecar]"));
        const ApiReply absent = m_admin->get(Log + "?container=absent");
        QCOMPARE(absent.status, 400);
        QCOMPARE(
            parsed(absent)["message"].get<std::string>(), std::string("container absent is not valid for pod pod-1"));
        QCOMPARE(m_admin->get("/api/v1/namespaces/conformance/pods/absent/log").status, 404);
    }

    void theLogIsPlainText()
    {
        if (!m_target->hasLogs())
            QSKIP("this server has no kubelet behind it");
        const ApiReply reply = m_admin->get(Log + "?container=app");
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.header("content-type").starts_with("text/plain"));
        QCOMPARE(lines(reply.body), std::size_t { 20 });
        QVERIFY(reply.body.ends_with("line 20 of app\n"));
    }

    void tailSinceAndLimitCutIt_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("tail") << "tailLines=2"_ba
                              << "line 19 of app\nline 20 of app\n"_ba;
        QTest::newRow("no lines") << "tailLines=0"_ba
                                  << ""_ba;
        QTest::newRow("since a time") << "sinceTime=2023-11-14T22:13:39Z"_ba
                                      << "line 19 of app\nline 20 of app\n"_ba;
        QTest::newRow("limit") << "limitBytes=9"_ba
                               << "line 1 of"_ba;
        QTest::newRow("timestamps") << "tailLines=1&timestamps=true"_ba
                                    << "2023-11-14T22:13:40.000000000Z line 20 of app\n"_ba;
        QTest::newRow("since a moment ago") << "sinceSeconds=5"_ba
                                            << ""_ba;
    }
    void tailSinceAndLimitCutIt()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QByteArray, text);
        if (!m_target->hasLogs())
            QSKIP("this server has no kubelet behind it");
        QCOMPARE(QByteArray::fromStdString(m_admin->get(Log + "?container=app&" + query.toStdString()).body), text);
    }

    void nonsenseIsRefused()
    {
        QCOMPARE(m_admin->get(Log + "?container=app&tailLines=x").status, 400);
        QCOMPARE(m_admin->get(Log + "?container=app&sinceTime=x").status, 400);
    }

    void aPreviousLogNeedsARestart()
    {
        if (!m_target->hasLogs())
            QSKIP("this server has no kubelet behind it");
        const ApiReply reply = m_admin->get(Log + "?container=app&previous=true");
        QCOMPARE(reply.status, 400);
        QCOMPARE(parsed(reply)["message"].get<std::string>(),
            std::string("previous terminated container \"app\" in pod \"pod-1\" not found"));
        json pod = fixturePod("pod-restarted", "conformance-other", 7);
        pod["status"]["containerStatuses"][0]["lastState"] = { { "terminated",
            { { "exitCode", 1 }, { "reason", "Error" }, { "finishedAt", "2026-01-01T00:00:00Z" } } } };
        QVERIFY(m_target->apply(pod));
        const ApiReply previous = m_admin->get(
            "/api/v1/namespaces/conformance-other/pods/pod-restarted/log?container=app&previous=true&tailLines=1");
        QCOMPARE(previous.body, std::string("previous 20 of app\n"));
    }

    void aFollowedLogGoesOn()
    {
        if (!m_target->hasLogs())
            QSKIP("this server has no kubelet behind it");
        for (const bool http1 : { true, false }) {
            ApiRequest request;
            request.path = Log + "?container=app&follow=true&tailLines=1";
            request.http1 = http1;
            const auto log = m_admin->stream(std::move(request));
            QVERIFY(
                log->waitFor([](const std::string& text) { return text.find("line 23 of app") != std::string::npos; }));
            QVERIFY(!log->reply().body.starts_with("line 19"));
        }
    }

    void aWaitingContainerHasNoLog()
    {
        if (!m_target->hasLogs())
            QSKIP("this server has no kubelet behind it");
        json pod = fixturePod("pod-waiting", "conformance-other", 8);
        pod["status"]["containerStatuses"][0]["state"] = { { "waiting", { { "reason", "ContainerCreating" } } } };
        QVERIFY(m_target->apply(pod));
        const ApiReply reply = m_admin->get("/api/v1/namespaces/conformance-other/pods/pod-waiting/log?container=app");
        QCOMPARE(reply.status, 400);
        QCOMPARE(parsed(reply)["message"].get<std::string>(),
            std::string("container \"app\" in pod \"pod-waiting\" is waiting to start: ContainerCreating"));
    }

private:
    std::unique_ptr<ConformanceTarget> m_target;
    std::unique_ptr<ApiClient> m_admin;
};

QTEST_GUILESS_MAIN(TestConformanceLogs)
#include "tst_conformance_logs.moc"
