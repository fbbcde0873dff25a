// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/plaintext.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace Strato {

/// What a YAML text may cost before it is refused (S16 of the reliability notes: bombs, depth, size).
struct YamlLimits {
    qsizetype maxBytes = qsizetype { 4 } * 1024 * 1024;
    int maxDepth = 64;
    std::size_t maxNodes = 400'000; ///< written out
    std::size_t maxAliasNodes = 10'000; ///< made by repeating anchors
};

/// One node of a parsed YAML text with its place; aliases are copied in, merge keys (`<<`) applied. A plain value.
struct YamlNode {
    enum class Kind : std::uint8_t { Null, Scalar, Sequence, Map };
    struct Entry;

    Kind kind = Kind::Null;
    bool quoted = false; ///< a quoted or block scalar, or one tagged !!str: always text
    int line = 0; ///< 1-based
    int column = 0; ///< 1-based
    QByteArray scalar; ///< Scalar only, UTF-8
    std::vector<YamlNode> items; ///< Sequence only
    std::vector<Entry> entries; ///< Map only, in order; a repeated key's last value wins in find()

    [[nodiscard]] const YamlNode* find(std::string_view key) const; ///< nullptr: not a map, or no such key
    [[nodiscard]] bool isNumber() const; ///< a plain scalar that YAML 1.1 reads as a number
    [[nodiscard]] bool isBool() const; ///< a plain scalar that YAML 1.1 reads as true or false
    [[nodiscard]] bool toBool() const; ///< meaningful if isBool()
    [[nodiscard]] bool isText() const { return kind == Kind::Scalar && !isNumber() && !isBool(); }
    [[nodiscard]] QString text() const { return exactUtf8(scalar); }
};

struct YamlNode::Entry {
    QByteArray key;
    int line = 0;
    YamlNode value;
};

/// The first document of @p bytes (an empty text is Null). @p file only names the text in errors: "file:line:column:
/// …". Errors: TooLarge (a limit), Malformed (not YAML, with the place). Pure.
[[nodiscard]] Result<YamlNode> parseYaml(const QByteArray& bytes, const QString& file, const YamlLimits& limits = {});

/// The node as JSON, numbers as doubles.
[[nodiscard]] QJsonValue toJson(const YamlNode& node);

} // namespace Strato
