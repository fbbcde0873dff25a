// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace Strato::Estate {

struct ProtoMessage;

/// One field of a message: where it is in JSON, and how it is written.
struct ProtoField {
    std::string json; ///< "^": inline
    int number = 0;
    char multiplicity = ' '; ///< ' ', '?', '*', '%': see protofields.h
    char type = 's';
    const ProtoMessage* message = nullptr; ///< for type '@'
};

struct ProtoMessage {
    std::string name;
    std::vector<ProtoField> fields; ///< by number
};

/// The message of that name ("Pod"), or nullptr. Thread-safe; the tables are built at the first call.
[[nodiscard]] const ProtoMessage* findProtoMessage(std::string_view name);
/// Appends @p value as @p message to @p out. What the message does not know is left out; wrong types count as absent.
void encodeProto(const ProtoMessage& message, const nlohmann::json& value, std::string& out);

void appendVarint(std::string& out, std::uint64_t value);
/// Tag, length and bytes of a length-delimited field.
void appendBytesField(std::string& out, int number, std::string_view bytes);
/// "k8s\0" and runtime.Unknown{typeMeta, raw} up to where @p rawSize bytes of raw must follow.
[[nodiscard]] std::string protoEnvelopeHead(std::string_view apiVersion, std::string_view kind, std::size_t rawSize);
/// What follows raw in the envelope (empty contentEncoding and contentType).
[[nodiscard]] std::string_view protoEnvelopeTail();
/// Bytes that appendBytesField would write around @p size bytes.
[[nodiscard]] std::size_t bytesFieldOverhead(int number, std::size_t size);

} // namespace Strato::Estate
