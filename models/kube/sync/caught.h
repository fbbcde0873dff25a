// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/base/timerqueue.h"

#include <optional>

namespace Strato {

/// Runs @p work. What it throws is a bug of ours and comes back as an Internal error with its words, so that it ends
/// nothing but the one thing that @p work was about (K42). Any thread.
[[nodiscard]] std::optional<Error> caught(const Task& work);

} // namespace Strato
