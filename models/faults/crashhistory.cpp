// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/crashhistory.h"

#include "models/faults/cellreader.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr int manyEnds = 3; // in one series: a loop, though nobody saw it held back

bool isPod(const Record& record)
{
    return record.isOf("", "Pod") && !record.provisional;
}

bool isHeldBack(const Record& pod)
{
    return pod.text(Columns::status).find("CrashLoopBackOff") != std::string_view::npos
        || pod.text(Columns::waitingReason) == "CrashLoopBackOff";
}

/// When its newest crash ended; nothing: the newest end was a good one, which a container that is held back has not.
std::optional<Instant> crashedAt(const Record& pod, bool held)
{
    CellReader<2> cells({ Columns::lastTerminationAt, Columns::lastExitCode });
    cells.bind(pod);
    return cells.integer(1) == 0 && !held ? std::nullopt : cells.instant(0);
}

std::optional<Instant> unreadySince(const Record& pod, bool held)
{
    CellReader<2> cells({ Columns::readySince, Columns::ready });
    cells.bind(pod);
    const auto ready = cells.integer(1);
    const bool isUnready = held || hasCondition(pod.text(Columns::conditions), "Ready=False")
        || (ready && fractionPart(*ready) < fractionWhole(*ready));
    return isUnready ? cells.instant(0) : std::nullopt;
}

} // namespace

std::optional<CrashSeries> continued(const std::optional<CrashSeries>& before, const Record& pod, Instant at)
{
    const bool held = isHeldBack(pod);
    const auto end = crashedAt(pod, held);
    if (!end && !held)
        return before;
    const bool isNewEnd = end && (!before || *end > before->lastBad);
    if (!isNewEnd && !held)
        return before;
    const auto unready = unreadySince(pod, held);
    const Instant first = end ? *end : unready.value_or(pod.created);
    const bool goesOn = before && (first <= before->lastBad || first - before->lastBad < crashesJoinWithin);
    CrashSeries series = goesOn ? *before : CrashSeries {};
    if (!goesOn)
        series.began = std::min(first, unready.value_or(first));
    series.pod = pod.entity;
    series.ends += isNewEnd ? 1 : 0;
    series.lastBad = std::max({ series.lastBad, first, held ? at : first });
    if (!series.loopingFrom && (held || series.ends >= manyEnds))
        series.loopingFrom = std::min(at, series.lastBad);
    return series;
}

void CrashHistory::add(const Change& change)
{
    if (change.uid.empty())
        return;
    const auto known = m_series.find(change.uid);
    if (change.before && known != m_series.end() && isPod(*change.before) && isHeldBack(*change.before)) {
        CrashSeries& last = known->second.back(); // held back until now: nothing came in between
        last.lastBad = std::max(last.lastBad, change.seenTime);
    }
    if (!change.after || !isPod(*change.after))
        return;
    const std::optional<CrashSeries> before
        = known == m_series.end() ? std::nullopt : std::optional(known->second.back());
    const std::optional<CrashSeries> after = continued(before, *change.after, change.seenTime);
    if (!after || after == before)
        return;
    std::vector<CrashSeries>& all = m_series[change.uid];
    if (before && before->began == after->began)
        all.back() = *after;
    else
        all.push_back(*after);
    if (all.size() > mostSeries)
        all.erase(all.begin());
    if (m_series.size() > mostPods)
        forget(change.seenTime);
}

void CrashHistory::forget(Instant now)
{
    std::erase_if(m_series, [&](const auto& pod) { return now - pod.second.back().lastBad > m_keep; });
    while (m_series.size() > mostPods)
        m_series.erase(
            std::ranges::min_element(m_series, {}, [](const auto& pod) { return pod.second.back().lastBad; }));
}

std::unordered_map<IString, CrashSeries> CrashHistory::at(Instant at) const
{
    std::unordered_map<IString, CrashSeries> now;
    for (const auto& [uid, all] : m_series) {
        const auto after = std::ranges::upper_bound(all, at, {}, &CrashSeries::began);
        if (after != all.begin() && std::prev(after)->covers(at))
            now.emplace(uid, *std::prev(after));
    }
    return now;
}

} // namespace Strato
