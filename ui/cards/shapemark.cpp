// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/shapemark.h"

#include "ui/text/healthtext.h"
#include "ui/theme/shapes.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace Strato {

ShapeMark::ShapeMark(const Theme& theme, Health health, QWidget* parent, int size)
    : QWidget(parent)
    , m_theme(theme)
    , m_health(health)
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(healthWord(health));
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ShapeMark::setHealth(Health health)
{
    if (health == m_health)
        return;
    m_health = health;
    setAccessibleName(healthWord(health));
    update();
}

QSize ShapeMark::sizeHint() const
{
    return { m_theme.px(m_size), m_theme.px(m_size) };
}

void ShapeMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawShape(painter, m_health, QRectF(rect()), m_theme.colour(m_health));
}

void ShapeMark::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(healthWord(m_health));
    QWidget::changeEvent(event);
}

} // namespace Strato
