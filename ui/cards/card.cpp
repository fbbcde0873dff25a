// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/card.h"

#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace Strato {

void drawCardFrame(QPainter& painter, const QRectF& rect, const Theme& theme, Role fill, std::optional<Role> edge)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = edge ? 2.0 : 1.0;
    painter.setPen(QPen(theme.colour(edge.value_or(Role::Line)), width));
    painter.setBrush(theme.colour(fill));
    painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4);
    painter.restore();
}

Card::Card(const Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new PlainLabel({}, Type::CardTitle, Role::Text2, this))
    , m_ageLabel(new PlainLabel({}, Type::CardTitle, Role::Warning, this))
    , m_note(new PlainLabel({}, Type::CardTitle, Role::Text2, this))
    , m_header(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    auto* box = new QVBoxLayout(this);
    m_title->setElide(true);
    m_note->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_header->addWidget(m_title, 1);
    m_header->addWidget(m_ageLabel);
    m_header->addWidget(m_note);
    box->addLayout(m_header);
    box->addLayout(m_body, 1);
    m_body->setContentsMargins(0, 0, 0, 0);
    setTitle(title);
    m_note->hide();
    m_ageLabel->hide();
    applyMeasures();
    connect(&theme, &Theme::changed, this, &Card::applyMeasures);
}

void Card::applyMeasures()
{
    const int pad = m_theme.px(12);
    layout()->setContentsMargins(pad, m_theme.px(10), pad, pad);
    layout()->setSpacing(m_theme.px(8));
    m_header->setSpacing(m_theme.px(8));
    m_body->setSpacing(m_theme.px(8));
    update();
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QString Card::title() const
{
    return m_title->fullText();
}

void Card::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

QString Card::note() const
{
    return m_note->fullText();
}

void Card::setAge(const PaneAge& age)
{
    if (age == m_age)
        return;
    m_age = age;
    m_ageLabel->setText(age.words);
    m_ageLabel->setTextRole(age.health);
    m_ageLabel->setVisible(age.health != Health::Well);
    setPlainToolTip(*m_ageLabel, age.story);
    setAccessibleDescription(age.story.isEmpty() ? age.words : QString(age.words + u'\n' + age.story));
    update();
}

void Card::setEdge(std::optional<Role> role)
{
    if (m_edge == role)
        return;
    m_edge = role;
    update();
}

void Card::addHeaderWidget(QWidget* widget)
{
    m_header->addWidget(widget);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool old = m_age.health == Health::Warning || m_age.health == Health::Critical;
    drawCardFrame(painter, QRectF(rect()), m_theme, Role::Panel, old ? std::optional(roleOf(m_age.health)) : m_edge);
}

} // namespace Strato
