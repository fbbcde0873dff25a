// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QFileDialog;
class QWidget;

namespace Strato {

/// Names get all the width that sizes and dates leave, in a dialog wide enough to read them. Where the desktop draws
/// file dialogs itself there is nothing to do.
void fitFileColumns(QFileDialog& dialog);

/// One existing file as the user chooses it; empty: cancelled. Begins at @p start, a file or a folder.
[[nodiscard]] QString chooseFileToOpen(QWidget* parent, const QString& title, const QString& start = {});
/// Where to save; @p filter as in QFileDialog. Empty: cancelled.
[[nodiscard]] QString chooseFileToSave(
    QWidget* parent, const QString& title, const QString& start, const QString& filter);

} // namespace Strato
