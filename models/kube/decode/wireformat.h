// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace Strato {

/// How the bytes of an answer or of a watch frame are written.
enum class WireFormat : std::uint8_t { Json, Protobuf };

/// What decoders refuse beyond (facts: K34, S15).
struct DecodeLimits {
    std::size_t maxFrameBytes = std::size_t { 16 } * 1024 * 1024; ///< one watch event
    int maxDepth = 512;
};

/// Values of the Accept header. Watches in protobuf take `protobufWatch`; WatchFrameSplitter splits either.
namespace Accept {
inline constexpr std::string_view protobuf = "application/vnd.kubernetes.protobuf,application/json;q=0.5";
inline constexpr std::string_view protobufWatch
    = "application/vnd.kubernetes.protobuf;stream=watch,application/json;q=0.5";
inline constexpr std::string_view json = "application/json";
inline constexpr std::string_view table = "application/json;as=Table;v=v1;g=meta.k8s.io";
inline constexpr std::string_view metadata = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
inline constexpr std::string_view discovery
    = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
      "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
} // namespace Accept

} // namespace Strato
