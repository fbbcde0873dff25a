// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/tablelayout.h"

#include "ui/tables/stratotable.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>

#include <algorithm>

namespace Strato {

namespace {

constexpr quint32 s_magic = 0x53544c33; // "STL3"
constexpr quint32 s_magicBefore = 0x53544c32; // "STL2": did not tell what was ticked

struct SavedColumn {
    QByteArray id;
    qint32 width = 0;
    bool hidden = false;
    bool resized = false;
    bool ticked = false;
};

int indexOf(const std::vector<TableColumn>& columns, const QByteArray& id)
{
    const auto it = std::ranges::find(columns, id, &TableColumn::id);
    return it == columns.end() ? -1 : int(it - columns.begin());
}

} // namespace

QByteArray packTableLayout(
    const QHeaderView& header, const std::vector<TableColumn>& columns, const std::vector<ColumnChoice>& choices)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    const int sorted = header.sortIndicatorSection();
    const int count = std::min(header.count(), int(columns.size()));
    const bool hasSort = sorted >= 0 && sorted < count;
    out << s_magic << (hasSort ? columns[std::size_t(sorted)].id : QByteArray()) << qint32(header.sortIndicatorOrder())
        << qint32(count);
    for (int visual = 0; visual < header.count(); ++visual) {
        const auto column = std::size_t(header.logicalIndex(visual));
        if (column < std::size_t(count))
            out << columns[column].id << qint32(choices[column].width) << choices[column].hidden
                << choices[column].resized << choices[column].ticked;
    }
    return bytes;
}

bool applyTableLayout(QHeaderView& header, const std::vector<TableColumn>& columns, std::vector<ColumnChoice>& choices,
    const QByteArray& layout)
{
    QDataStream in(layout);
    in.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0;
    QByteArray sorted;
    qint32 order = 0;
    qint32 count = 0;
    in >> magic >> sorted >> order >> count;
    if (in.status() != QDataStream::Ok || (magic != s_magic && magic != s_magicBefore) || count < 0 || count > 1000)
        return false;
    std::vector<SavedColumn> saved(static_cast<std::size_t>(count));
    for (SavedColumn& column : saved) {
        in >> column.id >> column.width >> column.hidden >> column.resized;
        if (magic == s_magic)
            in >> column.ticked;
    }
    const bool someShown = std::ranges::any_of(saved, [](const SavedColumn& column) { return !column.hidden; });
    if (in.status() != QDataStream::Ok || !someShown)
        return false;
    int visual = 0;
    for (const SavedColumn& column : saved) {
        const int logical = indexOf(columns, column.id);
        if (logical < 0 || logical >= header.count())
            continue;
        header.moveSection(header.visualIndex(logical), visual++);
        ColumnChoice& choice = choices[std::size_t(logical)];
        choice.hidden = column.hidden;
        choice.resized = column.resized;
        choice.ticked = column.ticked;
        if (column.resized) // the others are as wide as their texts of now
            choice.width = std::clamp(int(column.width), 16, 4000);
    }
    if (const int section = indexOf(columns, sorted); section >= 0)
        header.setSortIndicator(section, order == Qt::DescendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder);
    return true;
}

} // namespace Strato
