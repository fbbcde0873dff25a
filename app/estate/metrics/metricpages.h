// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/metrics/exposition.h"
#include "app/estate/world/worldstate.h"

#include <string>
#include <vector>

namespace Strato::Estate {

/// Something that Prometheus scrapes: a page and the labels that it gets from the configuration.
struct MetricTarget {
    enum class Page : std::uint8_t { Node, Kubelet, State, Applications, Databases, Calls };
    Page page = Page::Node;
    int index = 0; ///< node for Node and Kubelet, else cluster
    std::string job, instance, cluster; ///< cluster empty: a plain virtual machine
    std::string node; ///< of kubelets
    bool honorLabels = false; ///< the page brings instance labels of its own
    [[nodiscard]] std::string path() const; ///< "/node-exporter/sccpt01com14"
    /// `job="…",instance="…",cluster="…"` as Prometheus attaches them; without instance where the page brings it.
    [[nodiscard]] std::string labels() const;
    /// The same for what Prometheus itself says of the target ("up"): always with an instance.
    [[nodiscard]] std::string scrapeLabels() const;
    /// What stands as instance in the configuration.
    [[nodiscard]] std::string scrapeInstance() const { return instance.empty() ? job + '-' + cluster : instance; }
};

/// All targets of @p world that carry metrics (filler clusters and nodes do not).
[[nodiscard]] std::vector<MetricTarget> metricTargets(const WorldState& world);
/// Whether @p target answers: nothing does on a node without power.
[[nodiscard]] bool answers(const WorldState& world, const MetricTarget& target);
/// Writes the page of @p target.
void writePage(const WorldState& world, const MetricTarget& target, Exposition& out);

// One each, in files of their own.
void writeNodePage(const WorldState& world, const Node& node, Exposition& out); ///< node_exporter
void writeKubeletPage(const WorldState& world, int node, Exposition& out); ///< kubelet and cAdvisor
void writeStatePage(const WorldState& world, int cluster, Exposition& out); ///< kube-state-metrics
void writeApplicationsPage(const WorldState& world, int cluster, Exposition& out); ///< JVM, HTTP, pools
void writeDatabasesPage(const WorldState& world, int cluster, Exposition& out); ///< mysqld_exporter, redis_exporter
void writeCallsPage(const WorldState& world, int cluster, Exposition& out); ///< service graph and span metrics

template <class T> struct MetricRow {
    std::string labels;
    const T* of = nullptr;
};
using PodRows = std::vector<MetricRow<Pod>>;
/// The buckets, sum and count of a histogram family that has begun.
void writeHistogram(Exposition& out, const std::string& labels, const LatencyCounter& counter);
[[nodiscard]] bool onDarkNode(const WorldState& world, const Pod& pod);

} // namespace Strato::Estate
