// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/cards/paletteresults.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListView;

namespace Strato {

class PlainLabel;
class Theme;

/// Ctrl+K: one line, and under it entities, views and actions that match. Up and Down choose, Return goes, Esc closes.
class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    CommandPalette(const Theme& theme, const PaletteRoles& roles, QWidget* parent);

    void setSource(QAbstractItemModel* source); ///< not taken over
    void open(); ///< empty, focused, at the top centre of the parent
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    [[nodiscard]] PaletteResults* results() const { return m_results; }

signals:
    void queryChanged(const QString& query); ///< for sources that fetch by themselves
    void chosen(const QModelIndex& sourceIndex);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void search(const QString& query);
    void step(int by);
    void accept();
    void refreshNone();

    const Theme& m_theme;
    PaletteResults* m_results;
    QPointer<QWidget> m_before; // had the focus
    QLineEdit* m_edit;
    QListView* m_list;
    PlainLabel* m_none; // shown instead of matches
};

} // namespace Strato
