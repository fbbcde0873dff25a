// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chartdata.h"
#include "ui/text/timetext.h"

#include <QWidget>

#include <memory>

class QChart;
class QChartView;
class QDateTimeAxis;
class QValueAxis;
class QXYSeries;

namespace Strato {

class Theme;

/// The large chart of a details pane, on Qt Charts: axes with labels, legend, several lines, limit line. Series are
/// thinned to the pixels before Qt Charts sees them, so that a frame costs milliseconds for any length of data. Each
/// unbroken run is a series of its own: gaps stay gaps.
class DetailChart final : public QWidget {
    Q_OBJECT
public:
    explicit DetailChart(const Theme& theme, QWidget* parent = nullptr);
    ~DetailChart() override;

    void setContent(const ChartContent& content);
    void setTimeText(const TimeText& text);
    [[nodiscard]] QSize sizeHint() const override;
    /// Points handed to Qt Charts for what is shown now: at most four a pixel column and line.
    [[nodiscard]] int pointCount() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void applyTheme();
    void addLine(const ChartLine& line, double factor, int columns);
    void addLimit(double limit);
    void attach(QXYSeries* series);
    [[nodiscard]] qreal shownMs(Instant at) const;

    const Theme& m_theme;
    TimeText m_text;
    Numbers m_numbers;
    ChartContent m_content;
    QChart* m_chart; // owned by the view's scene
    QChartView* m_view;
    QDateTimeAxis* m_timeAxis;
    QValueAxis* m_valueAxis;
    int m_points = 0;
    int m_builtColumns = 0;
};

} // namespace Strato
