// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/pausebutton.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace Strato {

PauseButton::PauseButton(const Theme& theme, QWidget* parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PauseButton::setPaused(bool paused)
{
    m_paused = paused;
    update();
}

QSize PauseButton::sizeHint() const
{
    return { m_theme.px(44), m_theme.px(26) };
}

void PauseButton::paintEvent(QPaintEvent* event)
{
    QPushButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colour(m_paused ? Role::Well : Role::Text));
    const QPointF c = QRectF(rect()).center();
    const double half = m_theme.px(5);
    if (m_paused) {
        painter.drawPolygon(
            QPolygonF { c + QPointF(-half * 0.8, -half), c + QPointF(half, 0), c + QPointF(-half * 0.8, half) });
    } else {
        const double bar = half * 0.6;
        painter.drawRect(QRectF(c.x() - half * 0.8, c.y() - half, bar, 2 * half));
        painter.drawRect(QRectF(c.x() + half * 0.8 - bar, c.y() - half, bar, 2 * half));
    }
}

} // namespace Strato
