// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/kube/sync/sessionrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

const ResourceKind definitions { "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions",
    false, {}, {}, {} };

std::string groups(const std::vector<std::string>& names)
{
    std::string all;
    for (const std::string& name : names)
        all += std::string(all.empty() ? "" : ",") + R"({"name":")" + name + R"(","versions":[{"groupVersion":")" + name
            + R"(/v1","version":"v1"}]})";
    return R"({"kind":"APIGroupList","apiVersion":"v1","groups":[)" + all + "]}";
}

std::string resources(const std::string& group, const std::string& kind, const std::string& plural)
{
    return R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":")" + group + R"(/v1","resources":[{"name":")"
        + plural + R"(","namespaced":true,"kind":")" + kind + R"(","verbs":["list","watch"]}]})";
}

std::string definition(int version)
{
    return R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},)"
           R"("columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Created At","type":"date"}],)"
           R"("rows":[{"cells":["gadgets.example.com","2026"],"object":{"kind":"PartialObjectMetadata",)"
           R"("apiVersion":"meta.k8s.io/v1","metadata":{"name":"gadgets.example.com","uid":"u","resourceVersion":")"
        + std::to_string(version) + R"("}}}]})";
}

} // namespace

/// What a cluster serves changes while we are connected: operators are installed, servers upgraded.
class TestClusterDiscovery final : public QObject, private SessionRig {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        begin();
        connectFully();
        advance(30s);
        m_infos.clear();
    }
    void cleanup() { m_session.reset(); }

    void aKindThatIsInstalledLaterAppearsWithinFiveMinutes()
    {
        advance(3min);
        QVERIFY(!waits(u"/apis"_s));
        advance(2min);
        answerGroups({ "example.com" });
        answer(u"/apis/example.com/v1"_s, 200, resources("example.com", "Gadget", "gadgets"));
        QVERIFY(knows("Gadget"));
        QCOMPARE(m_infos.size(), std::size_t { 1 });
    }

    void nothingIsToldWhereNothingChanged()
    {
        for (int i = 0; i < 4; ++i) {
            advance(5min);
            QVERIFY(waits(u"/apis"_s));
            answerRest();
        }
        QVERIFY(m_infos.empty());
    }

    void aDefinitionThatChangesIsFollowedByOneDiscoverySoon()
    {
        const auto watched = m_session->subscribe(definitions);
        run();
        answerRest();
        QVERIFY(!waits(u"/apis"_s)); // the first fill tells nothing new
        for (int version = 11; version < 15; ++version) {
            m_transport->sendData(find(u"/customresourcedefinitions"_s), eventJson("MODIFIED", definition(version)));
            advance(400ms);
        }
        QVERIFY(!waits(u"/apis"_s));
        advance(2s);
        QCOMPARE(asked(u"/apis"_s), 2); // when we came, and now
        answerRest();
        m_transport->sendData(find(u"/customresourcedefinitions"_s), eventJson("DELETED", definition(15)));
        advance(2s);
        QVERIFY(!waits(u"/apis"_s)); // an installer goes on for a while
        advance(10s);
        QVERIFY(waits(u"/apis"_s));
    }

    void whatCameBackAfterAnInterruptionIsAskedAnew()
    {
        m_session->networkChanged();
        advance(2s);
        answerRest();
        advance(1s); // nothing more comes: nothing was missed
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
        advance(2s);
        answerGroups({ "example.com" });
        answer(u"/apis/example.com/v1"_s, 200, resources("example.com", "Gadget", "gadgets"));
        QVERIFY(knows("Gadget"));
    }

    void errorsKeepWhatIsKnown()
    {
        advance(5min);
        answerGroups({ "a.example.com", "b.example.com" });
        answer(u"/apis/a.example.com/v1"_s, 200, resources("a.example.com", "Gadget", "gadgets"));
        answer(u"/apis/b.example.com/v1"_s, 200, resources("b.example.com", "Widget", "widgets"));
        advance(5min);
        m_infos.clear();
        for (const QString& path : { u"/version"_s, u"/api"_s, u"/apis"_s })
            m_transport->fail(find(path), ErrorCode::ConnectFailed);
        run();
        QVERIFY(knows("Gadget") && knows("Widget"));
        QVERIFY(m_infos.empty());
        advance(2s); // not in five minutes
        answerGroups({ "b.example.com" });
        answer(u"/apis/b.example.com/v1"_s, 503, "no server");
        QVERIFY(!knows("Gadget")); // is gone
        QVERIFY(knows("Widget")); // is not heard of
        QCOMPARE(m_session->info().problems.size(), std::size_t { 1 });
    }

private:
    void answerGroups(const std::vector<std::string>& names)
    {
        answer(u"/version"_s, 200, R"({"gitVersion":"v1.34.4"})");
        answer(u"/api"_s, 200, R"({"kind":"APIVersions","versions":[]})");
        answer(u"/apis"_s, 200, groups(names));
    }
    bool knows(std::string_view kind) const
    {
        return std::ranges::find(m_session->info().kinds, kind, &ResourceKind::kind) != m_session->info().kinds.end();
    }
    int asked(const QString& path) const
    {
        return static_cast<int>(
            std::ranges::count_if(m_transport->calls(), [&](const auto& call) { return call.path() == path; }));
    }
};

QTEST_GUILESS_MAIN(TestClusterDiscovery)
#include "tst_clusterdiscovery.moc"
