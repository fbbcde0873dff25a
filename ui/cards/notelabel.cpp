// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/notelabel.h"

#include "ui/plaintext/tooltip.h"
#include "ui/text/wrappedlines.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>

namespace Strato {

NoteLabel::NoteLabel(const Theme& theme, QWidget* parent)
    : PlainLabel({}, Type::Body, Role::Text2, parent)
    , m_theme(theme)
{
    setElide(true);
}

/// One in the label's own font, else as many small ones.
int NoteLabel::linesThatFit() const
{
    constexpr int most = 2;
    const bool isOneEnough = fontMetrics().horizontalAdvance(fullText()) <= contentsRect().width();
    const int room = contentsRect().height() / QFontMetrics(m_theme.font(Type::Small)).height();
    return isOneEnough || room < most ? 1 : most;
}

QStringList NoteLabel::lines() const
{
    const int most = linesThatFit();
    QString words = fullText();
    for (qsizetype i = 1; i < words.size(); ++i) {
        if (words[i] == u' ' && words[i - 1].isDigit())
            words[i] = QChar::Nbsp; // a figure stays with its unit
    }
    QStringList all = wrappedLines(words, most == 1 ? font() : m_theme.font(Type::Small), contentsRect().width(), most);
    return all.replaceInStrings(QString(QChar::Nbsp), QStringLiteral(" "));
}

bool NoteLabel::isWhole() const
{
    const QStringList shown = lines();
    return shown.isEmpty() || !shown.back().endsWith(u'…') || fullText().endsWith(u'…');
}

bool NoteLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return PlainLabel::event(event);
    if (isWhole())
        event->ignore(); // the card's own tip, if it has one
    else
        showPlainToolTip(static_cast<QHelpEvent*>(event)->globalPos(), fullText(), this);
    return true;
}

void NoteLabel::paintEvent(QPaintEvent* event)
{
    if (linesThatFit() == 1) {
        PlainLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setFont(m_theme.font(Type::Small));
    const auto flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter))
        | Qt::TextSingleLine;
    const QStringList shown = lines();
    const int high = painter.fontMetrics().height();
    QRect line = contentsRect();
    line.setTop(line.top() + (line.height() - high * static_cast<int>(shown.size())) / 2);
    line.setHeight(high);
    for (const QString& words : shown) {
        style()->drawItemText(&painter, line, flags, palette(), isEnabled(), words, foregroundRole());
        line.translate(0, high);
    }
}

} // namespace Strato
