// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/pagewiring.h"

#include "app/shell/console.h"
#include "app/shell/explorerwiring.h"
#include "app/shell/mainwindow.h"
#include "models/base/metricsids.h"
#include "models/metrics/metricssum.h"
#include "ui/text/errortext.h"
#include "views/overview/overviewpage.h"
#include "views/overview/overviewwords.h"
#include "views/start/startpage.h"

#include <QAction>

#include <algorithm>
#include <array>
#include <memory>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

void requestPrometheus(const QWidget* from)
{
    if (auto* window = qobject_cast<MainWindow*>(from->window()))
        emit window->prometheusRequested();
}

void feedSources(Console& console, OverviewPage* page)
{
    std::vector<SourceStatus> sources;
    for (const auto& [id, status] : console.statuses())
        sources.push_back(status);
    page->setSources(std::move(sources));
}

void feedMoment(Console& console, OverviewPage* page)
{
    OverviewMoment moment;
    if (!console.cursor().isLive())
        moment = { console.cursor().moment(), console.knownSince() };
    page->setMoment(moment);
}

/// What the metrics servers last told, and as one: made anew only when one of them tells something else.
struct ToldMetrics {
    OverviewModel::Metrics servers;
    OverviewModel::Metrics asOne;
};

const OverviewModel::Metrics& metricsAsOne(const Console& console, ToldMetrics& told)
{
    OverviewModel::Metrics servers;
    for (const auto& [source, overview] : console.metrics())
        servers.push_back(overview);
    if (servers != told.servers) {
        told.servers = std::move(servers);
        told.asOne.clear();
        if (auto one = combined(told.servers)) // each cluster once, whichever server tells of it
            told.asOne.push_back(std::move(one));
    }
    return told.asOne;
}

void feedOverview(Console& console, OverviewPage* page, ToldMetrics& told)
{
    feedMoment(console, page);
    page->setAnyClusterOpen(!console.clusters().empty());
    page->setState(console.overview());
    page->setMetrics(metricsAsOne(console, told));
    const QString why = console.estateLack() ? errorSentence(*console.estateLack()) : QString();
    const bool expected
        = std::ranges::any_of(console.statuses(), [](const auto& entry) { return isMetricsId(entry.first); });
    page->setMetricsExpected(expected, why);
    std::vector<std::string> production;
    for (const auto& [context, cluster] : console.clusters()) {
        if (console.markOf(cluster).production)
            production.emplace_back(cluster.id.view());
    }
    page->setProduction(production);
    feedSources(console, page);
}

/// At the moment that is shown; of clusters of which nothing is known then there are none.
HostNodes hostNodesOf(Console& console)
{
    std::map<std::string, std::string> contexts;
    for (const auto& [context, cluster] : console.clusters())
        contexts.emplace(cluster.id.view(), context.toStdString());
    if (console.cursor().isLive())
        return { console.records(), contexts };
    RecordHub::Past nodes;
    for (const auto& [context, state] : console.past()) {
        if (const auto open = console.clusters().find(context); open != console.clusters().end() && state.snapshot)
            nodes[std::string(open->second.id.view())] = *state.snapshot;
    }
    return { nodes, contexts };
}

Page* makeOverview(Console& console, const Theme& theme, QWidget* parent)
{
    auto* page = new OverviewPage(theme, console.clock(), parent);
    const auto nameHosts = [&console, page] { page->setHostNodes([&console] { return hostNodesOf(console); }); };
    nameHosts();
    const auto feed = [&console, page, told = std::make_shared<ToldMetrics>()] { feedOverview(console, page, *told); };
    QObject::connect(&console, &Console::overviewChanged, page, feed);
    QObject::connect(&console, &Console::metricsChanged, page, feed);
    QObject::connect(&console, &Console::clustersChanged, page, feed);
    const auto feedNow = [&console, page, nameHosts] {
        feedMoment(console, page);
        nameHosts(); // an address may have been that of another node then
    };
    QObject::connect(&console, &Console::cursorChanged, page, feedNow);
    QObject::connect(&console, &Console::pastChanged, page, feedNow);
    const auto feedStatus = [&console, page] { feedSources(console, page); };
    QObject::connect(&console, &Console::statusesChanged, page, feedStatus);
    QObject::connect(&console, &Console::statusRemoved, page, feedStatus);
    QObject::connect(page, &OverviewPage::prometheusRequested, page, [page] { requestPrometheus(page); });
    feed();
    return page;
}

StartPage::Context::Credential credentialOf(CredentialKind kind)
{
    using Credential = StartPage::Context::Credential;
    switch (kind) {
    case CredentialKind::None: return Credential::None;
    case CredentialKind::Token: return Credential::Token;
    case CredentialKind::TokenFile: return Credential::TokenFile;
    case CredentialKind::ClientCertificate: return Credential::ClientCertificate;
    case CredentialKind::Basic: return Credential::Basic;
    case CredentialKind::ExecPlugin: return Credential::ExecPlugin;
    case CredentialKind::AuthProvider: return Credential::AuthProvider;
    }
    return Credential::Unknown;
}

/// What is true of an open context: the cluster's own state, once it said anything.
void setOpenState(const Console& console, const OpenCluster& cluster, StartPage::Context& context)
{
    using State = StartPage::Context::State;
    const SourceStatus status = console.statusOf(cluster);
    context.error = status.error;
    if (cluster.error)
        context.state = State::Failed;
    else if (cluster.id.empty())
        context.state = State::Connecting;
    else
        context.state = status.freshness == Freshness::Stale || status.freshness == Freshness::Lost ? State::Interrupted
                                                                                                    : State::Connected;
    if (context.state != State::Failed && context.state != State::Interrupted)
        context.error.reset();
}

