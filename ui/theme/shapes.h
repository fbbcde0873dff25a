// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QPainterPath>
#include <QPolygonF>
#include <QRectF>

#include <cstdint>

class QColor;
class QPainter;

namespace Strato {

/// The shape that a state has besides its colour: well ●, warning ▲, critical ◆, unknown ○, changing ◐.
/// @return a path inside @p box, centred; an empty path for an empty box. Pure.
[[nodiscard]] QPainterPath shapePath(Health health, const QRectF& box);

/// Draws the shape of @p health in @p colour, antialiased; open shapes (○, the ring of ◐) get a line of 1/8 of the
/// size.
void drawShape(QPainter& painter, Health health, const QRectF& box, const QColor& colour);

/// A square of @p size centred vertically at the leading edge of @p cell, @p padding from it. Pure; mirrors for RTL.
[[nodiscard]] QRectF leadingBox(const QRectF& cell, double size, double padding, Qt::LayoutDirection direction);

} // namespace Strato
