// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"
#include "tests/conformance/consolereader.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <map>
#include <set>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 60'000;
const std::string Group = "/apis/argoproj.io/v1alpha1";
const std::string Rollouts = Group + "/namespaces/conformance/rollouts";
const std::string ReplicaSets = "/apis/apps/v1/namespaces/conformance/replicasets";
const json ByHand { { "pause", json::object() } }; // until somebody says so
const json Half { { "setWeight", 50 } };

json rollout(const std::string& name, const json& strategy)
{
    const json labels { { "app", name } };
    const json container { { "name", "app" }, { "image", "registry.example.com/app:1" } };
    return { { "apiVersion", "argoproj.io/v1alpha1" }, { "kind", "Rollout" },
        { "metadata", { { "name", name }, { "namespace", "conformance" } } },
        { "spec",
            { { "replicas", 2 }, { "selector", { { "matchLabels", labels } } }, { "strategy", strategy },
                { "template",
                    { { "metadata", { { "labels", labels } } },
                        { "spec", { { "containers", json::array({ container }) } } } } } } } };
}

json canary(const std::vector<json>& steps)
{
    return { { "canary", { { "steps", steps } } } };
}

/// What a client has to make of status.phase: it is of the generation that the controller has seen, and between a
/// promotion and the controller's next look it still says "Paused". Source: GetRolloutPhase, argo-rollouts 1.8.
std::string phaseOf(const json& rollout)
{
    const json status = rollout.value("status", json::object());
    if (status.value("observedGeneration", "") != std::to_string(rollout["metadata"]["generation"].get<int>()))
        return "Progressing";
    if (status.value("controllerPause", false) && status.value("pauseConditions", json::array()).empty())
        return "Progressing";
    return status.value("phase", "");
}

} // namespace

