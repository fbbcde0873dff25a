// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"

#include "app/estate/kube/apistore.h"
#include "app/estate/kube/estateserver.h"
#include "app/estate/kube/sources.h"
#include "models/base/clock.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace Strato::Testing {

using Estate::ClusterOptions;
using Estate::EstateServer;
using Estate::EstateServerOptions;
using Estate::KubeCluster;
using Estate::LogAddress;
using Estate::LogLine;
using Estate::LogSource;
using Estate::UsageSample;
using Estate::UsageSource;
using nlohmann::json;

namespace {

constexpr const char* Limited = "conformance";
constexpr std::int64_t LogStart = 1'700'000'000;

/// Twenty lines a container, one a second; then one more each time it is asked on.
class FixtureLogs final : public LogSource {
public:
    [[nodiscard]] Result<std::vector<LogLine>> logLines(
        const LogAddress& address, std::uint64_t after, std::size_t maxLines) const override
    {
        std::vector<LogLine> out;
        const std::uint64_t last = after < 20 ? 20 : std::min<std::uint64_t>(after + 1, 25);
        for (std::uint64_t i = after + 1; i <= last && out.size() < maxLines; ++i) {
            const std::string kind = address.previous ? "previous " : "line ";
            out.push_back({ i, instantFromSeconds(LogStart + static_cast<std::int64_t>(i)),
                kind + std::to_string(i) + " of " + address.container });
        }
        return out;
    }
};

class FixtureUsage final : public UsageSource {
public:
    [[nodiscard]] UsageSample usage(const std::string& /*cluster*/) const override
    {
        UsageSample out;
        out.at = instantFromSeconds(LogStart);
        out.nodes.push_back({ "conformance-node", {}, 1'500'000'000, 1LL << 30U });
        out.pods.push_back({ "conformance", "pod-1", { { "app", "web" } }, { { "app", 5'000'000, 1LL << 20U } } });
        return out;
    }
};

class EstateTarget final : public ConformanceTarget {
public:
    EstateTarget()
    {
        EstateServerOptions options;
        options.logs = &m_logs;
        options.usage = &m_usage;
        auto server = EstateServer::start(m_clock, options);
        m_server = std::move(*server);
        ClusterOptions cluster;
        cluster.name = "conformance";
        cluster.onlyNamespace = Limited;
        m_cluster = *m_server->addCluster(std::move(cluster));
    }
    [[nodiscard]] ApiClient admin() const override
    {
        return ApiClient({ m_cluster->url(), m_server->caPem(), "kubernetes", m_cluster->identities()[0].token });
    }
    [[nodiscard]] std::string viewerToken() const override { return m_cluster->identities()[2].token; }
    [[nodiscard]] std::string limitedToken() const override { return m_cluster->identities()[3].token; }
    [[nodiscard]] std::string limitedNamespace() const override { return Limited; }
    bool apply(const json& object) override { return m_cluster->store().apply(object).has_value(); }
    bool remove(const json& object) override { return m_cluster->store().remove(object).has_value(); }
    bool compact() override
    {
        m_cluster->compact();
        return true;
    }
    [[nodiscard]] bool hasLogs() const override { return true; }

private:
    SystemClock m_clock;
    FixtureLogs m_logs;
    FixtureUsage m_usage;
    std::unique_ptr<EstateServer> m_server;
    KubeCluster* m_cluster = nullptr;
};

std::string fileText(const std::string& path)
{
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

/// The etcd behind a server, by the JSON of its gRPC gateway.
class Etcd final {
public:
    explicit Etcd(std::string url)
        : m_client({ std::move(url), {}, {}, {} })
    {
    }
    /// Forgets all but what is now, as another kube-apiserver of the same cluster would do it: what it compacts it
    /// writes under compact_rev_key, and by that the others empty their caches. The revision; empty: it failed.
    [[nodiscard]] std::string compact() const
    {
        // A write of its own, so that the last change before it is forgotten too: it would still be told to a watch.
        const std::string revision = put("0");
        const json compaction { { "revision", revision }, { "physical", true } };
        const bool done = !revision.empty() && !put(revision).empty()
            && m_client.post("/v3/kv/compaction", compaction.dump()).status == 200;
        return done ? revision : std::string();
    }

private:
    /// Writes compact_rev_key. The revision of that write.
    [[nodiscard]] std::string put(const std::string& value) const
    {
        const json pair { { "key", encoded("compact_rev_key") }, { "value", encoded(value) } };
        const ApiReply reply = m_client.post("/v3/kv/put", pair.dump());
        return reply.status == 200 ? parsed(reply)["header"]["revision"].get<std::string>() : std::string();
    }
    [[nodiscard]] static std::string encoded(const std::string& text)
    {
        return QByteArray::fromStdString(text).toBase64().toStdString();
    }

    ApiClient m_client;
};

/// A server somewhere, changed by its own API.
class LiveTarget final : public ConformanceTarget {
public:
    LiveTarget()
    {
        // What an earlier run left behind: a watch would see it changed where the tests make it.
        for (const char* nameSpace : { "conformance", "conformance-other" }) {
            for (const char* plural : { "pods", "configmaps", "events" })
                removeAt("/api/v1/namespaces/" + std::string(nameSpace) + "/" + plural);
        }
    }
    [[nodiscard]] ApiClient admin() const override
    {
        const std::string ca = environment("STRATO_CONFORMANCE_CA");
        return ApiClient({ environment("STRATO_CONFORMANCE_URL"), ca.empty() ? ca : fileText(ca),
            environment("STRATO_CONFORMANCE_TLS_NAME"), environment("STRATO_CONFORMANCE_TOKEN") });
    }
    [[nodiscard]] std::string viewerToken() const override { return environment("STRATO_CONFORMANCE_VIEWER_TOKEN"); }
    [[nodiscard]] std::string limitedToken() const override { return environment("STRATO_CONFORMANCE_LIMITED_TOKEN"); }
    [[nodiscard]] std::string limitedNamespace() const override
    {
        return environment("STRATO_CONFORMANCE_LIMITED_NAMESPACE");
    }
    bool apply(const json& object) override
    {
        const std::string path = collectionPath(object);
        const std::string one = path + "/" + object["metadata"]["name"].get<std::string>();
        ApiReply reply = admin().post(path, object.dump());
        if (reply.status == 409) {
            json next = object;
            next["metadata"]["resourceVersion"] = parsed(admin().get(one))["metadata"]["resourceVersion"];
            reply = put(one, next);
        }
        if (reply.status / 100 != 2)
            return false;
        if (!object.contains("status") || object["kind"] == "CustomResourceDefinition")
            return true;
        json status = object;
        status["metadata"]["resourceVersion"] = parsed(admin().get(one))["metadata"]["resourceVersion"];
        return put(one + "/status", status).status / 100 == 2;
    }
    bool remove(const json& object) override
    {
        return removeAt(collectionPath(object) + "/" + object["metadata"]["name"].get<std::string>());
    }
    bool compact() override
    {
        const std::string url = environment("STRATO_CONFORMANCE_ETCD_URL");
        if (url.empty())
            return false;
        const std::string revision = Etcd(url).compact();
        if (revision.empty())
            return false;
        // Since 1.34 lists of old versions come from a cache as well, which looks every 15 seconds what to forget.
        const std::string query
            = "?resourceVersionMatch=Exact&resourceVersion=" + std::to_string(std::stoull(revision) - 1);
        const auto forgotten = [this, &query] {
            return admin().get("/api/v1/namespaces/conformance/pods" + query).status == 410
                && admin().get("/api/v1/namespaces/conformance/configmaps" + query).status == 410;
        };
        return QTest::qWaitFor(forgotten, 40'000);
    }

private:
    bool removeAt(const std::string& path) const
    {
        ApiRequest request;
        request.method = "DELETE";
        request.path = path;
        request.body = R"({"kind":"DeleteOptions","apiVersion":"v1","gracePeriodSeconds":0})";
        return admin().send(request).status / 100 == 2;
    }
    [[nodiscard]] ApiReply put(const std::string& path, const json& object) const
    {
        ApiRequest request;
        request.method = "PUT";
        request.path = path;
        request.body = object.dump();
        return admin().send(request);
    }
};

json definition()
{
    const json columns { { { "name", "Size" }, { "type", "integer" }, { "jsonPath", ".spec.size" } },
        { { "name", "State" }, { "type", "string" }, { "jsonPath", ".spec.state" }, { "priority", 1 } } };
    const json schema { { "openAPIV3Schema",
        { { "type", "object" }, { "x-kubernetes-preserve-unknown-fields", true } } } };
    return { { "apiVersion", "apiextensions.k8s.io/v1" }, { "kind", "CustomResourceDefinition" },
        { "metadata", { { "name", "gadgets.conformance.example.com" } } },
        { "spec",
            { { "group", "conformance.example.com" }, { "scope", "Namespaced" },
                { "names",
                    { { "plural", "gadgets" }, { "singular", "gadget" }, { "kind", "Gadget" },
                        { "listKind", "GadgetList" }, { "shortNames", { "gg" } } } },
                { "versions",
                    { { { "name", "v1" }, { "served", true }, { "storage", true }, { "schema", schema },
                        { "additionalPrinterColumns", columns } } } } } } };
}

json plain(const char* version, const char* kind, const char* name, const char* nameSpace, json rest)
{
    rest["apiVersion"] = version;
    rest["kind"] = kind;
    rest["metadata"]["name"] = name;
    if (*nameSpace != '\0')
        rest["metadata"]["namespace"] = nameSpace;
    return rest;
}

} // namespace

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

ConformanceTarget::~ConformanceTarget() = default;

std::unique_ptr<ConformanceTarget> ConformanceTarget::make()
{
    if (environment("STRATO_CONFORMANCE_URL").empty())
        return std::make_unique<EstateTarget>();
    return std::make_unique<LiveTarget>();
}

json fixturePod(const std::string& name, const std::string& nameSpace, int number)
{
    const auto container = [](const char* title) {
        return json { { "name", title }, { "image", "registry.example.com/web:1" },
            { "resources", { { "requests", { { "cpu", "100m" }, { "memory", "64Mi" } } } } } };
    };
    const auto status = [](const char* title) {
        return json { { "name", title }, { "ready", true }, { "restartCount", 0 },
            { "image", "registry.example.com/web:1" }, { "imageID", "sha256:1" },
            { "state", { { "running", { { "startedAt", "2026-01-01T00:00:00Z" } } } } } };
    };
    return { { "apiVersion", "v1" }, { "kind", "Pod" },
        { "metadata",
            { { "name", name }, { "namespace", nameSpace },
                { "labels",
                    { { "app", "web" }, { "tier", number % 2 == 0 ? "even" : "odd" },
                        { "n", std::to_string(number) } } } } },
        { "spec",
            { { "nodeName", "conformance-node" }, { "containers", { container("app"), container("sidecar") } } } },
        { "status",
            { { "phase", "Running" }, { "podIP", "10.0.0.1" },
                { "conditions", { { { "type", "Ready" }, { "status", "True" } } } },
                { "containerStatuses", { status("app"), status("sidecar") } } } } };
}

json fixtureConfigMap(const std::string& name, const std::string& value)
{
    return { { "apiVersion", "v1" }, { "kind", "ConfigMap" },
        { "metadata", { { "name", name }, { "namespace", "conformance" }, { "labels", { { "value", value } } } } },
        { "data", { { "value", value } } } };
}

json fixtureEvent(const std::string& name)
{
    return { { "apiVersion", "v1" }, { "kind", "Event" },
        { "metadata", { { "name", name }, { "namespace", "conformance" } } }, { "reason", "Tested" },
        { "type", "Normal" }, { "message", "of no consequence" },
        { "involvedObject", { { "kind", "Pod" }, { "name", "pod-1" }, { "namespace", "conformance" } } } };
}

int minorVersion(const ConformanceTarget& target)
{
    return std::stoi(parsed(target.admin().get("/version"))["minor"].get<std::string>());
}

bool applyFixture(ConformanceTarget& target)
{
    bool ok = target.apply(plain("v1", "Namespace", "conformance", "", { { "status", { { "phase", "Active" } } } }))
        && target.apply(plain("v1", "Namespace", "conformance-other", "", { { "status", { { "phase", "Active" } } } }))
        && target.apply(plain("v1", "Node", "conformance-node", "",
            { { "status", { { "conditions", { { { "type", "Ready" }, { "status", "True" } } } } } } }))
        && target.apply(plain("v1", "ServiceAccount", "default", "conformance", json::object()))
        && target.apply(plain("v1", "ServiceAccount", "default", "conformance-other", json::object()))
        && target.apply(plain("v1", "Secret", "hidden", "conformance", { { "data", { { "key", "c2VjcmV0" } } } }));
    for (int i = 1; i <= 5; ++i)
        ok = ok && target.apply(fixturePod("pod-" + std::to_string(i), "conformance", i));
    ok = ok && target.apply(fixturePod("pod-other", "conformance-other", 6));
    const json labels { { "app", "web" } };
    const json pods { { "metadata", { { "labels", labels } } },
        { "spec", { { "containers", { { { "name", "app" }, { "image", "registry.example.com/web:1" } } } } } } };
    ok = ok
        && target.apply(plain("apps/v1", "Deployment", "web", "conformance",
            { { "spec",
                { { "replicas", 3 }, { "selector", { { "matchLabels", labels } } }, { "template", pods } } } }));
    ok = ok && target.apply(definition());
    const json gadget = plain("conformance.example.com/v1", "Gadget", "gadget", "conformance",
        { { "spec", { { "size", 7 }, { "state", "good" } } } });
    // A fresh definition is served a moment after it was accepted.
    for (int i = 0; ok && i < 50; ++i) {
        if (target.apply(gadget))
            return true;
    }
    return false;
}

std::string collectionPath(const json& object)
{
    const std::string kind = object.at("kind");
    const std::string version = object.at("apiVersion");
    std::string plural = kind;
    for (char& c : plural)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    plural += "s";
    const std::string root = version.find('/') == std::string::npos ? "/api/" + version : "/apis/" + version;
    const std::string nameSpace = object.at("metadata").value("namespace", std::string());
    return nameSpace.empty() ? root + "/" + plural : root + "/namespaces/" + nameSpace + "/" + plural;
}

json parsed(const ApiReply& reply)
{
    return json::parse(reply.body, nullptr, false);
}

std::string itemNames(const json& list)
{
    std::string out;
    for (const json& item : list.at("items"))
        out += (out.empty() ? "" : " ") + item.at("metadata").at("name").get<std::string>();
    return out;
}

std::vector<json> watchEvents(const std::string& body)
{
    std::vector<json> out;
    std::istringstream in(body);
    for (std::string line; std::getline(in, line);) {
        json event = json::parse(line, nullptr, false);
        if (event.is_object())
            out.push_back(std::move(event));
    }
    return out;
}

} // namespace Strato::Testing
