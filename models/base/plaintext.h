// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <cstddef>
#include <string>
#include <string_view>

namespace Strato {

/// Everything from outside passes here before it is shown (facts: rules S1-S3).
/// Bounded to @p maxLength UTF-16 units (an ellipsis marks the cut). C0 and C1 controls but TAB and LF, ANSI escape
/// sequences, lone surrogates and Unicode non-characters are removed; CR LF becomes LF. Thread-safe, never throws.
[[nodiscard]] QString cleanText(QStringView text, qsizetype maxLength = 4096);
/// The same from UTF-8; malformed bytes become U+FFFD.
[[nodiscard]] QString cleanUtf8(std::string_view text, qsizetype maxLength = 4096);
/// One line: cleanText, then TAB and line ends become single spaces.
[[nodiscard]] QString cleanLine(QStringView text, qsizetype maxLength = 1024);

/// UTF-8 as it is, for what is kept and not shown: also a first U+FEFF, which QString::fromUtf8() takes for a byte
/// order mark and drops. Malformed bytes become U+FFFD.
[[nodiscard]] QString exactUtf8(QByteArrayView text);

/// True where @p text holds bidi controls, isolates or zero-width characters, which can make a name look like another.
[[nodiscard]] bool hasInvisibles(QStringView text);
/// Each such character as "<U+202E>", so that a person sees it. Other text unchanged.
[[nodiscard]] QString showInvisibles(QStringView text);

/// UTF-8 bounded to @p maxBytes at a character's edge, controls removed as by cleanText: for interned names.
[[nodiscard]] std::string cleanName(std::string_view text, std::size_t maxBytes = 512);

} // namespace Strato
