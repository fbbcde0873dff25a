// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"
#include "models/base/savefile.h"
#include "ui/plaintext/copytext.h"
#include "ui/plaintext/filedialog.h"
#include "ui/plaintext/messagedialog.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <QHeaderView>

#include <algorithm>

// What leaves a table: copies and files. The other half of stratotable.cpp.
namespace Strato {

using namespace Qt::StringLiterals;

std::vector<int> StratoTable::visibleColumns() const
{
    std::vector<int> columns;
    const QHeaderView* header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (logical < int(m_choices.size()) && !m_choices[std::size_t(logical)].hidden)
            columns.push_back(logical); // also one that is left out for want of room
    }
    return columns;
}

QStringList StratoTable::headerTexts() const
{
    QStringList texts;
    for (const int column : visibleColumns())
        texts << model()->headerData(column, Qt::Horizontal).toString();
    return texts;
}

QStringList StratoTable::rowTexts(int row) const
{
    QStringList texts;
    for (const int column : visibleColumns()) {
        const QModelIndex index = model()->index(row, column);
        const QVariant spoken = index.data(Qt::AccessibleTextRole); // cells that are drawn have their text there
        const QString text = index.data(Qt::DisplayRole).toString();
        texts << (text.isEmpty() ? spoken.toString() : text);
    }
    return texts;
}

std::vector<int> StratoTable::selectedRows() const
{
    std::vector<int> rows;
    if (!m_view->selectionModel())
        return rows;
    // Ranges, not indexes: "select all" on 20,000 rows is one range.
    for (const QItemSelectionRange& range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QString StratoTable::selectionAsTsv() const
{
    if (!model())
        return {};
    QString text = tsvRow(headerTexts());
    for (const int row : selectedRows())
        text += u'\n' + tsvRow(rowTexts(row));
    return text;
}

void StratoTable::copySelection() const
{
    if (model() && !selectedRows().empty())
        copyText(selectionAsTsv());
}

bool StratoTable::writeCsv(QIODevice& device, bool selectedOnly) const
{
    if (!model())
        return false;
    const auto write = [&device](const QStringList& cells) {
        const QByteArray line = csvRow(cells).toUtf8();
        return device.write(line) == line.size();
    };
    if (!write(headerTexts()))
        return false;
    if (selectedOnly)
        return std::ranges::all_of(selectedRows(), [&](int row) { return write(rowTexts(row)); });
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (!write(rowTexts(row)))
            return false;
    }
    return true;
}

void StratoTable::exportCsv()
{
    const QString path
        = chooseFileToSave(this, tr("Save as CSV"), u"table.csv"_s, tr("Comma-separated values (*.csv)"));
    if (path.isEmpty() || !model())
        return;
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && writeCsv(file, selectedRows().size() > 1);
    const Result<void> saved = written ? commitWhole(file) : tl::unexpected(saveError(file));
    if (saved)
        return;
    MessageDialog::ask(m_theme,
        { .health = Health::Warning,
            .headline = tr("The file was not written."),
            .text = tr("Nothing that existed before was changed. Choose another place, or free some space."),
            .details = saved.error().detail },
        this);
}

} // namespace Strato
