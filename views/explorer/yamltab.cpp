// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/yamltab.h"

#include "ui/cards/statepanel.h"
#include "ui/code/codeview.h"
#include "ui/code/yamltext.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

YamlTab::YamlTab(const Theme& theme, Background background, QWidget* parent)
    : QWidget(parent)
    , m_age(new PlainLabel({}, Type::Small, Role::Text3, this))
    , m_managed(new QCheckBox(this))
    , m_refresh(new QPushButton(this))
    , m_state(new StatePanel(theme, this))
    , m_code(new CodeView(theme, this))
    , m_background(std::move(background))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, theme.px(6), 0, 0);
    box->setSpacing(theme.px(6));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(theme.px(8), 0, 0, 0);
    m_age->setElide(true);
    line->addWidget(m_age, 1);
    line->addWidget(m_managed);
    line->addWidget(m_refresh);
    box->addLayout(line);
    box->addWidget(m_state);
    box->addWidget(m_code, 1);
    box->addStretch(0); // the line stays at the top while there is no text below it
    m_state->hide();
    connect(m_refresh, &QPushButton::clicked, this, &YamlTab::refreshRequested);
    connect(m_managed, &QCheckBox::toggled, this, &YamlTab::makeText);
    retranslate();
}

void YamlTab::clear()
{
    ++m_ticket;
    m_outdated = false;
    m_object.reset();
    m_error.reset();
    m_loading = false;
    m_code->setText({});
    refreshWords();
}

void YamlTab::setLoading(bool loading)
{
    m_loading = loading;
    refreshWords();
}

void YamlTab::setObject(const FetchedObject& object, bool secret)
{
    m_object = object;
    m_secret = secret;
    m_error.reset();
    m_loading = false;
    makeText();
}

void YamlTab::setError(const Error& error)
{
    m_error = error;
    m_loading = false;
    refreshWords();
}

void YamlTab::setUnavailable(const QString& why)
{
    m_unavailable = why;
    refreshWords();
}

void YamlTab::setFormats(const Formats& formats, Instant now)
{
    m_formats = formats;
    m_now = now;
    refreshWords();
}

/// Megabytes of it would hold up the window.
void YamlTab::makeText()
{
    refreshWords();
    m_outdated = m_object && !isVisible();
    if (!m_object || m_outdated)
        return;
    YamlOptions options;
    options.foldManagedFields = !m_managed->isChecked();
    options.hideSecretData = m_secret;
    m_background([this, json = m_object->json, options, ticket = ++m_ticket, alive = std::weak_ptr(m_alive)]() -> Task {
        return [this, text = yamlText(json, options), ticket, alive] {
            if (!alive.expired() && ticket == m_ticket)
                showText(text);
        };
    });
}

void YamlTab::showText(const Result<QString>& text)
{
    if (text)
        m_code->setText(*text);
    else
        m_error = text.error();
    refreshWords();
}

void YamlTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        makeText();
}

void YamlTab::refreshWords()
{
    m_state->setVisible(m_error.has_value() || (!m_unavailable.isEmpty() && !m_object));
    if (m_error)
        m_state->setContent({ Health::Warning, tr("The object could not be read"), errorSentence(*m_error), {} });
    else if (!m_unavailable.isEmpty())
        m_state->setContent({ Health::Unknown, tr("Not read"), m_unavailable, {} });
    QString words;
    if (m_object)
        //: %1: a time of day, %2: how long ago
        words = tr("read %1, %2 old")
                    .arg(m_formats.times.clock(m_object->fetchedAt), Numbers::age(m_now - m_object->fetchedAt));
    if (m_object && m_secret)
        //: above the YAML of a Secret; %1: when it was read
        words = tr("%1; metadata only: values are read key by key").arg(words);
    if (m_loading)
        //: %1: when it was read and how old that is
        words = m_object ? tr("%1, reading again").arg(words) : tr("reading");
    m_age->setText(words);
    m_code->setVisible(m_object.has_value());
    m_refresh->setEnabled(m_unavailable.isEmpty() && !m_loading);
    m_managed->setEnabled(m_object.has_value());
}

void YamlTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void YamlTab::retranslate()
{
    //: button: reads the object again
    m_refresh->setText(tr("Refresh"));
    //: check box above YAML; managedFields is a field's name
    m_managed->setText(tr("managedFields"));
    m_managed->setAccessibleName(tr("Show managedFields"));
    m_code->editor()->setAccessibleName(tr("YAML"));
    makeText(); // what is left out is said in words
}

} // namespace Strato
