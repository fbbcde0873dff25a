// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/statesource.h"
#include "models/faults/cellreader.h"
#include "models/faults/findings.h"
#include "models/faults/objectstates.h"
#include "models/faults/overviewtypes.h"

#include <unordered_map>
#include <vector>

namespace Strato {

/// What the overview and findings() need to know of all pods of one cluster, so that a survey costs by what changed and
/// not by what there is: sums, and the pods that are not surely well. All of it follows from the records alone, so that
/// a census that was kept by changes and one made from the snapshot behind them are the same. One thread.
class PodCensus final {
public:
    explicit PodCensus(IString cluster); ///< of nothing
    PodCensus(IString cluster, const Snapshot& snapshot);

    /// In the order of the stream. A gap in it ends the census: it is of no snapshot any more.
    void add(const Change& change);
    [[nodiscard]] bool isOf(const IString& cluster, const Snapshot& snapshot) const;

    [[nodiscard]] const PodCounts& counts() const { return m_counts; }
    /// By pods that run or are to run; absent: none says.
    [[nodiscard]] std::optional<double> cpuRequestMilli() const { return m_cpu.value(); }
    [[nodiscard]] std::optional<double> memoryRequestBytes() const { return m_memory.value(); }
    [[nodiscard]] int podsOn(const IString& node) const; ///< that have not ended

    /// The workload that @p record belongs to: its controller, or that of its ReplicaSet; without a name: none.
    [[nodiscard]] const OwnerRef& workloadOf(const Record& record) const;
    /// How many pods of @p workload have not ended; nothing: it has none, not even ended ones.
    [[nodiscard]] std::optional<int> podsOf(const IString& nameSpace, const OwnerRef& workload) const;

    /// The pods that can be in trouble at @p now by their records or by @p inputs, each once, in no order. May name
    /// pods that are well or gone, and never leaves out one of which findings() would speak.
    [[nodiscard]] std::vector<EntityId> suspects(Instant now, const FindingInputs& inputs) const;

private:
    /// A sum that what is taken away leaves without a trace. It wraps where a hostile server's numbers run over.
    struct Sum {
        std::uint64_t total = 0;
        int parts = 0;

        void add(const std::optional<std::int64_t>& value, int sign);
        [[nodiscard]] std::optional<double> value() const;
    };
    struct Pods {
        int all = 0;
        int live = 0; ///< have not ended
    };
    struct Held { ///< the pods of one controller
        OwnerRef owner;
        IString nameSpace;
        Pods pods;
    };
    struct WorkloadKey {
        IString kind, nameSpace, name;

        bool operator==(const WorkloadKey&) const = default;
    };
    struct HashOfKey {
        std::size_t operator()(const WorkloadKey& key) const noexcept;
    };

    void count(const Record& record, int sign);
    void countPod(const Record& pod, int sign);
    void countOwned(const Record& pod, const Pods& by);
    void setOwnerOfSet(const IString& set, const OwnerRef& owner);
    [[nodiscard]] const OwnerRef& resolved(const OwnerRef& owner) const;
    void addTo(const OwnerRef& owner, const IString& nameSpace, const Pods& by);
    void suspect(const Record& pod, int sign);

    IString m_cluster;
    std::uint64_t m_seq = 0;
    bool m_isWhole = true; // saw every change up to m_seq
    PodCounts m_counts;
    Sum m_cpu;
    Sum m_memory;
    std::unordered_map<IString, int> m_onNode;
    std::unordered_map<IString, OwnerRef> m_ownerOfSet; // by uid of the ReplicaSet; those that have one
    std::unordered_map<IString, std::vector<Held>> m_held; // by uid of the controller
    std::unordered_map<WorkloadKey, Pods, HashOfKey> m_workloads;
    /// Not surely well, with the end that a pod recovers from in time; nothing: whatever the time.
    std::unordered_map<EntityId, std::optional<Instant>> m_suspects;
    ObjectStates m_states;
    CellReader<9> m_cells;
};

} // namespace Strato
