// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace Strato::Fuzz {

/// The bytes of one input, taken piece by piece: small choices from the end, so that the text before them stays a text
/// that people can read, and write into the corpus by hand. Empty gives zeros.
class FuzzInput final {
public:
    FuzzInput(const std::uint8_t* data, std::size_t size)
        : m_rest(reinterpret_cast<const char*>(data), size)
    {
    }
    /// A number below @p bound (at most 256) from the last byte.
    [[nodiscard]] std::size_t choice(std::size_t bound)
    {
        if (m_rest.empty())
            return 0;
        const auto last = static_cast<unsigned char>(m_rest.back());
        m_rest.remove_suffix(1);
        return last % bound;
    }
    /// Up to the next @p separator, which is taken too; all that is left where there is none.
    [[nodiscard]] std::string_view part(char separator = '\n')
    {
        const std::size_t end = std::min(m_rest.find(separator), m_rest.size());
        const std::string_view found = m_rest.substr(0, end);
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        return found;
    }
    [[nodiscard]] std::string_view rest() const { return m_rest; }
    /// A number that follows from all that is left: for what is to be random, and the same each time.
    [[nodiscard]] std::uint32_t seed() const
    {
        std::uint32_t hash = 2'166'136'261U;
        for (const char c : m_rest)
            hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
        return hash;
    }

private:
    std::string_view m_rest;
};

/// Cuts @p bytes into pieces whose sizes follow from @p seed, and hands each to @p take until that says false.
template <class Take> void inSlices(std::string_view bytes, std::uint32_t seed, Take take)
{
    while (!bytes.empty()) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        // Most pieces are tiny: that is where cuts fall inside of something.
        const std::size_t wanted = (seed >> 28U) == 0 ? 1 + (seed >> 16U) % 4096 : 1 + (seed >> 24U) % 7;
        const std::string_view piece = bytes.substr(0, std::min<std::size_t>(wanted, bytes.size()));
        if (!take(piece))
            return;
        bytes.remove_prefix(piece.size());
    }
}

} // namespace Strato::Fuzz
