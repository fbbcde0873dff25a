// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/start/contextrow.h"

#include "models/base/plaintext.h"
#include "ui/cards/shapemark.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;
using Credential = StartContext::Credential;
using State = StartContext::State;

namespace {

/// Takes its share of the row and no more, whatever it says.
PlainLabel* addColumn(QHBoxLayout* line, QWidget* row, Role role, int share)
{
    auto* label = new PlainLabel({}, Type::Body, role, row);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    line->addWidget(label, share, Qt::Alignment());
    return label;
}

} // namespace

ContextRow::ContextRow(const Theme& theme, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
{
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 2, 0, 2);
    m_mark = new ShapeMark(theme, Health::Unknown, this);
    line->addWidget(m_mark);
    m_name = addColumn(line, this, Role::Text, 3);
    m_name->setIdentifier(true);
    m_name->setElide(true);
    m_credential = addColumn(line, this, Role::Text2, 3);
    m_credential->setElide(true);
    m_state = addColumn(line, this, Role::Text2, 5);
    m_state->setWrapped(true); // a reason is of use only when it can be read
    for (PlainLabel* label : { m_name, m_credential })
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // eliding made it ask for its text's width
    m_button = new QPushButton(this);
    line->addWidget(m_button, 0, Qt::AlignVCenter);
    connect(m_button, &QPushButton::clicked, this, &ContextRow::press);
}

void ContextRow::setContext(const StartContext& context, const Formats& formats)
{
    m_context = context;
    m_mark->setHealth(health());
    m_name->setText(context.name);
    m_credential->setText(credentialText(formats));
    m_state->setText(stateText(formats));
    setPlainToolTip(*this, context.from);
    refreshButton();
}

void ContextRow::press()
{
    if (m_context.open())
        emit disconnectRequested(m_context.name);
    else if (m_context.state == State::Failed)
        emit retryRequested(m_context.name);
    else
        emit connectRequested(m_context.name);
}

void ContextRow::refreshButton()
{
    fixButtonWidth();
    const QString shown = showInvisibles(cleanLine(m_context.name));
    if (m_context.open()) {
        //: Buttons of a context's row
        m_button->setText(tr("Disconnect"));
        //: %1: name of a context
        m_button->setAccessibleName(tr("Disconnect %1").arg(shown));
    } else if (m_context.state == State::Failed) {
        //: Buttons of a context's row
        m_button->setText(tr("Try again"));
        //: %1: name of a context
        m_button->setAccessibleName(tr("Try %1 again").arg(shown));
    } else {
        //: Buttons of a context's row
        m_button->setText(tr("Connect"));
        //: %1: name of a context
        m_button->setAccessibleName(tr("Connect %1").arg(shown));
    }
    m_button->setEnabled(m_context.state != State::Unusable);
}

/// As wide as the longest of its texts: the columns before it must not move when it says something else.
void ContextRow::fixButtonWidth()
{
    int widest = 0;
    for (const QString& text : { tr("Connect"), tr("Try again"), tr("Disconnect") }) {
        m_button->setText(text);
        widest = std::max(widest, m_button->sizeHint().width());
    }
    m_button->setFixedWidth(widest);
}

/// Its server is not asked before somebody connects it.
bool ContextRow::needsProgram() const
{
    return m_context.credential == Credential::ExecPlugin;
}

Health ContextRow::health() const
{
    switch (m_context.state) {
    case State::Unusable:
    case State::Unreachable:
    case State::Failed: return Health::Critical;
    case State::Silent:
    case State::Interrupted: return Health::Warning;
    case State::NotAsked: return m_context.credential == Credential::AuthProvider ? Health::Warning : Health::Unknown;
    case State::Reading:
    case State::Checking:
    case State::Connecting: return Health::Changing;
    case State::Reachable:
    case State::Connected: return Health::Well;
    }
    return Health::Unknown;
}

QString ContextRow::credentialText(const Formats& formats) const
{
    const auto named = [this](const QString& kind) {
        return m_context.identity.isEmpty() ? kind : kind + u" · "_s + m_context.identity;
    };
    switch (m_context.credential) {
    case Credential::Unknown:
        return {}; // the state says that it is being read, or why it cannot be
    //: Kinds of credentials in a kubeconfig
    case Credential::None: return tr("no credential");
    case Credential::Token: return named(tr("token"));
    case Credential::TokenFile: return named(tr("token file"));
    case Credential::Basic: return named(tr("user name and password"));
    case Credential::ExecPlugin: return named(tr("sign-in program"));
    case Credential::AuthProvider: return tr("auth provider");
    case Credential::ClientCertificate: break;
    }
    QString kind = named(tr("client certificate"));
    if (!m_context.expires)
        return kind;
    const Duration left = *m_context.expires - m_clock.now();
    //: %1: a duration
    return kind + u", "_s
        + (left > Duration::zero() ? tr("expires in %1").arg(formats.numbers.duration(left)) : tr("expired"));
}

QString ContextRow::stateText(const Formats& formats) const
{
    const QString answered = m_context.answeredAt ? formats.times.clock(*m_context.answeredAt) : QString();
    if (m_context.error)
        return errorSentence(*m_context.error);
    switch (m_context.state) {
    //: States of a context in the list of clusters
    case State::Reading: return tr("reading its files…");
    case State::NotAsked:
        if (m_context.credential == Credential::AuthProvider)
            return tr("needs an auth provider, which this version does not run");
        return needsProgram() ? tr("signs in with a program when it is connected") : tr("not asked yet");
    case State::Checking: return tr("checking…");
    //: %1: a time of day, when its server was last asked and answered
    case State::Reachable: return tr("reachable at %1").arg(answered);
    //: %1: a time of day, when its server last answered
    case State::Silent: return tr("no answer now, it was reachable at %1").arg(answered);
    case State::Connecting: return tr("connecting…");
    case State::Connected: return tr("connected");
    case State::Interrupted: return tr("connected, but it does not answer now");
    case State::Unusable:
    case State::Unreachable:
    case State::Failed: return tr("cannot be reached");
    }
    return {};
}

} // namespace Strato
