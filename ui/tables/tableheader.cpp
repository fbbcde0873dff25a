// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/tableheader.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/tooltip.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <utility>

namespace Strato {

TableHeader::TableHeader(const Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setStretchLastSection(true);
    setHighlightSections(false);
    setMinimumSectionSize(theme.px(24));
    setFixedHeight(theme.rowHeight());
    connect(&theme, &Theme::changed, this, [this] { setFixedHeight(m_theme.rowHeight()); });
}

void TableHeader::setTrailing(int section, bool trailing)
{
    if (trailing)
        m_trailing.insert(section);
    else
        m_trailing.erase(section);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    painter->fillRect(rect, m_theme.colour(Role::Panel));
    painter->setPen(m_theme.colour(Role::Line));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    QRect text = rect.adjusted(m_theme.px(8), 0, -m_theme.px(8), 0);
    if (sorted) {
        const int side = m_theme.px(7);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const bool atLeft = mirrored != m_trailing.contains(section);
        const double x = atLeft ? text.left() : text.right() - side;
        const double y = rect.center().y();
        const double tip = sortIndicatorOrder() == Qt::AscendingOrder ? -side / 2.0 : side / 2.0;
        QPainterPath arrow;
        arrow.moveTo(x, y - tip / 2);
        arrow.lineTo(x + side, y - tip / 2);
        arrow.lineTo(x + side / 2.0, y + tip / 2);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->fillPath(arrow, m_theme.colour(Role::Accent));
        text = atLeft ? text.adjusted(side + m_theme.px(4), 0, 0, 0) : text.adjusted(0, 0, -side - m_theme.px(4), 0);
    }
    QFont font = m_theme.font(Type::CardTitle);
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->setPen(m_theme.colour(sorted ? Role::Text : Role::Text2));
    const QString title = cleanLine(model()->headerData(section, Qt::Horizontal).toString(), 120);
    const Qt::Alignment side = m_trailing.contains(section) ? Qt::AlignTrailing : Qt::AlignLeading;
    painter->drawText(text, int(QStyle::visualAlignment(layoutDirection(), side | Qt::AlignVCenter)),
        painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
    painter->restore();
}

int TableHeader::firstSection() const
{
    for (int visual = 0; visual < count(); ++visual) {
        if (const int logical = logicalIndex(visual); !isSectionHidden(logical))
            return logical;
    }
    return -1;
}

void TableHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    const int width = m_held ? m_held() : 0;
    if (width <= 0)
        return;
    QPainter painter(viewport());
    paintSection(&painter, QRect(0, 0, width, height()), firstSection());
    painter.setPen(m_theme.colour(Role::Line));
    painter.drawLine(width - 1, 0, width - 1, height());
}

bool TableHeader::isOnHeld(const QMouseEvent& event) const
{
    return m_held && event.position().x() < m_held();
}

void TableHeader::mousePressEvent(QMouseEvent* event)
{
    m_heldPressed = event->button() == Qt::LeftButton && isOnHeld(*event);
    if (!m_heldPressed)
        QHeaderView::mousePressEvent(event);
}

/// Below it lies the edge of another section, which must not be drawn from here.
void TableHeader::mouseMoveEvent(QMouseEvent* event)
{
    if (m_heldPressed || (event->buttons() == Qt::NoButton && isOnHeld(*event)))
        unsetCursor();
    else
        QHeaderView::mouseMoveEvent(event);
}

void TableHeader::mouseReleaseEvent(QMouseEvent* event)
{
    if (!std::exchange(m_heldPressed, false)) {
        QHeaderView::mouseReleaseEvent(event);
        return;
    }
    if (!isOnHeld(*event) || !isSortIndicatorShown())
        return;
    const int section = firstSection();
    const bool ascends = sortIndicatorSection() == section && sortIndicatorOrder() == Qt::AscendingOrder;
    setSortIndicator(section, ascends ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TableHeader::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (isOnHeld(*event))
        mousePressEvent(event);
    else
        QHeaderView::mouseDoubleClickEvent(event);
}

bool TableHeader::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !model())
        return QHeaderView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const bool onHeld = m_held && help->pos().x() < m_held();
    const int section = onHeld ? firstSection() : logicalIndexAt(help->pos());
    const QString title = section < 0 ? QString() : model()->headerData(section, Qt::Horizontal).toString();
    QFont font = m_theme.font(Type::CardTitle);
    font.setWeight(QFont::Medium);
    const bool arrow = isSortIndicatorShown() && sortIndicatorSection() == section;
    const int room = sectionSize(std::max(0, section)) - 2 * m_theme.px(8) - (arrow ? m_theme.px(11) : 0);
    const bool cut = QFontMetrics(font).horizontalAdvance(title) > room;
    showPlainToolTip(help->globalPos(), cut ? title : QString(), viewport());
    return true;
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    const QString title = model() ? model()->headerData(section, Qt::Horizontal).toString() : QString();
    return { QFontMetrics(m_theme.font(Type::CardTitle)).horizontalAdvance(title) + m_theme.px(28),
        m_theme.rowHeight() };
}

} // namespace Strato
