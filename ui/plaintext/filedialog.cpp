// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plaintext/filedialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QScreen>
#include <QTreeView>

namespace Strato {

namespace {

constexpr int widthInLetters = 150; // of the dialog
constexpr int heightInLines = 32;

QString chosenIn(QFileDialog& dialog)
{
    fitFileColumns(dialog);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return {};
    return dialog.selectedFiles().front();
}

} // namespace

void fitFileColumns(QFileDialog& dialog)
{
    dialog.setViewMode(QFileDialog::Detail);
    for (auto* tree : dialog.findChildren<QTreeView*>()) {
        tree->header()->setStretchLastSection(false);
        tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
        tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    }
    const QFontMetrics metrics(dialog.font());
    const QSize wanted(metrics.averageCharWidth() * widthInLetters, metrics.lineSpacing() * heightInLines);
    dialog.resize(dialog.size().expandedTo(wanted.boundedTo(dialog.screen()->availableSize())));
}

QString chooseFileToOpen(QWidget* parent, const QString& title, const QString& start)
{
    QFileDialog dialog(parent, title, QFileInfo(start).isDir() ? start : QFileInfo(start).path());
    dialog.setFileMode(QFileDialog::ExistingFile);
    if (QFileInfo(start).isFile())
        dialog.selectFile(start);
    return chosenIn(dialog);
}

QString chooseFileToSave(QWidget* parent, const QString& title, const QString& start, const QString& filter)
{
    QFileDialog dialog(parent, title, {}, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.selectFile(start);
    return chosenIn(dialog);
}

} // namespace Strato
