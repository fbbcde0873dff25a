// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/signinpane.h"

#include "app/shell/signintext.h"
#include "models/base/plaintext.h"
#include "ui/cards/card.h"
#include "ui/code/codepane.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;
using Phase = ExecPluginState::Phase;

namespace {

constexpr int textHeight = 150;
constexpr qsizetype contextsNamed = 3;
constexpr qsizetype linksShown = 3;
constexpr qsizetype longestLinkShown = 72;

Health healthOf(const ExecPluginState& state)
{
    switch (state.phase) {
    case Phase::Unapproved: return Health::Warning;
    case Phase::Failed: return Health::Critical;
    case Phase::Idle:
    case Phase::Looking:
    case Phase::Running:
    case Phase::SignedIn: break;
    }
    return Health::Changing;
}

void setLook(QPushButton* button, const QString& look)
{
    if (button->property("look").toString() == look)
        return;
    button->setProperty("look", look);
    // A dynamic property changes which rules match only when the widget is polished again.
    button->style()->unpolish(button);
    button->style()->polish(button);
    button->update();
}

} // namespace

SignInPane::SignInPane(const Theme& theme, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    build();
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &SignInPane::refresh);
    hide();
}

void SignInPane::build()
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(m_theme.px(12), m_theme.px(8), m_theme.px(12), 0);
    m_card = new Card(m_theme, {}, this);
    box->addWidget(m_card);
    m_explanation = new PlainLabel({}, Type::Body, Role::Text, m_card);
    m_explanation->setWrapped(true);
    m_explanation->setCopyable(true);
    m_text = new CodePane(m_theme, m_card);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth); // an argument out of sight would be approved unseen
    m_text->setFixedHeight(m_theme.px(textHeight));
    m_hint = new PlainLabel({}, Type::Body, Role::Text2, m_card);
    m_hint->setWrapped(true);
    m_hint->setCopyable(true);
    m_links = new QWidget(m_card);
    auto* links = new QVBoxLayout(m_links);
    links->setContentsMargins(0, 0, 0, 0);
    links->setSpacing(m_theme.px(4));
    auto* row = new QHBoxLayout;
    m_main = addButton();
    m_other = addButton();
    m_more = new PlainLabel({}, Type::Small, Role::Text3, m_card);
    row->addWidget(m_main);
    row->addWidget(m_other);
    row->addStretch(1);
    row->addWidget(m_more);
    for (QWidget* widget : std::initializer_list<QWidget*> { m_explanation, m_text, m_hint, m_links })
        m_card->body()->addWidget(widget);
    m_card->body()->addLayout(row);
    connect(m_main, &QPushButton::clicked, this, &SignInPane::pressMain);
    connect(m_other, &QPushButton::clicked, this, &SignInPane::pressOther);
    // Who comes by keyboard meets the harmless one first.
    setTabOrder(m_other, m_main);
    setFocusProxy(m_other);
}

QPushButton* SignInPane::addButton()
{
    auto* button = new QPushButton(m_card);
    button->setAutoDefault(false);
    return button;
}

void SignInPane::setPlugins(const std::map<QByteArray, ExecPluginState>& plugins)
{
    m_plugins = plugins;
    const bool runs
        = std::ranges::any_of(m_plugins, [](const auto& plugin) { return plugin.second.phase == Phase::Running; });
    if (runs && !m_second.isActive())
        m_second.start();
    else if (!runs)
        m_second.stop();
    // What fails anew is told anew.
    std::erase_if(m_putAway, [this](const auto& away) {
        const auto of = m_plugins.find(away.first);
        return of == m_plugins.end() || of->second.phase == Phase::Running || of->second.phase == Phase::SignedIn;
    });
    refresh();
}

void SignInPane::setFormats(const Formats& formats)
{
    m_formats = formats;
    refresh();
}

void SignInPane::bringBack()
{
    m_putAway.clear();
    refresh();
}

QByteArray SignInPane::matterOf(const ExecPluginState& state)
{
    const QByteArray failure
        = state.phase == Phase::Failed && state.error ? state.error->detail.toUtf8() : QByteArray();
    return state.id + state.plan.fingerprint() + QByteArray::number(static_cast<int>(state.phase)) + failure;
}

