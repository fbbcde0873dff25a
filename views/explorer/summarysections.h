// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/objectalerts.h"
#include "models/items/objectdetails.h"
#include "models/items/objectteam.h"
#include "ui/code/detailstable.h"
#include "ui/pages/formats.h"
#include "ui/pages/place.h"
#include "views/explorer/explorerport.h"

#include <QMap>

namespace Strato {

/// Whether an object is there at the moment shown.
enum class Presence : std::uint8_t {
    There,
    Gone, ///< it was, and is no longer
    NotRecorded, ///< nothing was recorded of its cluster then
    Reading, ///< unknown: what its cluster has is being read
    NotConnected ///< unknown: its cluster is not connected
};

/// What is known of one object, for its summary.
struct SummaryFacts {
    RecordPtr record; ///< never null
    std::optional<ObjectDetails> details; ///< of the whole object, where it was read
    std::optional<Instant> readAt; ///< when it was
    RecordPtr owner; ///< null: none, or not followed
    std::vector<RecordPtr> children;
    ObjectTeam team {}; ///< who answers for it
    std::optional<ObjectAlerts> alerts {}; ///< nothing: none can be on a thing of its kind
    Presence presence = Presence::There;
};

/// How things are written and named.
struct SummaryStyle {
    Formats formats;
    Instant shownMoment {};
    QMap<QString, QString> clusterNames; ///< id -> name
};

/// One heading with its facts. Links are Place texts.
struct SummarySection {
    QString title;
    std::vector<DetailsTable::Row> rows;

    bool operator==(const SummarySection&) const = default;
};

/// Identity, status, containers, conditions, children, labels and annotations of an object. Pure.
[[nodiscard]] std::vector<SummarySection> summarySections(const SummaryFacts& facts, const SummaryStyle& style);

/// Where a link to @p entity leads.
[[nodiscard]] QString entityLink(const EntityId& entity);

} // namespace Strato
