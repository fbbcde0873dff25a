// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/filteredit.h"

#include "ui/plaintext/plainlabel.h"

#include <QKeyEvent>
#include <QShortcut>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

FilterEdit::FilterEdit(const Theme& theme, QWidget* parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_note(new PlainLabel(u"/"_s, Type::MonoSmall, Role::Text3, this))
{
    setMaxLength(1024);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    // Text fields keep the key for themselves (ShortcutOverride), so "/" can still be typed in them.
    auto* shortcut = new QShortcut(QKeySequence(u"/"_s), this);
    connect(shortcut, &QShortcut::activated, this, [this] {
        setFocus(Qt::ShortcutFocusReason);
        selectAll();
    });
    connect(this, &QLineEdit::textChanged, this, &FilterEdit::filterChanged);
    connect(&theme, &Theme::changed, this, &FilterEdit::place);
    retranslate();
    place();
}

void FilterEdit::retranslate()
{
    setPlaceholderText(tr("filter: text, ns:, node:, status:, label=value"));
    //: accessible name of the filter field above a table
    setAccessibleName(tr("Filter"));
}

void FilterEdit::setNote(const QString& note)
{
    m_note->setText(note.isEmpty() ? u"/"_s : note);
    place();
}

void FilterEdit::place()
{
    const QSize size = m_note->sizeHint();
    const int pad = m_theme.px(8);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = mirrored ? pad : width() - pad - size.width();
    m_note->setGeometry(QRect(QPoint(x, (height() - size.height()) / 2), size));
    const int room = size.width() + pad;
    setTextMargins(mirrored ? room : 0, 0, mirrored ? 0 : room, 0);
}

void FilterEdit::setHistory(const QStringList& history)
{
    m_history = history.mid(0, 30);
    m_at = -1;
}

void FilterEdit::remember()
{
    const QString used = text().trimmed();
    m_at = -1;
    if (used.isEmpty() || (!m_history.isEmpty() && m_history.front() == used))
        return;
    m_history.removeAll(used);
    m_history.prepend(used);
    while (m_history.size() > 30)
        m_history.removeLast();
    emit historyChanged();
}

void FilterEdit::walk(int step)
{
    if (m_at < 0)
        m_draft = text();
    m_at = std::clamp(m_at + step, -1, int(m_history.size()) - 1);
    setText(m_at < 0 ? m_draft : m_history.at(m_at));
}

bool FilterEdit::event(QEvent* event)
{
    // A window may have a use of its own for the key: it comes after the filter is empty.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape
        && !text().isEmpty()) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterEdit::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up: walk(1); return;
    case Qt::Key_Down:
        if (m_at >= 0) {
            walk(-1);
            return;
        }
        remember();
        emit leaveRequested();
        return;
    case Qt::Key_Escape:
        if (text().isEmpty()) {
            emit leaveRequested();
        } else {
            remember();
            clear();
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        remember();
        emit leaveRequested();
        return;
    default: QLineEdit::keyPressEvent(event);
    }
}

void FilterEdit::focusOutEvent(QFocusEvent* event)
{
    remember();
    QLineEdit::focusOutEvent(event);
}

void FilterEdit::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    place();
}

void FilterEdit::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QLineEdit::changeEvent(event);
}

} // namespace Strato
