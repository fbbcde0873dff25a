// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

namespace Strato {

/// Resident memory of this process, from /proc/self/statm (proc(5)); nothing where that cannot be read.
[[nodiscard]] std::optional<double> residentBytes();

} // namespace Strato
