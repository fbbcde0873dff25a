// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <limits>
#include <optional>
#include <vector>

namespace Strato {

/// When one thing was not watched: spans [from, to) of time, the last of which may still go on. Bounded: beyond it the
/// two oldest spans become one, so that what was not watched never passes for known. One thread.
class Gaps final {
public:
    struct Span {
        Instant from;
        Instant to; ///< the first moment that is known again; endless: it goes on
        bool operator==(const Span&) const = default;
    };
    static constexpr Instant endless { std::numeric_limits<std::int64_t>::max() };
    static constexpr std::size_t mostSpans = 100;
    static constexpr Duration shortest = std::chrono::seconds(10); ///< shorter ones are how changes always come: late

    void begin(Instant from); ///< one that goes on already began no later
    void end(Instant to);
    [[nodiscard]] bool contains(Instant moment) const;
    [[nodiscard]] std::vector<Span> spans(Instant now) const; ///< as they are to be told at @p now

private:
    std::vector<Span> m_closed; // invariant: ascending, apart
    std::optional<Instant> m_open;
};

} // namespace Strato
