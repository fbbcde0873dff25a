// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"

namespace Strato {

/// Of tasks that follow each other quickly it runs the last alone, once no other came for a while: what a pointer that
/// is being dragged asks for. Tasks run on the executor; one that has begun there is not taken back. One thread.
class TrailingCall final {
public:
    TrailingCall(Executor& executor, Duration pause);
    ~TrailingCall(); ///< what waits never runs
    TrailingCall(const TrailingCall&) = delete;
    TrailingCall& operator=(const TrailingCall&) = delete;

    void later(Task task); ///< instead of the one that waits
    void cancel(); ///< what waits never runs

private:
    Executor& m_executor;
    const Duration m_pause;
    Executor::TimerId m_timer = 0;
};

} // namespace Strato
