// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

#include <vector>

class QAction;
class QLineEdit;
class QTreeWidget;

namespace Strato {

class PlainLabel;
class Theme;

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
    void collect(const QList<QAction*>& actions);
    void buildList(const Theme& theme);
    void buildButtons();
    void applyFilter(const QString& text);
    [[nodiscard]] bool matches(const Entry& entry) const;

    std::vector<Group> m_groups;
    QString m_needle;
    QLineEdit* m_filter = nullptr;
    QTreeWidget* m_list = nullptr;
    PlainLabel* m_none = nullptr;
};

} // namespace Strato
