// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Strato::Estate {

/// Randomness without a state: the same arguments give the same value, so that a world that is run twice, in other
/// steps or from another start, agrees with itself.
class Dice final {
public:
    explicit Dice(std::uint64_t seed)
        : m_seed(seed)
    {
    }
    [[nodiscard]] std::uint64_t number(std::string_view about, std::uint64_t index = 0) const;
    [[nodiscard]] double unit(std::string_view about, std::uint64_t index = 0) const; ///< in [0, 1)
    [[nodiscard]] std::string uid(std::string_view about, std::uint64_t index = 0) const; ///< UUID text, version 4
    /// @p length characters as Kubernetes' own name generator takes them (no vowels, no 0, 1, 3).
    [[nodiscard]] std::string suffix(std::string_view about, std::uint64_t index, int length) const;
    [[nodiscard]] std::string hex(std::string_view about, std::uint64_t index, int length) const;

private:
    std::uint64_t m_seed;
};

/// Smooth noise in [-1, 1] that depends on @p key and @p at alone; features are about @p period long.
[[nodiscard]] double noise(std::uint64_t key, Instant at, Duration period);
/// A well-mixed 64-bit hash.
[[nodiscard]] std::uint64_t mixBits(std::uint64_t value);
[[nodiscard]] std::uint64_t hashText(std::string_view text);

} // namespace Strato::Estate
