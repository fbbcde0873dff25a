// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/start/startpage.h"

#include "models/base/plaintext.h"
#include "ui/cards/card.h"
#include "ui/cards/shapemark.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 12;
constexpr int widest = 900;

} // namespace

StartPage::StartPage(const Theme& theme, const Clock& clock, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    build();
    refresh();
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
    new QVBoxLayout(m_rows);
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
    m_contexts = std::move(contexts);
    m_error = error;
    refresh();
}

void StartPage::setDemoState(bool starting, const std::optional<Error>& error)
{
    m_demoStarting = starting;
    m_demoError = error;
    refresh();
}

void StartPage::setWarnings(std::vector<Error> warnings)
{
    if (m_warnings == warnings)
        return;
    m_warnings = std::move(warnings);
    refresh();
}

void StartPage::refreshHeadline()
{
    const bool anyOpen = std::ranges::any_of(m_contexts, &Context::open);
    StatePanel::Content head;
    head.title = anyOpen ? tr("Open another cluster") : tr("Nothing is connected yet.");
    head.reason = tr("Choose a context below, look around in the demo estate, or add a metrics server.");
    if (m_error) {
        head.health = Health::Critical;
        head.title = tr("The kubeconfig cannot be used");
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

void StartPage::clearRows()
{
    QLayout* rows = m_rows->layout();
    while (QLayoutItem* item = rows->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may hold the sender
        }
        delete item;
    }
}

void StartPage::refresh()
{
    refreshHeadline();
    m_found->setTitle(tr("%n context(s) found in your kubeconfig", nullptr, static_cast<int>(m_contexts.size())));
    clearRows();
    auto* rows = qobject_cast<QVBoxLayout*>(m_rows->layout());
    for (const Context& context : m_contexts)
        rows->addWidget(makeRow(context));
    if (m_contexts.empty()) {
        auto* none = new PlainLabel(tr("No context was found in KUBECONFIG or ~/.kube/config. Open a kubeconfig that "
                                       "your cluster's owner gave you."),
            Type::Body, Role::Text2, m_rows);
        none->setWrapped(true);
        rows->addWidget(none);
    }
    addWarnings();
    rows->addStretch(1);
}

void StartPage::addWarnings()
{
    for (const Error& warning : m_warnings) {
        auto* row = new QWidget(m_rows);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 2, 0, 2);
        line->addWidget(new ShapeMark(m_theme, Health::Warning, row), 0, Qt::AlignTop);
        auto* words = new PlainLabel(errorSentence(warning), Type::Body, Role::Text2, row);
        words->setWrapped(true);
        words->setCopyable(true);
        line->addWidget(words, 1);
        m_rows->layout()->addWidget(row);
    }
}

QWidget* StartPage::makeRow(const Context& context)
{
    auto* row = new QWidget(m_rows);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 2, 0, 2);
    const Health health = context.error ? Health::Critical
        : context.credential == Context::Credential::ExecPlugin
            || context.credential == Context::Credential::AuthProvider
        ? Health::Warning
        : Health::Well;
    line->addWidget(new ShapeMark(m_theme, health, row));
    auto* name = new PlainLabel(context.name, row);
    name->setIdentifier(true);
    name->setElide(true);
    line->addWidget(name, 3);
    auto* credential = new PlainLabel(credentialText(context), Type::Body, Role::Text2, row);
    credential->setElide(true);
    line->addWidget(credential, 3);
    auto* readiness = new PlainLabel(readinessText(context), Type::Body, Role::Text2, row);
    readiness->setElide(true);
    line->addWidget(readiness, 4);
    line->addWidget(makeButton(context, row));
    QStringList tip { context.from };
    if (context.error)
        tip.push_back(errorSentence(*context.error));
    setPlainToolTip(*row, tip.join(u'\n'));
    return row;
}

QWidget* StartPage::makeButton(const Context& context, QWidget* row)
{
    auto* button = new QPushButton(row);
    const QString shown = showInvisibles(cleanLine(context.name));
    if (context.open) {
        //: Buttons of a context's row
        button->setText(tr("Disconnect"));
        //: %1: name of a context
        button->setAccessibleName(tr("Disconnect %1").arg(shown));
        connect(button, &QPushButton::clicked, this, [this, name = context.name] { emit disconnectRequested(name); });
    } else if (context.failed) {
        //: Buttons of a context's row
        button->setText(tr("Try again"));
        //: %1: name of a context
        button->setAccessibleName(tr("Try %1 again").arg(shown));
        connect(button, &QPushButton::clicked, this, [this, name = context.name] { emit retryRequested(name); });
    } else {
        //: Buttons of a context's row
        button->setText(tr("Connect"));
        //: %1: name of a context
        button->setAccessibleName(tr("Connect %1").arg(shown));
        button->setEnabled(!context.error);
        connect(button, &QPushButton::clicked, this, [this, name = context.name] { emit connectRequested(name); });
    }
    return button;
}

QString StartPage::credentialText(const Context& context) const
{
    switch (context.credential) {
    //: Kinds of credentials in a kubeconfig
    case Context::Credential::Unknown: return tr("looking…");
    case Context::Credential::None: return tr("no credential");
    case Context::Credential::Token: return tr("token");
    case Context::Credential::TokenFile: return tr("token file");
    case Context::Credential::ClientCertificate: return tr("client certificate");
    case Context::Credential::Basic: return tr("user name and password");
    case Context::Credential::ExecPlugin: return tr("sign-in program");
    case Context::Credential::AuthProvider: return tr("auth provider");
    }
    return {};
}

QString StartPage::readinessText(const Context& context) const
{
    if (context.error)
        return errorSentence(*context.error);
    if (context.credential == Context::Credential::ExecPlugin
        || context.credential == Context::Credential::AuthProvider)
        return tr("needs a sign-in program, which this version does not run");
    if (context.expires) {
        const Duration left = *context.expires - m_clock.now();
        //: %1: a duration
        return left > Duration::zero() ? tr("expires in %1").arg(m_formats.numbers.duration(left)) : tr("expired");
    }
    //: %1: name of a user
    return context.identity.isEmpty() ? tr("ready") : tr("ready, as %1").arg(context.identity);
}

void StartPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace Strato
