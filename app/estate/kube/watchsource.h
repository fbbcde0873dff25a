// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/kube/apistore.h"
#include "app/estate/kube/rendering.h"
#include "app/estate/kube/selectors.h"

#include <atomic>
#include <mutex>

namespace Strato {
class Clock;
}

namespace Strato::Estate {

/// What a watch was asked for.
struct WatchOptions {
    Rendering rendering;
    ObjectFilter filter;
    std::uint64_t fromVersion = 0; ///< events after this one
    bool initial = false; ///< begin with everything that is there, as ADDED
    bool initialEnd = false; ///< and close that part with the annotated bookmark
    bool bookmarks = false;
    Duration timeout = std::chrono::minutes(30);
};

/// One watch: reads the shared history at its own pace, so a slow client costs nothing but its place; when that place
/// is forgotten the stream ends. read() on one thread at a time; due(), wake() and end() from any.
class WatchSource final : public BodySource {
public:
    WatchSource(const Clock& clock, const ApiStore& store, WatchOptions options);
    ~WatchSource() override;
    WatchSource(const WatchSource&) = delete;
    WatchSource& operator=(const WatchSource&) = delete;

    State read(std::string& out, std::size_t limit) override;
    void setWake(std::function<void()> wake) override;
    /// When it next has something to do by itself (Clock::monotonic).
    [[nodiscard]] Duration due() const { return Duration(m_due.load()); }
    void wake();
    /// Ends the stream at its next read.
    void end();

private:
    struct Signal; // shared with the store's waiter: outlives the watch
    void begin();
    void readInitial(std::string& out, std::size_t limit);
    bool readEvents(std::string& out, std::size_t limit);
    void appendChange(const StoreEvent& event, std::string& out);
    void append(std::string_view type, const StoredObject& object, std::string& out);
    void appendBookmark(bool initialEnd, std::string& out);
    void schedule();

    const Clock& m_clock;
    const ApiStore& m_store;
    WatchOptions m_options;
    ApiStore::Snapshot m_initial;
    std::size_t m_nextInitial = 0;
    std::uint64_t m_version = 0; ///< seen up to here
    bool m_begun = false;
    bool m_columnsSent = false;
    bool m_live = false;
    bool m_finished = false;
    Duration m_deadline {};
    Duration m_nextBookmark {};
    std::atomic<Duration::rep> m_due;
    std::atomic<bool> m_ending { false };
    std::shared_ptr<Signal> m_signal;
};

/// The watches under way, so that the server's tick can wake those whose bookmark or end is due. Thread-safe.
class WatchRegistry final {
public:
    void add(const std::shared_ptr<WatchSource>& watch);
    void wakeDue(Duration now);
    void endAll();

private:
    std::mutex m_mutex; // guards m_watches
    std::vector<std::weak_ptr<WatchSource>> m_watches;
};

} // namespace Strato::Estate
