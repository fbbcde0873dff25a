// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whose calls a trouble touches: the services that metrics name, found among the objects.

#include "models/faults/findingcodes.h"
#include "models/faults/findingcollector.h"
#include "models/kube/schema/columnids.h"

#include <array>

namespace Strato {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> servingKinds { { { "apps", "Deployment" },
    { "apps", "StatefulSet" }, { "apps", "DaemonSet" }, { "", "Service" } } };

/// The calls of one name: by namespace where the series tell it, else for whichever namespace has the name.
struct CallsOfName {
    std::unordered_map<std::string, double> byNamespace;
    std::optional<double> anywhere;
};

/// Whether what is wrong with a node may hit what runs on it.
bool hitsPods(const Finding& finding)
{
    return finding.kind.view() == "Node" && finding.code != FindingCodes::nodeUnschedulable;
}

} // namespace

/// Of the calls of a workload a node has the share of its pods. All pods are looked at only where a node is ill.
void FindingCollector::addCallsOfNodes()
{
    std::unordered_map<IString, std::optional<double>> calls;
    for (const Finding& finding : m_findings) {
        if (hitsPods(finding))
            calls.try_emplace(finding.name);
    }
    if (calls.empty() || m_inputs.callsPerSecond.empty())
        return;
    enum : std::size_t { Node, Phase };
    CellReader<2> cells({ Columns::node, Columns::phase });
    forEachOf("", "Pod", [&](const RecordPtr& pod) {
        cells.bind(*pod);
        const auto node = calls.find(cells.word(Node));
        if (node == calls.end() || cells.text(Phase) == "Succeeded" || cells.text(Phase) == "Failed")
            return;
        const OwnerRef& workload = m_census.workloadOf(*pod);
        if (workload.name.empty())
            return;
        const auto served = m_inputs.callsPerSecond.find(workloadEntity(pod->nameSpace, workload));
        const int pods = m_census.podsOf(pod->nameSpace, workload).value_or(0);
        if (served != m_inputs.callsPerSecond.end() && pods > 0)
            node->second = node->second.value_or(0) + served->second / pods;
    });
    for (Finding& finding : m_findings) {
        if (hitsPods(finding))
            finding.callsAffected = calls.at(finding.name);
    }
}

std::unordered_map<EntityId, double> callsByWorkload(
    const IString& cluster, const Snapshot& snapshot, const std::vector<ServiceCalls>& services)
{
    std::unordered_map<EntityId, double> calls;
    std::unordered_map<std::string, CallsOfName> named;
    for (const ServiceCalls& service : services) {
        CallsOfName& of = named[service.service];
        if (service.nameSpace.empty())
            of.anywhere = of.anywhere.value_or(0) + service.callsPerSecond;
        else
            of.byNamespace[service.nameSpace] += service.callsPerSecond;
    }
    if (named.empty())
        return calls;
    for (const auto& [group, kind] : servingKinds) {
        std::unordered_map<std::string, std::vector<EntityId>> candidates; // of names whose namespace is not told
        snapshot.forEachOfKind(group, kind, [&](const RecordPtr& record) {
            const auto found = named.find(std::string(record->name.view()));
            if (record->cluster != cluster || found == named.end())
                return;
            const CallsOfName& of = found->second;
            if (const auto here = of.byNamespace.find(std::string(record->nameSpace.view()));
                here != of.byNamespace.end())
                calls[record->entity] = here->second;
            else if (of.anywhere)
                candidates[found->first].push_back(record->entity);
        });
        for (const auto& [name, entities] : candidates) {
            if (entities.size() == 1)
                calls[entities.front()] = *named.at(name).anywhere;
        }
    }
    return calls;
}

} // namespace Strato
