// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/cellreader.h"

#include <string_view>

namespace Strato {

enum class PodState : std::uint8_t {
    Ready,
    NotReady, ///< running, not all ready, and in none of the troubles below
    CrashLooping, ///< waiting to be started again, or killed for memory
    ImagePull,
    Pending,
    Failed,
    Succeeded,
    Terminating,
    Unknown ///< provisional, or its cluster does not know
};
enum class NodeState : std::uint8_t { Ready, NotReady, UnderPressure };

/// Which state a pod or node is in, by its own record alone: what the overview counts and what the filter word `state:`
/// admits are the same function, so a number and the list behind it agree. Remembers columns; one thread.
class ObjectStates final {
public:
    ObjectStates();

    [[nodiscard]] PodState pod(const Record& pod);
    [[nodiscard]] NodeState node(const Record& node);
    /// Whether one of the state's words begins with @p word (lower-case). Pods: ready, unready, failing, pending,
    /// completed, terminating, unknown, and notready: one that is unready, failing or pending; nodes: ready, notready,
    /// pressure; every kind: ill where it should be at work and is not.
    [[nodiscard]] bool holds(const Record& record, std::string_view word);

private:
    CellReader<5> m_pod;
    CellReader<3> m_node;
};

/// Whether counts and findings of @p cluster speak of @p record: a table row says too little to judge by.
[[nodiscard]] bool isJudged(const Record& record, const IString& cluster);
/// Should be at work and is not.
[[nodiscard]] bool isIll(PodState state);
[[nodiscard]] bool isFailing(PodState state);

} // namespace Strato
