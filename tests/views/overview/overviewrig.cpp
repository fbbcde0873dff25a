// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/overview/overviewrig.h"

#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <algorithm>

namespace Strato::Testing {

using namespace Qt::StringLiterals;

OverviewRig::OverviewRig()
{
    page.setFormats({ Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
    page.resize(1400, 1000);
    addCluster("c1", "hangzhou-1");
    addCluster("c2", "shanghai-1");
    for (OverviewInput& input : inputs)
        fill(input);
    tell();
}

void OverviewRig::addCluster(const char* id, const char* name)
{
    OverviewInput input;
    input.cluster = IString(id);
    input.name = name;
    input.freshness = Freshness::Live;
    input.hasAlertSource = true;
    inputs.push_back(input);
}

RecordPtr OverviewRig::object(
    const OverviewInput& input, std::string_view kind, const char* name, const Cells& cells, bool terminating)
{
    const std::string_view space = kind == "Pod" ? "shop" : "";
    auto record = made("", kind, space, name, cells, now() - std::chrono::hours(3));
    record->cluster = input.cluster;
    record->entity = EntityId::kubernetes(input.cluster.view(), "", kind, space, name);
    if (terminating)
        record->deletionRequested = now() - std::chrono::minutes(1);
    records.push_back(record);
    return record;
}

void OverviewRig::fill(OverviewInput& input)
{
    const Cells running { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(1, 1) } };
    Cells away = running;
    away[C::conditions] = word("Ready=False(NodeLost)");
    const std::size_t from = records.size();
    object(input, "Node", "n1", { { C::status, word("Ready") } });
    object(input, "Node", "n2", { { C::status, word("NotReady") }, { C::conditions, word("Ready=Unknown") } });
    object(input, "Node", "n3", { { C::status, word("Ready") }, { C::pressures, word("DiskPressure") } });
    object(input, "Pod", "well-1", running);
    object(input, "Pod", "well-2", running);
    object(input, "Pod", "away", away);
    object(input, "Pod", "half", { { C::phase, word("Running") }, { C::ready, of(1, 2) } });
    object(input, "Pod", "loop",
        { { C::phase, word("Running") }, { C::status, word("CrashLoopBackOff") },
            { C::restarts, Testing::number(7) } });
    object(input, "Pod", "image", { { C::phase, word("Pending") }, { C::status, word("ImagePullBackOff") } });
    object(input, "Pod", "failed", { { C::phase, word("Failed") }, { C::status, word("Error") } });
    object(input, "Pod", "waits", { { C::phase, word("Pending") }, { C::status, word("Pending") } });
    object(input, "Pod", "done", { { C::phase, word("Succeeded") }, { C::status, word("Completed") } });
    object(input, "Pod", "leaves", running, true);
    input.snapshot = std::make_shared<FixedSnapshot>(
        std::vector<RecordPtr>(records.begin() + static_cast<std::ptrdiff_t>(from), records.end()));
    const auto cluster = std::string(input.cluster.view());
    input.findingInputs.alerts = {
        { "Slow", "warning", false, { { "alertname", "Slow" }, { "c", cluster } }, {}, "one in twenty is slow", {},
            now() },
        { "Slow", "warning", false, { { "alertname", "Slow" }, { "c", cluster } }, {}, "told twice", {}, now() },
        { "Down", "critical", false, { { "alertname", "Down" }, { "pod", "loop" }, { "namespace", "shop" } }, {},
            "down", {}, now() },
        { "Watchdog", "none", false, { { "alertname", "Watchdog" } }, {}, "always", {}, now() },
        { "Soon", "warning", true, { { "alertname", "Soon" } }, {}, "not yet", {}, now() },
    };
}

void OverviewRig::makeWell()
{
    for (OverviewInput& input : inputs) {
        input.snapshot = std::make_shared<FixedSnapshot>(
            std::vector<RecordPtr> { object(input, "Node", "n1", { { C::status, word("Ready") } }),
                object(input, "Pod", "well",
                    { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(1, 1) } }) });
        input.findingInputs.alerts.clear();
    }
    clock.advance(std::chrono::minutes(1)); // the lists settle at their own pace
    tell();
}

void OverviewRig::tell()
{
    page.setState(std::make_shared<const OverviewState>(overview(inputs, now())));
}

void OverviewRig::tellMetrics()
{
    auto first = std::make_shared<MetricsOverview>();
    first->source = "prometheus:a";
    first->at = now();
    first->services = { { "hangzhou-1", "shop", "order", 40, 2 }, { "hangzhou-1", "shop", "pay", 10, 0 } };
    for (int i = 60; i >= 0; --i)
        first->calls.samples.push_back({ now() - std::chrono::minutes(i), 50 });
    auto second = std::make_shared<MetricsOverview>();
    second->source = "prometheus:b";
    second->at = now();
    second->services = { { "c2", "shop", "order", 50, 3 } };
    page.setMetricsExpected(true, {});
    page.setMetrics({ first, second });
}

OverviewPage& OverviewRig::caughtUp()
{
    page.catchUp();
    return page;
}

BigNumberCard* OverviewRig::number(const char* id)
{
    return caughtUp().findChild<BigNumberCard*>(QString::fromLatin1(id));
}

Card* OverviewRig::card(const QString& title)
{
    const QList<Card*> cards = caughtUp().findChildren<Card*>();
    const auto it = std::ranges::find(cards, title, &Card::title);
    return it == cards.end() ? nullptr : *it;
}

StratoTable* OverviewRig::table(const QString& name)
{
    const QList<StratoTable*> tables = caughtUp().findChildren<StratoTable*>();
    const auto it
        = std::ranges::find(tables, name, [](const StratoTable* table) { return table->view()->accessibleName(); });
    return it == tables.end() ? nullptr : *it;
}

StatePanel::Content OverviewRig::panelOf(const QString& name)
{
    const auto* panel = table(name)->findChild<StatePanel*>();
    return panel && !panel->isHidden() ? panel->content() : StatePanel::Content {};
}

SourceStatus OverviewRig::status(const std::string& id, const QString& label, Freshness freshness, Instant asOf)
{
    SourceStatus status;
    status.id = id;
    status.label = label;
    status.freshness = freshness;
    status.asOf = asOf;
    return status;
}

} // namespace Strato::Testing
