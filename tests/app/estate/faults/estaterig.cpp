// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/estate/faults/estaterig.h"

#include "app/estate/http/httpserver.h"
#include "app/estate/kube/objectchange.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace Strato::Testing {

using namespace Estate;
using nlohmann::json;

namespace {

constexpr Instant worldStart = instantFromSeconds(1'795'586'400); // an afternoon in the company's zone

using Page = MetricTarget::Page;

/// Which pages a metric is on, by the beginning of its name.
bool carries(Page page, std::string_view name)
{
    switch (page) {
    case Page::Node: return name.starts_with("node_");
    case Page::Kubelet: return name.starts_with("container_") || name.starts_with("kubelet_");
    case Page::State: return name.starts_with("kube_");
    case Page::Databases: return name.starts_with("mysql_") || name.starts_with("redis_");
    case Page::Calls: return name.starts_with("traces_");
    default: break;
    }
    for (const char* mine : { "jvm_", "hikaricp_", "http_", "tomcat_", "logback_", "process_" })
        if (name.starts_with(mine))
            return true;
    return false;
}

void readLabels(std::string_view text, std::map<std::string, std::string>& out)
{
    while (!text.empty()) {
        const std::size_t sign = text.find("=\"");
        const std::size_t end = sign == std::string_view::npos ? sign : text.find('"', sign + 2);
        if (end == std::string_view::npos)
            return;
        out[std::string(text.substr(0, sign))] = std::string(text.substr(sign + 2, end - sign - 2));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
}

void readPage(std::string_view text, std::string_view name, const MetricSample& base, std::vector<MetricSample>& out)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.starts_with(name) || line.size() == name.size()
            || (line[name.size()] != '{' && line[name.size()] != ' '))
            continue;
        MetricSample sample = base;
        const std::size_t space = line.rfind(' ');
        if (line[name.size()] == '{')
            readLabels(line.substr(name.size() + 1, space - name.size() - 2), sample.labels);
        std::from_chars(line.data() + space + 1, line.data() + line.size(), sample.value);
        out.push_back(std::move(sample));
    }
}

WorldOptions worldOptions(const FaultEngine& engine)
{
    WorldOptions options;
    options.seed = engine.seed();
    options.start = worldStart;
    options.version = [&engine](std::string_view service, Instant at) { return engine.versionBefore(service, at); };
    return options;
}

} // namespace

EstateRig::EstateRig(FaultOptions faults)
    : m_engine(faults)
    , m_world(worldOptions(m_engine))
{
    EstateServerOptions options;
    options.logs = &m_world;
    options.usage = &m_world;
    m_server = std::move(*EstateServer::start(m_clock, options));
    m_world.change([this](World& world) {
        m_engine.settle(world.state());
        world.setDirector([this](WorldState& state) { m_engine.step(state); });
        for (const Cluster& cluster : world.state().clusters) {
            ClusterOptions one;
            one.name = cluster.name;
            (void)m_server->addCluster(one);
        }
    });
    m_metricsPort = *m_face.open(m_server->http());
    feed();
}

EstateRig::~EstateRig()
{
    m_server->stop();
}

void EstateRig::feed()
{
    m_pages.clear();
    for (ObjectChange& change : m_world.advance(now()))
        (void)applyChange(*m_server, std::move(change));
}

void EstateRig::run(std::chrono::seconds time)
{
    m_world.change([time](World& world) {
        for (std::int64_t i = 0; i < time.count(); ++i)
            world.step(std::chrono::seconds(1));
    });
    feed();
}

Result<Fault> EstateRig::inject(
    const std::string& kind, const std::string& target, const std::string& cluster, Duration length)
{
    return m_world.change([&](World& world) { return m_engine.inject(world.state(), kind, target, cluster, length); });
}

FaultPlace EstateRig::placeOf(const FaultKindSpec& spec) const
{
    return m_world.read([&](const WorldState& world) { return *findPlace(world, spec, {}, {}); });
}

std::string EstateRig::clusterOf(const FaultPlace& place) const
{
    return m_world.read([&](const WorldState& world) { return world.clusterAt(std::max(0, place.cluster)).name; });
}

Instant EstateRig::now() const
{
    return m_world.read([](const WorldState& world) { return world.now; });
}

std::string EstateRig::text(const std::string& cluster, const std::string& path) const
{
    const KubeCluster* one = m_server->cluster(cluster);
    const ApiClient client({ one->url(), m_server->caPem(), "kubernetes", one->identities().front().token });
    const ApiReply reply = client.get(path);
    return reply.status == 200 ? reply.body : std::string();
}

json EstateRig::ask(const std::string& cluster, const std::string& path) const
{
    const std::string body = text(cluster, path);
    return body.empty() ? json() : json::parse(body, nullptr, false);
}

std::string EstateRig::page(const MetricTarget& target) const
{
    const auto known = m_pages.find(target.path());
    if (known != m_pages.end())
        return known->second;
    const ApiClient client({ "http://127.0.0.1:" + std::to_string(m_metricsPort), {}, {}, {} });
    const ApiReply reply = client.get(target.path(), "text/plain");
    return m_pages[target.path()] = reply.status == 200 ? reply.body : std::string();
}

std::vector<MetricSample> EstateRig::metrics(const std::string& name) const
{
    std::vector<MetricSample> out;
    for (const MetricTarget& target : m_face.targets()) {
        if (name != "up" && !carries(target.page, name))
            continue;
        MetricSample base;
        readLabels(target.labels(), base.labels);
        const std::string body = page(target);
        if (name == "up")
            out.push_back({ base.labels, body.empty() ? 0.0 : 1.0 });
        else
            readPage(body, name, base, out);
    }
    return out;
}

} // namespace Strato::Testing
