// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/kube/decode/wireformat.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// Cuts a watch stream into frames: JSON objects one after another (a newline between them or not), or protobuf with a
/// 4-byte big-endian length before each. Chunks may be cut anywhere. A frame that the end of the stream leaves
/// incomplete is simply never handed out (K14). One thread.
class WatchFrameSplitter final {
public:
    explicit WatchFrameSplitter(WireFormat format, DecodeLimits limits = {});

    /// Appends the frames that @p chunk completes to @p frames. Errors: TooLarge (frame bytes, depth), Malformed
    /// (something else between JSON objects). After an error the stream is useless: every further call repeats it.
    [[nodiscard]] Result<void> feed(std::string_view chunk, std::vector<std::string>& frames);

    [[nodiscard]] std::size_t pendingBytes() const { return m_pending.size(); } ///< of the incomplete frame

private:
    Result<void> feedJson(std::string_view chunk, std::vector<std::string>& frames);
    Result<void> feedProtobuf(std::string_view chunk, std::vector<std::string>& frames);
    bool stepJson(char c); // true: the frame is complete

    const WireFormat m_format;
    const DecodeLimits m_limits;
    std::string m_pending; // invariant: less than one frame
    std::vector<char> m_open; // JSON: the brackets open now
    bool m_inString = false;
    bool m_escaped = false;
    std::optional<Error> m_broken;
};

} // namespace Strato
