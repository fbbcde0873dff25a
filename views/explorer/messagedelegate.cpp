// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/messagedelegate.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace Strato {

namespace {

/// Breaks @p layout's text into lines of @p width, no more than are shown. Whether there is more.
bool breakLines(QTextLayout& layout, Qt::LayoutDirection direction, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // names of images know no blank
    option.setTextDirection(direction);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = 0;
    bool isMore = false;
    for (int lines = 0;; ++lines) {
        QTextLine line = layout.createLine();
        isMore = line.isValid();
        if (!isMore || lines == MessageDelegate::mostLines)
            break;
        line.setLineWidth(std::max(1, width));
        line.setPosition({ 0, y });
        y += line.height();
    }
    layout.endLayout();
    return isMore;
}

QString separated(QString text)
{
    return text.replace(u'\n', QChar(QChar::LineSeparator));
}

int shownLines(const QTextLayout& layout)
{
    return std::clamp(layout.lineCount(), 1, MessageDelegate::mostLines);
}

} // namespace

MessageDelegate::MessageDelegate(const Theme& theme, QObject* parent)
    : RowDelegate(theme, parent)
{
}

int MessageDelegate::heightOf(const QString& text, int width) const
{
    QTextLayout layout(separated(text), theme().font(Type::Body));
    breakLines(layout, Qt::LayoutDirectionAuto, width - 2 * theme().px(8));
    return theme().rowHeight() + (shownLines(layout) - 1) * QFontMetrics(theme().font(Type::Body)).lineSpacing();
}

void MessageDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    const QString text = separated(index.data().toString());
    if (text.isEmpty())
        return;
    QTextLayout layout(text, theme().font(Type::Body));
    const bool isMore = breakLines(layout, cell.direction, cell.rect.width());
    painter.setFont(theme().font(Type::Body));
    painter.setPen(textColour(Role::Text, cell));
    const int lines = shownLines(layout);
    const int lineHeight = painter.fontMetrics().lineSpacing();
    QRect place = cell.rect;
    place.setTop(cell.rect.top() + std::max(0, (cell.rect.height() - lines * lineHeight) / 2));
    place.setHeight(lineHeight);
    const Qt::Alignment side = QStyle::visualAlignment(cell.direction, Qt::AlignLeading | Qt::AlignVCenter);
    for (int i = 0; i < lines; ++i, place.translate(0, lineHeight)) {
        const QTextLine line = layout.lineAt(i);
        const bool isCut = isMore && i == lines - 1;
        QString shown = isCut ? text.mid(line.textStart()) : text.mid(line.textStart(), line.textLength());
        shown = shown.replace(QChar(QChar::LineSeparator), u' ');
        if (!isCut)
            shown = shown.trimmed();
        painter.drawText(place, int(side | Qt::TextSingleLine),
            isCut ? painter.fontMetrics().elidedText(shown, Qt::ElideRight, place.width()) : shown);
    }
}

} // namespace Strato
