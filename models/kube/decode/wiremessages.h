// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/wiretree.h"

#include <string_view>

namespace Strato::WireMessages {

/// metadata alone: any kind in JSON, and in protobuf any kind that follows the convention (metadata = 1).
[[nodiscard]] const WireMessage& metadataOnly();
[[nodiscard]] const WireMessage& listMeta();
[[nodiscard]] const WireMessage& status(); ///< meta/v1 Status
[[nodiscard]] const WireMessage& watchEvent(); ///< meta/v1 WatchEvent in protobuf

/// The message of a kind that is decoded field by field, of the one version whose layout is known; null for others.
[[nodiscard]] const WireMessage* ofKind(std::string_view group, std::string_view version, std::string_view kind);

} // namespace Strato::WireMessages