/// What is true of a context that is not open: as it is written, then as its server answers.
void setClosedState(const Console& console, const ContextReadiness& ready, StartPage::Context& context)
{
    using State = StartPage::Context::State;
    const auto reach = console.reach(ready.name);
    context.error = ready.error;
    if (ready.error)
        context.state = State::Unusable;
    else if (!reach)
        context.state = State::NotAsked;
    else if (!reach->known)
        context.state = State::Checking;
    else if (reach->error)
        context.state = State::Unreachable;
    else
        context.state = reach->overdue ? State::Silent : State::Reachable;
    if (context.state == State::Unreachable)
        context.error = reach->error;
    if (context.state == State::Silent || context.state == State::Reachable)
        context.answeredAt = reach->at;
}

StartPage::Context startContext(const Console& console, const KubeContextChoice& choice)
{
    StartPage::Context context;
    context.name = choice.name;
    context.from = choice.at.text();
    const auto ready = console.readiness().find(choice.name);
    if (ready != console.readiness().end() && ready->second.credential) {
        context.credential = credentialOf(ready->second.credential->kind);
        context.identity = ready->second.credential->identity;
        context.expires = ready->second.credential->certificateNotAfter;
    }
    const auto open = console.clusters().find(choice.name);
    if (open != console.clusters().end())
        setOpenState(console, open->second, context);
    else if (ready != console.readiness().end())
        setClosedState(console, ready->second, context);
    return context;
}

void feedStart(Console& console, StartPage* page)
{
    std::vector<StartPage::Context> contexts;
    for (const KubeContextChoice& choice : console.contexts().choices)
        contexts.push_back(startContext(console, choice));
    page->setContexts(std::move(contexts), console.contexts().error);
    page->setWarnings(console.contexts().warnings);
}

Page* makeStart(Console& console, const Theme& theme, const std::function<void()>& chooseKubeconfig, QWidget* parent)
{
    auto* page = new StartPage(theme, console.clock(), parent);
    const auto feed = [&console, page] {
        feedStart(console, page);
        if (page->isVisible()) // servers are asked when somebody looks
            console.checkContexts();
    };
    QObject::connect(&console, &Console::contextsChanged, page, feed);
    QObject::connect(&console, &Console::clustersChanged, page, feed);
    QObject::connect(&console, &Console::statusesChanged, page, feed);
    QObject::connect(page, &StartPage::checkWanted, &console, &Console::checkContexts);
    QObject::connect(page, &StartPage::connectRequested, &console, [&console, page](const QString& context) {
        console.connectContext(context);
        emit page->placeRequested({ u"overview"_s, {} });
    });
    QObject::connect(page, &StartPage::retryRequested, &console, &Console::retry);
    QObject::connect(page, &StartPage::disconnectRequested, &console, &Console::disconnectContext);
    QObject::connect(page, &StartPage::demoRequested, &console, [&console, page] {
        page->setDemoState(true, std::nullopt);
        console.startDemo();
        emit page->placeRequested({ u"overview"_s, {} });
    });
    QObject::connect(
        &console, &Console::demoFailed, page, [page](const Error& error) { page->setDemoState(false, error); });
    QObject::connect(page, &StartPage::prometheusRequested, page, [page] { requestPrometheus(page); });
    QObject::connect(page, &StartPage::kubeconfigRequested, page, chooseKubeconfig);
    feed();
    return page;
}

using ChooseFile = std::function<void()>;

struct View {
    const char* id; // as Page::viewId()
    const char* section;
    const char* title;
    Page* (*make)(Console& console, const Theme& theme, const ChooseFile& chooseKubeconfig, QWidget* parent);
};

/// All that the product has, in the order of the places.
const std::array views {
    //: Headings and titles of the list of places
    View { "overview", QT_TRANSLATE_NOOP("Navigation", "Now"), QT_TRANSLATE_NOOP("Navigation", "Overview"),
        [](Console& console, const Theme& theme, const ChooseFile& /*file*/, QWidget* parent) {
            return makeOverview(console, theme, parent);
        } },
    View { "explorer", QT_TRANSLATE_NOOP("Navigation", "Estate"), QT_TRANSLATE_NOOP("Navigation", "Explorer"),
        [](Console& console, const Theme& theme, const ChooseFile& /*file*/, QWidget* parent) {
            return makeExplorer(console, theme, parent);
        } },
    View { "start", QT_TRANSLATE_NOOP("Navigation", "Estate"), QT_TRANSLATE_NOOP("Navigation", "Clusters"), makeStart },
};

} // namespace

std::vector<std::string> viewIds()
{
    std::vector<std::string> ids;
    ids.reserve(std::size(views));
    for (const View& view : views)
        ids.emplace_back(view.id);
    return ids;
}

PageFactory makePages(Console& console, const Theme& theme, const std::function<void()>& chooseKubeconfig)
{
    PageFactory pages;
    for (const View& view : views) {
        pages.add({ QString::fromLatin1(view.id), view.section, view.title,
            [&console, &theme, chooseKubeconfig, make = view.make](
                QWidget* parent) { return make(console, theme, chooseKubeconfig, parent); } });
    }
    return pages;
}

} // namespace Strato
