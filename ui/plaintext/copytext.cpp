// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plaintext/copytext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace Strato {

using namespace Qt::StringLiterals;

void copyText(const QString& text)
{
    QString bare = text;
    while (bare.endsWith(u'\n') || bare.endsWith(u'\r'))
        bare.chop(1);
    auto* data = new QMimeData; // owned by the clipboard
    data->setText(bare);
    QGuiApplication::clipboard()->setMimeData(data);
}

QString csvCell(const QString& text)
{
    QString cell = text;
    bool isNumber = false;
    static_cast<void>(cell.toDouble(&isNumber));
    if (!cell.isEmpty() && !isNumber && u"=+-@\t\r"_s.append(QChar(u'\0')).contains(cell.front()))
        cell.prepend(u'\'');
    const bool quoted = cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r');
    if (!quoted)
        return cell;
    cell.replace(u"\""_s, u"\"\""_s);
    return u'"' + cell + u'"';
}

QString csvRow(const QStringList& cells)
{
    QStringList escaped;
    escaped.reserve(cells.size());
    for (const QString& cell : cells)
        escaped << csvCell(cell);
    return escaped.join(u',') + u"\r\n"_s;
}

QString tsvRow(const QStringList& cells)
{
    QStringList flat;
    flat.reserve(cells.size());
    for (QString cell : cells) {
        for (const char16_t end : { u'\t', u'\n', u'\r' })
            cell.replace(QChar(end), u' ');
        flat << cell;
    }
    return flat.join(u'\t');
}

} // namespace Strato
