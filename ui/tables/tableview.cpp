// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/tableview.h"

#include "ui/plaintext/tooltip.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QAccessible>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <utility>

namespace Strato {

TableView::TableView(const Theme& theme, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false); // Tab leaves the table; arrows move in it
    setCornerButtonEnabled(false);
    if (auto* corner = findChild<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly))
        //: accessible name of the corner of a table
        corner->setAccessibleName(tr("Select all"));
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // paintGround() leaves nothing out
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    applyMeasures();
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (!isPressable(index)) // its first click was enough
            emit rowActivated(index);
    });
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (isPressable(index) && QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            emit rowActivated(index);
    });
    connect(&theme, &Theme::changed, this, &TableView::applyMeasures);
    m_rest.setSingleShot(true);
    m_rest.setInterval(handRests);
    connect(&m_rest, &QTimer::timeout, this, &TableView::noteHand);
    answerResizesAtOnce();
}

void TableView::setColumnHeader(QHeaderView* header)
{
    setHorizontalHeader(header);
    answerResizesAtOnce();
}

/// Qt answers a column that became wider at a timer's turn, which comes after the paint that is due anyway: all would
/// be painted twice, at every fill and start.
void TableView::answerResizesAtOnce()
{
    disconnect(horizontalHeader(), SIGNAL(sectionResized(int, int, int)), this, SLOT(columnResized(int, int, int)));
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &TableView::layOutSoon);
}

/// Before the paint, which waits at a lower priority.
void TableView::layOutSoon()
{
    if (std::exchange(m_layoutPosted, true))
        return;
    const auto layOut = [this] {
        m_layoutPosted = false;
        doItemsLayout();
    };
    QMetaObject::invokeMethod(this, layOut, Qt::QueuedConnection);
}

void TableView::applyMeasures()
{
    verticalHeader()->setMinimumSectionSize(8);
    verticalHeader()->setDefaultSectionSize(m_theme.rowHeight());
    horizontalHeader()->setFixedHeight(m_theme.rowHeight());
    horizontalHeader()->setMinimumSectionSize(m_theme.px(24));
    verticalScrollBar()->setSingleStep(m_theme.rowHeight());
    viewport()->update();
}

bool TableView::isBusyUnderHand() const
{
    const bool chosen = hasFocus() && selectionModel() && selectionModel()->hasSelection();
    return m_rest.isActive() && (m_hoveredRow >= 0 || chosen);
}

void TableView::handMoved()
{
    m_rest.start();
    noteHand();
}

bool TableView::isPressable(const QModelIndex& index) const
{
    return m_pressRole && index.isValid() && !index.data(*m_pressRole).toString().isEmpty();
}

void TableView::noteHand()
{
    if (const bool busy = isBusyUnderHand(); busy != m_busy) {
        m_busy = busy;
        emit handChanged(busy);
    }
}

void TableView::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    handMoved();
}

void TableView::focusOutEvent(QFocusEvent* event)
{
    QTableView::focusOutEvent(event);
    noteHand();
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    const bool scrolls = hasAutoScroll();
    setAutoScroll(scrolls && !(m_steady && m_steady()));
    QTableView::currentChanged(current, previous);
    setAutoScroll(scrolls);
    noteHand();
}

void TableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    noteHand();
}

void TableView::refreshColumn(int column)
{
    if (isColumnHidden(column))
        return;
    viewport()->update(QRect(columnViewportPosition(column), 0, columnWidth(column), viewport()->height()));
}

void TableView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    if (QAccessible::isActive()) { // who reads the screen aloud is told of all cells
        QTableView::dataChanged(topLeft, bottomRight, roles);
        return;
    }
    if (!topLeft.isValid() || !bottomRight.isValid() || !isVisible())
        return;
    const int first = qMax(topLeft.row(), rowAt(0));
    const int below = rowAt(viewport()->height() - 1); // -1: the rows end above
    const int last = below < 0 ? bottomRight.row() : qMin(bottomRight.row(), below);
    if (first > last)
        return;
    const int top = rowViewportPosition(first);
    viewport()->update(QRect(0, top, viewport()->width(), rowViewportPosition(last) + rowHeight(last) - top));
}

void TableView::setVeiled(bool veiled)
{
    if (veiled == m_veiled)
        return;
    m_veiled = veiled;
    viewport()->update();
}

