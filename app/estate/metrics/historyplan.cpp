// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/historyplan.h"

#include "models/base/savefile.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration clearOfOthers = std::chrono::seconds(10); // the last scrape of a run may be later than its last sign
constexpr int formatVersion = 1;

QString pathIn(const QString& folder)
{
    return folder + u"/history.json"_s;
}

Instant roundUp(Instant at, Duration step)
{
    return { (at.ns + step.count() - 1) / step.count() * step.count() };
}

/// The holes of @p covered in @p span as parts, newest first.
std::vector<HistoryPart> holes(const std::vector<TimeSpan>& covered, TimeSpan span, Duration step, bool recent)
{
    std::vector<HistoryPart> out;
    std::optional<Instant> before; // the end of what is there
    Instant from = span.from;
    const auto add = [&](Instant to) {
        const TimeSpan hole { roundUp(from, step), roundUp(to, step) };
        if (hole.to - hole.from >= 2 * step)
            out.push_back({ hole, step, before.value_or(hole.from - step), to, recent });
    };
    for (const TimeSpan& there : covered) {
        if (there.to <= from)
            continue;
        if (there.from >= span.to)
            break;
        add(there.from);
        before = there.to;
        from = there.to + clearOfOthers;
    }
    add(span.to);
    std::ranges::reverse(out);
    return out;
}

} // namespace

std::vector<HistoryPart> missingHistory(const std::vector<TimeSpan>& covered, Instant now, const HistoryReach& reach)
{
    const Instant middle = roundUp(now - reach.recent, reach.pastStep);
    std::vector<HistoryPart> out = holes(covered, { middle, now }, reach.recentStep, true);
    for (HistoryPart& part : holes(covered, { now - reach.past, middle }, reach.pastStep, false)) {
        if (part.end == middle)
            part.end = middle - reach.recentStep;
        out.push_back(part);
    }
    return out;
}

std::vector<TimeSpan> chunksOf(const HistoryPart& part)
{
    const Duration longest = part.recent ? std::chrono::minutes(30) : std::chrono::hours(9);
    std::vector<TimeSpan> out;
    for (Instant from = part.span.from; from < part.span.to;) {
        const Instant to = std::min(part.span.to, roundUp(from + Duration(1), longest));
        out.push_back({ from, to });
        from = to;
    }
    return out;
}

void cover(std::vector<TimeSpan>& covered, TimeSpan span)
{
    if (span.to <= span.from)
        return;
    const auto touches = [&](const TimeSpan& one) { return one.from <= span.to && span.from <= one.to; };
    for (const TimeSpan& one : covered)
        if (touches(one))
            span = { std::min(span.from, one.from), std::max(span.to, one.to) };
    std::erase_if(covered, touches);
    covered.insert(std::ranges::lower_bound(covered, span.from, {}, &TimeSpan::from), span);
}

HistoryRecord HistoryRecord::load(const QString& folder, std::uint64_t seed)
{
    HistoryRecord empty { seed, {} };
    QFile file(pathIn(folder));
    if (!file.open(QIODevice::ReadOnly))
        return empty;
    const nlohmann::json read = nlohmann::json::parse(file.read(1 << 20).toStdString(), nullptr, false);
    const auto holds = [&](const char* key) { return read.is_object() && read.contains(key); };
    if (!holds("version") || read["version"] != formatVersion || !holds("seed") || !read["seed"].is_number_unsigned()
        || !holds("covered"))
        return empty;
    HistoryRecord out { read["seed"].get<std::uint64_t>(), {} };
    for (const nlohmann::json& span : read["covered"]) {
        if (!span.is_array() || span.size() != 2 || !span[0].is_number_integer() || !span[1].is_number_integer())
            return empty;
        cover(out.covered, { { span[0].get<std::int64_t>() }, { span[1].get<std::int64_t>() } });
    }
    return out;
}

Result<void> HistoryRecord::save(const QString& folder) const
{
    nlohmann::json out { { "version", formatVersion }, { "seed", seed }, { "covered", nlohmann::json::array() } };
    for (const TimeSpan& span : covered)
        out["covered"].push_back({ span.from.ns, span.to.ns });
    const std::string text = out.dump() + '\n';
    return saveWhole(pathIn(folder), { text.data(), static_cast<qsizetype>(text.size()) });
}

} // namespace Strato::Estate
