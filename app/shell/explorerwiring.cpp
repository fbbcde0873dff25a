// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/explorerwiring.h"

#include "app/shell/console.h"
#include "models/kube/schema/kubeschemas.h"
#include "ui/plaintext/messagedialog.h"
#include "ui/plaintext/safeurlopener.h"
#include "ui/text/errortext.h"
#include "views/explorer/explorerpage.h"

#include <QApplication>

#include <algorithm>

namespace Strato {

namespace {

std::optional<ObjectAlerts> alertsOf(Console& console, const EntityId& entity)
{
    const bool isLive = console.cursor().isLive();
    std::vector<SourceStatus> sources;
    for (const auto& [id, status] : console.statuses()) {
        if (isLive) // how they fare now says nothing of then
            sources.push_back(status);
    }
    const bool areYoung = std::ranges::any_of(console.metrics(), [](const auto& entry) { return entry.second->young; });
    const auto overview = console.overview();
    const bool isOfShown = overview && (isLive ? !overview->moment : overview->moment == console.cursor().moment());
    if (overview && !isOfShown)
        return std::nullopt; // of another moment: that one is being looked up
    return objectAlerts(entity, overview ? *overview : OverviewState {}, sources, areYoung);
}

/// Only what a person read and said yes to is opened, and only of the web.
void openAddress(const Theme& theme, const QString& address)
{
    const SafeUrlOpener opener([&theme](const QString& shown) {
        MessageDialog::Content question;
        //: question before a web address that an object holds is opened
        question.headline = QCoreApplication::translate("Explorer", "Open this address in the browser?");
        question.text = QCoreApplication::translate("Explorer", "It comes from an object of a cluster.");
        question.details = shown;
        question.acceptText = QCoreApplication::translate("Explorer", "Open");
        return MessageDialog::ask(theme, question, QApplication::activeWindow());
    });
    const Result<void> opened = opener.open(address);
    if (opened || opened.error().code == ErrorCode::Cancelled)
        return;
    MessageDialog::Content failure;
    failure.health = Health::Warning;
    failure.headline = QCoreApplication::translate("Explorer", "The address was not opened");
    failure.text = errorSentence(opened.error());
    failure.details = address;
    MessageDialog::ask(theme, failure, QApplication::activeWindow());
}

ExplorerPort portTo(Console& console, const Theme& theme)
{
    return ExplorerPort {
        .records = console.records(),
        .clock = console.clock(),
        .shownMoment = [&console] { return console.cursor().moment(); },
        .follow = [&console](const ResourceKind& kind) -> std::shared_ptr<void> {
            return std::make_shared<std::vector<KindSubscription>>(console.follow(kind, {}));
        },
        .schemaOf = [](const ResourceKind& kind) { return builtInSchema(kind.group, kind.kind); },
        .fetchObject = [&console](const EntityId& entity, auto answer) { console.fetchObject(entity, answer); },
        .fetchSecretKeys = [&console](const EntityId& entity, SecretNames names,
                               auto answer) { console.fetchSecretKeys(entity, names, answer); },
        .fetchSecretValue = [&console](const EntityId& entity, const std::string& key,
                                auto answer) { console.fetchSecretValue(entity, key, answer); },
        .connectCluster = [&console](const QString& name) { console.connectContext(name); },
        .alertsOf = [&console](const EntityId& entity) { return alertsOf(console, entity); },
        .openAddress = [&theme](const QString& address) { openAddress(theme, address); },
        .inBackground = [&console](std::function<Task()> work) { console.inBackground(std::move(work)); },
    };
}

void feedClusters(Console& console, ExplorerPage* page)
{
    std::vector<ExplorerCluster> clusters;
    for (const auto& [context, open] : console.clusters()) {
        ExplorerCluster cluster;
        cluster.id = open.id;
        cluster.name = context;
        cluster.production = console.markOf(open).production;
        cluster.answered = !open.id.empty();
        cluster.kinds = open.info.kinds;
        cluster.error = open.error;
        clusters.push_back(std::move(cluster));
    }
    page->setClusters(std::move(clusters));
}

void feedPast(Console& console, ExplorerPage* page)
{
    if (console.cursor().isLive()) {
        page->setPast(std::nullopt);
        return;
    }
    ExplorerPast past;
    past.moment = console.cursor().moment();
    for (const auto& [context, state] : console.past()) {
        const auto open = console.clusters().find(context);
        if (open == console.clusters().end())
            continue;
        ++past.answers;
        const OpenCluster* teller = console.clusterById(open->second.id);
        if (teller && teller != &open->second)
            continue; // of a cluster that several contexts show, one tells
        if (!state.snapshot) {
            past.unknown.append(context);
            continue;
        }
        const std::string id(open->second.id.view());
        past.snapshots[id] = *state.snapshot;
        for (const ResourceKind& kind : open->second.info.kinds) {
            if (!state.kinds.contains({ kind.group, kind.kind }))
                past.unseen[id].insert({ kind.group, kind.kind });
        }
    }
    page->setPast(std::move(past));
}

} // namespace

Page* makeExplorer(Console& console, const Theme& theme, QWidget* parent)
{
    auto* page = new ExplorerPage(theme, portTo(console, theme), parent);
    const auto clusters = [&console, page] { feedClusters(console, page); };
    const auto statuses = [&console, page] { page->setStatuses(console.statuses()); };
    const auto past = [&console, page] { feedPast(console, page); };
    QObject::connect(&console, &Console::clustersChanged, page, clusters);
    QObject::connect(&console, &Console::statusesChanged, page, statuses);
    QObject::connect(&console, &Console::statusRemoved, page, statuses);
    QObject::connect(&console, &Console::cursorChanged, page, past);
    QObject::connect(&console, &Console::pastChanged, page, past);
    clusters();
    statuses();
    past();
    return page;
}

} // namespace Strato
