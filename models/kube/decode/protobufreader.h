// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/kube/decode/wiretree.h"

#include <string_view>

namespace Strato {

/// runtime.Unknown: what Kubernetes wraps around every protobuf object, after the magic "k8s\0".
struct ProtobufEnvelope {
    std::string_view apiVersion;
    std::string_view kind;
    std::string_view raw;
};

[[nodiscard]] bool hasProtobufMagic(std::string_view bytes);
/// Errors: Malformed.
[[nodiscard]] Result<ProtobufEnvelope> openEnvelope(std::string_view bytes);

/// Reads the fields that @p message names under @p parent. Unknown fields are skipped. Errors: Malformed (cut bytes, a
/// known field with another wire type), naming the field. Texts are views of @p bytes.
[[nodiscard]] Result<void> readProtobuf(
    WireTree& tree, std::int32_t parent, const WireMessage& message, std::string_view bytes);

/// Calls @p item with each element of a list message (field 2) in order and reads its ListMeta (field 1) under
/// @p parent. Stops at the first error.
template <class Item>
[[nodiscard]] Result<void> readProtobufList(
    WireTree& tree, std::int32_t parent, const WireMessage& listMeta, std::string_view bytes, Item item);

/// One field of a message without its table. For walking lists; false at the end. Throws protozero::exception.
namespace ProtobufDetail {
struct Step {
    std::uint32_t number = 0;
    std::string_view bytes; ///< empty unless length-delimited
    bool delimited = false;
};
/// Advances @p rest over one field. Errors: Malformed.
[[nodiscard]] Result<Step> step(std::string_view& rest);
} // namespace ProtobufDetail

template <class Item>
Result<void> readProtobufList(
    WireTree& tree, std::int32_t parent, const WireMessage& listMeta, std::string_view bytes, Item item)
{
    while (!bytes.empty()) {
        const Result<ProtobufDetail::Step> field = ProtobufDetail::step(bytes);
        if (!field)
            return tl::unexpected(field.error());
        if ((field->number == 1 || field->number == 2) && !field->delimited)
            return fail(ErrorCode::Malformed, QStringLiteral("protobuf list: wrong wire type"));
        if (field->number == 1) {
            if (Result<void> meta = readProtobuf(tree, parent, listMeta, field->bytes); !meta)
                return meta;
        } else if (field->number == 2) {
            if (Result<void> done = item(field->bytes); !done)
                return done;
        }
    }
    return {};
}

} // namespace Strato
