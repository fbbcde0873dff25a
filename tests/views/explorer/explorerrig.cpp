// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/explorer/explorerrig.h"

#include "ui/tables/filteredit.h"

namespace Strato::Testing {

using namespace Qt::StringLiterals;

namespace {

SchemaPtr schemaOfKind(const std::string& kind)
{
    for (const SchemaPtr& schema : builtInSchemas()) {
        if (schema->kind == kind)
            return schema;
    }
    return nullptr;
}

} // namespace

std::shared_ptr<Record> makeObject(const ObjectSpec& spec)
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

std::shared_ptr<Record> makePod(const std::string& name, const std::string& status, const std::string& node)
{
    return makeObject({ .name = name,
        .health = status == "Running" ? Health::Well : Health::Critical,
        .cells = { { "status", Cell(IString(status)) }, { "ready", Cell(packFraction(status == "Running" ? 1 : 0, 1)) },
            { "restarts", Cell(std::int64_t(0)) }, { "node", Cell(IString(node)) },
            { "ip", Cell(IString("10.1.2.3")) } } });
}

void ExplorerRig::finishBackground()
{
    while (!background.empty()) {
        const Task done = std::move(background.front());
        background.pop_front();
        done();
    }
}

ExplorerPort ExplorerRig::port()
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
        .connectCluster = [this](const QString& name) { connected.append(name); },
        .alertsOf = [this](const EntityId& entity) { return objectAlerts(entity, overview, sources, false); },
        .openAddress = [this](const QString& address) { addresses.append(address); },
        .inBackground =
            [this](const std::function<Task()>& work) {
                background.push_back(work());
                if (!backgroundHeld)
                    finishBackground();
            } };
}

void ExplorerRig::put(std::vector<RecordPtr> records, std::vector<EntityId> removed, const std::string& id)
{
    auto delta = std::make_shared<Delta>();
    delta->fromSeq = ++seq;
    delta->toSeq = seq;
    delta->upserted = std::move(records);
    delta->removed = std::move(removed);
    hub.apply({ IString(id), delta });
}

ResourceKind ExplorerRig::kind(const std::string& name)
{
    const SchemaPtr schema = schemaOfKind(name);
    return { schema->group, schema->version, schema->kind, schema->plural, schema->namespaced, { "list", "watch" },
        name == "Pod" ? std::vector<std::string> { "po" } : std::vector<std::string> {}, {} };
}

ExplorerCluster ExplorerRig::cluster(const std::string& id, const QString& name)
{
    ExplorerCluster made;
    made.id = IString(id);
    made.name = name;
    made.answered = true;
    for (const char* each : { "Pod", "Deployment", "ReplicaSet", "Service", "ConfigMap", "Secret", "Node", "Event" })
        made.kinds.push_back(kind(each));
    made.kinds.push_back({ "shop.example.io", "v1", "Voucher", "vouchers", true, { "list" }, {}, {} });
    return made;
}

std::map<std::string, SourceStatus> ExplorerRig::live(std::initializer_list<const char*> plurals)
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

Place ExplorerRig::place(const QString& kind, const QString& filter, const EntityId& entity)
{
    Place place { u"explorer"_s, { { u"kind"_s, kind } } };
    if (!filter.isEmpty())
        place.parameters.insert(u"filter"_s, filter);
    if (!entity.isNull())
        place.parameters.insert(u"entity"_s, entity.toString());
    return place;
}

ExplorerPageRig::ExplorerPageRig()
{
    page.setFormats(Formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
    page.resize(1700, 900);
}

void ExplorerPageRig::open()
{
    page.setClusters({ cluster("c1", u"hangzhou-1"_s) });
}

void ExplorerPageRig::pauseAt(RecordHub::Past snapshots)
{
    ExplorerPast past;
    past.moment = instantFromSeconds(1'764'001'000);
    past.answers = snapshots.size();
    past.snapshots = std::move(snapshots);
    page.setPast(std::move(past));
}

FilterEdit* ExplorerPageRig::filter() const
{
    return page.findChild<FilterEdit*>();
}

} // namespace Strato::Testing
