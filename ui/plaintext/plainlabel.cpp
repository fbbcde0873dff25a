// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plaintext/plainlabel.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/copytext.h"
#include "ui/plaintext/tooltip.h"
#include "ui/text/wrappedlines.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(Role role)
{
    switch (role) {
    case Role::Text2: return u"second"_s;
    case Role::Text3: return u"third"_s;
    case Role::Accent: return u"accent"_s;
    case Role::Well: return u"well"_s;
    case Role::Warning: return u"warning"_s;
    case Role::Critical: return u"critical"_s;
    case Role::Unknown: return u"unknown"_s;
    case Role::Changing: return u"changing"_s;
    case Role::Production: return u"production"_s;
    default: return {};
    }
}

QString nameOf(Type type)
{
    switch (type) {
    case Type::Body: return {};
    case Type::Small: return u"small"_s;
    case Type::Headline: return u"headline"_s;
    case Type::CardTitle: return u"cardTitle"_s;
    case Type::BigNumber: return u"bigNumber"_s;
    case Type::Mono: return u"mono"_s;
    case Type::MonoSmall: return u"monoSmall"_s;
    }
    return {};
}

} // namespace

PlainLabel::PlainLabel(const QString& text, QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setOpenExternalLinks(false);
    setText(text);
}

PlainLabel::PlainLabel(const QString& text, Type type, Role role, QWidget* parent)
    : PlainLabel(text, parent)
{
    setType(type);
    setTextRole(role);
}

void PlainLabel::setText(const QString& text)
{
    const QString cleaned = m_identifier ? showInvisibles(cleanText(text)) : cleanText(text);
    if (cleaned == m_full && cleaned == QLabel::text())
        return;
    m_full = cleaned;
    QLabel::setText(cleaned);
}

void PlainLabel::setTextRole(Role role)
{
    restyle("textRole", nameOf(role));
}
void PlainLabel::setType(Type type)
{
    restyle("type", nameOf(type));
}

void PlainLabel::restyle(const char* property, const QString& value)
{
    if (this->property(property).toString() == value)
        return;
    setProperty(property, value);
    // A dynamic property changes which rules match only when the widget is polished again.
    style()->unpolish(this);
    style()->polish(this);
    updateGeometry();
    update();
}

void PlainLabel::setElide(bool on)
{
    m_elide = on;
    if (on) {
        setWordWrap(false);
        setSizePolicy(QSizePolicy::Preferred, sizePolicy().verticalPolicy());
    }
    updateGeometry();
    update();
}

void PlainLabel::setWrapped(bool on)
{
    setWordWrap(on);
    m_elide = m_elide && !on;
    updateGeometry();
}

void PlainLabel::setMostLines(int most)
{
    m_mostLines = most;
    m_elide = false;
    setWordWrap(true); // else QLabel takes back that its height follows its width
    updateGeometry();
    update();
}

void PlainLabel::setCopyable(bool on)
{
    m_copyable = on;
    setFocusPolicy(on ? Qt::StrongFocus : Qt::NoFocus);
    setTextInteractionFlags(on && !m_elide && m_mostLines == 0
            ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
            : Qt::TextInteractionFlags(Qt::NoTextInteraction));
    if (on)
        setFocusPolicy(Qt::StrongFocus);
}

void PlainLabel::setIdentifier(bool on)
{
    m_identifier = on;
    setText(m_full);
}

QSize PlainLabel::minimumSizeHint() const
{
    if (m_mostLines > 0) {
        const QMargins around = contentsMargins();
        return { fontMetrics().averageCharWidth() * 8 + around.left() + around.right(),
            fontMetrics().height() + around.top() + around.bottom() };
    }
    QSize hint = QLabel::minimumSizeHint();
    if (m_elide)
        hint.setWidth(std::min(hint.width(), fontMetrics().averageCharWidth() * 4));
    else if (wordWrap())
        hint.setWidth(std::min(hint.width(), 160));
    return hint;
}

QSize PlainLabel::sizeHint() const
{
    if (m_mostLines == 0)
        return QLabel::sizeHint();
    constexpr int wishedCharacters = 60; // what is longer has several lines
    const int wished = fontMetrics().averageCharWidth() * wishedCharacters;
    int widest = 0;
    for (const QString& line : m_full.split(u'\n'))
        widest = widest < wished ? std::max(widest, fontMetrics().horizontalAdvance(line)) : wished;
    const QMargins around = contentsMargins();
    const int width = std::min(std::min(widest, wished) + 1 + around.left() + around.right(), maximumWidth());
    return { width, heightForWidth(width) };
}

int PlainLabel::heightForWidth(int width) const
{
    if (m_mostLines == 0)
        return QLabel::heightForWidth(width);
    const QMargins around = contentsMargins();
    const auto count = std::max<qsizetype>(1, lines(width - around.left() - around.right()).size());
    return static_cast<int>(count) * fontMetrics().lineSpacing() + around.top() + around.bottom();
}

QStringList PlainLabel::lines(int width) const
{
    QStringList all;
    const QStringList parts = m_full.trimmed().split(u'\n');
    for (qsizetype i = 0; i < parts.size() && all.size() < m_mostLines; ++i) {
        const int left = m_mostLines - static_cast<int>(all.size());
        const bool more = left == 1 && i + 1 < parts.size();
        all += wrappedLines(more ? parts[i] + u" …"_s : parts[i], font(), width, left);
    }
    return all;
}

bool PlainLabel::isCut() const
{
    if (m_mostLines == 0)
        return m_elide && shown() != m_full;
    const auto inked = [](QString text) { return text.removeIf([](QChar c) { return c.isSpace(); }); };
    return inked(lines(contentsRect().width()).join(QString())) != inked(m_full);
}

QString PlainLabel::shown() const
{
    return fontMetrics().elidedText(m_full, Qt::ElideRight, contentsRect().width());
}

bool PlainLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && isCut()) {
        showPlainToolTip(static_cast<QHelpEvent*>(event)->globalPos(), m_full, this);
        return true;
    }
    return QLabel::event(event);
}

void PlainLabel::paintLines()
{
    QPainter painter(this);
    const auto flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter))
        | Qt::TextSingleLine;
    const int height = fontMetrics().lineSpacing();
    QRect place(contentsRect().topLeft(), QSize(contentsRect().width(), height));
    for (const QString& line : lines(contentsRect().width())) {
        style()->drawItemText(&painter, place, flags, palette(), isEnabled(), line, foregroundRole());
        place.translate(0, height);
    }
}

void PlainLabel::paintEvent(QPaintEvent* event)
{
    if (m_mostLines > 0) {
        paintLines();
    } else if (!m_elide) {
        QLabel::paintEvent(event);
    } else {
        QPainter painter(this);
        const auto flags
            = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())) | Qt::TextSingleLine;
        style()->drawItemText(&painter, contentsRect(), flags, palette(), isEnabled(), shown(), foregroundRole());
    }
    if (hasFocus() && m_copyable) {
        QPainter painter(this);
        painter.setPen(QPen(palette().color(QPalette::Link), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void PlainLabel::keyPressEvent(QKeyEvent* event)
{
    if (m_copyable && event->matches(QKeySequence::Copy)) {
        copyText(hasSelectedText() ? selectedText() : m_full);
        return;
    }
    QLabel::keyPressEvent(event);
}

void PlainLabel::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_copyable) {
        event->ignore();
        return;
    }
    QMenu menu(this);
    //: copies the text of a label
    const QAction* copy = menu.addAction(tr("Copy"));
    if (menu.exec(event->globalPos()) == copy)
        copyText(hasSelectedText() ? selectedText() : m_full);
}

} // namespace Strato
