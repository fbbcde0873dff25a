// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/nearestkinds.h"

#include <algorithm>
#include <set>
#include <utility>

namespace Strato {

namespace {

constexpr std::size_t farthest = 2; // slips
constexpr std::size_t mostKindsNamed = 3;
constexpr qsizetype longestAsked = 64; // what is longer is no slip, and would take its time

/// Letters to change, add, leave out or swap with their neighbour (optimal string alignment).
std::size_t distance(const QString& from, const QString& to)
{
    const auto width = static_cast<std::size_t>(to.size());
    std::vector<std::size_t> last(width + 1);
    for (std::size_t j = 0; j <= width; ++j)
        last[j] = j;
    std::vector<std::size_t> beforeLast = last;
    for (qsizetype i = 1; i <= from.size(); ++i) {
        std::vector<std::size_t> row(width + 1, static_cast<std::size_t>(i));
        for (std::size_t j = 1; j <= width; ++j) {
            const auto at = static_cast<qsizetype>(j);
            const bool same = from[i - 1] == to[at - 1];
            row[j] = std::min({ last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1) });
            if (i > 1 && j > 1 && from[i - 1] == to[at - 2] && from[i - 2] == to[at - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = std::exchange(last, std::move(row));
    }
    return last[width];
}

} // namespace

QStringList nearestKinds(const QString& asked, const std::vector<ResourceKind>& known)
{
    const QString slip = asked.section(u'.', 0, 0).toLower();
    std::set<std::pair<std::size_t, QString>> near;
    for (const ResourceKind& kind : known) {
        if (slip.size() > longestAsked || std::ranges::find(kind.verbs, "list") == kind.verbs.end())
            continue;
        const QString plural = QString::fromStdString(kind.plural);
        const std::size_t slips
            = std::min(distance(slip, plural), distance(slip, QString::fromStdString(kind.kind).toLower()));
        if (slips <= farthest && slips * 2 < static_cast<std::size_t>(slip.size())) // of two letters any two are near
            near.emplace(slips, plural);
    }
    QStringList named;
    for (const auto& [slips, plural] : near) {
        if (slips > near.begin()->first)
            break; // what is farther was not meant
        if (named.size() < static_cast<qsizetype>(mostKindsNamed) && !named.contains(plural))
            named.push_back(plural);
    }
    return named;
}

} // namespace Strato
