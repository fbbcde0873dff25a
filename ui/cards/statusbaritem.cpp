// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/statusbaritem.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/tooltip.h"
#include "ui/text/healthtext.h"
#include "ui/theme/focusring.h"
#include "ui/theme/shapes.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

namespace Strato {

StatusBarItem::StatusBarItem(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(24);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StatusBarItem::setStatus(std::optional<Health> health, const QString& text, const QString& tip)
{
    const QString cleaned = cleanLine(text, 200);
    setPlainToolTip(*this, tip);
    setAccessibleDescription(cleanText(tip, 400));
    if (health == m_health && cleaned == m_text)
        return;
    const bool resized = cleaned.size() != m_text.size() || health.has_value() != m_health.has_value();
    m_health = health;
    m_text = cleaned;
    setAccessibleName(health ? QString(m_text + u", " + healthWord(*health)) : m_text);
    if (resized) // figures that only change their digits must not make the bar dance
        updateGeometry();
    update();
}

QSize StatusBarItem::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(Type::CardTitle));
    return { metrics.horizontalAdvance(m_text) + m_theme.px(m_health ? 26 : 12), m_theme.px(22) };
}

void StatusBarItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), m_theme.colour(Role::Raised));
    QRect text = rect().adjusted(m_theme.px(4), 0, -m_theme.px(4), 0);
    if (m_health) {
        const QRectF box = leadingBox(QRectF(text), m_theme.px(10), 0, layoutDirection());
        drawShape(painter, *m_health, box, m_theme.colour(*m_health));
        const int used = m_theme.px(15);
        text = layoutDirection() == Qt::RightToLeft ? text.adjusted(0, 0, -used, 0) : text.adjusted(used, 0, 0, 0);
    }
    QFont font = m_theme.font(Type::CardTitle);
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    const bool ill = m_health && (*m_health == Health::Warning || *m_health == Health::Critical);
    painter.setPen(m_theme.colour(ill ? Role::Text : Role::Text2));
    painter.drawText(text, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)),
        painter.fontMetrics().elidedText(m_text, Qt::ElideRight, text.width()));
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()), m_theme);
}

} // namespace Strato
