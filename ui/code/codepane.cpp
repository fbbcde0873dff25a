// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/codepane.h"

#include "ui/theme/theme.h"

#include <QMimeData>
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

void CodePane::setLines(const QString& text)
{
    m_text = text;
    m_continuations.clear();
    QString shown;
    shown.reserve(text.size() + text.size() / longestLine);
    int block = 0;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\n') {
            ++block;
            begin = i + 1;
        } else if (i - begin >= longestLine && !text[i].isLowSurrogate()) {
            shown += u'\n';
            m_continuations.push_back(++block);
            begin = i;
        }
        shown += text[i];
    }
    setPlainText(shown);
    placeMargin();
}

bool CodePane::isContinuation(const QTextBlock& block) const
{
    return std::ranges::binary_search(m_continuations, block.blockNumber());
}

QMimeData* CodePane::createMimeDataFromSelection() const
{
    const QTextCursor selection = textCursor();
    QString copied;
    QTextBlock block = document()->findBlock(selection.selectionStart());
    const int end = selection.selectionEnd();
    for (bool first = true; block.isValid() && block.position() <= end; block = block.next(), first = false) {
        if (!first && !isContinuation(block))
            copied += u'\n';
        const int from = std::max(0, selection.selectionStart() - block.position());
        copied += QStringView(block.text()).mid(from, end - block.position() - from);
    }
    auto* plain = new QMimeData; // owned by who asked
    plain->setText(copied);
    return plain;
}

int CodePane::marginWidth() const
{
    const auto digits = QString::number(std::max(1, lines())).size();
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
    const auto before = std::ranges::upper_bound(m_continuations, block.blockNumber()) - m_continuations.begin();
    int line = block.blockNumber() + 1 - static_cast<int>(before);
    bool isFirst = true;
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const double height = blockBoundingRect(block).height();
        const bool goesOn = isContinuation(block);
        if (!goesOn && !isFirst)
            ++line;
        isFirst = false;
        painter.drawText(QRectF(0, top, m_margin->width() - m_theme.px(8), height), Qt::AlignRight | Qt::AlignVCenter,
            goesOn ? QString(QChar(0x2026)) : QString::number(line));
        top += height;
        block = block.next();
    }
}

} // namespace Strato
