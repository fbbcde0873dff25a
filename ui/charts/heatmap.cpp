// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/heatmap.h"

#include "models/base/plaintext.h"
#include "ui/theme/focusring.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timescale.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace Strato {

using namespace Qt::StringLiterals;

HeatMap::HeatMap(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, [this] {
        m_stale = true;
        update();
    });
}

void HeatMap::setContent(const Content& content)
{
    m_content = content;
    for (QString& row : m_content.rows)
        row = cleanLine(row, 200);
    const auto cells
        = static_cast<std::size_t>(std::max(0, content.columns)) * static_cast<std::size_t>(content.rows.size());
    if (content.values.size() != cells || content.columns < 1) {
        m_content.rows.clear();
        m_content.values.clear();
        m_content.columns = 0;
    }
    if (m_cell && (m_cell->row >= rowCount() || m_cell->column >= m_content.columns))
        m_cell.reset();
    setAccessibleName(cleanLine(content.title, 200));
    m_stale = true;
    update();
}

void HeatMap::setTimeText(const TimeText& text)
{
    m_text = text;
    m_stale = true;
    update();
}

QSize HeatMap::sizeHint() const
{
    return { m_theme.px(400), std::max(m_theme.px(120), rowCount() * m_theme.px(8) + axisHeight()) };
}
QSize HeatMap::minimumSizeHint() const
{
    return { m_theme.px(160), m_theme.px(60) };
}

QRect HeatMap::cellRect(const QRect& area, int row, int column, int rows, int columns)
{
    if (rows < 1 || columns < 1 || row < 0 || row >= rows || column < 0 || column >= columns)
        return {};
    const auto edge = [](int start, int length, int i, int count) {
        return start + static_cast<int>(static_cast<qint64>(length) * i / count);
    };
    const int left = edge(area.left(), area.width(), column, columns);
    const int right = edge(area.left(), area.width(), column + 1, columns);
    const int top = edge(area.top(), area.height(), row, rows);
    const int bottom = edge(area.top(), area.height(), row + 1, rows);
    const int gapX = right - left >= 4 ? 1 : 0;
    const int gapY = bottom - top >= 4 ? 1 : 0;
    return { left, top, std::max(1, right - left - gapX), std::max(1, bottom - top - gapY) };
}

// At most 14 px a row: a few hosts must not become a flag.
QRect HeatMap::area() const
{
    return { 0, 0, width(), std::clamp(rowCount() * m_theme.px(14), 0, std::max(0, height() - axisHeight())) };
}

int HeatMap::axisHeight() const
{
    return m_theme.px(16);
}

float HeatMap::valueAt(const Cell& cell) const
{
    const auto at = static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(m_content.columns)
        + static_cast<std::size_t>(cell.column);
    return at < m_content.values.size() ? m_content.values[at] : std::numeric_limits<float>::quiet_NaN();
}

QColor HeatMap::colourOf(float value) const
{
    const auto share = static_cast<double>(value);
    if (std::isnan(share))
        return m_theme.colour(Role::Panel);
    if (share >= m_content.criticalAbove)
        return m_theme.colour(Role::Critical);
    if (share >= m_content.warningAbove)
        return m_theme.colour(Role::Warning);
    return blended(m_theme.colour(Role::Accent), m_theme.colour(Role::Raised), std::clamp(share, 0.0, 1.0) * 0.75);
}

void HeatMap::redraw()
{
    const double ratio = devicePixelRatioF();
    m_picture = QImage((QSizeF(size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < m_content.columns; ++column) {
            const int shown = mirrored ? m_content.columns - 1 - column : column;
            painter.fillRect(
                cellRect(area(), row, shown, rowCount(), m_content.columns), colourOf(valueAt({ row, column })));
        }
    }
    drawTimes(painter);
    m_stale = false;
}

void HeatMap::drawTimes(QPainter& painter) const
{
    if (rowCount() == 0 || m_content.to <= m_content.from)
        return;
    painter.setFont(m_theme.font(Type::MonoSmall));
    painter.setPen(m_theme.colour(Role::Text3));
    const TimeRange range { m_content.from, m_content.to };
    const int label = painter.fontMetrics().horizontalAdvance(u"00:00"_s);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (const Instant mark :
        timeMarks(range, std::max(2, width() / (label * 3)), m_text.local(range.from).timeZone())) {
        const QString words = m_text.hourMinute(mark);
        const int wide = painter.fontMetrics().horizontalAdvance(words);
        const double at = positionOf(mark, range, width());
        const double x
            = std::clamp((mirrored ? width() - at : at) - wide / 2.0, 0.0, std::max(0.0, double(width() - wide)));
        painter.drawText(
            QRectF(x, area().bottom() + 2, wide + 1, axisHeight()), Qt::AlignLeft | Qt::AlignVCenter, words);
    }
}

void HeatMap::paintEvent(QPaintEvent*)
{
    if (m_stale || m_picture.size() != (QSizeF(size()) * devicePixelRatioF()).toSize())
        redraw();
    QPainter painter(this);
    painter.drawImage(0, 0, m_picture);
    if (m_cell)
        drawReadout(painter);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()), m_theme);
}

