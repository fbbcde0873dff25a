// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>
#include <QStringList>

namespace Strato {

/// @p text on at most @p most lines (one at least) of @p width pixels, the last one elided; a word that is wider is
/// broken. Pure.
[[nodiscard]] QStringList wrappedLines(const QString& text, const QFont& font, int width, int most);

} // namespace Strato
