// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/trailingcall.h"

namespace Strato {

TrailingCall::TrailingCall(Executor& executor, Duration pause)
    : m_executor(executor)
    , m_pause(pause)
{
}

TrailingCall::~TrailingCall()
{
    cancel();
}

void TrailingCall::later(Task task)
{
    cancel();
    m_timer = m_executor.postAfter(m_pause, std::move(task));
}

void TrailingCall::cancel()
{
    if (m_timer)
        m_executor.cancel(std::exchange(m_timer, 0)); // one that has run is unknown to it
}

} // namespace Strato
