// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Strato::Estate {

/// One line a container printed. `sequence` grows by at least one a line within a (pod, container, incarnation).
struct LogLine {
    std::uint64_t sequence = 0;
    Instant at;
    std::string text; ///< without the newline
};

/// Which container's output is meant; `previous`: that of the incarnation before the last restart.
struct LogAddress {
    std::string cluster;
    std::string podNamespace;
    std::string pod;
    std::string container;
    bool previous = false;
};

/// Where pod logs come from: implemented by the world. The API server has already checked that pod and container exist.
/// Called from server threads, several at a time; must not block for longer than a lock.
class LogSource {
public:
    virtual ~LogSource();
    /// Lines with sequence > @p afterSequence, oldest first, at most @p maxLines. Empty: nothing (yet).
    /// NotFound: there is no such incarnation (`previous` without a restart).
    [[nodiscard]] virtual Result<std::vector<LogLine>> logLines(
        const LogAddress& address, std::uint64_t afterSequence, std::size_t maxLines) const = 0;
};

/// What metrics-server would have measured.
struct ContainerUsage {
    std::string name;
    std::int64_t cpuNanocores = 0;
    std::int64_t memoryBytes = 0;
};
struct PodUsage {
    std::string podNamespace;
    std::string pod;
    std::vector<std::pair<std::string, std::string>> labels;
    std::vector<ContainerUsage> containers;
};
struct NodeUsage {
    std::string node;
    std::vector<std::pair<std::string, std::string>> labels;
    std::int64_t cpuNanocores = 0;
    std::int64_t memoryBytes = 0;
};
struct UsageSample {
    Instant at; ///< end of the window
    Duration window = std::chrono::seconds(15);
    std::vector<NodeUsage> nodes;
    std::vector<PodUsage> pods;
};

/// Where metrics.k8s.io comes from: implemented by the world. Same threads and rules as LogSource.
class UsageSource {
public:
    virtual ~UsageSource();
    [[nodiscard]] virtual UsageSample usage(const std::string& cluster) const = 0;
};

} // namespace Strato::Estate
