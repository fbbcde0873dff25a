// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptypes.h"

#include <string_view>

namespace Strato {

/// Builds an HttpHead from header lines as libcurl hands them over, one by one with their line ends.
/// Skips 1xx answers; ignores trailers. Bounded to 256 KB of headers.
class HeadParser final {
public:
    enum class State : std::uint8_t { More, Complete, Trailer };

    /// Errors: TooLarge, Malformed.
    [[nodiscard]] Result<State> line(std::string_view text);
    [[nodiscard]] const HttpHead& head() const { return m_head; }
    [[nodiscard]] HttpHead& head() { return m_head; }

private:
    Result<State> statusLine(std::string_view text);
    State endOfHead();

    HttpHead m_head;
    qsizetype m_bytes = 0;
    bool m_complete = false;
};

} // namespace Strato
