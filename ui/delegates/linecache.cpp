// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/linecache.h"

#include <QFontMetrics>
#include <QTextOption>

#include <memory>

namespace Strato {

namespace {

constexpr qsizetype lettersACost = 32; // a long line holds as much as several short ones
constexpr qsizetype mostFonts = 8; // more: the text size was changed, and old lines are of no use

} // namespace

LineCache::LineCache(int lines)
    : m_lines(lines)
{
}

int LineCache::indexOf(const QFont& font)
{
    const qsizetype known = m_fonts.indexOf(font);
    if (known >= 0)
        return static_cast<int>(known);
    if (m_fonts.size() >= mostFonts) {
        m_fonts.clear();
        m_lines.clear();
    }
    m_fonts.append(font);
    return static_cast<int>(m_fonts.size() - 1);
}

const QStaticText& LineCache::line(const Key& key, const QPainter& painter)
{
    if (const QStaticText* held = m_lines.object(key))
        return *held;
    QString text = key.text;
    text.replace(u'\n', u' ');
    if (key.width >= 0)
        text = painter.fontMetrics().elidedText(text, key.elide, key.width);
    auto made = std::make_unique<QStaticText>(text);
    made->setTextFormat(Qt::PlainText);
    made->setPerformanceHint(QStaticText::AggressiveCaching);
    QTextOption option;
    option.setTextDirection(key.direction);
    option.setWrapMode(QTextOption::NoWrap);
    option.setFlags(QTextOption::IncludeTrailingSpaces); // the beginning of a line is as wide as it is drawn
    made->setTextOption(option);
    made->prepare({}, painter.font());
    const QStaticText& line = *made;
    m_lines.insert(key, made.release(), 1 + key.text.size() / lettersACost);
    return line;
}

qreal LineCache::widthOf(const QPainter& painter, const QString& text, Qt::LayoutDirection direction)
{
    if (text.isEmpty())
        return 0;
    return line({ text, -1, indexOf(painter.font()), Qt::ElideNone, direction }, painter).size().width();
}

void LineCache::draw(QPainter& painter, const QRect& rect, const QString& text, Qt::LayoutDirection direction,
    Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    Key key { text, -1, indexOf(painter.font()), Qt::ElideNone, direction };
    const QStaticText* drawn = &line(key, painter);
    if (drawn->size().width() > rect.width()) {
        key.width = rect.width();
        key.elide = elide;
        drawn = &line(key, painter);
    }
    const QSizeF size = drawn->size();
    QPointF at(rect.topLeft());
    if (alignment.testFlag(Qt::AlignRight))
        at.rx() += rect.width() - size.width();
    else if (alignment.testFlag(Qt::AlignHCenter))
        at.rx() += (rect.width() - size.width()) / 2;
    if (alignment.testFlag(Qt::AlignBottom))
        at.ry() += rect.height() - size.height();
    else if (alignment.testFlag(Qt::AlignVCenter))
        at.ry() += (rect.height() - size.height()) / 2;
    painter.drawStaticText(at, *drawn);
}

} // namespace Strato
