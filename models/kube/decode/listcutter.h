// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Strato {

/// Cuts a LIST in protobuf while its bytes still come: what is handed out ends where an element of the list ends, so
/// that the elements of a large list are decoded beside the transfer. Chunks may be cut anywhere. One thread.
class ListCutter final {
public:
    /// Errors: Malformed (no list in its envelope); after one the cutter is useless.
    [[nodiscard]] Result<void> feed(std::string_view chunk);
    /// Whole fields of the list message that have come and were not taken yet, in order; valid until the next feed().
    /// Empty: none. Errors: Malformed.
    [[nodiscard]] Result<std::string_view> take();
    /// What the envelope says that it holds ("PodList"); empty: it has not come.
    [[nodiscard]] const std::string& kind() const { return m_kind; }
    /// To be asked when no more bytes come. Errors: Malformed (the list is cut).
    [[nodiscard]] Result<void> end() const;

private:
    enum class Stage : std::uint8_t { Envelope, Fields, After };
    Result<void> openEnvelope();

    Stage m_stage = Stage::Envelope;
    std::string m_kind;
    std::string m_pending; // what came, from m_at on not taken
    std::size_t m_at = 0;
    std::uint64_t m_left = 0; // bytes of the list message not taken
};

} // namespace Strato
