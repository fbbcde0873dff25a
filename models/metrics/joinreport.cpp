// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/joinreport.h"

#include <algorithm>
#include <set>

namespace Strato {

namespace {

using Names = std::set<std::string, std::less<>>;

/// The series of one value of the cluster label.
struct Group {
    std::vector<Names> hosts; ///< the names that each host goes by
    Names pods;
};

std::string withoutPort(std::string_view instance)
{
    return std::string(instance.substr(0, instance.find(':')));
}

std::map<std::string, Group> groupsOf(
    const std::string& label, const std::vector<InstantValue>& nodes, const std::vector<InstantValue>& pods)
{
    const auto valueOf
        = [&](const InstantValue& series) { return label.empty() ? std::string() : std::string(series.label(label)); };
    std::map<std::string, Group> groups;
    for (const InstantValue& series : nodes) {
        Names names;
        for (const std::string_view key : { "node", "nodename" }) {
            if (const std::string_view name = series.label(key); !name.empty())
                names.emplace(name);
        }
        // kube_node_info is scraped from one place: its instance is no host.
        if (const std::string_view instance = series.label("instance");
            names.empty() || !series.label("nodename").empty())
            names.insert(withoutPort(instance));
        groups[valueOf(series)].hosts.push_back(std::move(names));
    }
    for (const InstantValue& series : pods)
        groups[valueOf(series)].pods.insert(
            std::string(series.label("namespace")) + "/" + std::string(series.label("pod")));
    return groups;
}

void fill(ClusterJoin& join, const JoinCluster& cluster, const Group& group)
{
    Names known;
    for (const Names& host : group.hosts)
        known.insert(host.begin(), host.end());
    for (const std::string& node : cluster.nodes)
        known.contains(node) ? void(++join.nodesJoined) : join.nodesWithoutSeries.push_back(node);
    for (const std::string& pod : cluster.pods)
        group.pods.contains(pod) ? void(++join.podsJoined) : join.podsWithoutSeries.push_back(pod);
    const Names nodes(cluster.nodes.begin(), cluster.nodes.end());
    Names strangers;
    for (const Names& host : group.hosts) {
        if (std::ranges::none_of(host, [&](const std::string& name) { return nodes.contains(name); }))
            strangers.insert(*host.begin());
    }
    join.seriesWithoutNode.assign(strangers.begin(), strangers.end());
}

ClusterJoin joinOf(const JoinCluster& cluster, const std::string& value, const std::map<std::string, Group>& groups)
{
    ClusterJoin join;
    join.context = cluster.context;
    join.value = value;
    const auto group = groups.find(value);
    join.found = group != groups.end();
    fill(join, cluster, join.found ? group->second : Group {});
    return join;
}

bool joinsMore(const ClusterJoin& a, const ClusterJoin& b)
{
    return std::pair(a.nodesJoined, a.podsJoined) > std::pair(b.nodesJoined, b.podsJoined);
}

ClusterJoin bestOf(const JoinCluster& cluster, const std::string& label, const ClusterNames& names,
    const std::map<std::string, Group>& groups)
{
    if (label.empty())
        return joinOf(cluster, {}, groups);
    std::optional<std::string> named = names.valueOf(cluster.context);
    if (!named && groups.contains(cluster.context))
        named = cluster.context;
    else if (!named && groups.contains(cluster.id))
        named = cluster.id;
    ClusterJoin best = joinOf(cluster, named.value_or(cluster.context), groups);
    ClusterJoin other = best;
    for (const auto& [value, group] : groups) {
        if (ClusterJoin join = joinOf(cluster, value, groups); joinsMore(join, other))
            other = std::move(join);
    }
    if (!joinsMore(other, best))
        return best;
    if (named) {
        best.better = other.value;
        return best;
    }
    other.byNodes = true;
    return other;
}

} // namespace

std::vector<ClusterJoin> joinClusters(const std::vector<JoinCluster>& clusters, const std::string& clusterLabel,
    const ClusterNames& names, const std::vector<InstantValue>& nodes, const std::vector<InstantValue>& pods)
{
    const std::map<std::string, Group> groups = groupsOf(clusterLabel, nodes, pods);
    std::vector<ClusterJoin> joins;
    joins.reserve(clusters.size());
    for (const JoinCluster& cluster : clusters)
        joins.push_back(bestOf(cluster, clusterLabel, names, groups));
    return joins;
}

std::vector<std::string> labelValuesOf(const std::vector<InstantValue>& series, const std::string& label)
{
    Names values;
    for (const InstantValue& value : series) {
        if (const std::string_view text = value.label(label); !text.empty())
            values.emplace(text);
    }
    return { values.begin(), values.end() };
}

} // namespace Strato
