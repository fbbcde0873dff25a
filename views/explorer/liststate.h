// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"
#include "models/items/filterquery.h"
#include "ui/pages/formats.h"
#include "views/explorer/explorerport.h"

#include <map>

namespace Strato {

/// How fresh one list is over all clusters that it covers.
struct ListFreshness {
    Freshness freshness = Freshness::NotConnected; ///< the worst
    QString words; ///< one line: "live", "hangzhou-1: stale since 14:31:20"
    QString story; ///< all clusters, for a tool tip
    bool old = false; ///< at least one cluster's rows are not current
    bool settled = false; ///< every cluster is live, or said to be out of reach
    std::optional<Error> error; ///< of the worst
    QString errorFrom; ///< name of the cluster that said so
};

/// What the console's statuses say of @p kind in @p clusters. Pure.
[[nodiscard]] ListFreshness listFreshness(const ResourceKind& kind, const std::vector<ExplorerCluster>& clusters,
    const std::map<std::string, SourceStatus>& statuses, const Formats& formats, Instant now);

/// Why a filter cannot be used, where, and what is used meanwhile. Translated.
[[nodiscard]] QString filterErrorText(const FilterError& error, const QString& text, const QString& meanwhile);

/// What to filter by while @p text cannot be: @p lastGood, but for words that turn out to have begun what is not
/// complete yet ("app in" before "app in (web"). Pure.
[[nodiscard]] QString filterMeanwhile(const QString& text, const QString& lastGood);

} // namespace Strato
