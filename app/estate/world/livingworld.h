// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/sources.h"
#include "app/estate/world/world.h"

#include <mutex>
#include <vector>

namespace Strato::Estate {

/// A world that several threads look at while one moves it on: what pods say and what they use comes from here.
class LivingWorld final : public LogSource, public UsageSource {
public:
    explicit LivingWorld(const WorldOptions& options);

    /// Moves time on to @p now (in steps of at most a minute, after a sleep) and returns what changed. Time never goes
    /// back: an earlier @p now changes nothing.
    [[nodiscard]] std::vector<ObjectChange> advance(Instant now);
    /// Calls @p look with the state, alone.
    template <class Look> auto read(Look look) const
    {
        const std::scoped_lock lock(m_mutex);
        return look(m_world.state());
    }
    template <class Change> auto change(Change change)
    {
        const std::scoped_lock lock(m_mutex);
        return change(m_world);
    }

    [[nodiscard]] Result<std::vector<LogLine>> logLines(
        const LogAddress& address, std::uint64_t afterSequence, std::size_t maxLines) const override;
    [[nodiscard]] UsageSample usage(const std::string& cluster) const override;

private:
    mutable std::mutex m_mutex;
    World m_world;
};

} // namespace Strato::Estate
