// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/result.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace Strato {

enum class Freshness : std::uint8_t {
    NotConnected, ///< nobody asked for it yet, or it was switched off
    CatchingUp, ///< data arrives but is not whole yet: `behind` tells how much where it is known
    Live, ///< whole and current
    Stale, ///< what is shown is from `asOf`; trying again
    Lost ///< cannot be had: `error` says why; old data stays, marked
};

/// How fresh one source (or one kind of one source) is. The one mechanism behind every pane and the status bar.
struct SourceStatus {
    std::string id; ///< stable: "k8s:<cluster>", "k8s:<cluster>/pods", "prometheus:<name>"
    QString label; ///< the user's name for it, cleaned
    Freshness freshness = Freshness::NotConnected;
    std::optional<Instant> asOf; ///< our clock when the data was last known to be current
    std::optional<std::uint64_t> behind; ///< objects or bytes of work left while catching up
    std::optional<Error> error;
    std::optional<Instant> nextTry; ///< when a broken source is tried again
    bool serverAsked = false; ///< `nextTry` is when the server asked us to come back (K19), not our own back-off
    int tries = 0;
    std::optional<Duration> clockSkew; ///< theirs minus ours, from Date headers
    std::uint64_t coalesced = 0; ///< events merged because we were slower than the stream
    std::vector<std::string> namespaces {}; ///< it covers these alone, the others are not shown to us; empty: all
    bool starting = false; ///< NotConnected, and no wonder: it is only just being started

    bool operator==(const SourceStatus&) const = default;
};

/// All sources' freshness. Any thread sets; `onChange` is called on the setter's thread, outside the lock, and only
/// when something really changed: app/ makes a mailbox message of it. `onRemove` likewise.
/// Several holders may have a status of the same id (contexts of one cluster): that of the one who came first is shown,
/// and when it takes it away that of the next.
class FreshnessBoard final {
public:
    using Listener = std::function<void(const SourceStatus&)>;
    using Removed = std::function<void(const std::string& id)>;
    explicit FreshnessBoard(Listener onChange = {}, Removed onRemove = {});

    using Holder = std::uint64_t;

    void set(const SourceStatus& status, Holder holder = 0);
    void remove(const std::string& id, Holder holder = 0);
    [[nodiscard]] std::optional<SourceStatus> find(const std::string& id) const;
    [[nodiscard]] std::vector<SourceStatus> all() const; ///< ordered by id

private:
    const Listener m_onChange;
    const Removed m_onRemove;
    mutable std::mutex m_mutex; // guards m_statuses
    struct Held {
        Holder holder = 0;
        SourceStatus status;
    };
    std::map<std::string, std::vector<Held>> m_statuses; // none empty; the first is shown
};

/// The worst of several: what a pane that stands on all of them must say. Live only if every one is live.
[[nodiscard]] Freshness combined(const std::vector<Freshness>& all);
/// The source that a pane on all of them must name: the least fresh, the older of two alike. Null: none.
[[nodiscard]] const SourceStatus* leastFresh(const std::vector<SourceStatus>& all);

} // namespace Strato
