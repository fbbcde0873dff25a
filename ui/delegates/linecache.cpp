// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/linecache.h"

#include <QFontMetrics>
#include <QTextOption>

#include <memory>

namespace Strato {

namespace {

constexpr qsizetype lettersACost = 32; // a long line holds as much as several short ones
constexpr double surely = 1.25; // how much wider than its place a beginning is that cannot become narrower by kerning
constexpr qsizetype mostFonts = 8; // more: the text size was changed, and old lines are of no use

} // namespace

LineCache::LineCache(int lines)
    : m_lines(lines)
{
}

int LineCache::indexOf(const QFont& font)
{
    for (qsizetype i = 0; i < m_fonts.size(); ++i) {
        if (m_fonts.at(i).font == font)
            return static_cast<int>(i);
    }
    if (m_fonts.size() >= mostFonts) {
        m_fonts.clear();
        m_lines.clear();
    }
    m_fonts.append(measured(font));
    return static_cast<int>(m_fonts.size() - 1);
}

LineCache::Font LineCache::measured(const QFont& font)
{
    Font found { font };
    const QFontMetricsF metrics(font);
    for (char16_t letter = u' '; letter < 0x7F; ++letter)
        found.advances.at(letter) = static_cast<float>(metrics.horizontalAdvance(QChar(letter)));
    return found;
}

/// How many letters of a text decide how it is elided to @p width at its end: shaping the rest of a list of images
/// would cost more than all that is seen of it. All of them where the beginning is not plain.
qsizetype LineCache::lettersFor(const Key& key, int width) const
{
    const auto& advances = m_fonts.at(key.font).advances;
    double sum = -surely * width;
    for (qsizetype i = 0; i < key.text.size(); ++i) {
        const char16_t letter = key.text.at(i).unicode();
        if (letter >= advances.size() || advances.at(letter) <= 0)
            return key.text.size();
        sum += static_cast<double>(advances.at(letter));
        if (sum > 0)
            return i + 1;
    }
    return key.text.size();
}

/// The line of @p key of whose text only so many @p letters matter.
const QStaticText& LineCache::line(const Key& key, const QPainter& painter, qsizetype letters)
{
    if (const QStaticText* held = m_lines.object(key))
        return *held;
    QString text = key.text.left(letters);
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
    return line({ text, -1, indexOf(painter.font()), Qt::ElideNone, direction }, painter, text.size()).size().width();
}

qreal LineCache::widthOfBeginning(
    const QPainter& painter, const QString& text, qsizetype length, Qt::LayoutDirection direction)
{
    const auto& advances = m_fonts.at(indexOf(painter.font())).advances;
    qreal width = 0;
    for (const QChar letter : QStringView(text).first(length)) {
        if (letter.unicode() >= advances.size() || direction == Qt::RightToLeft)
            return widthOf(painter, text.first(length), direction);
        width += static_cast<qreal>(advances.at(letter.unicode()));
    }
    return width;
}

void LineCache::draw(QPainter& painter, const QRect& rect, const QString& text, Qt::LayoutDirection direction,
    Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    Key key { text, -1, indexOf(painter.font()), Qt::ElideNone, direction };
    const bool atTheEnd = elide == Qt::ElideRight && direction == Qt::LeftToRight;
    const qsizetype letters = atTheEnd ? lettersFor(key, rect.width()) : text.size();
    const QStaticText* drawn = letters < text.size() ? nullptr : &line(key, painter, letters);
    if (drawn == nullptr || drawn->size().width() > rect.width()) {
        key.width = rect.width();
        key.elide = elide;
        drawn = &line(key, painter, letters);
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
