// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/schema.h"
#include "ui/pages/formats.h"

#include <QVariant>

namespace Strato {

/// A model's raw value as people read it: units, digits and zone of @p formats; ages count from @p shownMoment.
/// An invalid value is the sign for missing, never zero or an empty text. Text is cleaned to one line. GUI thread.
[[nodiscard]] QString cellText(const QVariant& raw, CellType type, const Formats& formats, Instant shownMoment);
/// Figures stand at the trailing edge, in figures of one width.
[[nodiscard]] bool isNumeric(CellType type);
/// The title of column @p id in the interface's language; the id itself where nobody gave it one.
[[nodiscard]] QString columnTitle(QStringView id);
/// What a server calls a column, cleaned; in the interface's language where it is a title that kubectl prints too, or
/// the id of a column of ours.
[[nodiscard]] QString serverTitle(const QString& title);

} // namespace Strato
