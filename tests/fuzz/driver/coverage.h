// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

namespace Strato::Fuzz::Coverage {

/// Whether code under test was compiled with -fsanitize-coverage=trace-pc (preset fuzz): known after a first input.
[[nodiscard]] bool known();
/// Forgets what the last input ran through.
void begin();
/// True where the last input ran through something, or through it so many times, as no input before it.
[[nodiscard]] bool sawNew();
[[nodiscard]] std::size_t points(); ///< passed by any input

} // namespace Strato::Fuzz::Coverage