/// All that no cell will cover, and nothing twice: the viewport is opaque, and on a large screen an eighth of a paint
/// is spent on ground that is painted over at once.
void TableView::paintGround(const QRegion& exposed)
{
    QPainter painter(viewport());
    const QRect all = viewport()->rect();
    const QColor& ground = m_theme.colour(Role::Panel);
    const int column = firstColumn(); // rows are chosen whole; isRowSelected() would look at each of their cells
    int y = 0;
    forEachRowInSight([&](int row, const QRect& line) {
        if (y == 0)
            painter.fillRect(QRect(0, 0, all.width(), line.top()), ground);
        y = line.bottom() + 1;
        const bool covered = selectionModel()->isSelected(model()->index(row, column, rootIndex())); // by delegates
        if (!covered && exposed.intersects(line))
            painter.fillRect(line, row == m_hoveredRow ? m_theme.colour(Role::Raised) : ground);
    });
    const int right = horizontalHeader()->length() - horizontalHeader()->offset();
    painter.fillRect(QRect(right, 0, all.width() - right, y), ground);
    painter.fillRect(QRect(0, y, all.width(), all.height() - y), ground);
}

void TableView::forEachRowInSight(const std::function<void(int row, const QRect& line)>& paint) const
{
    const int count = model() ? model()->rowCount(rootIndex()) : 0;
    const int first = qMax(0, rowAt(0));
    for (int row = first, y = count > 0 ? rowViewportPosition(first) : 0; row < count && y < viewport()->height();
         ++row) {
        const QRect line(0, y, viewport()->width(), rowHeight(row));
        y += line.height(); // a page may want taller rows than the theme's, and rows of their own heights
        paint(row, line);
    }
}

void TableView::paintEvent(QPaintEvent* event)
{
    paintGround(event->region());
    QPaintEvent beside(event->region() - QRect(0, 0, heldWidth(), viewport()->height()));
    QTableView::paintEvent(&beside);
    if (!model() || model()->rowCount(rootIndex()) == 0)
        return;
    QPainter painter(viewport());
    const QColor colour = m_theme.colour(Role::Line);
    forEachRowInSight([&](int /*row*/, const QRect& line) {
        painter.fillRect(QRect(0, line.bottom(), line.width(), 1), colour); // a line with a pen takes thrice the time
    });
    paintHeld(event->region());
    if (m_veiled) {
        // An edge, not a veil over the words: dimmed text would fall under 4.5:1.
        painter.fillRect(QRect(0, 0, viewport()->width(), 2), m_theme.colour(Role::Warning));
    }
}

/// A table that the focus comes to frames its first row and chooses none: the first key is of that row, not of the
/// next.
bool TableView::chooseFramed()
{
    if (!currentIndex().isValid() || selectionMode() == NoSelection || selectionModel()->hasSelection())
        return false;
    selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    return true;
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    handMoved();
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested();
        return;
    }
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool moves
        = event->modifiers() == Qt::NoModifier && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up);
    if (opens && currentIndex().isValid()) {
        chooseFramed();
        emit rowActivated(currentIndex());
        return;
    }
    if (moves && chooseFramed())
        return;
    m_adding = event->key() == Qt::Key_Space && event->modifiers().testFlag(Qt::ControlModifier);
    QTableView::keyPressEvent(event);
    m_adding = false;
}

void TableView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    m_adding = !command.testFlag(QItemSelectionModel::Clear);
    QTableView::setSelection(rect, command);
    m_adding = false;
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    for (const int stale : { m_hoveredRow, row }) {
        if (stale >= 0)
            viewport()->update(0, rowViewportPosition(stale), viewport()->width(), rowHeight(stale));
    }
    m_hoveredRow = row;
    noteHand();
}

bool TableView::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QPoint place = static_cast<QMouseEvent*>(event)->position().toPoint();
        setHoveredRow(rowAt(place.y()));
        handMoved();
        viewport()->setCursor(isPressable(indexAt(place)) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        break;
    }
    case QEvent::MouseButtonPress:
    case QEvent::Wheel: handMoved(); break;
    case QEvent::Leave: setHoveredRow(-1); break;
    case QEvent::ToolTip: {
        // The model's tip is outside text: never handed to Qt's markup guess.
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        QString tip = index.data(Qt::ToolTipRole).toString();
        if (tip.isEmpty() && index.isValid()) {
            const QSize wish = itemDelegateForIndex(index)->sizeHint(QStyleOptionViewItem(), index);
            if (wish.width() > columnWidth(index.column()))
                tip = index.data(Qt::DisplayRole).toString();
        }
        showPlainToolTip(help->globalPos(), tip, viewport());
        return true;
    }
    default: break;
    }
    return QTableView::viewportEvent(event);
}

} // namespace Strato
