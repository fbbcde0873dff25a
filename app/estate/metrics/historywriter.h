// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/metrics/familyfiles.h"
#include "app/estate/metrics/historyplan.h"
#include "app/estate/metrics/metricpages.h"

#include <functional>
#include <memory>

namespace Strato::Estate {

class World;

/// Makes a world that begins at @p start and whose long-lived pods are those of a world that begins at @p asOf.
using WorldMaker = std::function<std::unique_ptr<World>(Instant start, Instant asOf)>;

/// Runs a world through a stretch of the past and writes what a scraper would have kept of it, with the very labels of
/// the scraped series.
class HistoryWriter final {
public:
    HistoryWriter(const WorldMaker& makeWorld, const HistoryPart& part, Instant now, QString folder);
    ~HistoryWriter();
    /// Writes @p chunk, which begins where the last one ended, as OpenMetrics text into @p path.
    [[nodiscard]] Result<void> write(const TimeSpan& chunk, const QString& path);

private:
    [[nodiscard]] std::vector<Instant> momentsOf(const TimeSpan& chunk) const;
    void writeMoment(FamilyTexts& texts) const;

    std::unique_ptr<World> m_world;
    HistoryPart m_part;
    QString m_folder;
    std::vector<MetricTarget> m_targets;
    std::vector<std::string> m_labels; ///< of m_targets
};

/// The families that history keeps of the last hours, or of the week before, where each is only worth its disk if a
/// view or a rule looks back at it.
[[nodiscard]] FamilyTexts historyFamilies(bool recent);

} // namespace Strato::Estate
