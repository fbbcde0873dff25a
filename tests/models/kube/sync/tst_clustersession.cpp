// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/findings.h"
#include "tests/models/kube/sync/sessionrig.h"

#include <QRegularExpression>
#include <QtTest>

#include <variant>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

const ResourceKind services { "", "v1", "Service", "services", true, {}, {}, {} };

/// The configuration map "cfg" as the Table of an event has it.
std::string tableOfOne(const std::string& version, const std::string& time)
{
    QByteArray table
        = R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"VERSION"},)"
          R"("columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Data","type":"string"},)"
          R"({"name":"Age","type":"string"}],"rows":[{"cells":["cfg",2,"5m"],"object":{"kind":"PartialObjectMetadata",)"
          R"("apiVersion":"meta.k8s.io/v1","metadata":{"name":"cfg","namespace":"shop","uid":"u",)"
          R"("resourceVersion":"VERSION","managedFields":[{"manager":"kubectl-edit","operation":"Update",)"
          R"("time":"TIME"}]}}}]})";
    return table.replace("VERSION", QByteArray::fromStdString(version))
        .replace("TIME", QByteArray::fromStdString(time))
        .toStdString();
}

} // namespace

/// One cluster as the application sees it, over a scripted transport.
class TestClusterSession final : public QObject, private SessionRig {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        begin();
    }
    void cleanup() { m_session.reset(); }

    void theClusterIsNamedByTheUidOfKubeSystem()
    {
        connectFully();
        QCOMPARE(m_session->info().id, IString("cluster-uid"));
        QCOMPARE(m_session->info().idFrom, ClusterInfo::IdFrom::Uid);
        QCOMPARE(m_session->info().version, std::string("v1.34.4"));
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
        QCOMPARE(statusOf("k8s:cluster-uid/pods").freshness, Freshness::Live);
        QVERIFY(m_session->state().knownSince());
    }

    void withoutTheRightToReadItTheServersHashNamesIt()
    {
        m_session->connect();
        run();
        answer(u"kube-system"_s, 403, statusJson(403, "Forbidden"));
        QCOMPARE(m_session->info().idFrom, ClusterInfo::IdFrom::Address);
        QVERIFY(m_session->info().id.view().starts_with("h-"));
        QVERIFY(waits(u"/api/v1/pods"_s)); // and goes on
    }

    void aClusterThatCannotBeReachedSaysWhyAndWhenItTriesAgain()
    {
        m_session->connect();
        run();
        m_transport->fail(find(u"kube-system"_s), ErrorCode::ConnectFailed, u"refused"_s);
        run();
        QCOMPARE(m_board.all().size(), std::size_t { 1 });
        const SourceStatus lost = m_board.all().front();
        QCOMPARE(lost.freshness, Freshness::Lost);
        QCOMPARE(lost.error->code, ErrorCode::ConnectFailed);
        QVERIFY(lost.nextTry.has_value());
        QCOMPARE(lost.tries, 1);
        QVERIFY(!waits(u"kube-system"_s));
        m_session->retryNow();
        run();
        QVERIFY(waits(u"kube-system"_s));
    }

    void K42_anErrorOfOneKindLeavesTheOthersFlowing()
    {
        m_session->connect();
        run();
        answer(u"kube-system"_s, 200, kubeSystemJson());
        answer(u"/api/v1/nodes"_s, 200, "{\"kind\":\"NodeList\",\"items\":[[[");
        answerRest();
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").freshness, Freshness::Lost);
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").error->code, ErrorCode::Malformed);
        QCOMPARE(statusOf("k8s:cluster-uid/deployments.apps").freshness, Freshness::Live);
    }

    void K42_whatIsThrownOverOneKindLeavesTheOthersFlowing()
    {
        connectFully();
        m_onChanges = [](const std::vector<Change>& changes) {
            if (changes.front().entity.kubernetesParts()->kind == "Node")
                throw std::bad_variant_access();
        };
        const std::string node
            = R"({"apiVersion":"v1","kind":"Node","metadata":{"name":"n1","uid":"u","resourceVersion":"11"}})";
        m_transport->sendData(find(u"/api/v1/nodes"_s), eventJson("ADDED", node));
        run();
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").freshness, Freshness::Stale);
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").error->code, ErrorCode::Internal);
        QVERIFY(statusOf("k8s:cluster-uid/nodes").nextTry.has_value());
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("ADDED", podJson("web", 50, "10.1.2.3")));
        run();
        QVERIFY(m_session->state().current()->find(EntityId::kubernetes("cluster-uid", "", "Pod", "shop", "web")));
        QCOMPARE(statusOf("k8s:cluster-uid/pods").freshness, Freshness::Live);
        QCOMPARE(m_session->state().since(0)->toSeq, std::uint64_t { 2 }); // the history has no gap
        m_onChanges = {};
        advance(2s);
        answer(u"/api/v1/nodes"_s, 200,
            R"({"apiVersion":"v1","kind":"NodeList","metadata":{"resourceVersion":"12"},"items":[)" + node + "]}");
        answerRest();
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").freshness, Freshness::Live);
    }

    void K34_aListOverTheBoundDegradesItsKindAlone()
    {
        m_session->connect();
        run();
        answer(u"kube-system"_s, 200, kubeSystemJson());
        m_transport->fail(find(u"/api/v1/nodes"_s), ErrorCode::TooLarge, u"more than 256 MB"_s);
        run();
        answerRest();
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").freshness, Freshness::Lost);
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").error->code, ErrorCode::TooLarge);
        QCOMPARE(statusOf("k8s:cluster-uid/deployments.apps").freshness, Freshness::Live);
    }

    void K19_aServerThatAsksUsToWaitIsSaidWithTheTimeItAskedFor()
    {
        m_session->connect();
        run();
        m_transport->sendWait(find(u"kube-system"_s), { 17s, 429, true });
        run();
        const SourceStatus connecting = m_board.all().front();
        QCOMPARE(connecting.freshness, Freshness::CatchingUp);
        QVERIFY(connecting.serverAsked);
        QCOMPARE(connecting.nextTry, std::optional(m_clock.now() + 17s));
        answer(u"kube-system"_s, 200, kubeSystemJson());
        m_transport->setHeaders({ { "Retry-After", "9" } });
        answer(u"/api/v1/nodes"_s, 503, statusJson(503, "ServiceUnavailable"));
        m_transport->setHeaders({});
        QVERIFY(statusOf("k8s:cluster-uid/nodes").serverAsked);
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").nextTry, std::optional(m_clock.now() + 9s));
        QVERIFY(statusOf("k8s:cluster-uid").serverAsked); // in the cluster's own words too
        advance(9s);
        answerRest();
        QVERIFY(!statusOf("k8s:cluster-uid/nodes").serverAsked);
        QVERIFY(!statusOf("k8s:cluster-uid").serverAsked);
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
    }

    void aKindRefusedToUsDoesNotMakeTheClusterLost()
    {
        m_session->connect();
        run();
        answer(u"kube-system"_s, 200, kubeSystemJson());
        answer(u"/api/v1/nodes"_s, 403, statusJson(403, "Forbidden"));
        answerAll();
        QCOMPARE(statusOf("k8s:cluster-uid/nodes").freshness, Freshness::Lost);
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
        QVERIFY(m_session->state().knownSince()); // nobody waits for what is refused
    }

    void kindsAreFollowedByNeedAndFiveMinutesAfter()
    {
        connectFully();
        QVERIFY(!waits(u"/api/v1/services"_s));
        auto first = std::make_optional(m_session->subscribe(services));
        auto second = std::make_optional(m_session->subscribe(services));
        run();
        QVERIFY(waits(u"/api/v1/services"_s));
        answerRest();
        QCOMPARE(statusOf("k8s:cluster-uid/services").freshness, Freshness::Live);
        first.reset();
        advance(10min);
        QVERIFY(waits(u"/api/v1/services"_s)); // the second still needs it
        second.reset();
        advance(4min);
        QVERIFY(waits(u"/api/v1/services"_s));
        advance(2min);
        QVERIFY(!waits(u"/api/v1/services"_s));
        QVERIFY(!m_board.find("k8s:cluster-uid/services"));
        const auto outlives = m_session->subscribe(services);
        m_session.reset(); // the handle may die after its session
    }

    void whatFindingsSpeakOfIsFollowedWithoutAnybodyLookingOnceThePodsAreListed()
    {
        m_session->connect();
        run();
        answer(u"kube-system"_s, 200, kubeSystemJson());
        const QStringList patient { u"events"_s, u"persistentvolumeclaims"_s, u"persistentvolumes"_s,
            u"resourcequotas"_s, u"configmaps"_s, u"secrets"_s };
        const auto waiting = [&] {
            return std::ranges::count_if(patient, [this](auto& name) { return waits(u"/api/v1/"_s + name); });
        };
        advance(2s);
        QCOMPARE(waiting(), 0); // the pods' first screenful comes first
        while (!m_transport->call(find(u"/api/v1/pods"_s)).isWatch())
            answer(u"/api/v1/pods"_s, 200, emptyList(u"pods"_s));
        openOnce(find(u"/api/v1/pods"_s));
        advance(900ms);
        QCOMPARE(waiting(), 0); // and then the paint of all of them
        advance(100ms);
        QCOMPARE(waiting(), patient.size());
        QVERIFY(!m_session->state().knownSince()); // the past is not whole without them
        for (const QString& plural : { u"configmaps"_s, u"secrets"_s })
            QVERIFY(m_transport->call(find(u"/api/v1/"_s + plural)).header("Accept").contains("as=Table"));
        answer(u"/api/v1/persistentvolumeclaims"_s, 200,
            R"({"kind":"PersistentVolumeClaimList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":[{)"
            R"("metadata":{"name":"data","namespace":"shop","uid":"u1","resourceVersion":"3"},)"
            R"("status":{"phase":"Lost"}}]})");
        answerRest();
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
        QVERIFY(m_session->state().knownSince());
        const auto snapshot = m_session->state().current();
        const std::vector<Finding> found = findings(IString("cluster-uid"), *snapshot, m_clock.now());
        QCOMPARE(found.size(), std::size_t { 1 });
        QCOMPARE(found.front().code, std::string_view("pvcLost"));
        QCOMPARE(
            found.front().entity, EntityId::kubernetes("cluster-uid", "", "PersistentVolumeClaim", "shop", "data"));
    }

    void theContentOfConfigurationIsNotReadAndItsChangesAreSeen()
    {
        connectFully();
        const RequestId watch = find(u"/api/v1/configmaps"_s);
        m_transport->sendData(watch, eventJson("ADDED", tableOfOne("50", "2026-01-02T03:04:05Z")));
        run();
        const auto id = EntityId::kubernetes("cluster-uid", "", "ConfigMap", "shop", "cfg");
        const RecordPtr first = m_session->state().current()->find(id);
        QVERIFY(first);
        QCOMPARE(first->integer("data"), std::optional<std::int64_t>(2));
        m_transport->sendData(watch, eventJson("MODIFIED", tableOfOne("51", "2026-01-02T04:04:05Z")));
        run();
        const RecordPtr then = m_session->state().current()->find(id);
        QVERIFY(then->integer("changedAt") > first->integer("changedAt"));
        QCOMPARE(then->text("changedBy"), std::string_view("kubectl-edit"));
    }

    void K31_sleepIsNoticedWithinASecondAndMarksEverythingStale()
    {
        connectFully();
        m_clock.suspend(1h);
        m_clock.advance(1s);
        run();
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Stale);
        QCOMPARE(statusOf("k8s:cluster-uid/pods").freshness, Freshness::Stale);
        QCOMPARE(m_transport->drops(), 1);
        advance(2s);
        answerRest();
        advance(1s);
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
    }

    void K31_whatWasMissedAsleepIsThereWithinTenSecondsOfWaking()
    {
        connectFully();
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("ADDED", podJson("web", 50, "10.1.2.3")));
        run();
        advance(1s);
        m_clock.suspend(8h);
        const auto woke = m_clock.monotonic();
        advance(2s);
        for (const RequestId id : m_transport->waiting()) // the network is not up yet
            m_transport->fail(id, ErrorCode::ConnectFailed, u"network is unreachable"_s);
        run();
        QVERIFY(statusOf("k8s:cluster-uid/pods").freshness != Freshness::Live);
        while (!waits(u"/api/v1/pods"_s) && m_clock.monotonic() - woke < 10s)
            advance(100ms);
        answerRest();
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("DELETED", podJson("web", 51, "10.1.2.3")));
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("ADDED", podJson("web2", 52, "10.1.2.4")));
        advance(4s);
        answerRest();
        advance(1s);
        QVERIFY(m_clock.monotonic() - woke <= 10s);
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
        QCOMPARE(statusOf("k8s:cluster-uid/pods").freshness, Freshness::Live);
        const auto pods = m_session->state().current();
        QVERIFY(!pods->find(EntityId::kubernetes("cluster-uid", "", "Pod", "shop", "web")));
        QVERIFY(pods->find(EntityId::kubernetes("cluster-uid", "", "Pod", "shop", "web2")));
    }

    void whatWasWhileWeSleptIsUnknown()
    {
        connectFully();
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("ADDED", podJson("web", 50, "10.1.2.3")));
        advance(1min);
        for (const RequestId id : m_transport->waiting()) // signs of life of every kind
            m_transport->sendData(id, bookmarkJson(60));
        run();
        const Instant slept = m_clock.now();
        m_clock.suspend(6h);
        advance(3s);
        answerRest();
        advance(1s);
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("DELETED", podJson("web", 61, "10.1.2.3")));
        advance(1min);
        const StateSource& state = m_session->state();
        const auto web = EntityId::kubernetes("cluster-uid", "", "Pod", "shop", "web");
        QVERIFY((*state.at(slept - 1s))->find(web));
        QVERIFY(!state.at(slept + 3h)); // not "as at the last moment before"
        QVERIFY(!(*state.at(m_clock.now()))->find(web));
        QCOMPARE(m_session->gaps().size(), std::size_t { 1 });
        QCOMPARE(m_session->gaps().front().from, slept);
    }

    void K32_aChangeOfNetworkIsTakenAsSleep()
    {
        connectFully();
        m_session->networkChanged();
        run();
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Stale);
        QCOMPARE(m_transport->drops(), 1);
    }

    void podsFeedTheIdentityMap()
    {
        connectFully();
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("ADDED", podJson("web", 50, "10.1.2.3")));
        run();
        const auto pod = EntityId::kubernetes("cluster-uid", "", "Pod", "shop", "web");
        const Instant now = m_clock.now();
        QCOMPARE(m_identities->resolve("ip:cluster-uid", "10.1.2.3", now), std::optional(pod));
        QCOMPARE(m_identities->resolve("containerId", "cafe-web", now), std::optional(pod));
        QCOMPARE(m_identities->resolve("uid", "uid-web", now), std::optional(pod));
        advance(10s);
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("DELETED", podJson("web", 51, "10.1.2.3")));
        run();
        QVERIFY(!m_identities->resolve("ip:cluster-uid", "10.1.2.3", m_clock.now()));
        QCOMPARE(m_identities->resolve("ip:cluster-uid", "10.1.2.3", now), std::optional(pod)); // then it was
    }

    void deltasReachTheListenerWithinATenthOfASecond()
    {
        connectFully();
        m_deltas.clear();
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("ADDED", podJson("web", 50, "10.1.2.3")));
        run();
        advance(100ms);
        QCOMPARE(m_deltas.size(), std::size_t { 1 });
        QCOMPARE(m_deltas[0].upserted.size(), std::size_t { 1 });
    }

    void wholeObjectsComeWithTheMomentOfFetching()
    {
        connectFully();
        std::optional<Result<FetchedObject>> got;
        m_session->fetchObject(EntityId::kubernetes("cluster-uid", "apps", "Deployment", "shop", "web"),
            [&](Result<FetchedObject> object) { got = std::move(object); });
        run();
        answer(u"/apis/apps/v1/namespaces/shop/deployments/web"_s, 200, "{\"kind\":\"Deployment\"}");
        QVERIFY(got && *got);
        QCOMPARE((*got)->json, QByteArray("{\"kind\":\"Deployment\"}"));
        QCOMPARE((*got)->fetchedAt, m_clock.now());
        m_session->fetchObject(EntityId::kubernetes("other", "", "Pod", "shop", "web"),
            [&](Result<FetchedObject> object) { got = std::move(object); });
        run();
        QCOMPARE(got->error().code, ErrorCode::InvalidArgument);
    }

    void namesOfSecretKeysComeWithoutTheirValues()
    {
        connectFully();
        std::optional<Result<SecretKeys>> keys;
        const auto secret = EntityId::kubernetes("cluster-uid", "", "Secret", "shop", "db");
        m_session->fetchSecretKeys(secret, SecretNames::Recorded, [&](Result<SecretKeys> k) { keys = std::move(k); });
        run();
        const RequestId id = find(u"/api/v1/namespaces/shop/secrets/db"_s);
        QVERIFY(m_transport->call(id).header("Accept").contains("as=Table"));
        answer(u"/api/v1/namespaces/shop/secrets/db"_s, 200,
            R"({"kind":"Table","columnDefinitions":[{"name":"Name"},{"name":"Type"},{"name":"Data"}],"rows":[{"cells":)"
            R"(["db","Opaque",2],"object":{"metadata":{"managedFields":[{"fieldsV1":{"f:data":{".":{},"f:password":{},)"
            R"("f:user":{}}}}]}}}]})");
        QVERIFY(keys && *keys);
        QCOMPARE((*keys)->names, (std::vector<std::string> { "password", "user" }));
        QCOMPARE((*keys)->count, std::optional<std::int64_t>(2));
        std::optional<Result<QByteArray>> value;
        m_session->fetchSecretValue(secret, "password", [&](Result<QByteArray> v) { value = std::move(v); });
        run();
        answer(u"/api/v1/namespaces/shop/secrets/db"_s, 200, R"({"kind":"Secret","data":{"password":"czNjcmV0"}})");
        QCOMPARE(**value, QByteArray("s3cret"));
    }

    void ofASecretOnlyMetadataIsFetchedUnlessAllNamesAreAskedFor()
    {
        connectFully();
        const auto secret = EntityId::kubernetes("cluster-uid", "", "Secret", "shop", "db");
        std::optional<Result<FetchedObject>> got;
        m_session->fetchObject(secret, [&](Result<FetchedObject> object) { got = std::move(object); });
        run();
        const auto path = u"/api/v1/namespaces/shop/secrets/db"_s;
        QVERIFY(m_transport->call(find(path)).header("Accept").contains("as=PartialObjectMetadata"));
        answer(path, 200, // a proxy that takes no notice of that
            R"({"kind":"Secret","apiVersion":"v1","data":{"password":"czNjcmV0"},"metadata":{"name":"db","annotations":
                {"kubectl.kubernetes.io/last-applied-configuration":"with password: czNjcmV0"}}})");
        QVERIFY(got && *got);
        QVERIFY((*got)->json.contains("last-applied-configuration"));
        QVERIFY((*got)->json.contains(R"("kind":"Secret")"));
        QVERIFY(!(*got)->json.contains("czNjcmV0"));
        std::optional<Result<SecretKeys>> keys;
        m_session->fetchSecretKeys(secret, SecretNames::All, [&](Result<SecretKeys> k) { keys = std::move(k); });
        run();
        answer(path, 200, R"({"kind":"Secret","data":{"user":"YQ==","password":"czNjcmV0"}})");
        QVERIFY(keys && *keys);
        QCOMPARE((*keys)->names, (std::vector<std::string> { "password", "user" }));
    }

    void questionsAboutOurselvesAreAskedByPost()
    {
        connectFully();
        std::optional<Result<AccessAnswer>> access;
        m_session->mayI(
            { "delete", "", "pods", "", "shop", "" }, [&](Result<AccessAnswer> a) { access = std::move(a); });
        run();
        const QString path = u"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"_s;
        QCOMPARE(m_transport->call(find(path)).request.method, QByteArray("POST"));
        answer(path, 201, R"({"status":{"allowed":false,"reason":"no rule"}})");
        QVERIFY(!(*access)->allowed);
        QCOMPARE((*access)->reason, u"no rule"_s);
        std::optional<Result<ClusterIdentity>> who;
        m_session->whoAmI([&](Result<ClusterIdentity> w) { who = std::move(w); });
        run();
        answer(u"/apis/authentication.k8s.io/v1/selfsubjectreviews"_s, 201,
            R"({"status":{"userInfo":{"username":"jane","groups":["dev"]}}})");
        QCOMPARE((*who)->user, u"jane"_s);
    }

    void useIsReadFromTheMetricsApi()
    {
        connectFully();
        m_session->pollUsage(15s);
        run();
        answer(u"/apis/metrics.k8s.io/v1beta1/nodes"_s, 200,
            R"({"items":[{"metadata":{"name":"n1"},"timestamp":"2026-01-02T03:04:05Z","window":"20s",)"
            R"("usage":{"cpu":"250m","memory":"1Gi"}}]})");
        answer(u"/apis/metrics.k8s.io/v1beta1/pods"_s, 200,
            R"({"items":[{"metadata":{"name":"web","namespace":"shop"},"containers":[{"usage":{"cpu":"10m","memory":"1Mi"}},)"
            R"({"usage":{"cpu":"5000000n","memory":"1Mi"}}]}]})");
        QCOMPARE(m_usage.size(), std::size_t { 1 });
        QCOMPARE(m_usage[0].nodes[0].cpuMilli, 250);
        QCOMPARE(m_usage[0].nodes[0].window, Duration(20s));
        QCOMPARE(m_usage[0].pods[0].cpuMilli, 15);
        QCOMPARE(m_usage[0].pods[0].memoryBytes, 2 * 1024 * 1024);
        advance(15s);
        QVERIFY(waits(u"/apis/metrics.k8s.io/v1beta1/nodes"_s));
    }

    void logsAreAPausableStreamOfTheirOwn()
    {
        PodLogRequest log;
        log.nameSpace = "shop";
        log.pod = "web";
        log.follow = true;
        log.tailLines = 100;
        class Sink final : public HttpSink {
            void head(const HttpHead& /*head*/) override { }
            void data(std::string_view /*chunk*/) override { }
            void finished(Result<HttpDone> /*result*/) override { }
        };
        const RequestId id = m_session->podLogs(log, std::make_shared<Sink>());
        const auto& call = m_transport->call(id);
        QCOMPARE(call.path(), u"/api/v1/namespaces/shop/pods/web/log"_s);
        QCOMPARE(call.request.stream, StreamKind::Pausable);
        QCOMPARE(call.parameter(u"tailLines"_s), u"100"_s);
        QCOMPARE(call.parameter(u"follow"_s), u"true"_s);
    }

    void theClockOfTheServerIsMeasured()
    {
        m_transport->setServerDate(m_clock.now() + 1min);
        m_session->connect();
        run();
        answer(u"kube-system"_s, 200, kubeSystemJson());
        QVERIFY(m_session->info().clockSkew);
        answerRest();
        QVERIFY(statusOf("k8s:cluster-uid").clockSkew.has_value());
    }

    void whatWasReadStaysAfterDisconnect()
    {
        connectFully();
        m_transport->sendData(find(u"/api/v1/pods"_s), eventJson("ADDED", podJson("web", 50, "10.1.2.3")));
        run();
        m_session->disconnect();
        run();
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::NotConnected);
        QCOMPARE(m_session->state().current()->size(), std::size_t { 1 });
        QVERIFY(m_transport->waiting().empty());
        connectFully();
        QCOMPARE(statusOf("k8s:cluster-uid").freshness, Freshness::Live);
    }
};

QTEST_GUILESS_MAIN(TestClusterSession)
#include "tst_clustersession.moc"
