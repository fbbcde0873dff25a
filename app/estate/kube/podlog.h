// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/kube/sources.h"

#include <limits>
#include <memory>
#include <mutex>

namespace Strato::Estate {

/// What of a container's output is asked for.
struct LogOptions {
    LogAddress address;
    bool follow = false;
    bool timestamps = false;
    std::optional<std::int64_t> sinceNs; ///< epoch nanoseconds; only lines at or after
    std::optional<std::size_t> tailLines;
    std::optional<std::size_t> limitBytes;
};

/// A container's log as a stream; with follow it waits for more and is woken by LogStreams.
class LogStream final : public BodySource {
public:
    LogStream(const LogSource& source, LogOptions options);
    ~LogStream() override;
    State read(std::string& out, std::size_t limit) override;
    void setWake(std::function<void()> wake) override;
    void wake();

private:
    void begin();
    void appendLine(const LogLine& line, std::string& out);

    const LogSource& m_source;
    LogOptions m_options;
    std::uint64_t m_after = 0; ///< sequence of the newest line that was read
    std::uint64_t m_last = std::numeric_limits<std::uint64_t>::max(); ///< where it ends without follow
    std::size_t m_sent = 0;
    bool m_begun = false;
    bool m_finished = false;
    std::mutex m_mutex; // guards m_wake
    std::function<void()> m_wake;
};

/// The log streams under way, woken by the server's tick to look for new lines. Thread-safe.
class LogStreams final {
public:
    void add(const std::shared_ptr<LogStream>& stream);
    void wakeAll();

private:
    std::mutex m_mutex; // guards m_streams
    std::vector<std::weak_ptr<LogStream>> m_streams;
};

} // namespace Strato::Estate
