// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Strato {

/// @p text as a YAML scalar that reads back as this string: plain, quoted, or a block ("|", "|-") whose lines stand
/// behind @p indent blanks. Pure.
[[nodiscard]] QString yamlScalar(const QString& text, int indent);
/// The same on one line, for keys. Pure.
[[nodiscard]] QString yamlKey(const QString& text);

} // namespace Strato
