// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/start/startpage.h"

#include "ui/cards/card.h"
#include "ui/cards/shapemark.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "views/start/contextrow.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 12;
constexpr int widest = 900;
constexpr std::chrono::minutes askAgainEvery { 1 };

} // namespace

StartPage::StartPage(const Theme& theme, const Clock& clock, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    build();
    refresh();
    m_askAgain.setInterval(askAgainEvery);
    connect(&m_askAgain, &QTimer::timeout, this, &StartPage::checkWanted);
}

StartPage::~StartPage() = default;

void StartPage::build()
{
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(gap, gap, gap, gap);
    auto* middle = new QWidget(this);
    middle->setMaximumWidth(m_theme.px(widest));
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    m_headline = new StatePanel(m_theme, middle);
    column->addWidget(m_headline);
    m_found = new Card(m_theme, {}, middle);
    column->addWidget(m_found, 1);
    auto* scroll = new QScrollArea(m_found);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows = new QWidget(scroll);
    (new QVBoxLayout(m_rows))->addStretch(1);
    scroll->setWidget(m_rows);
    m_found->body()->addWidget(scroll, 1);
    outer->addStretch(1);
    outer->addWidget(middle, 6);
    outer->addStretch(1);
    connect(m_headline, &StatePanel::buttonPressed, this, [this](const QString& id) {
        if (id == u"demo"_s)
            emit demoRequested();
        else if (id == u"prometheus"_s)
            emit prometheusRequested();
        else
            emit kubeconfigRequested();
    });
}

void StartPage::setFormats(const Formats& formats)
{
    m_formats = formats;
    refresh();
}

void StartPage::setContexts(std::vector<Context> contexts, const std::optional<Error>& error)
{
    if (m_contexts == contexts && m_error == error)
        return;
    const bool anyBefore = !m_contexts.empty();
    m_contexts = std::move(contexts);
    m_error = error;
    refreshContexts();
    if (anyBefore == m_contexts.empty())
        refreshNotes();
}

void StartPage::setDemoState(bool starting, const std::optional<Error>& error)
{
    m_demoStarting = starting;
    m_demoError = error;
    refreshHeadline();
}

void StartPage::setWarnings(std::vector<Error> warnings)
{
    if (m_warnings == warnings)
        return;
    m_warnings = std::move(warnings);
    refreshNotes();
}

void StartPage::refreshHeadline()
{
    const bool anyOpen = std::ranges::any_of(m_contexts, &Context::open);
    StatePanel::Content head;
    head.title = anyOpen ? tr("Open another cluster") : tr("Nothing is connected yet.");
    head.reason = tr("Choose a context below, look around in the demo estate, or add a metrics server.");
    if (m_error) {
        head.health = Health::Critical;
        head.title = kubeconfigTrouble(!m_contexts.empty());
        head.reason = errorSentence(*m_error);
    } else if (m_demoError) {
        head.health = Health::Critical;
        head.title = tr("The demo estate did not start");
        head.reason = errorSentence(*m_demoError);
    } else if (m_demoStarting) {
        head.health = Health::Changing;
        head.title = tr("The demo estate is starting…");
    }
    head.buttons = { { u"demo"_s, tr("Look around in the demo estate"), !anyOpen },
        { u"prometheus"_s, tr("Add a Prometheus…"), false }, { u"kubeconfig"_s, tr("Open a kubeconfig…"), false } };
    m_headline->setContent(head);
}

void StartPage::refresh()
{
    refreshContexts();
    refreshNotes();
}

void StartPage::refreshContexts()
{
    refreshHeadline();
    m_found->setTitle(tr("%n context(s) found in your kubeconfig", nullptr, static_cast<int>(m_contexts.size())));
    refreshRows();
}

/// Rows stay where they are and say something else: whoever is about to press a button keeps it under the hand.
void StartPage::refreshRows()
{
    while (m_contextRows.size() > m_contexts.size()) {
        m_contextRows.back()->hide();
        m_contextRows.back()->deleteLater(); // it may hold the sender
        m_contextRows.pop_back();
    }
    while (m_contextRows.size() < m_contexts.size())
        m_contextRows.push_back(makeRow());
    for (std::size_t i = 0; i < m_contexts.size(); ++i)
        m_contextRows[i]->setContext(m_contexts[i], m_formats);
}

ContextRow* StartPage::makeRow()
{
    auto* row = new ContextRow(m_theme, m_clock, m_rows);
    connect(row, &ContextRow::connectRequested, this, &StartPage::connectRequested);
    connect(row, &ContextRow::retryRequested, this, &StartPage::retryRequested);
    connect(row, &ContextRow::disconnectRequested, this, &StartPage::disconnectRequested);
    static_cast<QVBoxLayout*>(m_rows->layout())->insertWidget(static_cast<int>(m_contextRows.size()), row);
    return row;
}

/// What there is to say below the contexts: that there are none, what was left out and why.
void StartPage::refreshNotes()
{
    qDeleteAll(std::exchange(m_notes, {}));
    auto* rows = static_cast<QVBoxLayout*>(m_rows->layout());
    const auto add = [&](QWidget* note) {
        rows->insertWidget(static_cast<int>(m_contextRows.size() + m_notes.size()), note);
        m_notes.push_back(note);
    };
    if (m_contexts.empty()) {
        auto* none = new PlainLabel(tr("No context was found in KUBECONFIG or ~/.kube/config. Open a kubeconfig that "
                                       "your cluster's owner gave you."),
            Type::Body, Role::Text2, m_rows);
        none->setWrapped(true);
        add(none);
    }
    for (const Error& warning : m_warnings) {
        auto* row = new QWidget(m_rows);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 2, 0, 2);
        line->addWidget(new ShapeMark(m_theme, Health::Warning, row), 0, Qt::AlignTop);
        auto* words = new PlainLabel(errorSentence(warning), Type::Body, Role::Text2, row);
        words->setWrapped(true);
        words->setCopyable(true);
        line->addWidget(words, 1);
        add(row);
    }
}

void StartPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_askAgain.start();
    emit checkWanted();
}

void StartPage::hideEvent(QHideEvent* event)
{
    m_askAgain.stop();
    Page::hideEvent(event);
}

void StartPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace Strato
