// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/cellreader.h"
#include "models/faults/findings.h"
#include "models/faults/podcensus.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace Strato {

/// Collects the findings of one cluster: knows who owns what, rolls up pods, leaves out what is explained already.
/// Used by findings() alone, on its thread.
class FindingCollector final {
public:
    FindingCollector(IString cluster, const Snapshot& snapshot, const PodCensus& census, Instant now,
        const FindingInputs& inputs); ///< all of which must outlive it

    void collect(); ///< all kinds, then the alerts
    [[nodiscard]] std::vector<Finding> take() { return std::move(m_findings); }

private:
    struct Trouble {
        std::string_view code;
        std::optional<Instant> since;
        std::vector<std::pair<std::string, std::string>> values;
    };
    struct Group { // pods of one workload with one trouble
        int pods = 0;
        RecordPtr first; ///< by name, so that the order in which they are looked at shows nowhere
        RecordPtr oldest; ///< in trouble for longest
        Trouble worst; ///< of that one
    };

    // findingcollector.cpp
    void forEachOf(
        std::string_view group, std::string_view kind, const std::function<void(const RecordPtr&)>& visit) const;
    [[nodiscard]] EntityId workloadEntity(const IString& nameSpace, const OwnerRef& workload) const;
    [[nodiscard]] Finding make(const Record& record, std::string_view code) const;
    void add(Finding finding);
    [[nodiscard]] std::string owner(const Record& record) const;
    void collectAlerts();
    [[nodiscard]] Finding alertFinding(const FiringAlert& alert, const EntityId& entity, const RecordPtr& record) const;
    void touch(Finding& finding, const Record& record, const EntityId& above) const;
    static void tellAgain(Finding& finding, const FiringAlert& alert);

    void addCallsOfNodes(); // affectedcalls.cpp

    // podfindings.cpp
    void collectPods();
    [[nodiscard]] std::optional<Trouble> podTrouble(const RecordPtr& pod);
    [[nodiscard]] std::optional<Trouble> waitingTrouble(const Record& pod) const;
    [[nodiscard]] std::optional<Trouble> crashTrouble(const Record& pod) const;
    [[nodiscard]] std::optional<Trouble> runningTrouble(const Record& pod) const;
    [[nodiscard]] std::optional<Trouble> unreadyTrouble(const Record& pod) const;
    static void addTo(Group& group, const RecordPtr& pod, Trouble trouble);
    void rollUp(const Group& group);
    void noteStarting(const Record& pod);
    [[nodiscard]] std::int64_t startingOf(const Record& workload) const;

    // objectfindings.cpp
    void collectNodes();
    void collectDeployments();
    void collectReplicated(std::string_view kind, std::string_view code);
    void collectJobs();
    void collectAutoscalers();
    void collectBudgets();
    void collectVolumes();
    void collectNamespaces();
    void collectQuotas();

    struct PodFields { // what m_pod reads
        enum Index : std::size_t {
            Status,
            Phase,
            WaitingReason,
            LastTermination,
            LastTerminationAt,
            LastExitCode,
            Restarts,
            ReadySince,
            Unschedulable,
            Ready,
            Unready,
            Node,
            Message,
            Images,
            MemoryLimit,
            Conditions,
            Count
        };
    };

    const IString m_cluster;
    const Snapshot& m_snapshot;
    const PodCensus& m_census;
    const Instant m_now;
    const FindingInputs& m_inputs;
    std::vector<Finding> m_findings;
    std::unordered_set<IString> m_lostNodes;
    std::unordered_set<EntityId> m_explained; // workloads whose pods say what is wrong
    std::unordered_map<EntityId, std::int64_t> m_starting; // by workload: pods that may still take their time
    CellReader<PodFields::Count> m_pod;
};

} // namespace Strato
