// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/items/recordhub.h"
#include "models/kube/schema/kubeschemas.h"
#include "ui/theme/theme.h"
#include "views/explorer/explorerpage.h"

#include <initializer_list>
#include <map>
#include <string>

namespace Strato::Testing {

struct ObjectSpec {
    std::string kind = "Pod";
    std::string name;
    std::string nameSpace = "shop";
    std::string cluster = "c1";
    std::string uid = {}; ///< empty: made from the name
    Health health = Health::Well;
    std::map<std::string, Cell> cells = {};
    OwnerRef owner = {};
    LabelSet labels = {};
    bool provisional = false;
};

inline SchemaPtr schemaOfKind(const std::string& kind)
{
    for (const SchemaPtr& schema : builtInSchemas()) {
        if (schema->kind == kind)
            return schema;
    }
    return nullptr;
}

inline std::shared_ptr<Record> makeObject(const ObjectSpec& spec)
{
    auto record = std::make_shared<Record>();
    record->schema = schemaOfKind(spec.kind);
    const std::string nameSpace = record->schema->namespaced ? spec.nameSpace : std::string();
    record->entity = EntityId::kubernetes(spec.cluster, record->schema->group, spec.kind, nameSpace, spec.name);
    record->uid = IString(spec.uid.empty() ? "uid-" + spec.kind + spec.cluster + nameSpace + spec.name : spec.uid);
    record->cluster = IString(spec.cluster);
    record->nameSpace = IString(nameSpace);
    record->name = IString(spec.name);
    record->created = instantFromSeconds(1'764'000'000);
    record->labels = std::make_shared<LabelSet>(spec.labels);
    record->health = spec.health;
    record->owner = spec.owner;
    record->provisional = spec.provisional;
    record->searchText = spec.name + '\n' + nameSpace;
    record->cells.resize(record->schema->columns.size());
    for (const auto& [column, cell] : spec.cells) {
        record->cells[static_cast<std::size_t>(record->schema->column(column))] = cell;
        if (const auto* text = std::get_if<IString>(&cell))
            record->searchText += '\n' + std::string(text->view());
    }
    return record;
}

inline std::shared_ptr<Record> makePod(
    const std::string& name, const std::string& status = "Running", const std::string& node = "n1")
{
    return makeObject({ .name = name,
        .health = status == "Running" ? Health::Well : Health::Critical,
        .cells = { { "status", Cell(IString(status)) }, { "ready", Cell(packFraction(status == "Running" ? 1 : 0, 1)) },
            { "restarts", Cell(std::int64_t(0)) }, { "node", Cell(IString(node)) },
            { "ip", Cell(IString("10.1.2.3")) } } });
}

/// A page without a console: records made by hand, questions noted and answered by the test.
struct ExplorerRig {
    FakeClock clock { instantFromSeconds(1'764'003'600) };
    RecordHub hub { clock };
    Theme theme;
    std::vector<ResourceKind> followed;
    std::vector<std::pair<EntityId, std::function<void(const Result<FetchedObject>&)>>> objects;
    std::vector<std::function<void(const Result<SecretKeys>&)>> secretKeys;
    std::vector<SecretNames> secretNames; // of secretKeys
    std::vector<std::pair<std::string, std::function<void(const Result<QByteArray>&)>>> secretValues;
    OverviewState overview; ///< what alerts on an object are looked up in
    std::vector<SourceStatus> sources;
    QStringList addresses; ///< that were asked to be opened
    Instant shown = clock.now();
    std::uint64_t seq = 0;

    ExplorerPort port()
    {
        return ExplorerPort { .records = hub,
            .clock = clock,
            .shownMoment = [this] { return shown; },
            .follow = [this](const ResourceKind& kind) -> std::shared_ptr<void> {
                followed.push_back(kind);
                return std::make_shared<int>(0);
            },
            .schemaOf = [](const ResourceKind& kind) { return builtInSchema(kind.group, kind.kind); },
            .fetchObject = [this](const EntityId& entity, auto answer) { objects.emplace_back(entity, answer); },
            .fetchSecretKeys =
                [this](const EntityId&, SecretNames names, auto answer) {
                    secretNames.push_back(names);
                    secretKeys.push_back(answer);
                },
            .fetchSecretValue
            = [this](const EntityId&, const std::string& key, auto answer) { secretValues.emplace_back(key, answer); },
            .alertsOf = [this](const EntityId& entity) { return objectAlerts(entity, overview, sources, false); },
            .openAddress = [this](const QString& address) { addresses.append(address); } };
    }

    static ResourceKind kind(const std::string& name)
    {
        const SchemaPtr schema = schemaOfKind(name);
        return { schema->group, schema->version, schema->kind, schema->plural, schema->namespaced, { "list", "watch" },
            name == "Pod" ? std::vector<std::string> { "po" } : std::vector<std::string> {}, {} };
    }

    static ExplorerCluster cluster(const std::string& id, const QString& name)
    {
        ExplorerCluster made;
        made.id = IString(id);
        made.name = name;
        made.answered = true;
        for (const char* each :
            { "Pod", "Deployment", "ReplicaSet", "Service", "ConfigMap", "Secret", "Node", "Event" })
            made.kinds.push_back(kind(each));
        made.kinds.push_back({ "shop.example.io", "v1", "Voucher", "vouchers", true, { "list" }, {}, {} });
        return made;
    }

    void put(std::vector<RecordPtr> records, std::vector<EntityId> removed = {}, const std::string& id = "c1")
    {
        auto delta = std::make_shared<Delta>();
        delta->fromSeq = ++seq;
        delta->toSeq = seq;
        delta->upserted = std::move(records);
        delta->removed = std::move(removed);
        hub.apply({ IString(id), delta });
    }

    static std::map<std::string, SourceStatus> live(std::initializer_list<const char*> plurals)
    {
        std::map<std::string, SourceStatus> statuses;
        for (const char* plural : plurals) {
            SourceStatus status;
            status.id = std::string("k8s:c1/") + plural;
            status.freshness = Freshness::Live;
            statuses[status.id] = status;
        }
        return statuses;
    }
};

} // namespace Strato::Testing
