// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/fakehttptransport.h"
#include "tests/support/watchoracle.h"

#include <random>

namespace Strato {

/// A small model of an API server for config maps behind a FakeHttpTransport: objects, one revision a change, a history
/// that can be compacted, lists in pages, watches, WatchList; and faults, drawn from a seeded source. It keeps every
/// state that it ever had, so that a test can ask which of them a client shows. Lists honour resourceVersion by the
/// API's rules: exact with a limit and no match, else not older.
class FakeApiServer final {
public:
    FakeApiServer(FakeHttpTransport& transport, std::uint32_t seed);

    /// One change of one object: created, modified, deleted, or deleted and created anew.
    void changeSomething();
    /// Answers what waits and sends what is due; with @p faults each step may fail in one of many ways.
    void serve(bool faults);
    void compact(); ///< forgets the history: versions before now are Gone
    void forgetForWatches(); ///< as compact(), but lists still have the old versions: a cache is shorter than a store

    [[nodiscard]] const ServedState& state() const { return m_objects; }
    [[nodiscard]] int revision() const { return m_revision; }
    /// Every state by its revision.
    [[nodiscard]] const std::map<int, ServedState>& states() const { return m_states; }
    /// Every watch that was to go on from a version.
    [[nodiscard]] const std::vector<WatchLog::Asked>& asked() const { return m_asked; }
    /// Of the last list, event or bookmark sent: no client can hold a newer one.
    [[nodiscard]] int lastTold() const { return m_lastTold; }
    [[nodiscard]] int lastFill() const { return m_lastFill; } ///< of the last list or WatchList answered
    [[nodiscard]] int fills() const { return m_fills; } ///< pages of lists and WatchLists answered
    [[nodiscard]] int faultsMade() const { return m_faults; }

private:
    struct Event {
        int revision = 0;
        std::string type;
        std::string object;
    };
    struct Watch {
        RequestId id = 0;
        int sent = 0; // revision up to which everything was sent
        bool initial = false; // WatchList: the present state is still to be sent
    };

    [[nodiscard]] int draw(int sides) { return static_cast<int>(m_random() % static_cast<std::uint32_t>(sides)); }
    void put(const std::string& name, const std::string& uid, const std::string& type);
    void remove(const std::string& name);
    void answerNew(RequestId id, bool faults);
    void answerList(RequestId id);
    void openWatch(RequestId id);
    void sendInitial(Watch& watch);
    bool serveWatch(Watch& watch, bool faults); // false: the stream ended
    bool failStream(Watch& watch);
    bool failRequest(RequestId id);
    [[nodiscard]] static std::vector<std::string> objectsOf(const ServedState& state);
    [[nodiscard]] std::vector<std::string> objects() const { return objectsOf(m_objects); }

    FakeHttpTransport& m_transport;
    std::mt19937 m_random;
    ServedState m_objects; // the value of each is its version
    std::map<int, ServedState> m_states;
    std::vector<Event> m_history;
    std::map<RequestId, Watch> m_watches;
    std::map<std::string, std::pair<std::vector<std::string>, int>> m_pages; // token -> rest of the list, its revision
    int m_revision = 100;
    int m_compacted = 0; // lists of older versions are Gone
    int m_watchable = 0; // watches from older versions are Gone
    int m_lastTold = 0; // version that the client may hold: of the last list, event or bookmark sent
    int m_lastFill = 0;
    int m_faults = 0;
    int m_nextUid = 1;
    std::vector<WatchLog::Asked> m_asked;
    int m_fills = 0;
};

} // namespace Strato
