// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/wholerows.h"

#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QHeaderView>

#include <utility>

namespace Strato {

WholeRows::WholeRows(const Theme& theme, StratoTable& table, QWidget* parent)
    : QWidget(parent)
    , m_table(table)
{
    table.setParent(this);
    setFocusProxy(&table);
    table.view()->viewport()->installEventFilter(this);
    for (const auto signal : { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(table.model(), signal, this, &WholeRows::fit);
    connect(table.model(), &QAbstractItemModel::modelReset, this, &WholeRows::fit);
    // Queued: rows have their new height when everybody has heard of the new text size.
    connect(&theme, &Theme::changed, this, &WholeRows::fit, Qt::QueuedConnection);
}

void WholeRows::setRows(int least, int wished)
{
    if (m_least == least && m_wished == wished)
        return;
    m_least = least;
    m_wished = wished;
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    updateGeometry();
}

QSize WholeRows::heightOf(int rows) const
{
    if (rows == 0)
        return {};
    const TableView* view = m_table.view();
    return { m_table.minimumSizeHint().width(),
        view->horizontalHeader()->sizeHint().height() + 2 * view->frameWidth()
            + rows * view->verticalHeader()->defaultSectionSize() + 2 };
}

QSize WholeRows::sizeHint() const
{
    return heightOf(m_wished);
}

QSize WholeRows::minimumSizeHint() const
{
    return heightOf(m_least);
}

void WholeRows::fit()
{
    if (std::exchange(m_isFitting, true))
        return;
    m_table.setGeometry(rect());
    const int around = m_table.height() - m_table.view()->viewport()->height();
    const int row = m_table.view()->verticalHeader()->defaultSectionSize();
    const int rows = (height() - around) / row;
    if (rows > 0 && m_table.model()->rowCount() > 0) // else the words that stand for rows have all the room
        m_table.resize(width(), around + rows * row);
    m_isFitting = false;
}

void WholeRows::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// What stands under the rows ("2 more") takes from their room when it comes.
bool WholeRows::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

} // namespace Strato
