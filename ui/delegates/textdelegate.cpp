// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/textdelegate.h"

#include <QPainter>

#include <algorithm>

namespace Strato {

TextDelegate::TextDelegate(const Theme& theme, const Look& look, QObject* parent)
    : RowDelegate(theme, parent)
    , m_look(look)
{
}

TextDelegate::Look TextDelegate::number()
{
    return { .type = Type::Mono, .alignment = Qt::AlignVCenter | Qt::AlignTrailing };
}

TextDelegate::Look TextDelegate::mono()
{
    return { .type = Type::Mono };
}
TextDelegate::Look TextDelegate::quiet()
{
    return { .role = Role::Text2 };
}

void TextDelegate::setNeedles(const QStringList& needles)
{
    m_needles = needles;
    m_needles.removeAll(QString());
}

std::vector<TextDelegate::Span> TextDelegate::matchSpans(const QString& text, const QStringList& needles)
{
    std::vector<Span> found;
    for (const QString& needle : needles) {
        if (needle.isEmpty())
            continue;
        for (qsizetype at = text.indexOf(needle, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(needle, at + needle.size(), Qt::CaseInsensitive))
            found.push_back({ at, needle.size() });
    }
    std::ranges::sort(found, {}, &Span::from);
    std::vector<Span> merged;
    for (const Span& span : found) {
        if (!merged.empty() && span.from <= merged.back().from + merged.back().length) {
            Span& last = merged.back();
            last.length = std::max(last.length, span.from + span.length - last.from);
        } else {
            merged.push_back(span);
        }
    }
    return merged;
}

Role TextDelegate::roleFor(const QModelIndex& index) const
{
    if (!m_look.healthRole)
        return m_look.role;
    const QVariant health = index.data(*m_look.healthRole);
    if (!health.isValid() || static_cast<Health>(health.toInt()) == Health::Well)
        return m_look.role;
    return roleOf(static_cast<Health>(health.toInt()));
}

void TextDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    const QString text = index.data(m_look.textRole).toString();
    if (text.isEmpty())
        return;
    painter.setFont(theme().font(m_look.type));
    if (!m_needles.isEmpty())
        paintMatches(painter, cell, text);
    drawLine(painter, cell.rect, cell, text, textColour(roleFor(index), cell), m_look.alignment);
}

void TextDelegate::paintMatches(QPainter& painter, const Cell& cell, const QString& text) const
{
    const std::vector<Span> spans = matchSpans(text, m_needles);
    if (spans.empty())
        return;
    const auto aligned = QStyle::visualAlignment(cell.direction, m_look.alignment);
    const int start = aligned.testFlag(Qt::AlignRight)
        ? cell.rect.right() + 1 - std::min(lineWidth(painter, text, cell), cell.rect.width())
        : cell.rect.left();
    const QColor mark
        = blended(theme().colour(Role::Accent), theme().colour(cell.selected ? Role::Selection : Role::Panel), 0.35);
    const int height = std::min(painter.fontMetrics().height(), cell.rect.height());
    const int top = cell.rect.center().y() - height / 2;
    for (const Span& span : spans) {
        const int from = start + beginningWidth(painter, text, span.from, cell);
        const int to = start + beginningWidth(painter, text, span.from + span.length, cell);
        painter.fillRect(QRect(from, top, to - from, height).intersected(cell.rect), mark);
    }
}

int TextDelegate::contentWidth(const QModelIndex& index) const
{
    return neededWidth(m_look.type, index.data(m_look.textRole).toString());
}

} // namespace Strato
