// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/summarytab.h"

#include "ui/plaintext/plainlabel.h"
#include "ui/theme/theme.h"
#include "views/explorer/secretkeysbox.h"

#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

SummaryTab::SummaryTab(const Theme& theme, const ExplorerPort& port, QWidget* parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    auto* content = new QWidget(this);
    content->setProperty("surface", u"panel"_s);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, theme.px(4), theme.px(8), theme.px(8));
    m_column->setSpacing(theme.px(4));
    m_note = new PlainLabel({}, Type::Small, Role::Text3, content);
    m_note->setWrapped(true);
    m_note->setContentsMargins(theme.px(8), 0, theme.px(8), 0);
    m_column->addWidget(m_note);
    m_secret = new SecretKeysBox(theme, port, content);
    m_secret->hide();
    m_column->addWidget(m_secret);
    m_column->addStretch(1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void SummaryTab::setPartCount(std::size_t count)
{
    while (m_parts.size() > count) {
        delete m_parts.back().title;
        delete m_parts.back().table;
        m_parts.pop_back();
    }
    while (m_parts.size() < count) {
        Part part;
        part.title = new PlainLabel({}, Type::CardTitle, Role::Text2, widget());
        part.title->setContentsMargins(m_theme.px(8), m_theme.px(8), 0, 0);
        part.table = new DetailsTable(m_theme, widget());
        connect(part.table, &DetailsTable::linkActivated, this, &SummaryTab::linkActivated);
        connect(part.table, &DetailsTable::addressActivated, this, &SummaryTab::addressActivated);
        m_column->insertWidget(m_column->count() - 1, part.title);
        m_column->insertWidget(m_column->count() - 1, part.table);
        m_parts.push_back(part);
    }
}

void SummaryTab::setSections(const std::vector<SummarySection>& sections)
{
    if (sections == m_sections)
        return;
    m_sections = sections;
    setPartCount(sections.size());
    for (std::size_t i = 0; i < sections.size(); ++i) {
        m_parts[i].title->setText(sections[i].title);
        m_parts[i].table->setAccessibleName(sections[i].title);
        m_parts[i].table->setRows(sections[i].rows);
    }
}

void SummaryTab::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void SummaryTab::setSecret(const EntityId& secret)
{
    m_secret->setSecret(secret);
    m_secret->setVisible(!secret.isNull());
}

void SummaryTab::setSecretsAllowed(bool allowed)
{
    m_secret->setAllowed(allowed);
}

} // namespace Strato
