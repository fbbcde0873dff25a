// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QListView>

#include <vector>

class QStandardItem;
class QStandardItemModel;

namespace Strato {

class Theme;

/// The places on the left: sections and entries, badges that count what is ill.
class NavList final : public QListView {
    Q_OBJECT
public:
    struct Entry {
        QString id {}; ///< empty: a section heading
        QString text {};
    };

    explicit NavList(const Theme& theme, QWidget* parent = nullptr);

    void setEntries(const std::vector<Entry>& entries); ///< keeps the current id and the badges
    void setBadge(const QString& id, int count, Health health); ///< count 0 removes it
    void setCurrentId(const QString& id); ///< emits nothing
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void chosen(const QString& id); ///< by pointer or keyboard; also the one that is current: back to its first page

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    [[nodiscard]] QStandardItem* itemOf(const QString& id) const;

    const Theme& m_theme;
    QStandardItemModel* m_items;
    bool m_quiet = false; // true while the program itself moves the current entry
};

} // namespace Strato
