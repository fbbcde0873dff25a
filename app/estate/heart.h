// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace Strato::Estate {

/// The one place where the estate's main thread waits: for the next second, for files that can be read, for a signal to
/// end, and for the end of its parent, which is its own end too, however that came about.
class Heart final {
public:
    Heart() = default;
    ~Heart();
    Heart(const Heart&) = delete;
    Heart& operator=(const Heart&) = delete;

    /// Call before the first thread is made: SIGTERM, SIGINT and SIGHUP then come to run() alone; SIGPIPE is ignored.
    static void blockSignals();
    /// In a child process before exec: signals as usual, and SIGKILL when the parent dies. Async-signal-safe.
    static void prepareChild();
    /// @p parentPid 0: none. Errors: NotFound (no such process), Internal.
    [[nodiscard]] Result<void> open(std::int64_t parentPid);
    /// Calls @p readable whenever @p file can be read; not owned.
    void watch(int file, std::function<void()> readable);
    /// Calls @p beat once a second until it is time to end.
    void run(const std::function<void()>& beat);

private:
    int m_timer = -1;
    int m_signals = -1;
    int m_parent = -1;
    std::vector<std::pair<int, std::function<void()>>> m_watched;
};

} // namespace Strato::Estate
