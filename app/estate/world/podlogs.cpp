// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/podlogs.h"

#include "app/estate/world/logwriter.h"

#include <algorithm>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration momentLength = std::chrono::seconds(10);
constexpr std::uint64_t mostLines = 256; // of one moment

bool speaks(PodStage stage)
{
    return stage == PodStage::Starting || stage == PodStage::Ready || stage == PodStage::Failing
        || stage == PodStage::Terminating || stage == PodStage::BackOff || stage == PodStage::Completed;
}

std::uint64_t sequenceOf(const PodMoment& moment, std::uint64_t line)
{
    return static_cast<std::uint64_t>(moment.at.ns / 1'000'000) * mostLines + line;
}

/// Appends the lines of one moment; until: when the next one takes over.
void addMoment(const LogScene& scene, Instant until, std::uint64_t after, std::vector<LogLine>& out)
{
    const PodMoment& moment = scene.moment;
    const std::vector<std::string> records = writeLog(scene);
    std::uint64_t line = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::int64_t slot = momentLength.count() / static_cast<std::int64_t>(records.size());
        const double within = scene.world.dice.unit(scene.pod.name, static_cast<std::uint64_t>(moment.at.ns) + i);
        const Duration offset(
            slot * static_cast<std::int64_t>(i) + static_cast<std::int64_t>(within * 0.9 * static_cast<double>(slot)));
        const Instant at = moment.at + (scene.lastWords || moment.stage == PodStage::Starting ? offset / 50 : offset);
        if (at > scene.world.now || at >= until)
            return;
        std::size_t from = 0;
        while (from <= records[i].size() && line < mostLines) {
            const std::size_t end = std::min(records[i].find('\n', from), records[i].size());
            if (const std::uint64_t sequence = sequenceOf(moment, line); sequence > after)
                out.push_back({ sequence, at, records[i].substr(from, end - from) });
            ++line;
            from = end + 1;
        }
    }
}

} // namespace

Result<std::vector<LogLine>> podLogLines(const WorldState& world, const Pod& pod, const std::string& container,
    bool previous, std::uint64_t afterSequence, std::size_t maxLines)
{
    if (previous && pod.restarts == 0)
        return fail(ErrorCode::NotFound,
            u"previous terminated container \"%1\" in pod \"%2\" not found"_s.arg(
                QString::fromStdString(container), QString::fromStdString(pod.name)));
    const auto wanted = static_cast<std::uint32_t>(pod.restarts - (previous ? 1 : 0));
    const Workload& workload = world.workloadOf(pod);
    const bool sidecar = container == "envoy";
    std::vector<LogLine> out;
    PodStage before = PodStage::Pending;
    for (std::size_t i = 0; i < pod.moments.size() && out.size() < maxLines; ++i) {
        const PodMoment& moment = pod.moments[i];
        const bool ends = moment.stage == PodStage::BackOff || moment.stage == PodStage::Completed;
        const bool ended = ends && before == moment.stage;
        before = moment.stage;
        if ((moment.restarts != wanted && !sidecar) || !speaks(moment.stage) || ended)
            continue;
        const Instant until = i + 1 < pod.moments.size() ? pod.moments[i + 1].at : moment.at + momentLength;
        if (sequenceOf(moment, mostLines) <= afterSequence)
            continue;
        addMoment({ world, pod, workload, moment, sidecar, ends }, std::min(until, moment.at + momentLength),
            afterSequence, out);
    }
    if (out.size() > maxLines)
        out.resize(maxLines);
    return out;
}

} // namespace Strato::Estate
