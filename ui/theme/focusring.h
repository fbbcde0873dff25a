// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QPainter;
class QRectF;

namespace Strato {

class Theme;

/// The one look of keyboard focus on self-painted widgets: a rounded outline of 2 px in the accent colour, inside @p
/// rect.
void drawFocusRing(QPainter& painter, const QRectF& rect, const Theme& theme);

} // namespace Strato
