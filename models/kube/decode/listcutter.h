// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Strato {

/// Cuts a LIST in protobuf while its bytes still come: what is handed out ends where an element of the list ends, so
/// that the elements of a large list are decoded beside the transfer, by several decoders at once. Chunks may be cut
/// anywhere; only an element that lies in two of them is copied. One thread at a time.
class ListCutter final {
public:
    /// Whole fields of the list message, in order; either may be empty.
    struct Cut {
        std::string joined; ///< begun in earlier chunks and whole with this one
        std::string_view whole; ///< in the chunk
    };

    /// What @p chunk makes whole. Errors: Malformed (no list in its envelope, a length beyond its list); after one the
    /// cutter is useless.
    [[nodiscard]] Result<Cut> feed(std::string_view chunk);
    /// What the envelope says that it holds ("PodList"); empty: it has not come.
    [[nodiscard]] const std::string& kind() const { return m_kind; }
    /// To be asked when no more bytes come. Errors: Malformed (the list is cut).
    [[nodiscard]] Result<void> end() const;

private:
    enum class Stage : std::uint8_t { Envelope, Fields, After };
    Result<std::string_view> openEnvelope(std::string_view chunk);
    Result<std::string> completeSplit(std::string_view& chunk);
    [[nodiscard]] static Result<std::size_t> wholeField(std::string_view bytes, std::uint64_t left);
    void taken(std::size_t size);

    Stage m_stage = Stage::Envelope;
    std::string m_kind;
    std::string m_split; // the beginning of an element, or of the envelope
    std::uint64_t m_left = 0; // bytes of the list message not taken
};

} // namespace Strato
