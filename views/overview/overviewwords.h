// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/overviewmodel.h"
#include "ui/pages/formats.h"
#include "ui/pages/place.h"
#include "views/overview/wordsproxy.h"

namespace Strato {

/// Which moment the overview shows, and from when on objects are known.
struct OverviewMoment {
    std::optional<Instant> past {}; ///< nothing: live
    std::optional<Instant> knownSince {};
    bool operator==(const OverviewMoment&) const = default;
};

/// The words of the overview's lists: what each cell says and where it leads. References outlive the words.
struct OverviewWords {
    OverviewModel& model;
    const Formats& formats;
    const std::vector<SourceStatus>& sources;
    const std::vector<std::string>& production; ///< ids of clusters
    const OverviewMoment& moment;

    void apply(WordsProxy& proxy, const FindingsModel& findings) const;
    void apply(WordsProxy& proxy, const ChangesModel& changes) const;
    void apply(WordsProxy& proxy, const ClustersModel& clusters) const;
    void apply(WordsProxy& proxy, const AlertsModel& alerts) const;
    void apply(WordsProxy& proxy, const CallsModel& calls) const;

    [[nodiscard]] QString clusterName(std::string_view id) const; ///< cleaned
    /// "71 % / 38 % of 96": requested and used of what can be given out; each part a dash where nobody knows.
    [[nodiscard]] QString share(const ResourceSums& sums, bool bytes) const;
    [[nodiscard]] QString shareStory(const ResourceSums& sums, bool bytes) const;
    /// What is held is of another moment than the one to show: that one is being looked up.
    [[nodiscard]] bool isCatchingUp() const { return model.state().moment != moment.past; }
    [[nodiscard]] bool areAlertsKnown(const ClusterSummary& cluster) const; ///< false: a count of 0 would be a guess
    [[nodiscard]] QString whyNoAlerts(const ClusterSummary& cluster) const; ///< as a sentence
    [[nodiscard]] QString whyUnknown() const; ///< why nothing is known of the clusters' objects, briefly
    [[nodiscard]] QString whyUnknownStory() const; ///< as a sentence
};

/// The object in the explorer.
[[nodiscard]] Place entityPlace(const EntityId& entity);
/// A list in the explorer, of one cluster or (empty) of all.
[[nodiscard]] Place listPlace(const QString& kind, const QString& filter, const QString& cluster);
/// The same of one cluster, which narrows that list and leaves alone what is chosen for the window.
[[nodiscard]] Place listWithin(const QString& kind, const QString& filter, const QString& cluster);
/// The overview of a cluster or of all, or one of its lists: "findings", "ill", "alerts", "calls".
[[nodiscard]] Place overviewPlace(const QString& part, const QString& cluster);
/// One of its lists of one cluster or (empty) of all, as listWithin().
[[nodiscard]] Place overviewWithin(const QString& part, const QString& cluster);

} // namespace Strato
