// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/counttile.h"

#include "models/base/plaintext.h"
#include "ui/cards/card.h"
#include "ui/text/numbers.h"
#include "ui/theme/focusring.h"
#include "ui/theme/shapes.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace Strato {

CountTile::CountTile(const Theme& theme, Health health, const QString& word, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_health(health)
    , m_word(cleanLine(word, 64))
    , m_count(Numbers::missing())
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
    connect(this, &QAbstractButton::clicked, this, &CountTile::activated);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void CountTile::setCount(const QString& count)
{
    if (count == m_count)
        return;
    m_count = cleanLine(count, 32);
    describe();
    updateGeometry(); // on a small tile the number stands beside the word
    update();
}

void CountTile::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    updateGeometry();
    update();
}

void CountTile::setWord(const QString& word)
{
    m_word = cleanLine(word, 64);
    describe();
    updateGeometry();
    update();
}

void CountTile::describe()
{
    setAccessibleName(m_word + u' ' + m_count);
}

QSize CountTile::sizeHint() const
{
    const int word = QFontMetrics(m_theme.font(Type::Body)).horizontalAdvance(m_word) + m_theme.px(17);
    const int number = QFontMetrics(m_theme.font(numberType(m_compact))).horizontalAdvance(m_count);
    if (m_compact)
        return { word + number + m_theme.px(24), m_theme.px(28) };
    return { std::max(word, number) + m_theme.px(24), m_theme.px(70) };
}

bool CountTile::isLow() const
{
    constexpr int twoLines = 60;
    return m_compact || height() < m_theme.px(twoLines);
}

Type CountTile::numberType(bool low) const
{
    return low ? Type::CardTitle : Type::BigNumber;
}

void CountTile::paintWord(QPainter& painter, const QRect& line) const
{
    const bool zero = m_count == u'0' && m_health != Health::Well;
    drawShape(painter, m_health, leadingBox(QRectF(line), m_theme.px(11), 0, layoutDirection()),
        m_theme.colour(roleOf(m_health)));
    const int used = m_theme.px(17);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.setFont(m_theme.font(Type::Body));
    painter.setPen(m_theme.colour(zero ? Role::Text2 : roleOf(m_health)));
    painter.drawText(line.adjusted(mirrored ? 0 : used, 0, mirrored ? -used : 0, 0),
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)), m_word);
}

void CountTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawCardFrame(painter, QRectF(rect()), m_theme, underMouse() ? Role::Panel : Role::Raised, std::nullopt);
    const bool low = isLow();
    const int pad = m_theme.px(low ? 8 : 12);
    const QRect top
        = low ? rect().adjusted(pad, 0, -pad, 0) : QRect(pad, m_theme.px(10), width() - 2 * pad, m_theme.px(18));
    paintWord(painter, top);
    const QRect below(pad, top.bottom(), width() - 2 * pad, height() - top.bottom() - m_theme.px(6));
    const Qt::Alignment side = low ? Qt::AlignTrailing : Qt::AlignLeading;
    painter.setFont(m_theme.font(numberType(low)));
    painter.setPen(m_theme.colour(Role::Text));
    painter.drawText(low ? top : below,
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), side | Qt::AlignVCenter)), m_count);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()), m_theme);
}

void CountTile::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace Strato
