// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Strato {

/// Cuts a LIST in protobuf while its bytes still come: what is handed out ends where an element of the list ends, so
/// that the elements of a large list are decoded beside the transfer. Chunks may be cut anywhere; only an element that
/// lies in two of them is copied. One thread.
class ListCutter final {
public:
    /// @p chunk must stay where it is until all of it is taken. Errors: Malformed (no list in its envelope); after one
    /// the cutter is useless.
    [[nodiscard]] Result<void> feed(std::string_view chunk);
    /// Whole fields of the list message that have come and were not taken yet, in order; valid until the next call. To
    /// be called until it has none (empty) before more is fed. Errors: Malformed.
    [[nodiscard]] Result<std::string_view> take();
    /// What the envelope says that it holds ("PodList"); empty: it has not come.
    [[nodiscard]] const std::string& kind() const { return m_kind; }
    /// To be asked when no more bytes come. Errors: Malformed (the list is cut).
    [[nodiscard]] Result<void> end() const;

private:
    enum class Stage : std::uint8_t { Envelope, Fields, After };
    Result<void> openEnvelope();
    Result<std::string_view> takeSplit();
    [[nodiscard]] static Result<std::size_t> wholeField(std::string_view bytes, std::uint64_t left);
    void taken(std::size_t size);

    Stage m_stage = Stage::Envelope;
    std::string m_kind;
    std::string_view m_chunk; // what came last and is not taken
    std::string m_split; // the beginning of an element, or of the envelope, of which m_chunk has the rest
    std::string m_taken; // a split element, put together
    std::uint64_t m_left = 0; // bytes of the list message not taken
};

} // namespace Strato
