// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/narrowbar.h"

#include "ui/plaintext/plainlabel.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace Strato {

using namespace Qt::StringLiterals;

NarrowBar::NarrowBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_words(new PlainLabel({}, Type::Body, Role::Text, this))
    , m_end(new QPushButton(this))
{
    setProperty("surface", u"raised"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(theme.px(8), theme.px(2), theme.px(8), theme.px(2));
    line->setSpacing(theme.px(12));
    m_words->setElide(true);
    m_end->setProperty("look", u"link"_s);
    line->addWidget(m_words, 1);
    line->addWidget(m_end);
    connect(m_end, &QPushButton::clicked, this, &NarrowBar::endRequested);
}

void NarrowBar::setContent(const QString& cluster, const QString& filter, bool escape)
{
    m_cluster = cluster;
    m_filter = filter;
    m_escape = escape;
    retranslate();
}

QString NarrowBar::text() const
{
    return m_words->fullText();
}

void NarrowBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void NarrowBar::retranslate()
{
    //: above a list that a link opened: it shows one cluster only; %1: its name
    const QString whole = tr("Narrowed to cluster %1");
    //: above a list that a link opened; %1: a filter, node:"n1", %2: name of the only cluster shown
    const QString part = tr("Narrowed to %1 in cluster %2");
    m_words->setText(m_filter.isEmpty() ? whole.arg(m_cluster) : part.arg(m_filter, m_cluster));
    //: button: ends what a link narrowed a list to
    m_end->setText(m_escape ? tr("✕ Show all again (Esc)") : tr("✕ Show all again"));
    m_end->setAccessibleName(tr("Show all again"));
}

} // namespace Strato
