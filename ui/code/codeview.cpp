// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/codeview.h"

#include "models/base/plaintext.h"
#include "ui/code/codepane.h"
#include "ui/code/yamlhighlighter.h"
#include "ui/plaintext/copytext.h"
#include "ui/plaintext/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

CodeView::CodeView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pane(new CodePane(theme, this))
    , m_highlighter(new YamlHighlighter(
          theme, m_pane->document(), [pane = m_pane](const QTextBlock& block) { return pane->isContinuation(block); }))
{
    build();
    retranslate();
    setFocusProxy(m_pane);
    const auto onKey = [this](const QKeySequence& keys, auto&& action) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    onKey(QKeySequence::Find, [this] { openFind(); });
    onKey(QKeySequence(Qt::Key_F3), [this] { findNext(false); });
    onKey(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { findNext(true); });
    connect(&theme, &Theme::changed, this, &CodeView::markHits);
}

void CodeView::build()
{
    m_findBar = new QWidget(this);
    m_find = new QLineEdit(m_findBar);
    m_find->setMaxLength(256);
    m_find->installEventFilter(this);
    m_hits = new PlainLabel({}, Type::Small, Role::Text2, m_findBar);
    m_close = new QPushButton(m_findBar);
    m_close->setProperty("look", u"quiet"_s);
    auto* row = new QHBoxLayout(m_findBar);
    row->setContentsMargins(0, 0, 0, m_theme.px(6));
    row->addWidget(m_find, 1);
    row->addWidget(m_hits);
    row->addWidget(m_close);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_findBar);
    box->addWidget(m_pane, 1);
    m_findBar->hide();
    connect(m_find, &QLineEdit::textChanged, this, &CodeView::find);
    connect(m_close, &QPushButton::clicked, this, [this] {
        m_findBar->hide();
        find({});
        m_pane->setFocus();
    });
}

void CodeView::retranslate()
{
    //: accessible name of a read-only YAML text
    m_pane->setAccessibleName(tr("YAML"));
    m_find->setPlaceholderText(tr("find in this text"));
    //: accessible name of the search field inside a text
    m_find->setAccessibleName(tr("Find"));
    //: closes the search field
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close the search field"));
}

QPlainTextEdit* CodeView::editor() const
{
    return m_pane;
}
QString CodeView::text() const
{
    return m_pane->text();
}

void CodeView::setText(const QString& text)
{
    const QString cleaned = cleanText(text, maxLength);
    if (cleaned == m_pane->text())
        return;
    const int vertical = m_pane->verticalScrollBar()->value();
    const int horizontal = m_pane->horizontalScrollBar()->value();
    // Numbers, not a cursor: cursors follow the document, and a new text empties it first.
    const int anchor = m_pane->textCursor().anchor();
    const int position = m_pane->textCursor().position();
    m_pane->setLines(cleaned);
    const int length = m_pane->document()->characterCount() - 1;
    QTextCursor cursor(m_pane->document());
    cursor.setPosition(qMin(anchor, length));
    cursor.setPosition(qMin(position, length), QTextCursor::KeepAnchor);
    m_pane->setTextCursor(cursor);
    m_pane->verticalScrollBar()->setValue(vertical);
    m_pane->horizontalScrollBar()->setValue(horizontal);
    markHits();
}

void CodeView::openFind()
{
    m_findBar->show();
    const QString selected = m_pane->textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_find->setText(selected);
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

int CodeView::find(const QString& needle)
{
    if (m_find->text() != needle) {
        m_find->setText(needle); // comes back here
        return int(m_pane->extraSelections().size());
    }
    markHits();
    const int hits = int(m_pane->extraSelections().size());
    if (hits > 0) {
        QTextCursor from = m_pane->textCursor();
        from.setPosition(from.selectionStart());
        m_pane->setTextCursor(from);
        findNext(false);
    }
    return hits;
}

void CodeView::findNext(bool backwards)
{
    const QString needle = m_find->text();
    if (needle.isEmpty())
        return;
    const QTextDocument::FindFlags flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (m_pane->find(needle, flags))
        return;
    QTextCursor wrapped(m_pane->document());
    wrapped.movePosition(backwards ? QTextCursor::End : QTextCursor::Start);
    m_pane->setTextCursor(wrapped);
    m_pane->find(needle, flags);
}

void CodeView::markHits()
{
    constexpr int most = 1000; // what nobody would look through one by one
    QList<QTextEdit::ExtraSelection> marks;
    const QString needle = m_find->text();
    QTextCharFormat format;
    format.setBackground(blended(m_theme.colour(Role::Accent), m_theme.colour(Role::Window), 0.35));
    QTextCursor hit(m_pane->document());
    while (!needle.isEmpty() && marks.size() < most) {
        hit = m_pane->document()->find(needle, hit);
        if (hit.isNull())
            break;
        marks.append({ hit, format });
    }
    m_pane->setExtraSelections(marks);
    //: how often a text was found
    m_hits->setText(needle.isEmpty() ? QString() : tr("%n found", nullptr, int(marks.size())));
}

void CodeView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

bool CodeView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_find && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // it closes the field, whatever a window has the key for
        return true;
    }
    if (watched == m_find && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            m_close->click();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            findNext(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Strato