/// Argo Rollouts: its objects on a kube-apiserver (1.16 and later), and what its controller (1.0 and later:
/// status.phase) makes of what is asked of it. Each test has a rollout of its own.
class TestConformanceRollouts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (environment("STRATO_CONFORMANCE_URL").empty())
            QSKIP("no kube-apiserver with Argo Rollouts: STRATO_CONFORMANCE_URL names one");
        m_target = ConformanceTarget::make();
        m_writer = std::make_unique<ApiClient>(m_target->admin());
        m_reader = std::make_unique<ConsoleReader>(m_writer->endpoint());
        QVERIFY(m_target->apply(
            { { "apiVersion", "v1" }, { "kind", "Namespace" }, { "metadata", { { "name", "conformance" } } } }));
        QCOMPARE(send("DELETE", Rollouts, "application/json", json::object()).status, 200); // what an earlier run left
        QTRY_VERIFY_WITH_TIMEOUT(parsed(m_reader->get(ReplicaSets))["items"].empty(), patienceMs);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void discoveryNamesThemAndWhatCanBePatched()
    {
        const json list = parsed(m_reader->get(Group));
        std::map<std::string, json> byName;
        for (const json& resource : list["resources"])
            byName[resource["name"].get<std::string>()] = resource;
        QCOMPARE(byName.at("rollouts")["kind"].get<std::string>(), std::string("Rollout"));
        QVERIFY(byName.at("rollouts")["shortNames"] == json::array({ "ro" }));
        QVERIFY(byName.at("rollouts")["verbs"].dump().find("watch") != std::string::npos);
        QVERIFY(byName.contains("rollouts/status") && byName.contains("rollouts/scale"));
        for (const char* name : { "analysisruns", "analysistemplates", "clusteranalysistemplates", "experiments" })
            QVERIFY2(byName.contains(name), name);
        QVERIFY(!byName.contains("analysisruns/status")); // what is asked of a run is patched into the run itself
    }

    void theyAreListedAsATable()
    {
        QVERIFY(makeHealthy("listed", canary({ Half, ByHand })));
        const std::string asTable = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
        const json table
            = parsed(m_reader->get(Rollouts + "?fieldSelector=metadata.name%3Dlisted&includeObject=Metadata", asTable));
        QCOMPARE(table["kind"].get<std::string>(), std::string("Table"));
        json titles = json::array();
        for (const json& column : table["columnDefinitions"])
            titles.push_back(column["name"]);
        QVERIFY2(
            (titles == json { "Name", "Desired", "Current", "Up-to-date", "Available", "Age" }), titles.dump().c_str());
        QCOMPARE(table["rows"].size(), std::size_t(1));
        const json& row = table["rows"][0];
        for (const std::size_t i : { 1U, 2U, 3U, 4U })
            QCOMPARE(row["cells"][i].get<int>(), 2);
        QCOMPARE(row["object"]["metadata"]["name"].get<std::string>(), std::string("listed"));
    }

    void theyAreJsonAndNeverProtobuf()
    {
        const std::string protobuf = "application/vnd.kubernetes.protobuf";
        QCOMPARE(m_reader->get(Rollouts, protobuf).status, 406);
        const ApiReply either = m_reader->get(Rollouts, protobuf + ",application/json");
        QCOMPARE(either.status, 200);
        QCOMPARE(either.header("content-type"), std::string("application/json"));
    }

    void theFirstVersionTakesNoSteps()
    {
        QVERIFY(makeHealthy("first", canary({ Half, ByHand })));
        const json status = get("first")["status"];
        QVERIFY(status["observedGeneration"].is_string()); // a number as a text
        QVERIFY(!status["currentPodHash"].get<std::string>().empty());
        QCOMPARE(status["stableRS"], status["currentPodHash"]);
        QCOMPARE(status["currentStepIndex"].get<int>(), 2); // past the last
        for (const char* key : { "replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "HPAReplicas" })
            QCOMPARE(status[key].get<int>(), 2);
        QCOMPARE(status["selector"].get<std::string>(), std::string("app=first"));
        QVERIFY(!status.contains("pauseConditions") && !status.contains("abort") && !status.contains("message"));
        std::set<std::string> conditions;
        for (const json& condition : status["conditions"]) {
            conditions.insert(condition["type"].get<std::string>());
            for (const char* key : { "status", "reason", "message", "lastUpdateTime", "lastTransitionTime" })
                QVERIFY2(condition[key].is_string(), key);
        }
        for (const char* type : { "Available", "Progressing", "Healthy", "Completed" })
            QVERIFY2(conditions.contains(type), type);
    }

    void aChangeGoesToItsPauseAndWaits()
    {
        QVERIFY(makePaused("paused", canary({ Half, ByHand })));
        const json status = get("paused")["status"];
        QCOMPARE(status["message"].get<std::string>(), std::string("CanaryPauseStep"));
        QCOMPARE(status["currentStepIndex"].get<int>(), 1);
        QCOMPARE(status["controllerPause"].get<bool>(), true);
        QCOMPARE(status["pauseConditions"].size(), std::size_t(1));
        QCOMPARE(status["pauseConditions"][0]["reason"].get<std::string>(), std::string("CanaryPauseStep"));
        QVERIFY(status["pauseConditions"][0]["startTime"].is_string()); // since when somebody is waited for
        QCOMPARE(status["updatedReplicas"].get<int>(), 1);
        QVERIFY(status["currentPodHash"] != status["stableRS"]);
        QTRY_COMPARE_WITH_TIMEOUT(get("paused")["status"]["availableReplicas"].get<int>(), 2, patienceMs);
    }

    void itsVersionsAreReplicaSetsWithARevision()
    {
        QVERIFY(makePaused("revised", canary({ Half, ByHand })));
        const json status = get("revised")["status"];
        std::map<std::string, json> byRevision;
        const json sets = parsed(m_reader->get(ReplicaSets + "?labelSelector=app%3Drevised"))["items"];
        for (const json& set : sets) {
            QCOMPARE(set["metadata"]["ownerReferences"][0]["kind"].get<std::string>(), std::string("Rollout"));
            byRevision[set["metadata"]["annotations"]["rollout.argoproj.io/revision"].get<std::string>()] = set;
        }
        QCOMPARE(byRevision.size(), std::size_t(2));
        const auto hash = [](const json& set) { return set["metadata"]["labels"]["rollouts-pod-template-hash"]; };
        QCOMPARE(hash(byRevision.at("1")), status["stableRS"]);
        QCOMPARE(hash(byRevision.at("2")), status["currentPodHash"]);
    }

    void whatHappensIsToldAsEvents()
    {
        QVERIFY(makePaused("eventful", canary({ Half, ByHand })));
        const auto reasons = [&] {
            std::set<std::string> out;
            const json events = parsed(m_reader->get("/api/v1/namespaces/conformance/events?fieldSelector="
                + encoded("involvedObject.kind=Rollout,involvedObject.name=eventful")));
            for (const json& event : events["items"])
                out.insert(event["reason"].get<std::string>());
            return out;
        };
        for (const char* reason : { "RolloutUpdated", "NewReplicaSetCreated", "ScalingReplicaSet", "RolloutCompleted",
                 "RolloutStepCompleted", "RolloutPaused" })
            QTRY_VERIFY2_WITH_TIMEOUT(reasons().contains(reason), reason, patienceMs);
    }

    void aPromotionGoesOnToTheNextPauseAndTheLastToTheEnd()
    {
        QVERIFY(makePaused("promoted", canary({ Half, ByHand, { { "setWeight", 75 } }, ByHand })));
        const std::string old = get("promoted")["status"]["stableRS"];
        QCOMPARE(patchStatus("promoted", { { "pauseConditions", nullptr } }).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(isAt("promoted", "Paused", 3), patienceMs);
        QCOMPARE(patchStatus("promoted", { { "pauseConditions", nullptr } }).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(isAt("promoted", "Healthy", 4), patienceMs);
        const json status = get("promoted")["status"];
        QVERIFY(status["stableRS"] != old && status["stableRS"] == status["currentPodHash"]);
    }

    void aPromotionThatNamesWhatItSawIsRefusedWhenThatHasChanged()
    {
        QVERIFY(makePaused("guarded", canary({ Half, ByHand, { { "setWeight", 75 } }, ByHand })));
        const auto promote = [&](int step) {
            const json patch { { { "op", "test" }, { "path", "/status/currentStepIndex" }, { "value", step } },
                { { "op", "test" }, { "path", "/status/pauseConditions/0/reason" }, { "value", "CanaryPauseStep" } },
                { { "op", "remove" }, { "path", "/status/pauseConditions" } } };
            return send("PATCH", Rollouts + "/guarded/status", "application/json-patch+json", patch);
        };
        QCOMPARE(promote(0).status, 422);
        QVERIFY(isAt("guarded", "Paused", 1));
        QCOMPARE(promote(1).status, 200);
        QCOMPARE(promote(1).status, 422); // the second of two people who clicked at once
        QTRY_VERIFY_WITH_TIMEOUT(isAt("guarded", "Paused", 3), patienceMs);
    }

    void anAbortGoesBackAndARetryForthAgain()
    {
        QVERIFY(makePaused("aborted", canary({ Half, ByHand })));
        const std::string fresh = get("aborted")["status"]["currentPodHash"];
        QCOMPARE(patchStatus("aborted", { { "abort", true } }).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(phaseOf(get("aborted")), std::string("Degraded"), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(get("aborted")["status"].value("updatedReplicas", 0), 0, patienceMs);
        const json status = get("aborted")["status"];
        QVERIFY(status["message"].get<std::string>().starts_with("RolloutAborted: "));
        QVERIFY(status["abortedAt"].is_string() && status["abort"] == true);
        QCOMPARE(status["currentPodHash"].get<std::string>(), fresh); // what is asked for is still the new one
        QCOMPARE(status["currentStepIndex"].get<int>(), 0);
        QCOMPARE(patchStatus("aborted", { { "abort", false } }).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(isAt("aborted", "Paused", 1), patienceMs);
        QVERIFY(!get("aborted")["status"].contains("abortedAt"));
    }

    void goingBackToTheStableVersionTakesNoSteps()
    {
        QVERIFY(makePaused("undone", canary({ Half, ByHand })));
        const std::string stable = get("undone")["status"]["stableRS"];
        QCOMPARE(setImage("undone", 1).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(phaseOf(get("undone")), std::string("Healthy"), patienceMs);
        const json status = get("undone")["status"];
        QCOMPARE(status["currentPodHash"].get<std::string>(), stable);
        QVERIFY(!status.contains("pauseConditions"));
    }

    void aFullPromotionSkipsWhatIsLeft()
    {
        QVERIFY(makePaused("full", canary({ Half, ByHand, { { "setWeight", 75 } }, ByHand })));
        QCOMPARE(patchStatus("full", { { "promoteFull", true } }).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(isAt("full", "Healthy", 4), patienceMs);
        QVERIFY(!get("full")["status"].contains("promoteFull")); // it is of this change alone
    }

    void aPauseWithALengthEndsByItself()
    {
        QVERIFY(makeHealthy("timed", canary({ Half, { { "pause", { { "duration", "1s" } } } } })));
        QCOMPARE(setImage("timed", 2).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(isAt("timed", "Healthy", 2)
                && get("timed")["status"]["stableRS"] == get("timed")["status"]["currentPodHash"],
            patienceMs);
    }

    void oneIsPausedByHandAnywhere()
    {
        QVERIFY(makeHealthy("held", canary({ Half, ByHand })));
        const auto pause = [&](bool paused) {
            return patch(Rollouts + "/held", { { "spec", { { "paused", paused } } } });
        };
        QCOMPARE(pause(true).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(phaseOf(get("held")), std::string("Paused"), patienceMs);
        const json status = get("held")["status"];
        QCOMPARE(status["message"].get<std::string>(), std::string("manually paused"));
        QVERIFY(!status.contains("pauseConditions"));
        QCOMPARE(pause(false).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(phaseOf(get("held")), std::string("Healthy"), patienceMs);
    }

    void whatCannotBeDoneIsDegradedAndSaysWhy()
    {
        QVERIFY(m_target->apply(rollout("invalid", canary({ { { "setWeight", 200 } } }))));
        QTRY_COMPARE_WITH_TIMEOUT(phaseOf(get("invalid")), std::string("Degraded"), patienceMs);
        const std::string message = get("invalid")["status"]["message"];
        QVERIFY2(message.starts_with("InvalidSpec: ") && message.find("between 0 and 100") != std::string::npos,
            message.c_str());
    }

    void aWatchTellsEveryStep()
    {
        QVERIFY(makeHealthy("watched", canary({ Half, ByHand })));
        const std::string version = parsed(m_reader->get(Rollouts))["metadata"]["resourceVersion"];
        const int generation
            = get("watched")["metadata"]["generation"]; // the controller has filled in what was left out
        const auto watch
            = m_reader->stream(Rollouts + "?watch=1&fieldSelector=metadata.name%3Dwatched&resourceVersion=" + version);
        QVERIFY(watch->waitForHead());
        QCOMPARE(setImage("watched", 2).status, 200);
        const auto phases = [&] {
            std::vector<std::string> out;
            for (const json& event : watchEvents(watch->body())) {
                const std::string phase = phaseOf(event["object"]);
                if (event["object"]["metadata"]["generation"] == generation)
                    continue; // a word more about the version before
                if (out.empty() || out.back() != phase)
                    out.push_back(phase);
            }
            return out;
        };
        QTRY_VERIFY_WITH_TIMEOUT((phases() == std::vector<std::string> { "Progressing", "Paused" }), patienceMs);
        for (const json& event : watchEvents(watch->body()))
            QCOMPARE(event["type"].get<std::string>(), std::string("MODIFIED"));
    }

    void oneIsScaledWithoutAStep()
    {
        QVERIFY(makeHealthy("scaled", canary({ Half, ByHand })));
        const json scale = parsed(m_reader->get(Rollouts + "/scaled/scale"));
        QVERIFY(scale["kind"] == "Scale" && scale["spec"]["replicas"] == 2 && scale["status"]["replicas"] == 2);
        QCOMPARE(patch(Rollouts + "/scaled/scale", { { "spec", { { "replicas", 3 } } } }).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(get("scaled")["status"]["availableReplicas"].get<int>(), 3, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(phaseOf(get("scaled")), std::string("Healthy"), patienceMs);
    }

    void blueAndGreenWaitBesideEachOther()
    {
        const json service { { "apiVersion", "v1" }, { "kind", "Service" },
            { "metadata", { { "name", "active" }, { "namespace", "conformance" } } },
            { "spec", { { "selector", { { "app", "colours" } } }, { "ports", { { { "port", 80 } } } } } } };
        QVERIFY(m_target->apply(service));
        const json strategy { { "blueGreen", { { "activeService", "active" }, { "autoPromotionEnabled", false } } } };
        QVERIFY(makePaused("colours", strategy));
        const json status = get("colours")["status"];
        QCOMPARE(status["message"].get<std::string>(), std::string("BlueGreenPause"));
        QCOMPARE(status["pauseConditions"][0]["reason"].get<std::string>(), std::string("BlueGreenPause"));
        QCOMPARE(status["blueGreen"]["activeSelector"], status["stableRS"]);
        QVERIFY(!status.contains("currentStepIndex"));
        const auto selected = [&] {
            const json active = parsed(m_reader->get("/api/v1/namespaces/conformance/services/active"));
            return active["spec"]["selector"].value("rollouts-pod-template-hash", "");
        };
        QCOMPARE(selected(), status["stableRS"].get<std::string>());
        QCOMPARE(patchStatus("colours", { { "pauseConditions", nullptr } }).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(selected(), status["currentPodHash"].get<std::string>(), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(phaseOf(get("colours")), std::string("Healthy"), patienceMs);
    }

private:
    [[nodiscard]] json get(const std::string& name) { return parsed(m_reader->get(Rollouts + "/" + name)); }
    [[nodiscard]] bool isAt(const std::string& name, const std::string& phase, int step)
    {
        const json one = get(name);
        return phaseOf(one) == phase && one["status"].value("currentStepIndex", -1) == step;
    }
    /// A first version, all of it there.
    [[nodiscard]] bool makeHealthy(const std::string& name, const json& strategy)
    {
        return m_target->apply(rollout(name, strategy))
            && QTest::qWaitFor([&] { return phaseOf(get(name)) == "Healthy"; }, patienceMs);
    }
    /// A second version that waits for somebody.
    [[nodiscard]] bool makePaused(const std::string& name, const json& strategy)
    {
        return makeHealthy(name, strategy) && setImage(name, 2).status == 200
            && QTest::qWaitFor([&] { return phaseOf(get(name)) == "Paused"; }, patienceMs);
    }
    [[nodiscard]] ApiReply setImage(const std::string& name, int version)
    {
        const json value = "registry.example.com/app:" + std::to_string(version);
        const json change { { "op", "replace" }, { "path", "/spec/template/spec/containers/0/image" },
            { "value", value } };
        return send("PATCH", Rollouts + "/" + name, "application/json-patch+json", json::array({ change }));
    }
    [[nodiscard]] ApiReply patchStatus(const std::string& name, const json& status)
    {
        return patch(Rollouts + "/" + name + "/status", { { "status", status } });
    }
    [[nodiscard]] ApiReply patch(const std::string& path, const json& body)
    {
        return send("PATCH", path, "application/merge-patch+json", body);
    }
    [[nodiscard]] ApiReply send(
        const std::string& method, const std::string& path, const std::string& type, const json& body)
    {
        ApiRequest request;
        request.method = method;
        request.path = path;
        request.contentType = type;
        request.body = body.dump();
        return m_writer->send(request);
    }

    std::unique_ptr<ConformanceTarget> m_target;
    std::unique_ptr<ApiClient> m_writer;
    std::unique_ptr<ConsoleReader> m_reader;
};

QTEST_GUILESS_MAIN(TestConformanceRollouts)
#include "tst_conformance_rollouts.moc"