void HeatMap::drawReadout(QPainter& painter) const
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int shown = mirrored ? m_content.columns - 1 - m_cell->column : m_cell->column;
    const QRect cell = cellRect(area(), m_cell->row, shown, rowCount(), m_content.columns);
    painter.setPen(m_theme.colour(Role::Text));
    painter.drawRect(cell.adjusted(-1, -1, 0, 0));
    painter.setFont(m_theme.font(Type::MonoSmall));
    const QString words = readout();
    const int wide = painter.fontMetrics().horizontalAdvance(words) + m_theme.px(12);
    const int tall = m_theme.px(18);
    const int x = std::clamp(cell.center().x() - wide / 2, 0, std::max(0, width() - wide));
    const int y = cell.top() - tall - 4 >= 0 ? cell.top() - tall - 4 : cell.bottom() + 4;
    const QRect box(x, y, wide, tall);
    painter.setPen(m_theme.colour(Role::Line));
    painter.setBrush(m_theme.colour(Role::Raised));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(m_theme.colour(Role::Text));
    painter.drawText(box, Qt::AlignCenter, words);
}

QString HeatMap::readout() const
{
    if (!m_cell)
        return {};
    const Duration span = (m_content.to - m_content.from) / m_content.columns;
    const Instant at = m_content.from + span * m_cell->column + span / 2;
    //: %1 is the name of a row (a host), %2 a time of day, %3 a value with unit
    const QString words = tr("%1  %2  %3")
                              .arg(m_content.rows.at(m_cell->row), m_text.hourMinute(at),
                                  m_numbers.percent(static_cast<double>(valueAt(*m_cell))));
    const QString note = m_content.notes.value(m_cell->row);
    //: %1 is what a cell of a chart says, %2 a remark on its row
    return note.isEmpty() ? words : tr("%1  (%2)").arg(words, note);
}

std::optional<HeatMap::Cell> HeatMap::cellAt(const QPoint& position) const
{
    const QRect shown = area();
    if (!shown.contains(position) || m_content.columns < 1)
        return std::nullopt;
    int column = std::min(m_content.columns - 1, position.x() * m_content.columns / std::max(1, shown.width()));
    if (layoutDirection() == Qt::RightToLeft)
        column = m_content.columns - 1 - column;
    return Cell { std::min(rowCount() - 1, position.y() * rowCount() / std::max(1, shown.height())), column };
}

void HeatMap::setCell(std::optional<Cell> cell)
{
    if (cell == m_cell)
        return;
    m_cell = cell;
    setAccessibleDescription(readout());
    update();
}

void HeatMap::mouseMoveEvent(QMouseEvent* event)
{
    setCell(cellAt(event->position().toPoint()));
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event)
{
    if (const auto cell = cellAt(event->position().toPoint()); cell && event->button() == Qt::LeftButton)
        emit rowActivated(cell->row);
}

void HeatMap::leaveEvent(QEvent*)
{
    setCell(std::nullopt);
}

void HeatMap::keyPressEvent(QKeyEvent* event)
{
    if (rowCount() == 0)
        return QWidget::keyPressEvent(event);
    Cell cell = m_cell.value_or(Cell { 0, m_content.columns - 1 });
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left: cell.column -= forward; break;
    case Qt::Key_Right: cell.column += forward; break;
    case Qt::Key_Up: --cell.row; break;
    case Qt::Key_Down: ++cell.row; break;
    case Qt::Key_Home: cell.column = 0; break;
    case Qt::Key_End: cell.column = m_content.columns - 1; break;
    case Qt::Key_Return:
    case Qt::Key_Enter: emit rowActivated(cell.row); return;
    default: return QWidget::keyPressEvent(event);
    }
    cell.row = std::clamp(cell.row, 0, rowCount() - 1);
    cell.column = std::clamp(cell.column, 0, m_content.columns - 1);
    setCell(cell);
}

} // namespace Strato
