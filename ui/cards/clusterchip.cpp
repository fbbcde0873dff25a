// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/clusterchip.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/tooltip.h"
#include "ui/text/errortext.h"
#include "ui/text/healthtext.h"
#include "ui/theme/focusring.h"
#include "ui/theme/shapes.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

ClusterChip::ClusterChip(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { emit menuRequested(mapToGlobal(rect().bottomLeft())); });
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ClusterChip::setContent(const Content& content)
{
    if (content == m_content)
        return;
    m_content = content;
    m_content.name = showInvisibles(cleanLine(content.name, 80));
    m_content.identity = showInvisibles(cleanLine(content.identity, 80));
    describe();
    updateGeometry();
    update();
}

QString ClusterChip::rightsText() const
{
    if (m_content.identity.isEmpty())
        return {};
    //: %1 is who you are on this cluster; nothing there can be changed
    return m_content.locked ? tr("%1, read-only").arg(m_content.identity) : m_content.identity;
}

void ClusterChip::describe()
{
    QStringList said;
    if (m_content.production)
        //: marks a production cluster; upper case where the language has it
        said << tr("PRODUCTION");
    if (m_content.unverified)
        //: of a cluster whose server's certificate nobody checks; upper case where the language has it
        said << tr("UNVERIFIED");
    said << m_content.name << rightsText();
    if (!m_content.shown)
        //: of a cluster: the views leave it out
        said << tr("not shown");
    if (m_content.health != Health::Well)
        said << healthWord(m_content.health);
    said.removeAll(QString());
    setAccessibleName(said.join(u", "_s));
    QStringList notes;
    if (m_content.unverified)
        notes << errorSentence({ ErrorCode::TlsUnverified, {} });
    if (m_content.isOfNow)
        notes << tr("The connection as it is now, not at the moment that the views show.");
    setAccessibleDescription(notes.join(u'\n'));
    notes.prepend(accessibleName()); // where the window is narrow not all of it is drawn
    setPlainToolTip(*this, notes.join(u'\n'));
}

QFont ClusterChip::fontOf(QFont::Weight weight) const
{
    QFont font = m_theme.font(Type::Body);
    font.setWeight(weight);
    return font;
}

int ClusterChip::wide(const QString& text, QFont::Weight weight) const
{
    // Rounded up: eliding compares fractions, which scripts of several fonts have.
    return static_cast<int>(std::ceil(QFontMetricsF(fontOf(weight)).horizontalAdvance(text))) + 1;
}

QSize ClusterChip::sizeHint() const
{
    const int gap = m_theme.px(7);
    int width = m_theme.px(18) + wide(m_content.name) + gap;
    if (m_content.production)
        width += wide(tr("PRODUCTION"), QFont::DemiBold) + gap;
    if (m_content.unverified)
        width += wide(tr("UNVERIFIED"), QFont::DemiBold) + gap;
    if (const QString rights = rightsText(); !rights.isEmpty())
        width += wide(rights) + gap;
    if (m_content.locked)
        width += m_theme.px(17);
    if (m_content.health != Health::Well)
        width += m_theme.px(17);
    return { width, m_theme.px(26) };
}

QSize ClusterChip::minimumSizeHint() const
{
    QSize hint = sizeHint();
    const QString rights = rightsText();
    if (!rights.isEmpty())
        hint.rwidth() -= wide(rights) + m_theme.px(7);
    return hint;
}

namespace {

// Lays boxes from the leading edge on; mirrors for RTL.
struct Row {
    QRect rest;
    bool mirrored;
    QRect take(int width)
    {
        const int fitting = std::clamp(width, 0, std::max(0, rest.width()));
        const QRect box(mirrored ? rest.right() + 1 - fitting : rest.left(), rest.top(), fitting, rest.height());
        rest = mirrored ? rest.adjusted(0, 0, -fitting, 0) : rest.adjusted(fitting, 0, 0, 0);
        return box;
    }
};

} // namespace

void ClusterChip::drawLock(QPainter& painter, const QRectF& box) const
{
    painter.setPen(QPen(m_theme.colour(Role::Text2), 1.2));
    painter.setBrush(Qt::NoBrush);
    const QRectF body(box.left() + 1, box.center().y() - 0.5, box.width() - 2, box.height() / 2);
    painter.drawRoundedRect(body, 1, 1);
    QPainterPath bow;
    const QRectF arc(body.left() + 1.8, box.top() + 0.5, body.width() - 3.6, body.height() * 1.6);
    bow.moveTo(arc.left(), body.top());
    bow.arcTo(arc, 180, -180);
    painter.drawPath(bow);
}

void ClusterChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = m_theme.colour(m_content.production ? Role::Production : Role::Line);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(m_theme.colour(underMouse() ? Role::Raised : Role::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    if (m_content.production)
        painter.fillRect(mirrored ? QRect(width() - 4, 2, 4, height() - 4) : QRect(0, 2, 4, height() - 4), edge);
    Row row { rect().adjusted(m_theme.px(10), 0, -m_theme.px(8), 0), mirrored };
    const auto leading
        = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter));
    const auto write = [&](const QString& text, Role role, QFont::Weight weight, int room) {
        QFont font = fontOf(weight);
        font.setStrikeOut(!m_content.shown && &text == &m_content.name);
        painter.setFont(font);
        painter.setPen(m_theme.colour(m_content.shown || role == Role::Production ? role : Role::Text3));
        const QRect box = row.take(std::min(wide(text, weight), row.rest.width() - room));
        painter.drawText(box, leading, painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
        row.take(m_theme.px(7));
    };
    const int marks = (m_content.locked ? m_theme.px(17) : 0) + (m_content.health != Health::Well ? m_theme.px(17) : 0);
    if (m_content.production)
        write(tr("PRODUCTION"), Role::Production, QFont::DemiBold, marks);
    if (m_content.unverified)
        write(tr("UNVERIFIED"), roleOf(Health::Critical), QFont::DemiBold, marks);
    write(m_content.name, m_content.isOfNow ? Role::Text2 : Role::Text, QFont::Normal, marks);
    if (const QString rights = rightsText(); !rights.isEmpty() && row.rest.width() - marks > m_theme.px(30))
        write(rights, Role::Text2, QFont::Normal, marks);
    if (m_content.locked)
        drawLock(painter, leadingBox(QRectF(row.take(m_theme.px(17))), m_theme.px(11), 0, layoutDirection()));
    if (m_content.health != Health::Well)
        drawShape(painter, m_content.health,
            leadingBox(QRectF(row.take(m_theme.px(17))), m_theme.px(11), 0, layoutDirection()),
            m_theme.colour(m_content.isOfNow ? Role::Text3 : roleOf(m_content.health)));
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()), m_theme);
}

void ClusterChip::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ClusterChip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        updateGeometry();
    }
    QAbstractButton::changeEvent(event);
}

} // namespace Strato
