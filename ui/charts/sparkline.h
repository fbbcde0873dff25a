// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QPolygonF>
#include <QWidget>

#include <vector>

namespace Strato {

/// The polylines of @p values in @p rect, split at NaN, the height spanning at least half of the
/// largest value so that noise stays small; a flat line lies in the middle. Empty where nothing is finite. Pure;
/// mirrors for RTL.
[[nodiscard]] std::vector<QPolygonF> sparklinePoints(
    const QRectF& rect, const QList<double>& values, Qt::LayoutDirection direction);

/// Draws them 1.5 px wide with a fill of @p fillOpacity (0: none) down to the lower edge.
void drawSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& colour,
    double fillOpacity, Qt::LayoutDirection direction);

/// A small line without axes, as in the big-number cards. Decoration of a number that stands beside it.
class Sparkline final : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(const Theme& theme, QWidget* parent = nullptr);

    void setValues(const QList<double>& values);
    void setRole(Role role);
    [[nodiscard]] const QList<double>& values() const { return m_values; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QList<double> m_values;
    Role m_role = Role::Accent;
};

} // namespace Strato
