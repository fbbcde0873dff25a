// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPoint>
#include <QString>

class QAction;
class QWidget;

namespace Strato {

/// @p text cleaned, bounded to 1,024 characters and escaped, so that a tool tip shows it literally (rule S1). Pure.
[[nodiscard]] QString plainToolTip(const QString& text);

void setPlainToolTip(QWidget& widget, const QString& text);
void setPlainToolTip(QAction& action, const QString& text);
void showPlainToolTip(const QPoint& globalPosition, const QString& text, QWidget* owner);

} // namespace Strato
