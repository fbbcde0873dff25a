// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/resourcekindsmodel.h"
#include "ui/pages/formats.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QLineEdit;
class QListView;
class QStandardItem;
class QStandardItemModel;

namespace Strato {

class Theme;

/// The kinds that the open clusters serve, under headings, with the number of objects where they are followed.
/// The arrow keys choose at once; typing in the field above narrows the list, and Return there chooses what fits best.
class KindPane final : public QWidget {
    Q_OBJECT
public:
    KindPane(const Theme& theme, const ResourceKindsModel& kinds, QWidget* parent = nullptr);

    void setFormats(const Formats& formats);
    /// @p count answers how many objects of a kind there are; nothing: not followed.
    void refreshCounts(const std::function<std::optional<std::size_t>(const ResourceKind&)>& count);
    void setCurrent(const ResourceKind& kind); ///< emits nothing
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }

signals:
    void chosen(const QString& kind); ///< as kindText()

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void applyFilter();
    void chooseBest();
    void retranslate();
    void handleCurrent(const QModelIndex& current);
    [[nodiscard]] QString headingOf(const ResourceKindRow& row) const;

    const ResourceKindsModel& m_kinds;
    QLineEdit* m_filter;
    QListView* m_list;
    QStandardItemModel* m_items;
    QHash<QString, QStandardItem*> m_entries; // by kind: some clusters serve more than a thousand
    Formats m_formats;
    QString m_current;
    bool m_quiet = false; // true while the program itself moves the current entry
};

} // namespace Strato
