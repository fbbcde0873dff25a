// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

namespace Strato {

/// When a record last happened: column lastSeen where its kind has one (events), else its creation.
[[nodiscard]] Instant lastMoment(const Record& record);

/// The @p count records that happened last; ties by name, so that the choice is the same everywhere.
[[nodiscard]] std::vector<RecordPtr> newestOf(std::vector<RecordPtr> records, std::size_t count);

} // namespace Strato
