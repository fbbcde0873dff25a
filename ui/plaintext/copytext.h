// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace Strato {

/// Puts @p text on the clipboard as text/plain and nothing else, without a trailing line end (rule S4). GUI thread.
void copyText(const QString& text);

/// One cell by RFC 4180, guarded against spreadsheets: fields that start with = + - @ TAB CR NUL get an apostrophe.
/// A plain number ("-3.2") is left alone. Pure.
[[nodiscard]] QString csvCell(const QString& text);
/// Cells joined by commas and ended by CR LF. Pure.
[[nodiscard]] QString csvRow(const QStringList& cells);
/// Cells joined by tabs, tabs and line ends inside them turned into spaces; no line end. Pure.
[[nodiscard]] QString tsvRow(const QStringList& cells);

} // namespace Strato
