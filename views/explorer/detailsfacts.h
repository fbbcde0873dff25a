// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/explorer/summarysections.h"

namespace Strato {

/// Whether anything is known of objects of @p record's kind and cluster at the moment of @p past.
[[nodiscard]] bool isRecorded(const ExplorerPast& past, const Record& record);
/// @p entity as it is now, or was in @p past; null: not there, or unknown.
[[nodiscard]] RecordPtr recordNow(
    const RecordHub& records, const std::optional<ExplorerPast>& past, const EntityId& entity);

/// Owner and children of @p record, now or in @p past. Children: worst first, then by name.
[[nodiscard]] SummaryFacts factsOf(
    const RecordHub& records, const std::optional<ExplorerPast>& past, const RecordPtr& record);

/// The events that concern @p record, newest first.
[[nodiscard]] std::vector<RecordPtr> eventsAround(
    const RecordHub& records, const std::optional<ExplorerPast>& past, const Record& record);

} // namespace Strato