bool SignInPane::needsPerson(const ExecPluginState& state) const
{
    switch (state.phase) {
    case Phase::Unapproved:
    case Phase::Failed: {
        const auto away = m_putAway.find(state.id);
        return away == m_putAway.end() || away->second != matterOf(state);
    }
    case Phase::Running: {
        const Duration since = m_clock.monotonic() - state.runningSince.value_or(m_clock.monotonic());
        return since >= (state.said.isEmpty() ? quietPatience : spokenPatience);
    }
    case Phase::Idle:
    case Phase::Looking:
    case Phase::SignedIn: break;
    }
    return false;
}

int SignInPane::waiting() const
{
    return static_cast<int>(
        std::ranges::count_if(m_plugins, [this](const auto& plugin) { return needsPerson(plugin.second); }));
}

/// The same as before while it needs a person: nothing changes under somebody's hand.
const ExecPluginState* SignInPane::shown() const
{
    const auto before = m_plugins.find(m_shown);
    if (before != m_plugins.end() && needsPerson(before->second))
        return &before->second;
    const auto next
        = std::ranges::find_if(m_plugins, [this](const auto& plugin) { return needsPerson(plugin.second); });
    return next == m_plugins.end() ? nullptr : &next->second;
}

void SignInPane::refresh()
{
    const ExecPluginState* state = shown();
    m_shown = state ? state->id : QByteArray();
    if (!state) {
        m_matter.clear();
        hide();
        return;
    }
    if (const QByteArray matter = matterOf(*state); matter != m_matter) {
        m_matter = matter;
        m_since = m_clock.monotonic();
    }
    refreshHead(*state);
    refreshTexts(*state);
    refreshLinks(*state);
    refreshButtons(*state);
    if (isHidden()) {
        show();
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

QString SignInPane::contextsText(const ExecPluginState& state) const
{
    QStringList names;
    for (const QString& context : state.contexts.mid(0, contextsNamed))
        names.push_back(showInvisibles(cleanLine(context, 128)));
    const auto more = static_cast<int>(state.contexts.size() - names.size());
    //: between names in a list
    const QString list = names.join(tr(", "));
    //: %1: names of contexts; %n: how many more there are
    return more > 0 ? tr("%1 and %n more", nullptr, more).arg(list) : list;
}

QString SignInPane::headline(const ExecPluginState& state) const
{
    const QString contexts = contextsText(state);
    switch (state.phase) {
    case Phase::Unapproved:
        //: %1: names of contexts
        return tr("%1 wants to run a program to sign you in").arg(contexts);
    case Phase::Failed:
        //: %1: names of contexts
        return tr("%1: signing in failed").arg(contexts);
    case Phase::Idle:
    case Phase::Looking:
    case Phase::Running:
    case Phase::SignedIn: break;
    }
    //: %1: names of contexts
    return tr("%1: signing in").arg(contexts);
}

QString SignInPane::explanation(const ExecPluginState& state) const
{
    const QString command = judgedText(cleanLine(state.plan.command, 256));
    if (state.phase == Phase::Unapproved)
        return tr(
            "The kubeconfig names it; it runs with your rights. Approve it only if you know it. You are asked again "
            "when anything of this changes.");
    if (state.phase == Phase::Running)
        //: %1: a program
        return tr("Waiting for %1.").arg(command);
    const QString why = state.error ? errorSentence(*state.error) : QString();
    //: %1: why, in whole sentences; %2: a time of day
    return state.nextTry ? tr("%1 It is tried again from %2 on.").arg(why, m_formats.times.clock(*state.nextTry))
                         //: %1: why, in whole sentences
                         : tr("%1 It is not tried again before you say so.").arg(why);
}

void SignInPane::refreshHead(const ExecPluginState& state)
{
    m_card->setTitle(headline(state));
    m_card->setEdge(roleOf(healthOf(state)));
    setAccessibleName(headline(state));
    setAccessibleDescription(explanation(state));
    m_explanation->setText(explanation(state));
    const Duration since = m_clock.monotonic() - state.runningSince.value_or(m_clock.monotonic());
    const Duration whole = std::chrono::floor<std::chrono::seconds>(since);
    m_card->setNote(state.phase == Phase::Running ? m_formats.numbers.duration(whole) : QString());
    const int more = waiting() - 1;
    m_more->setText(more > 0 ? tr("%n more wait", nullptr, more) : QString());
    m_more->setVisible(more > 0);
}

void SignInPane::refreshTexts(const ExecPluginState& state)
{
    QString text;
    if (state.phase == Phase::Unapproved) {
        text = textOfPlan(state.plan);
        m_text->setAccessibleName(tr("What would run"));
    } else {
        if (state.linesLost > 0)
            text = tr("%n earlier lines are left out", nullptr, static_cast<int>(state.linesLost)) + u'\n';
        text += state.said.join(u'\n');
        m_text->setAccessibleName(tr("What the program says"));
    }
    if (text != m_text->text()) {
        m_text->setLines(text); // a selection in it stays as long as nothing new comes
        QScrollBar* bar = m_text->verticalScrollBar();
        bar->setValue(state.phase == Phase::Unapproved ? 0 : bar->maximum());
    }
    m_text->setVisible(!text.isEmpty());
    const QString hint = cleanLine(state.installHint);
    const bool isNews
        = state.phase == Phase::Failed && !hint.isEmpty() && state.error && !state.error->detail.contains(hint);
    //: %1: what the kubeconfig says about installing a program
    m_hint->setText(isNews ? tr("How to install it: %1").arg(hint) : QString());
    m_hint->setVisible(isNews);
}

/// The buttons stay while the addresses do, and with them the focus.
void SignInPane::refreshLinks(const ExecPluginState& state)
{
    const QStringList addresses = state.phase == Phase::Running ? linksIn(state.said, linksShown) : QStringList();
    m_links->setVisible(!addresses.isEmpty());
    if (addresses == m_addresses)
        return;
    m_addresses = addresses;
    QLayout* rows = m_links->layout();
    while (QLayoutItem* item = rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& address : addresses) {
        const bool isLong = address.size() > longestLinkShown;
        QString text = isLong ? address.left(longestLinkShown) + u'…' : address;
        text.replace(u'&', u"&&"_s); // else a query's "&" would be a mnemonic, and out of sight
        //: on a button; %1: an address of the web
        auto* open = new QPushButton(tr("Open %1").arg(text), m_links);
        open->setAccessibleName(tr("Open %1").arg(address));
        open->setAutoDefault(false);
        connect(open, &QPushButton::clicked, this, [this, address] { emit linkRequested(address); });
        rows->addWidget(open);
        rows->setAlignment(open, Qt::AlignLeft);
    }
}

void SignInPane::refreshButtons(const ExecPluginState& state)
{
    switch (state.phase) {
    case Phase::Unapproved:
        //: on a button: let this program run
        m_main->setText(tr("Approve"));
        m_other->setText(tr("Not now"));
        break;
    case Phase::Failed:
        m_main->setText(tr("Try again"));
        //: on a button: put this message away
        m_other->setText(tr("Put away"));
        break;
    case Phase::Idle:
    case Phase::Looking:
    case Phase::Running:
    case Phase::SignedIn:
        //: on a button: end the program that signs in
        m_main->setText(tr("Cancel"));
        break;
    }
    setLook(m_main, state.phase == Phase::Running ? QString() : u"primary"_s); // to end it is no advice
    m_other->setVisible(state.phase != Phase::Running);
    setFocusProxy(state.phase == Phase::Running ? m_main : m_other);
    for (QPushButton* button : { m_main, m_other })
        //: spoken; %1: what is on a button, %2: names of contexts
        button->setAccessibleName(tr("%1: signing in to %2").arg(button->text(), contextsText(state)));
}

void SignInPane::pressMain()
{
    const ExecPluginState* state = shown();
    if (!state || state->id != m_shown)
        return;
    if (state->phase == Phase::Unapproved && m_clock.monotonic() - m_since < readingTime)
        return;
    if (state->phase == Phase::Unapproved)
        emit approveRequested(state->id, state->plan.fingerprint());
    else if (state->phase == Phase::Failed)
        emit retryRequested(state->id);
    else
        emit cancelRequested(state->id);
}

void SignInPane::pressOther()
{
    if (const ExecPluginState* state = shown(); state && state->id == m_shown)
        m_putAway.insert_or_assign(state->id, matterOf(*state));
    refresh();
}

void SignInPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace Strato
