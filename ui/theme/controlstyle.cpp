// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/controlstyle.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPolygonF>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTableView>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

ControlStyle::ControlStyle(const Theme& theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_theme(theme)
{
}

void ControlStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox: drawCheckBox(*option, *painter); break;
    case PE_IndicatorSpinUp: drawArrow(*option, *painter, true); break;
    case PE_IndicatorSpinDown: drawArrow(*option, *painter, false); break;
    case PE_PanelItemViewRow: // our tables' delegates paint what is chosen; Fusion computes a palette for each cell
        if (qobject_cast<const QTableView*>(widget) != nullptr)
            break;
        [[fallthrough]];
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ControlStyle::drawCheckBox(const QStyleOption& option, QPainter& painter) const
{
    const bool enabled = option.state & State_Enabled;
    const bool marked = option.state & (State_On | State_NoChange);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool near = option.state & (State_HasFocus | State_MouseOver);
    painter.setPen(m_theme.colour(enabled && near ? Role::Accent : Role::Text3));
    painter.setBrush(m_theme.colour(marked && enabled ? Role::Accent : Role::Window));
    painter.drawRoundedRect(box, 3, 3);
    const double side = std::min(box.width(), box.height());
    painter.setPen(QPen(
        m_theme.colour(enabled ? Role::Window : Role::Text3), side * 0.14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](double x, double y) { return box.topLeft() + QPointF(x * side, y * side); };
    if (option.state & State_On)
        painter.drawPolyline(QPolygonF { at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.31) });
    else if (option.state & State_NoChange)
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
    painter.restore();
}

void ControlStyle::drawArrow(const QStyleOption& option, QPainter& painter, bool up) const
{
    const QPointF middle = QRectF(option.rect).center();
    const double half = std::min(option.rect.width(), option.rect.height()) * 0.3;
    const double tip = up ? -half : half;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colour(option.state & State_Enabled ? Role::Text2 : Role::Text3));
    painter.drawPolygon(QPolygonF {
        middle + QPointF(-half, -tip / 2), middle + QPointF(half, -tip / 2), middle + QPointF(0, tip / 2) });
    painter.restore();
}

} // namespace Strato
