// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/schema.h"
#include "models/items/itemroles.h"
#include "models/items/naturalorder.h"

#include <QAbstractTableModel>

#include <algorithm>
#include <compare>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace Strato {

/// A small table (up to some thousand rows) that is given its rows whole and tells only the differences: ranges taken
/// out, at most one re-arrangement, ranges put in, ranges changed. Never resets. Rows have unique keys and ==.
/// sort() orders by a column's raw values, missing ones last, and holds for later rows; column -1: as they are given.
/// Each model's header declares its instance extern: compiling all seven anew cost whoever read them 7 s.
template <class Row> class KeyedTable : public QAbstractTableModel {
public:
    struct Column {
        const char* id;
        CellType type;
    };

    KeyedTable(std::vector<Column> columns, QObject* parent)
        : QAbstractTableModel(parent)
        , m_columns(std::move(columns))
    {
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final
    {
        if (!index.isValid() || role < RawRole)
            return {};
        if (role == CellTypeRole)
            return static_cast<int>(cellType(m_rows[static_cast<std::size_t>(index.row())], index.column()));
        return value(m_rows[static_cast<std::size_t>(index.row())], index.column(), role);
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        switch (role) {
        case HeaderIdRole: return QString::fromLatin1(m_columns[static_cast<std::size_t>(section)].id);
        case CellTypeRole: return static_cast<int>(m_columns[static_cast<std::size_t>(section)].type);
        case ColumnShownRole: return true;
        default: return {};
        }
    }
    [[nodiscard]] int columnOf(QStringView columnId) const
    {
        const auto found
            = std::ranges::find_if(m_columns, [&](const Column& c) { return columnId == QLatin1StringView(c.id); });
        return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
    }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    void sort(int column, Qt::SortOrder order) override
    {
        m_sortColumn = column < columnCount() ? column : -1;
        m_sortOrder = order;
        setRows(m_rows);
    }

protected:
    [[nodiscard]] virtual std::string key(const Row& row) const = 0;
    /// @p role is RawRole or any other of ItemRole.
    [[nodiscard]] virtual QVariant value(const Row& row, int column, int role) const = 0;
    [[nodiscard]] virtual CellType cellType(const Row&, int column) const
    {
        return m_columns[static_cast<std::size_t>(column)].type;
    }

    /// A row that stays below all others however they are sorted: a sum.
    [[nodiscard]] virtual bool isLast(const Row&) const { return false; }
    [[nodiscard]] bool isSorted() const { return m_sortColumn >= 0; } ///< by a column that the user chose

    /// The rows become @p next, in that order or in the user's.
    void setRows(std::vector<Row> next)
    {
        if (isSorted())
            std::ranges::stable_sort(next, [this](const Row& a, const Row& b) { return standsBefore(a, b); });
        placeRows(std::move(next));
    }
    /// The rows become @p next, in that order whatever the user chose: nothing is to move now.
    void placeRows(std::vector<Row> next)
    {
        std::unordered_map<std::string, std::size_t> place;
        for (std::size_t i = 0; i < next.size(); ++i)
            place.emplace(key(next[i]), i);
        takeOut(place);
        rearrange(place);
        putIn(next);
    }

private:
    using Places = std::unordered_map<std::string, std::size_t>;

    [[nodiscard]] bool standsBefore(const Row& a, const Row& b) const
    {
        if (isLast(a) != isLast(b))
            return isLast(b);
        const QVariant left = value(a, m_sortColumn, RawRole);
        const QVariant right = value(b, m_sortColumn, RawRole);
        if (!left.isValid() || !right.isValid())
            return left.isValid() && !right.isValid();
        const bool isText = left.typeId() == QMetaType::QString;
        const bool isAscending = m_sortOrder == Qt::AscendingOrder;
        const QVariant& low = isAscending ? left : right;
        const QVariant& high = isAscending ? right : left;
        if (isText)
            return std::is_lt(naturalCompare(low.toString().toStdString(), high.toString().toStdString()));
        return low.toDouble() < high.toDouble();
    }

    void takeOut(const Places& place)
    {
        for (std::size_t end = m_rows.size(); end > 0;) {
            std::size_t begin = end;
            while (begin > 0 && !place.contains(key(m_rows[begin - 1])))
                --begin;
            if (begin < end) {
                beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
                m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(begin),
                    m_rows.begin() + static_cast<std::ptrdiff_t>(end));
                endRemoveRows();
            }
            end = begin > 0 ? begin - 1 : 0;
        }
    }

    void rearrange(const Places& place)
    {
        std::vector<std::pair<std::size_t, std::size_t>> order; // new place, old row
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            order.emplace_back(place.at(key(m_rows[row])), row);
        if (std::ranges::is_sorted(order))
            return;
        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        std::ranges::sort(order);
        std::vector<Row> rows;
        std::vector<int> newRow(m_rows.size());
        for (const auto& [wanted, old] : order) {
            newRow[old] = static_cast<int>(rows.size());
            rows.push_back(std::move(m_rows[old]));
        }
        m_rows = std::move(rows);
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        for (const QModelIndex& held : before)
            after.append(index(newRow[static_cast<std::size_t>(held.row())], held.column()));
        changePersistentIndexList(before, after);
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    void putIn(std::vector<Row>& next)
    {
        // What is left stands in the order of next: walk both, put in what is missing, tell what differs.
        for (std::size_t i = 0; i < next.size();) {
            if (i < m_rows.size() && key(m_rows[i]) == key(next[i])) {
                i = change(next, i);
                continue;
            }
            const bool atEnd = i >= m_rows.size();
            std::size_t end = i;
            while (end < next.size() && (atEnd || key(m_rows[i]) != key(next[end])))
                ++end;
            beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(i),
                std::make_move_iterator(next.begin() + static_cast<std::ptrdiff_t>(i)),
                std::make_move_iterator(next.begin() + static_cast<std::ptrdiff_t>(end)));
            endInsertRows();
            i = end;
        }
    }

    /// Takes over neighbours that differ from @p first on, and tells of them once. Returns the row behind.
    std::size_t change(std::vector<Row>& next, std::size_t first)
    {
        std::size_t end = first;
        while (end < next.size() && end < m_rows.size() && key(m_rows[end]) == key(next[end])
            && !(m_rows[end] == next[end])) {
            m_rows[end] = std::move(next[end]);
            ++end;
        }
        if (end == first)
            return first + 1;
        emit dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(end) - 1, columnCount() - 1));
        return end;
    }

    const std::vector<Column> m_columns;
    std::vector<Row> m_rows; // invariant: keys are unique
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

[[nodiscard]] inline QString itemText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
/// Invalid for an empty text.
[[nodiscard]] inline QVariant itemTextOrNothing(std::string_view text)
{
    return text.empty() ? QVariant() : QVariant(itemText(text));
}

} // namespace Strato
