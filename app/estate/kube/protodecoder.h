// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/protoencoder.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace Strato::Estate {

/// What an envelope ("k8s\0" and runtime.Unknown) holds.
struct ProtoEnvelope {
    std::string apiVersion;
    std::string kind;
    std::string_view raw; ///< into the bytes that were read
};

/// nullopt: not an envelope.
[[nodiscard]] std::optional<ProtoEnvelope> readProtoEnvelope(std::string_view bytes);
/// The message as JSON by the same tables that encode it: text, numbers, flags, messages, lists and text maps; times as
/// RFC 3339. Zero values that Go's encoder writes for absent fields come out as they are written. nullopt: malformed.
[[nodiscard]] std::optional<nlohmann::json> decodeProto(const ProtoMessage& message, std::string_view bytes);

} // namespace Strato::Estate
