// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chartdata.h"
#include "ui/text/timetext.h"

#include <QPixmap>
#include <QWidget>

namespace Strato {

class Theme;

/// Lines over time: unit and top value, time marks, limit line, gaps as gaps, the value under the pointer or at the
/// keyboard's place (Left, Right, Home, End). Values below zero are cut. What is drawn is kept as a picture until data
/// or size change.
class TimeSeriesChart final : public QWidget {
    Q_OBJECT
public:
    explicit TimeSeriesChart(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const ChartContent& content);
    void setTimeText(const TimeText& text);
    void setNumbers(const Numbers& numbers);
    void setShownInstant(std::optional<Instant> at); ///< a moment shared with other charts: a thin line
    [[nodiscard]] const ChartContent& content() const { return m_content; }
    /// The words for the value at the pointer or the keyboard's place; empty without one.
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void instantHovered(std::optional<Strato::Instant> at);
    void instantChosen(Strato::Instant at); ///< click or Return: go there in time

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QRectF plotRect() const;
    [[nodiscard]] QPointF place(const Sample& sample, double top) const;
    [[nodiscard]] double xOf(Instant at) const;
    [[nodiscard]] Instant instantAtX(double x) const;
    void invalidate();
    void redraw();
    void drawLine(QPainter& painter, const ChartLine& line, double top) const;
    void drawFrame(QPainter& painter, double top) const;
    void drawLimit(QPainter& painter, double top) const;
    [[nodiscard]] QString limitText() const; ///< empty where there is none
    void drawLegend(QPainter& painter) const;
    void drawReadout(QPainter& painter) const;
    void setHover(std::optional<Instant> at);
    void describe();
    [[nodiscard]] bool isEmpty() const; ///< nothing to draw, and a reason to say

    const Theme& m_theme;
    TimeText m_text;
    Numbers m_numbers;
    ChartContent m_content;
    std::optional<Instant> m_hover;
    std::optional<Instant> m_shown;
    QPixmap m_picture;
    bool m_stale = true;
};

} // namespace Strato
