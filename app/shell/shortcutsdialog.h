// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QDialog>
#include <QPointer>

#include <vector>

class QLineEdit;
class QTreeWidget;

namespace Strato {

class PlainLabel;
class Theme;
class Words;

/// Every key that does something: the window's own actions, and what tables, filters and the time bar listen to.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        QString keys;
        QString what;
    };
    struct Group {
        QString title;
        std::vector<Entry> entries;
    };

    ShortcutsDialog(const Theme& theme, const QList<QAction*>& actions, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<Group>& groups() const { return m_groups; }
    [[nodiscard]] QString asText() const; ///< of what the filter leaves: aligned columns, to print or to send

private:
    void collect();
    void buildList();
    void fill();
    void buildButtons();
    void applyFilter(const QString& text);
    [[nodiscard]] bool matches(const Entry& entry) const;

    const Theme& m_theme;
    Words* m_words;
    QList<QPointer<QAction>> m_actions;
    std::vector<Group> m_groups;
    QString m_needle;
    bool m_isFilled = false;
    QLineEdit* m_filter = nullptr;
    QTreeWidget* m_list = nullptr;
    PlainLabel* m_none = nullptr;
};

} // namespace Strato
