// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/kube/sync/reflector.h"
#include "models/recorder/changelog.h"
#include "tests/support/fakehttptransport.h"

#include <QStringList>

namespace Strato {

/// One config map in JSON; `value` is a label, so that a change of it is a change of content.
[[nodiscard]] std::string configMapJson(
    const std::string& name, int version, const std::string& value = "1", const std::string& uid = {});
[[nodiscard]] std::string listJson(
    int version, const std::vector<std::string>& items, const std::string& continueToken = {}, int remaining = 0);
[[nodiscard]] std::string eventJson(const std::string& type, const std::string& object);
[[nodiscard]] std::string bookmarkJson(int version, bool endsInitialEvents = false);
[[nodiscard]] std::string statusJson(
    int code, const std::string& reason, const std::string& message = "scripted", const std::string& causeReason = {});

/// A running pod "shop/<name>" whose container id is "containerd://cafe-<name>".
[[nodiscard]] std::string podJson(const std::string& name, int version, const std::string& ip);
/// A list of pods; @p items joined by ','.
[[nodiscard]] std::string podListJson(int version, const std::string& items);
/// A list of @p kind without items, at version 10.
[[nodiscard]] std::string emptyListJson(const std::string& kind);
/// Namespace kube-system with uid "cluster-uid".
[[nodiscard]] std::string kubeSystemJson();

/// A reflector of config maps on a scripted server, a fake clock and no randomness: every wait is known.
class ReflectorRig final {
public:
    explicit ReflectorRig(ReflectorSettings settings = {});
    ~ReflectorRig();

    /// Asked so far, oldest first: "LIST 0", "LIST 10 paged", "LIST token=…", "WATCH 10", "WATCHLIST", "TABLE".
    [[nodiscard]] QStringList asked() const;
    /// The call that waits; 0 if none.
    [[nodiscard]] RequestId open() const;
    void run() { executor.runPending(); }
    void freeLane(); ///< what waited for it runs
    void advance(Duration by); ///< step by step, timers included
    void respond(int status, const std::string& body);
    void openWatch(); ///< head of the watch that waits
    void sendEvents(const std::vector<std::string>& events);
    void endWatch();
    /// First list answered and the watch open: the ordinary state.
    void sync(int version = 10, const std::vector<std::string>& items = {});
    /// name -> value of what the store holds.
    [[nodiscard]] std::map<std::string, std::string> stored() const;
    [[nodiscard]] Freshness freshness() const { return reflector->status().status.freshness; }
    [[nodiscard]] const SourceStatus& status() const { return reflector->status().status; }

    FakeClock clock;
    ManualExecutor executor { clock };
    FakeHttpTransport transport;
    std::vector<Change> changes;
    ObjectStore store;
    SyncPolicy policy { clock };
    bool laneBusy = false; ///< it takes tasks and runs none
    double random = 0; ///< what the random source says
    std::vector<Freshness> history; ///< each change of freshness
    std::unique_ptr<Reflector> reflector;

private:
    [[nodiscard]] DecodeLane lane();

    std::vector<Task> m_held; // by the lane
};

} // namespace Strato
