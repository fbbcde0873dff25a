// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>

namespace Strato {

/// What to leave out when JSON is written as YAML.
struct YamlOptions {
    bool foldManagedFields = true; ///< metadata.managedFields: only how many there are
    bool hideSecretData = false; ///< data and stringData: keys only; and kubectl's copy of the whole object
    qsizetype maxLength = qsizetype { 4 } * 1024 * 1024; ///< characters; a comment marks the cut
};

/// A JSON text as YAML 1.2 that reads back as the same values: keys in their order, strings quoted where a plain one
/// would read as something else, text of several lines as a block. Streams, so depth and size cost no stack.
/// Errors: Malformed (with the byte), TooLarge (deeper than 256 levels). Pure, thread-safe.
[[nodiscard]] Result<QString> yamlText(const QByteArray& json, const YamlOptions& options = {});

} // namespace Strato
