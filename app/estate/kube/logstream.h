// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/kube/sources.h"

#include <memory>
#include <mutex>
#include <optional>

namespace Strato::Estate {

/// What of a container's log was asked for.
struct LogOptions {
    LogAddress address;
    bool follow = false;
    bool timestamps = false;
    std::optional<std::int64_t> tailLines;
    std::optional<std::int64_t> limitBytes;
    std::optional<Instant> since;
};

class LogStream;

/// The followed logs under way: tick() looks for new lines. Thread-safe.
class LogStreams final {
public:
    [[nodiscard]] std::shared_ptr<BodySource> open(const LogSource& source, LogOptions options);
    void tick(); ///< wakes every follower; called by the server about twice a second

private:
    std::mutex m_mutex; // guards m_following
    std::vector<std::weak_ptr<LogStream>> m_following;
};

} // namespace Strato::Estate
