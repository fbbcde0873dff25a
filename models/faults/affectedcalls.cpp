// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whose calls a trouble touches: the services that metrics name, found among the objects.

#include "models/faults/findings.h"

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

} // namespace

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
