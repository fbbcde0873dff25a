// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace Strato {

/// An unchanging view of all records of a source at one moment. Cheap to hold, safe on any thread.
class Snapshot {
public:
    virtual ~Snapshot();
    [[nodiscard]] virtual std::size_t size() const = 0;
    [[nodiscard]] virtual RecordPtr find(const EntityId& entity) const = 0; ///< null when it was not there
    virtual void forEach(const std::function<void(const RecordPtr&)>& visit) const = 0;
    /// Records of one kind ("" group = core).
    virtual void forEachOfKind(
        std::string_view group, std::string_view kind, const std::function<void(const RecordPtr&)>& visit) const = 0;
    [[nodiscard]] virtual std::uint64_t seq() const = 0;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// Live, paused and replayed state behind one interface (design, section 4). Owned by the data thread.
class StateSource {
public:
    virtual ~StateSource();
    /// The state now.
    [[nodiscard]] virtual SnapshotPtr current() const = 0;
    /// The state as known at @p moment; nothing (never "as now") before knownSince() and at times nobody watched.
    [[nodiscard]] virtual std::optional<SnapshotPtr> at(Instant moment) const = 0;
    /// How far back at() reaches; nothing until the first fill is complete.
    [[nodiscard]] virtual std::optional<Instant> knownSince() const = 0;
    /// All changes after @p seq merged, or nothing when that many are no longer kept.
    [[nodiscard]] virtual std::optional<Delta> since(std::uint64_t seq) const = 0;
};

} // namespace Strato
