// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/bignumbercard.h"

#include "ui/cards/notelabel.h"
#include "ui/cards/shapemark.h"
#include "ui/charts/sparkline.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"
#include "ui/text/healthtext.h"
#include "ui/theme/focusring.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace Strato {

BigNumberCard::BigNumberCard(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    build();
    applyMeasures();
    connect(this, &QAbstractButton::clicked, this, &BigNumberCard::activated);
    connect(&theme, &Theme::changed, this, &BigNumberCard::applyMeasures);
}

void BigNumberCard::build()
{
    m_title = new PlainLabel({}, Type::CardTitle, Role::Text2, this);
    m_title->setElide(true);
    m_shape = new ShapeMark(m_theme, Health::Well, this, 13);
    m_number = new PlainLabel({}, Type::BigNumber, Role::Text, this);
    m_of = new PlainLabel({}, Type::CardTitle, Role::Text2, this);
    for (PlainLabel* figure : { m_number, m_of }) // without its unit a number is another one
        figure->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_note = new NoteLabel(m_theme, this);
    m_history = new Sparkline(m_theme, this);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_shape);
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_number);
    middle->addWidget(m_of, 0, Qt::AlignVCenter);
    middle->addWidget(m_note, 1);
    auto* box = new QVBoxLayout(this);
    box->addLayout(top);
    box->addLayout(middle);
    box->addWidget(m_history);
    box->addStretch(1); // what is left over without the history does not part number and title
    m_shape->hide();
}

void BigNumberCard::applyMeasures()
{
    const int pad = m_theme.px(12);
    layout()->setContentsMargins(pad, m_theme.px(10), pad, m_theme.px(10));
    layout()->setSpacing(m_theme.px(4));
    for (int i = 0; i < layout()->count(); ++i) {
        if (QLayout* row = layout()->itemAt(i)->layout())
            row->setSpacing(m_theme.px(6));
    }
    updateGeometry();
    update();
}

void BigNumberCard::setContent(const Content& content)
{
    if (content == m_content)
        return;
    m_content = content;
    const bool aged = content.age.health != Health::Well;
    const bool old = content.age.health == Health::Warning || content.age.health == Health::Critical;
    const std::optional<Health> health = old ? std::optional(Health::Unknown) : content.health;
    m_title->setText(content.title);
    m_shape->setVisible(health.has_value());
    m_shape->setHealth(health.value_or(Health::Well));
    m_number->setText(content.number);
    const bool ill = health && *health != Health::Well;
    m_number->setTextRole(ill ? roleOf(*health) : Role::Text);
    m_of->setText(content.of);
    m_of->setVisible(!content.of.isEmpty());
    m_note->setText(aged ? content.age.words : content.note);
    m_note->setTextRole(aged ? roleOf(content.age.health) : Role::Text2);
    setPlainToolTip(*this, aged ? content.age.story : QString());
    m_history->setValues(content.history);
    m_history->setRole(ill ? roleOf(*health) : Role::Accent);
    setAccessibleName(content.title);
    QStringList said { content.number, content.of, content.note, content.age.words };
    if (health)
        said << healthWord(*health);
    said.removeAll(QString());
    setAccessibleDescription(said.join(u' '));
    update();
}

int BigNumberCard::roomOfHistory(const QSize& size) const
{
    return size.height() + layout()->spacing();
}

// Both are the same whether the history is there or has given way, or the card would swing between two heights.
QSize BigNumberCard::sizeHint() const
{
    QSize hint = layout()->sizeHint();
    if (m_history->isHidden())
        hint.rheight() += roomOfHistory(m_history->sizeHint());
    return hint;
}
QSize BigNumberCard::minimumSizeHint() const
{
    QSize hint = layout()->minimumSize();
    if (!m_history->isHidden())
        hint.rheight() -= roomOfHistory(m_history->minimumSizeHint());
    return hint;
}

void BigNumberCard::resizeEvent(QResizeEvent* event)
{
    m_history->setVisible(height() >= minimumSizeHint().height() + roomOfHistory(m_history->minimumSizeHint()));
    QAbstractButton::resizeEvent(event);
}

void BigNumberCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool lit = underMouse() || isDown();
    const Health age = m_content.age.health;
    const bool old = age == Health::Warning || age == Health::Critical;
    drawCardFrame(painter, QRectF(rect()), m_theme, lit ? Role::Raised : Role::Panel,
        old ? std::optional(roleOf(age)) : std::nullopt);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()), m_theme);
}

void BigNumberCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace Strato
