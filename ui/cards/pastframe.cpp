// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/pastframe.h"

#include "ui/cards/shapemark.h"
#include "ui/plaintext/plainlabel.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

PastFrame::PastFrame(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_bar(new QWidget(this))
    , m_shape(new ShapeMark(theme, Health::Changing, m_bar))
    , m_words(new PlainLabel({}, Type::CardTitle, Role::Changing, m_bar))
    , m_explanation(new PlainLabel({}, Type::Body, Role::Text2, m_bar))
    , m_live(new QPushButton(m_bar))
{
    m_live->setProperty("look", u"primary"_s);
    m_explanation->setMostLines(2);
    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), 0);
    row->setSpacing(theme.px(8));
    row->addWidget(m_shape);
    row->addWidget(m_words);
    row->addWidget(m_explanation, 1);
    row->addWidget(m_live);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_bar);
    m_bar->hide();
    retranslate();
    connect(m_live, &QPushButton::clicked, this, &PastFrame::goLiveRequested);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PastFrame::setContent(QWidget* content)
{
    if (m_content == content)
        return;
    if (m_content) {
        layout()->removeWidget(m_content);
        m_content->hide();
        m_content->setParent(nullptr);
    }
    m_content = content;
    if (content) {
        static_cast<QVBoxLayout*>(layout())->addWidget(content, 1);
        content->show();
    }
}

void PastFrame::setPast(const QString& moment)
{
    if (moment == m_moment) // said every second: what is in the frame need not be painted again
        return;
    m_moment = moment;
    m_past = !moment.isEmpty();
    const int edge = m_past ? 3 : 0;
    layout()->setContentsMargins(edge, edge, edge, edge);
    m_bar->setVisible(m_past);
    retranslate();
    update();
}

void PastFrame::setExplanation(const QString& text)
{
    m_explanation->setText(text);
}

void PastFrame::retranslate()
{
    //: %1 is a date and time with its zone
    m_words->setText(tr("In the past: as of %1").arg(m_moment));
    //: leaves the past; the key stands in brackets
    m_live->setText(tr("Go live (Esc)"));
    m_live->setAccessibleName(m_live->text());
    setAccessibleName(m_past ? m_words->fullText() : QString());
}

void PastFrame::paintEvent(QPaintEvent*)
{
    if (!m_past)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.colour(Role::Changing), 3));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
}

void PastFrame::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Strato
