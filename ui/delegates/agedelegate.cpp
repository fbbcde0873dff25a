// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/agedelegate.h"

#include "ui/text/numbers.h"

#include <QPainter>

#include <utility>

namespace Strato {

AgeDelegate::AgeDelegate(const Theme& theme, int instantRole, std::function<Instant()> shownMoment, QObject* parent)
    : RowDelegate(theme, parent)
    , m_instantRole(instantRole)
    , m_shownMoment(std::move(shownMoment))
{
}

QString AgeDelegate::displayText(const QVariant& value, const QLocale&) const
{
    if (!value.isValid() || !m_shownMoment)
        return Numbers::missing();
    return Numbers::age(m_shownMoment() - Instant { value.toLongLong() });
}

void AgeDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    painter.setFont(theme().font(Type::Mono));
    drawLine(painter, cell.rect, cell, displayText(index.data(m_instantRole), {}), textColour(Role::Text2, cell),
        Qt::AlignVCenter | Qt::AlignTrailing);
}

int AgeDelegate::contentWidth(const QModelIndex&) const
{
    return QFontMetrics(theme().font(Type::Mono)).averageCharWidth() * 6;
}

} // namespace Strato
