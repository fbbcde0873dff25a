// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::size_t keptRevisions = 10; // revisionHistoryLimit

std::uint64_t setId(const Workload& workload, const Revision& revision)
{
    return static_cast<std::uint64_t>(workload.index) << 20U | static_cast<std::uint64_t>(revision.number);
}

void forgetOldRevisions(WorldState& world, Workload& workload)
{
    while (workload.revisions.size() > keptRevisions && workload.revisions.front().replicas == 0) {
        const Revision& old = workload.revisions.front();
        if (std::ranges::any_of(world.podsOf(workload), [&](const Pod* p) { return p->revision == old.number; }))
            return; // its last pod is still going
        nlohmann::json object { { "apiVersion", "apps/v1" }, { "kind", "ReplicaSet" },
            { "metadata",
                { { "name", workload.name + '-' + old.hash }, { "namespace", workload.nameSpace },
                    { "uid", old.uid } } } };
        world.extra.push_back({ world.clusterOf(workload).name, std::move(object), true });
        world.dirty.erase({ ObjectKind::ReplicaSet, setId(workload, old) });
        workload.revisions.erase(workload.revisions.begin());
    }
}

} // namespace

int release(WorldState& world, Workload& workload, const std::string& version, const RevisionEffect& effect,
    const std::string& changedBy)
{
    const std::string scope = world.clusterOf(workload).name + '/' + workload.nameSpace + '/' + workload.name;
    Revision next;
    next.version = version;
    next.effect = effect;
    next.changedBy = changedBy;
    next.number = workload.current().number + 1;
    next.configHash = world.dice.hex(scope + version, effect.crashes ? 1U : 0U, 12);
    next.hash = world.dice.suffix(scope + version, effect.crashes ? 1U : 0U, 10);
    next.created = world.now;
    const auto known = std::ranges::find(workload.revisions, next.hash, &Revision::hash);
    if (known != workload.revisions.end()) {
        if (known->number == workload.current().number)
            return known->number;
        // Kubernetes takes an old ReplicaSet of the same template up again under a new revision number.
        for (Pod* pod : world.podsOf(workload))
            if (pod->revision == known->number)
                pod->revision = next.number;
        next.uid = known->uid;
        next.created = known->created;
        next.replicas = known->replicas;
        workload.revisions.erase(known);
    } else {
        next.uid = world.dice.uid("rs/" + scope + '/' + next.hash);
    }
    workload.revisions.push_back(next);
    ++workload.generation;
    workload.changed = workload.progressedAt = world.now;
    workload.changedBy = changedBy;
    forgetOldRevisions(world, workload);
    world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(workload.index));
    for (const Revision& revision : workload.revisions)
        world.touch(ObjectKind::ReplicaSet, setId(workload, revision));
    return next.number;
}

void scaleTo(WorldState& world, Workload& workload, int replicas, const std::string& scaledBy)
{
    if (workload.replicas == replicas)
        return;
    workload.replicas = replicas;
    ++workload.generation;
    workload.scaled = workload.progressedAt = world.now;
    workload.scaledBy = scaledBy;
    world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(workload.index));
}

void setConfig(WorldState& world, const Workload& workload, const std::string& key, const std::string& value,
    const std::string& changedBy)
{
    const auto found = world.configs.find({ workload.cluster, workload.nameSpace + '/' + workload.name + "-config" });
    if (found == world.configs.end())
        return;
    nlohmann::json& object = found->second;
    object["data"][key] = value;
    nlohmann::json& fields = object["metadata"]["managedFields"];
    fields.back()["manager"] = changedBy;
    fields.back()["time"] = toDateTime(world.now).toString(Qt::ISODate).toStdString();
    world.extra.push_back({ world.clusterAt(workload.cluster).name, object, false });
}

} // namespace Strato::Estate
