// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>
#include <QStringList>

namespace Strato {

class PlainLabel;
class Theme;

/// The filter above a table. Every key is told at once; "/" anywhere in the window comes here; Up and Down walk through
/// what was used before; Esc clears, then leaves. A note at its end says how many match.
class FilterEdit final : public QLineEdit {
    Q_OBJECT
public:
    explicit FilterEdit(const Theme& theme, QWidget* parent = nullptr);

    void setNote(const QString& note); ///< "418 of 9,204"
    void setHistory(const QStringList& history); ///< newest first
    [[nodiscard]] QStringList history() const { return m_history; }

signals:
    void filterChanged(const QString& text); ///< immediately, also for clear() and setText()
    void leaveRequested(); ///< Esc in an empty filter, or Return: back to the rows
    void historyChanged();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void remember();
    void walk(int step);
    void place();
    void retranslate();

    const Theme& m_theme;
    PlainLabel* m_note;
    QStringList m_history; // newest first, no doubles, at most 30
    int m_at = -1; // -1: what is being typed
    QString m_draft;
};

} // namespace Strato
