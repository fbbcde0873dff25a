// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/kinddelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace Strato {

KindDelegate::KindDelegate(const Theme& theme, int countRole, int headingRole, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_countRole(countRole)
    , m_headingRole(headingRole)
{
}

void KindDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const bool heading = index.data(m_headingRole).toBool();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver) && !heading;
    if (selected || hovered)
        painter->fillRect(option.rect, m_theme.colour(selected ? Role::Selection : Role::Raised));
    if (selected && option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(m_theme.colour(Role::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    QRect rect = option.rect.adjusted(m_theme.px(heading ? 8 : 16), 0, -m_theme.px(8), 0);
    const QString count = index.data(m_countRole).toString();
    if (!count.isEmpty()) {
        painter->setFont(m_theme.font(Type::MonoSmall));
        painter->setPen(m_theme.colour(selected ? Role::Text2 : Role::Text3));
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignTrailing, count);
        rect.setRight(rect.right() - painter->fontMetrics().horizontalAdvance(count) - m_theme.px(8));
    }
    painter->setFont(m_theme.font(heading ? Type::Small : Type::Body));
    painter->setPen(m_theme.colour(heading ? Role::Text3 : selected ? Role::Text : Role::Text2));
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, rect.width());
    painter->drawText(rect, int((heading ? Qt::AlignBottom : Qt::AlignVCenter) | Qt::AlignLeading), text);
    painter->restore();
}

QSize KindDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool first = index.row() == 0;
    return { option.rect.width(), index.data(m_headingRole).toBool() && !first ? m_theme.px(30) : m_theme.px(22) };
}

} // namespace Strato
