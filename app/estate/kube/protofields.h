// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Strato::Estate {

/// The protobuf messages of the Kubernetes API as text, one message after another:
///
///     Message: jsonName=NUMBER[multiplicity]type ...
///
/// jsonName `^`: the message's fields stand in the surrounding JSON object (Go's inline).
/// multiplicity: none: always written, zero or not, as Go's generated code does; `?` only when present; `*` repeated;
/// `%` map with string keys. type: s string, y bytes (base64 in JSON), i integer, b boolean, d double, T time, Q
/// quantity, I int-or-string, F managed fields, R raw JSON, D duration, L list of text in a message, @Name another
/// message.
extern const char* const ProtoFields1;
extern const char* const ProtoFields2;
extern const char* const ProtoFields3;

} // namespace Strato::Estate
