// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/codepane.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace Strato {

namespace {

class Margin final : public QWidget {
public:
    explicit Margin(CodePane& pane)
        : QWidget(&pane)
        , m_pane(pane)
    {
    }

protected:
    void paintEvent(QPaintEvent* event) override { m_pane.paintNumbers(event); }

private:
    CodePane& m_pane;
};

} // namespace

CodePane::CodePane(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_margin(new Margin(*this))
{
    setReadOnly(true);
    setLineWrapMode(NoWrap);
    setUndoRedoEnabled(false);
    // Read-only text is still walked by keyboard: the caret shows where.
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLayoutDirection(Qt::LeftToRight); // code runs left to right in every language
    m_margin->setLayoutDirection(Qt::LeftToRight);
    document()->setDefaultFont(theme.font(Type::Mono));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodePane::placeMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_margin->scroll(0, dy);
        else
            m_margin->update(0, rect.y(), m_margin->width(), rect.height());
    });
    connect(&theme, &Theme::changed, this, [this] {
        document()->setDefaultFont(m_theme.font(Type::Mono));
        placeMargin();
    });
    placeMargin();
}

int CodePane::marginWidth() const
{
    const auto digits = QString::number(std::max(1, blockCount())).size();
    const QFontMetrics metrics(m_theme.font(Type::MonoSmall));
    return metrics.horizontalAdvance(u'9') * int(std::max<qsizetype>(3, digits)) + m_theme.px(16);
}

void CodePane::placeMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inner = contentsRect();
    m_margin->setGeometry(inner.left(), inner.top(), marginWidth(), inner.height());
}

void CodePane::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeMargin();
}

void CodePane::paintNumbers(QPaintEvent* event)
{
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), m_theme.colour(Role::Window));
    painter.setFont(m_theme.font(Type::MonoSmall));
    painter.setPen(m_theme.colour(Role::Text3));
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const double height = blockBoundingRect(block).height();
        painter.drawText(QRectF(0, top, m_margin->width() - m_theme.px(8), height), Qt::AlignRight | Qt::AlignVCenter,
            QString::number(block.blockNumber() + 1));
        top += height;
        block = block.next();
    }
}

} // namespace Strato
