// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/statepanel.h"

#include "ui/cards/card.h"
#include "ui/cards/shapemark.h"
#include "ui/plaintext/plainlabel.h"

#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

StatePanel::StatePanel(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shape(new ShapeMark(theme, Health::Unknown, this))
    , m_title(new PlainLabel({}, Type::CardTitle, Role::Text, this))
    , m_reason(new PlainLabel({}, Type::Body, Role::Text2, this))
    , m_buttonRow(new QWidget(this))
{
    m_title->setWrapped(true);
    m_reason->setWrapped(true);
    m_reason->setCopyable(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(6));
    head->addWidget(m_shape);
    head->addWidget(m_title, 1);
    auto* row = new QHBoxLayout(m_buttonRow);
    row->setContentsMargins(0, theme.px(6), 0, 0);
    row->setSpacing(theme.px(12));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10));
    box->setSpacing(theme.px(4));
    box->addLayout(head);
    box->addWidget(m_reason);
    box->addWidget(m_buttonRow);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setContent({});
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StatePanel::setContent(const Content& content)
{
    const bool sameButtons = content.buttons == m_content.buttons && m_buttonRow->layout()->count() > 0;
    m_content = content;
    m_shape->setVisible(content.health.has_value());
    m_shape->setHealth(content.health.value_or(Health::Unknown));
    m_title->setText(content.title);
    m_title->setTextRole(content.health ? roleOf(*content.health) : Role::Text);
    m_reason->setText(content.reason);
    m_reason->setVisible(!content.reason.isEmpty());
    m_buttonRow->setVisible(!content.buttons.empty());
    setAccessibleName(content.title);
    setAccessibleDescription(content.reason);
    if (!sameButtons)
        rebuildButtons();
    update();
}

void StatePanel::rebuildButtons()
{
    QLayout* row = m_buttonRow->layout();
    while (QLayoutItem* item = row->takeAt(0)) {
        if (QWidget* old = item->widget()) {
            old->hide();
            old->deleteLater(); // it may be the sender
        }
        delete item;
    }
    setFocusProxy(nullptr);
    for (const Button& button : m_content.buttons) {
        auto* push = new QPushButton(button.text, m_buttonRow);
        push->setAccessibleName(button.text);
        push->ensurePolished(); // its padding counts before it is shown
        if (button.primary)
            push->setProperty("look", u"primary"_s);
        connect(push, &QPushButton::clicked, this, [this, id = button.id] { emit buttonPressed(id); });
        row->addWidget(push);
        if (!focusProxy())
            setFocusProxy(push);
    }
    static_cast<QHBoxLayout*>(row)->addStretch(1);
}

void StatePanel::arrangeButtons(int width)
{
    auto* row = static_cast<QHBoxLayout*>(m_buttonRow->layout());
    int wanted = -row->spacing();
    for (int i = 0; i < row->count(); ++i) {
        if (const QWidget* button = row->itemAt(i)->widget())
            wanted += button->sizeHint().width() + row->spacing();
    }
    const QMargins margins = layout()->contentsMargins();
    const bool fits = wanted <= width - margins.left() - margins.right();
    row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

int StatePanel::heightAt(int width)
{
    arrangeButtons(width);
    layout()->activate();
    return hasHeightForWidth() ? heightForWidth(width) : sizeHint().height();
}

void StatePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrangeButtons(event->size().width());
}

void StatePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    std::optional<Role> edge;
    if (m_content.health && *m_content.health != Health::Well)
        edge = roleOf(*m_content.health);
    drawCardFrame(painter, QRectF(rect()), m_theme, Role::Raised, edge);
}

} // namespace Strato
