// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/columnchooser.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

namespace {

Qt::CheckState tickOf(ColumnChooser::State state)
{
    switch (state) {
    case ColumnChooser::State::Hidden: return Qt::Unchecked;
    case ColumnChooser::State::Shown: return Qt::Checked;
    case ColumnChooser::State::LeftOut: return Qt::PartiallyChecked;
    }
    return Qt::Unchecked;
}

} // namespace

ColumnChooser::ColumnChooser(const Theme& theme, const std::vector<Entry>& entries, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
    , m_list(new QListWidget(this))
    , m_note(new PlainLabel({}, Type::Small, Role::Text2, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("surface", QStringLiteral("raised"));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6));
    for (const Entry& entry : entries) {
        auto* item = new QListWidgetItem(cleanLine(entry.title, 80), m_list);
        item->setData(Qt::UserRole, entry.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable); // we tick it: a press anywhere in the row counts
        item->setCheckState(tickOf(entry.state));
        item->setSizeHint(QSize(0, theme.rowHeight()));
    }
    m_list->setAccessibleName(tr("Columns"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(theme.rowHeight() * std::clamp(m_list->count(), 1, rowsAtMost) + 2 * m_list->frameWidth());
    m_list->setMinimumWidth(m_list->sizeHintForColumn(0) + theme.px(60));
    m_list->setCurrentRow(0);
    m_list->installEventFilter(this);
    connect(m_list, &QListWidget::itemClicked, this, &ColumnChooser::toggle);
    auto* reset = new QPushButton(tr("Reset columns"), this);
    reset->setAccessibleName(reset->text());
    connect(reset, &QPushButton::clicked, this, &ColumnChooser::resetRequested);
    m_note->setWrapped(true);
    m_note->setText(tr("Half ticked: there is no room for it. Tick it, and the list scrolls sideways to it."));
    box->addWidget(m_list);
    box->addWidget(m_note);
    box->addWidget(reset);
    refreshNote();
    setFocusProxy(m_list);
}

void ColumnChooser::setState(const QByteArray& id, State state)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toByteArray() == id)
            m_list->item(row)->setCheckState(tickOf(state));
    }
    refreshNote();
}

void ColumnChooser::refreshNote()
{
    bool anyLeftOut = false;
    for (int row = 0; row < m_list->count(); ++row)
        anyLeftOut = anyLeftOut || m_list->item(row)->checkState() == Qt::PartiallyChecked;
    if (anyLeftOut != m_note->isHidden())
        return;
    m_note->setVisible(anyLeftOut);
    if (isVisible())
        adjustSize();
}

void ColumnChooser::toggle(const QListWidgetItem* item)
{
    if (item)
        emit toggled(item->data(Qt::UserRole).toByteArray(), item->checkState() != Qt::Checked);
}

bool ColumnChooser::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) {
            toggle(m_list->currentItem());
            return true;
        }
        if (key == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ColumnChooser::popupAt(const QPoint& global)
{
    adjustSize();
    QRect place(global, size());
    const QRect screenArea = screen()->availableGeometry();
    place.moveRight(std::min(place.right(), screenArea.right()));
    place.moveBottom(std::min(place.bottom(), screenArea.bottom()));
    place.moveLeft(std::max(place.left(), screenArea.left()));
    place.moveTop(std::max(place.top(), screenArea.top()));
    setGeometry(place);
    show();
    m_list->setFocus(Qt::PopupFocusReason);
}

} // namespace Strato
