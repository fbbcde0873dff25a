// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/metricpages.h"

namespace Strato::Estate {

namespace {

using Page = MetricTarget::Page;

void addClusterTargets(const WorldState& world, int index, std::vector<MetricTarget>& out)
{
    const std::string& name = world.clusterAt(index).name;
    out.push_back({ Page::State, index, "kube-state-metrics", "kube-state-metrics:8080", name, "", true });
    out.push_back({ Page::Applications, index, "applications", "", name, "", true });
    out.push_back({ Page::Databases, index, "databases", "", name, "", true });
    out.push_back({ Page::Calls, index, "otel-collector", "otel-collector:8889", name, "", true });
}

std::string labelText(const MetricTarget& target, const std::string& instance)
{
    std::string out;
    addLabel(out, "job", target.job);
    if (!instance.empty())
        addLabel(out, "instance", instance);
    if (!target.cluster.empty())
        addLabel(out, "cluster", target.cluster);
    if (!target.node.empty())
        addLabel(out, "node", target.node);
    return out;
}

} // namespace

std::string MetricTarget::path() const
{
    return '/' + job + '/' + (page == Page::Node || page == Page::Kubelet ? instance : cluster);
}

std::string MetricTarget::labels() const
{
    return labelText(*this, instance);
}

std::string MetricTarget::scrapeLabels() const
{
    return labelText(*this, scrapeInstance());
}

std::vector<MetricTarget> metricTargets(const WorldState& world)
{
    std::vector<MetricTarget> out;
    for (std::size_t i = 0; i < world.nodes.size(); ++i) {
        const Node& node = world.nodes[i];
        const int index = static_cast<int>(i);
        if (node.filler)
            continue;
        const std::string cluster = node.cluster < 0 ? std::string() : world.clusterAt(node.cluster).name;
        out.push_back(
            { Page::Node, index, "node-exporter", node.name, cluster, node.cluster < 0 ? "" : node.name, false });
        if (node.cluster >= 0)
            out.push_back({ Page::Kubelet, index, "kubelet", node.name, cluster, node.name, false });
    }
    for (std::size_t i = 0; i < world.clusters.size(); ++i)
        if (!world.clusters[i].filler)
            addClusterTargets(world, static_cast<int>(i), out);
    return out;
}

bool answers(const WorldState& world, const MetricTarget& target)
{
    const bool onNode = target.page == Page::Node || target.page == Page::Kubelet;
    return !onNode || !world.nodes[static_cast<std::size_t>(target.index)].knobs.dark;
}

void writePage(const WorldState& world, const MetricTarget& target, Exposition& out)
{
    switch (target.page) {
    case Page::Node: writeNodePage(world, world.nodes[static_cast<std::size_t>(target.index)], out); return;
    case Page::Kubelet: writeKubeletPage(world, target.index, out); return;
    case Page::State: writeStatePage(world, target.index, out); return;
    case Page::Applications: writeApplicationsPage(world, target.index, out); return;
    case Page::Databases: writeDatabasesPage(world, target.index, out); return;
    case Page::Calls: writeCallsPage(world, target.index, out); return;
    }
}

void writeHistogram(Exposition& out, const std::string& labels, const LatencyCounter& counter)
{
    if (!out.wanted())
        return;
    for (std::size_t i = 0; i < latencyBounds.size(); ++i)
        out.sample(withLabel(labels, "le", numberText(latencyBounds[i])), counter.upTo[i], "_bucket");
    out.sample(withLabel(labels, "le", "+Inf"), counter.upTo.back(), "_bucket");
    out.sample(labels, counter.sumSeconds, "_sum");
    out.sample(labels, counter.upTo.back(), "_count");
}

bool onDarkNode(const WorldState& world, const Pod& pod)
{
    return pod.node >= 0 && world.nodes[static_cast<std::size_t>(pod.node)].knobs.dark;
}

} // namespace Strato::Estate
