// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

#include <vector>

class QListWidget;
class QListWidgetItem;

namespace Strato {

class PlainLabel;
class Theme;

/// Which columns a table shows: a list of ticks that stays open while one ticks, scrolls where it is long, and closes
/// by Esc or a click beside it. GUI thread.
class ColumnChooser final : public QFrame {
    Q_OBJECT
public:
    enum class State { Hidden, Shown, LeftOut }; ///< LeftOut: for want of room
    struct Entry {
        QByteArray id {};
        QString title {};
        State state = State::Hidden;
    };
    ColumnChooser(const Theme& theme, const std::vector<Entry>& entries, QWidget* parent);

    void setState(const QByteArray& id, State state); ///< what came of a wish
    void popupAt(const QPoint& global); ///< inside the screen; deleted when it closes
    [[nodiscard]] QListWidget* list() const { return m_list; }

    static constexpr int rowsAtMost = 14; ///< more are scrolled

signals:
    void toggled(const QByteArray& id, bool shown);
    void resetRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void toggle(const QListWidgetItem* item);
    void refreshNote();

    const Theme& m_theme;
    QListWidget* m_list;
    PlainLabel* m_note; // what half a tick means
};

} // namespace Strato
