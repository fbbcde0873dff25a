// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::size_t keptJobs = 3; // successfulJobsHistoryLimit
constexpr Duration cronEvery = std::chrono::minutes(5);

nlohmann::json jobName(const Workload& job)
{
    return { { "apiVersion", "batch/v1" }, { "kind", "Job" },
        { "metadata", { { "name", job.name }, { "namespace", job.nameSpace }, { "uid", job.uid } } } };
}

void dropOldJobs(WorldState& world, const Workload& cron)
{
    std::vector<Workload*> done;
    for (Workload& job : world.workloads)
        if (job.kind == WorkloadKind::Job && job.owner == cron.index && !job.uid.empty() && job.finished)
            done.push_back(&job);
    std::ranges::sort(done, {}, &Workload::created);
    for (std::size_t i = 0; i + keptJobs < done.size(); ++i) {
        for (Pod* pod : world.podsOf(*done[i]))
            deletePod(world, *pod, "");
        if (!world.podsOf(*done[i]).empty())
            continue; // gone at the next look
        world.extra.push_back({ world.clusterOf(*done[i]).name, jobName(*done[i]), true });
        world.dirty.erase({ ObjectKind::Workload, static_cast<std::uint64_t>(done[i]->index) });
        done[i]->uid.clear(); // the slot is free for the next one
    }
}

Workload& freeSlot(WorldState& world, Workload job, const std::string& version)
{
    for (Workload& slot : world.workloads) {
        if (slot.kind != WorkloadKind::Job || !slot.uid.empty() || slot.owner != job.owner)
            continue;
        job.index = slot.index;
        job.revisions = slot.revisions;
        slot = std::move(job);
        return slot;
    }
    const int index = addWorkload(world, std::move(job), version);
    return world.workloads[static_cast<std::size_t>(index)];
}

void startJob(WorldState& world, int cronIndex)
{
    const Workload cron = world.workloads[static_cast<std::size_t>(cronIndex)];
    Workload job = cron;
    job.kind = WorkloadKind::Job;
    job.name = cron.name + '-' + std::to_string(world.now.ns / 60'000'000'000);
    job.uid = world.dice.uid("job/" + world.clusterOf(cron).name + '/' + job.name);
    job.owner = cronIndex;
    job.created = job.changed = world.now;
    job.finished.reset();
    job.nextRun.reset();
    job.generation = 1;
    Workload& made = freeSlot(world, std::move(job), cron.current().version);
    createPod(world, made, made.current().number, 0);
    addEvent(world, aboutWorkload(world, cron), "Normal", "SuccessfulCreate", "Created job " + made.name,
        "cronjob-controller");
    world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(made.index));
}

void watchJob(WorldState& world, Workload& job)
{
    if (job.finished || job.uid.empty())
        return;
    for (const Pod* pod : world.podsOf(job)) {
        const int ready = pod->state == ContainerState::Running ? 1 : 0;
        if (ready != job.readyPods)
            world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(job.index));
        job.readyPods = ready;
        if (pod->stage != PodStage::Completed)
            continue;
        job.finished = pod->finishedAt;
        addEvent(world, aboutWorkload(world, job), "Normal", "Completed", "Job completed", "job-controller");
        world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(job.index));
        if (job.owner >= 0)
            world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(job.owner));
    }
}

} // namespace

void stepJobs(WorldState& world)
{
    for (int i = 0; i < static_cast<int>(world.workloads.size()); ++i) {
        Workload& workload = world.workloads[static_cast<std::size_t>(i)];
        if (workload.kind == WorkloadKind::Job)
            watchJob(world, workload);
        if (workload.kind != WorkloadKind::CronJob)
            continue;
        const std::int64_t every = cronEvery.count();
        if (!workload.nextRun)
            workload.nextRun = Instant { (world.now.ns / every + 1) * every };
        if (world.now < *workload.nextRun)
            continue;
        workload.nextRun = Instant { (world.now.ns / every + 1) * every };
        workload.scaled = world.now; // lastScheduleTime
        startJob(world, i);
        dropOldJobs(world, world.workloads[static_cast<std::size_t>(i)]);
        world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(i));
    }
}

} // namespace Strato::Estate
