// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/health.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

namespace Strato {

class Theme;

/// Rows by time, with time marks below: "CPU by host". Values 0..1 shade in the accent colour; cells above the warning
/// or critical threshold take that colour. NaN is empty ground: no sample is not zero. Arrows move a cell cursor,
/// Return opens its row.
class HeatMap final : public QWidget {
    Q_OBJECT
public:
    struct Content {
        QString title {}; ///< spoken
        QStringList rows {}; ///< names, top to bottom
        QStringList notes {}; ///< what else the readout says of each row; shorter: nothing
        Instant from {};
        Instant to {};
        int columns = 0;
        std::vector<float> values {}; ///< rows x columns, row by row; share of full, NaN = missing
        double warningAbove = 0.85;
        double criticalAbove = 0.95;
    };

    explicit HeatMap(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const Content& content); ///< a size that does not match rows x columns shows nothing
    void setTimeText(const TimeText& text);
    /// Words for the cell under the pointer or the cell cursor: row, time, value. Empty without one.
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// The rectangle of a cell; rows share the height evenly, one pixel between cells where there is room. Pure.
    [[nodiscard]] static QRect cellRect(const QRect& area, int row, int column, int rows, int columns);

signals:
    void rowActivated(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Cell {
        int row = 0;
        int column = 0;
        bool operator==(const Cell&) const = default;
    };
    [[nodiscard]] int rowCount() const { return int(m_content.rows.size()); }
    [[nodiscard]] QRect area() const;
    [[nodiscard]] std::optional<Cell> cellAt(const QPoint& position) const;
    [[nodiscard]] float valueAt(const Cell& cell) const;
    [[nodiscard]] QColor colourOf(float value) const;
    void setCell(std::optional<Cell> cell);
    void redraw();
    void drawTimes(QPainter& painter) const;
    void drawReadout(QPainter& painter) const;
    [[nodiscard]] int axisHeight() const;

    const Theme& m_theme;
    TimeText m_text;
    Numbers m_numbers;
    Content m_content;
    std::optional<Cell> m_cell;
    QImage m_picture;
    bool m_stale = true;
};

} // namespace Strato
