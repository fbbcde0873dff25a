// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/summarysections.h"

#include "models/base/plaintext.h"
#include "models/items/entitylinks.h"
#include "models/items/keyedtable.h"
#include "ui/plaintext/safeurlopener.h"
#include "ui/text/celltext.h"
#include "ui/text/freshnesstext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace Strato {

using namespace Qt::StringLiterals;
using Row = DetailsTable::Row;

namespace {

constexpr std::size_t childrenShown = 12;
constexpr qsizetype longestValue = 512;

struct Summary {
    Q_DECLARE_TR_FUNCTIONS(Summary)
};

QString shown(std::string_view text)
{
    return cleanUtf8(text, longestValue);
}

/// Ours where we have one; else what the server calls a column of its own kinds.
QString titleOf(const ColumnSpec& column, const KindSchema& schema)
{
    const QString id = itemText(column.id);
    QString title = columnTitle(id);
    const bool isServers = title == id && !column.serverTitle.empty() && !schema.version.empty();
    return isServers ? serverTitle(itemText(column.serverTitle)) : title;
}

QVariant variant(const Cell& cell)
{
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        return QVariant::fromValue<qlonglong>(*number);
    if (const auto* number = std::get_if<double>(&cell))
        return *number;
    if (const auto* text = std::get_if<IString>(&cell))
        return itemText(text->view());
    return {};
}

/// Narrows the list, not what is chosen for the window. Filters of the Explorer read quoted values exactly.
QString listLink(const QString& kind, const QString& filter, const IString& cluster)
{
    return Place {
        u"explorer"_s, { { u"kind"_s, kind }, { u"filter"_s, filter }, { u"within"_s, itemText(cluster.view()) } }
    }.toString();
}

QString whenText(Instant at, const SummaryStyle& style)
{
    //: %1: a moment, %2: how long ago
    return Summary::tr("%1 (%2 ago)").arg(style.formats.times.full(at), Numbers::age(style.shownMoment - at));
}

void addOwner(const SummaryFacts& facts, std::vector<Row>& rows)
{
    const Record& record = *facts.record;
    if (record.owner.name.empty())
        return;
    const QString name = shown(record.owner.kind.view()) + u' ' + shown(record.owner.name.view());
    std::string group(groupOfKind(record.owner.kind.view()));
    if (facts.details) {
        for (const ObjectOwner& owner : facts.details->owners) {
            if (owner.controller)
                group = owner.group().toStdString();
        }
    }
    const EntityId entity = facts.owner ? facts.owner->entity
                                        : EntityId::kubernetes(record.cluster.view(), group, record.owner.kind.view(),
                                            record.nameSpace.view(), record.owner.name.view());
    //: the object that controls this one
    Row row { Summary::tr("Owner"), name, {}, entityLink(entity) };
    if (facts.owner)
        row.health = facts.owner->health;
    rows.push_back(std::move(row));
}

void addTeam(const SummaryFacts& facts, std::vector<Row>& rows)
{
    if (facts.team.name.empty())
        return;
    const Record& by = *facts.team.namedBy;
    if (by.entity == facts.record->entity) {
        //: who answers for an object
        rows.push_back({ Summary::tr("Team"), shown(facts.team.name) });
        return;
    }
    const QString named = shown(by.schema->kind) + u' ' + shown(by.name.view());
    //: %1: a team, %2: the object that names it ("Namespace shop")
    rows.push_back({ Summary::tr("Team"), Summary::tr("%1, named by %2").arg(shown(facts.team.name), named), {},
        entityLink(by.entity), false });
}

QString presenceText(Presence presence)
{
    switch (presence) {
    case Presence::There: break;
    case Presence::Gone: return Summary::tr("gone: this is the last that was seen");
    case Presence::NotRecorded: return Summary::tr("not recorded then: this was seen later");
    //: of an object: whether it still exists
    case Presence::Reading: return Summary::tr("unknown: its cluster is being read");
    case Presence::NotConnected: return Summary::tr("unknown: its cluster is not connected");
    }
    return {};
}

SummarySection identity(const SummaryFacts& facts, const SummaryStyle& style)
{
    const Record& record = *facts.record;
    SummarySection section { Summary::tr("Identity"), {} };
    std::vector<Row>& rows = section.rows;
    if (facts.presence != Presence::There)
        rows.push_back({ Summary::tr("State"), presenceText(facts.presence), Health::Unknown, {}, false });
    rows.push_back({ Summary::tr("Name"), shown(record.name.view()) });
    for (const EntityLink& link : linksOf(record, "namespace"))
        rows.push_back({ Summary::tr("Namespace"), shown(link.text), {}, entityLink(link.entity) });
    const QString cluster = itemText(record.cluster.view());
    rows.push_back({ Summary::tr("Cluster"), style.clusterNames.value(cluster, cluster) });
    addOwner(facts, rows);
    addTeam(facts, rows);
    if (record.created != Instant {})
        rows.push_back({ Summary::tr("Created"), whenText(record.created, style) });
    if (record.deletionRequested)
        rows.push_back(
            { Summary::tr("Deletion asked for"), whenText(*record.deletionRequested, style), Health::Changing });
    if (!record.uid.empty()) // what a server computes when asked (metrics) has none
        //: Kubernetes' uid of an object
        rows.push_back({ Summary::tr("uid"), shown(record.uid.view()) });
    if (record.provisional)
        rows.push_back({ Summary::tr("Known from"), Summary::tr("the server's summary; the object is on its way"),
            Health::Changing, {}, false });
    return section;
}

/// Columns that have a section of their own, or say nothing to a person.
bool isTold(std::string_view id, bool haveDetails)
{
    constexpr std::array always { "name", "conditions", "generation", "observedGeneration", "finalizers" };
    constexpr std::array withDetails { "containers", "images", "containerStates", "containerIds", "waitingReason",
        "unready", "lastTermination", "lastTerminationAt", "lastExitCode", "cpuRequest", "cpuLimit", "memoryRequest",
        "memoryLimit" };
    const auto is = [&](const char* known) { return id == known; };
    return std::ranges::any_of(always, is) || (haveDetails && std::ranges::any_of(withDetails, is));
}

SummarySection status(const SummaryFacts& facts, const SummaryStyle& style)
{
    const Record& record = *facts.record;
    SummarySection section { Summary::tr("Status"), {} };
    const bool containers = facts.details && !facts.details->containers.empty();
    for (std::size_t i = 0; record.schema && i < record.schema->columns.size(); ++i) {
        const ColumnSpec& column = record.schema->columns[i];
        const QVariant raw = variant(record.cell(static_cast<int>(i)));
        if (!raw.isValid() || isTold(column.id, containers))
            continue;
        const QString title = titleOf(column, *record.schema);
        const std::vector<EntityLink> links = linksOf(record, column.id);
        for (const EntityLink& link : links)
            section.rows.push_back({ title, shown(link.text), {}, entityLink(link.entity) });
        if (!links.empty())
            continue;
        Row row { title, cellText(raw, column.type, style.formats, style.shownMoment) };
        const bool isState = column.type == CellType::State;
        const QString reason = isState && record.schema->kind == "Pod" ? shown(record.reason.view()) : QString();
        const bool saysMore = !reason.isEmpty() && reason != row.value;
        if (isState)
            row.health = record.health;
        section.rows.push_back(std::move(row));
        if (saysMore) // of an evicted pod, kubectl's word is how a container ended
            //: why a pod is in its state: a word of Kubernetes, "Evicted", "Unschedulable"
            section.rows.push_back({ Summary::tr("Why"), reason, record.health });
    }
    return section;
}

QString quantities(const std::vector<std::pair<QString, QString>>& pairs)
{
    QStringList texts;
    for (const auto& [name, quantity] : pairs)
        texts.append(name + u' ' + quantity);
    return texts.join(u", "_s);
}

QString stateText(const ObjectContainer& container, const SummaryStyle& style)
{
    QString text = container.state;
    if (!container.reason.isEmpty())
        text += u": "_s + container.reason;
    if (container.since)
        text += u", "_s + style.formats.times.since(*container.since, style.shownMoment);
    return text;
}

QString endText(const ObjectContainer::End& end, const SummaryStyle& style)
{
    QStringList parts;
    if (end.exitCode)
        parts.append(QString::number(*end.exitCode));
    if (!end.reason.isEmpty())
        parts.append(end.reason);
    if (end.at)
        parts.append(style.formats.times.brief(*end.at, style.shownMoment));
    return parts.join(u' ');
}

SummarySection containerSection(const ObjectContainer& container, const SummaryStyle& style)
{
    SummarySection section;
    switch (container.role) {
    //: %1: a container's name
    case ObjectContainer::Role::Main: section.title = Summary::tr("Container %1").arg(container.name); break;
    case ObjectContainer::Role::Init: section.title = Summary::tr("Init container %1").arg(container.name); break;
    case ObjectContainer::Role::Ephemeral: section.title = Summary::tr("Debug container %1").arg(container.name); break;
    }
    std::vector<Row>& rows = section.rows;
    if (!container.state.isEmpty())
        rows.push_back({ Summary::tr("State"), stateText(container, style), container.health() });
    if (!container.message.isEmpty())
        rows.push_back({ Summary::tr("Message"), container.message });
    if (container.ready)
        rows.push_back({ Summary::tr("Ready"), *container.ready ? Summary::tr("yes") : Summary::tr("no") });
    if (container.restarts)
        rows.push_back({ Summary::tr("Restarts"), style.formats.numbers.count(*container.restarts) });
    if (container.lastEnd)
        //: exit code, reason and time of a container's former run
        rows.push_back({ Summary::tr("Last exit"), endText(*container.lastEnd, style),
            container.lastEnd->exitCode.value_or(0) == 0 ? Health::Well : Health::Warning });
    rows.push_back({ Summary::tr("Image"), container.image });
    rows.push_back(
        { Summary::tr("Requests"), container.requests.empty() ? Summary::tr("none") : quantities(container.requests) });
    rows.push_back(
        { Summary::tr("Limits"), container.limits.empty() ? Summary::tr("none") : quantities(container.limits) });
    if (!container.ports.isEmpty())
        rows.push_back({ Summary::tr("Ports"), container.ports });
    return section;
}

SummarySection conditions(const ObjectDetails& details, const SummaryStyle& style)
{
    SummarySection section { Summary::tr("Conditions"), {} };
    for (const ObjectCondition& condition : details.conditions) {
        QStringList parts { condition.status };
        if (!condition.reason.isEmpty())
            parts.append(condition.reason);
        if (condition.since)
            parts.append(style.formats.times.since(*condition.since, style.shownMoment));
        if (!condition.message.isEmpty())
            parts.append(condition.message);
        section.rows.push_back({ condition.type, parts.join(u" · "_s), condition.health });
    }
    return section;
}

void addLists(const Record& record, std::vector<Row>& rows)
{
    const std::string& kind = record.schema->kind;
    const QString name = shown(record.name.view());
    if (kind == "Node")
        rows.push_back({ Summary::tr("Pods"), Summary::tr("on this node"), {},
            listLink(u"Pod"_s, u"node:\"%1\""_s.arg(name), record.cluster), false });
    if (kind == "Namespace") {
        rows.push_back({ Summary::tr("Pods"), Summary::tr("in this namespace"), {},
            listLink(u"Pod"_s, u"ns:\"%1\""_s.arg(name), record.cluster), false });
        rows.push_back({ Summary::tr("Events"), Summary::tr("in this namespace"), {},
            listLink(u"Event"_s, u"ns:\"%1\""_s.arg(name), record.cluster), false });
    }
    const QString selector = shown(record.text("selector"));
    if (!selector.isEmpty() && selector != u"<none>" && !record.nameSpace.empty())
        rows.push_back({ Summary::tr("Pods"), selector, {},
            listLink(u"Pod"_s, u"ns:\"%1\" "_s.arg(shown(record.nameSpace.view())) + selector, record.cluster) });
}

SummarySection children(const SummaryFacts& facts)
{
    const Record& record = *facts.record;
    //: objects that belong to this one
    SummarySection section { Summary::tr("Belongs to it"), {} };
    for (const RecordPtr& child : facts.children) {
        if (section.rows.size() == childrenShown)
            break;
        section.rows.push_back(
            { shown(child->schema->kind), shown(child->name.view()), child->health, entityLink(child->entity) });
    }
    if (facts.children.size() > childrenShown) {
        const Record& first = *facts.children.front();
        section.rows.push_back({ QString(),
            //: %1: how many
            Summary::tr("all %1").arg(facts.children.size()), {},
            listLink(kindText(first.schema->group, first.schema->kind),
                u"owner:\"%1\""_s.arg(shown(record.name.view())), record.cluster),
            false });
    }
    if (record.schema)
        addLists(record, section.rows);
    return section;
}

/// Two rows: how bad, which and since when; what it says.
void addAlert(const ObjectAlerts::One& one, const SummaryStyle& style, std::vector<Row>& rows)
{
    const FiringAlert& alert = one.alert;
    QString which = shown(alert.name);
    if (alert.activeAt)
        which += u" · "_s + style.formats.times.since(*alert.activeAt, style.shownMoment);
    rows.push_back(
        { alert.severity.empty() ? Summary::tr("Firing") : shown(alert.severity), which, one.health, {}, false });
    if (!alert.summary.empty())
        rows.push_back({ QString(), shown(alert.summary), {}, {}, false });
}

QString unknownText(const OverviewDoubt& doubt, const SummaryStyle& style)
{
    if (doubt.about == OverviewDoubt::About::AlertsYoung)
        return Summary::tr("unknown: the metrics server began moments ago");
    if (doubt.about == OverviewDoubt::About::AlertsUntold)
        return Summary::tr("unknown: no metrics server tells those of this cluster");
    //: alerts; %1: a metrics server, %2: "lost since 14:31:20" or "catching up"
    return Summary::tr("unknown: %1 is %2").arg(doubt.source.label, freshnessText(doubt.source, style.formats));
}

SummarySection alertSection(const ObjectAlerts& alerts, const SummaryStyle& style)
{
    //: heading: alerts of metrics servers that fire on an object
    SummarySection section { Summary::tr("Alerts"), {} };
    for (const ObjectAlerts::One& one : alerts.firing)
        addAlert(one, style, section.rows);
    //: row under the heading "Alerts": what is known of those that fire
    const QString firing = Summary::tr("Firing");
    for (const OverviewDoubt& doubt : alerts.unknown)
        section.rows.push_back({ firing, unknownText(doubt, style), Health::Unknown, {}, false });
    if (section.rows.empty())
        section.rows.push_back({ firing,
            alerts.areTold ? Summary::tr("none") : Summary::tr("unknown: there is no metrics server"), {}, {}, false });
    return section;
}

/// Of a value that is a web address as a whole, such as a runbook's, and was not cut.
Row pairRow(const QString& key, const QString& value)
{
    Row row { key, value };
    row.address = SafeUrlOpener::checked(value).has_value() && !value.endsWith(u'…');
    return row;
}

SummarySection pairSection(const QString& title, const std::vector<std::pair<QString, QString>>& pairs)
{
    SummarySection section { title, {} };
    for (const auto& [key, value] : pairs)
        section.rows.push_back(pairRow(key, value));
    return section;
}

SummarySection labels(const Record& record)
{
    SummarySection section { Summary::tr("Labels"), {} };
    if (record.labels) {
        for (const auto& [key, value] : *record.labels)
            section.rows.push_back(pairRow(shown(key.view()), shown(value.view())));
    }
    return section;
}

} // namespace

QString entityLink(const EntityId& entity)
{
    const auto parts = entity.kubernetesParts();
    if (!parts)
        return {};
    return Place {
        u"explorer"_s, { { u"kind"_s, kindText(parts->group, parts->kind) }, { u"entity"_s, entity.toString() } }
    }.toString();
}

std::vector<SummarySection> summarySections(const SummaryFacts& facts, const SummaryStyle& style)
{
    std::vector<SummarySection> all { identity(facts, style) };
    if (facts.alerts)
        all.push_back(alertSection(*facts.alerts, style));
    all.push_back(status(facts, style));
    if (facts.details) {
        for (const ObjectContainer& container : facts.details->containers)
            all.push_back(containerSection(container, style));
        all.push_back(conditions(*facts.details, style));
    }
    all.push_back(children(facts));
    all.push_back(labels(*facts.record));
    if (facts.details)
        all.push_back(pairSection(Summary::tr("Annotations"), facts.details->annotations));
    std::erase_if(all, [](const SummarySection& section) { return section.rows.empty(); });
    return all;
}

} // namespace Strato
