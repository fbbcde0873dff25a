// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/discovery.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;

class TestKubeDiscovery final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void aggregatedAnswerGivesEachKindOnce();
    void groupsNameTheirPreferredVersionFirst();
    void resourceListsAreRead();
    void otherAnswersAreRefused();
};

void TestKubeDiscovery::aggregatedAnswerGivesEachKindOnce()
{
    const std::string body
        = R"({"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[
      {"metadata":{"name":"autoscaling"},"versions":[
        {"version":"v2","freshness":"Current","resources":[{"resource":"horizontalpodautoscalers","responseKind":{"group":"autoscaling","version":"v2","kind":"HorizontalPodAutoscaler"},"scope":"Namespaced","shortNames":["hpa"],"categories":["all"],"verbs":["get","list","watch"],"subresources":[{"subresource":"status","verbs":["get"]}]}]},
        {"version":"v1","freshness":"Current","resources":[{"resource":"horizontalpodautoscalers","responseKind":{"kind":"HorizontalPodAutoscaler"},"scope":"Namespaced","verbs":["get"]}]}]},
      {"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","freshness":"Stale"}]},
      {"metadata":{},"versions":[{"version":"v1","resources":[{"resource":"nodes","responseKind":{"kind":"Node"},"scope":"Cluster","verbs":["list"]}]}]}]})";
    QVERIFY(isAggregatedDiscovery(body));
    const auto found = decodeAggregatedDiscovery(body);
    QVERIFY2(found.has_value(), found ? "" : qPrintable(found.error().detail));
    QCOMPARE(found->kinds.size(), std::size_t(2));
    const ResourceKind expected { "autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true,
        { "get", "list", "watch" }, { "hpa" }, { "all" } };
    QVERIFY(found->kinds[0] == expected);
    QCOMPARE(found->kinds[1].group, std::string());
    QVERIFY(!found->kinds[1].namespaced);
    QVERIFY(found->staleGroups == std::vector<std::string> { "metrics.k8s.io/v1beta1" });
}

void TestKubeDiscovery::groupsNameTheirPreferredVersionFirst()
{
    const auto groups = decodeGroupList(
        R"({"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1beta1","version":"v1beta1"},{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]})");
    QVERIFY(groups.has_value());
    QCOMPARE(groups->front().name, std::string("apps"));
    QVERIFY((groups->front().versions == std::vector<std::string> { "v1", "v1beta1" }));
    const auto core = decodeGroupList(R"({"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[]})");
    QVERIFY(core.has_value());
    QVERIFY((core->front().versions == std::vector<std::string> { "v1" }));
}

void TestKubeDiscovery::resourceListsAreRead()
{
    const auto kinds = decodeResourceList(R"({"kind":"APIResourceList","groupVersion":"batch/v1","resources":[
        {"name":"jobs","singularName":"job","namespaced":true,"kind":"Job","verbs":["create","list"],"categories":["all"]},
        {"name":"jobs/status","namespaced":true,"kind":"Job","verbs":["get"]}]})");
    QVERIFY(kinds.has_value());
    QCOMPARE(kinds->size(), std::size_t(1));
    QCOMPARE(kinds->front().group, std::string("batch"));
    QCOMPARE(kinds->front().version, std::string("v1"));
    QVERIFY(kinds->front().namespaced);
    const auto core = decodeResourceList(
        R"({"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"pods","namespaced":true,"kind":"Pod","verbs":[]}]})");
    QCOMPARE(core->front().group, std::string());
    QCOMPARE(core->front().version, std::string("v1"));
}

void TestKubeDiscovery::otherAnswersAreRefused()
{
    QCOMPARE(decodeResourceList(R"({"kind":"Status"})").error().code, ErrorCode::UnexpectedContent);
    QCOMPARE(decodeGroupList("<html>").error().code, ErrorCode::Malformed);
    QCOMPARE(decodeAggregatedDiscovery("{}").error().code, ErrorCode::UnexpectedContent);
    QVERIFY(!isAggregatedDiscovery("nonsense"));
    QVERIFY(
        decodeAggregatedDiscovery(R"({"kind":"APIGroupDiscoveryList","items":[{"versions":3},7,null]})").has_value());
}

QTEST_GUILESS_MAIN(TestKubeDiscovery)
#include "tst_kubediscovery.moc"
