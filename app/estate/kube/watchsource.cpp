// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/watchsource.h"

#include "app/estate/kube/apistatus.h"
#include "app/estate/kube/objectencoder.h"
#include "models/base/clock.h"

#include <limits>

namespace Strato::Estate {

namespace {

constexpr Duration BookmarkEvery = std::chrono::seconds(60);
constexpr std::size_t EventsAtOnce = 256;

} // namespace

struct WatchSource::Signal {
    std::mutex mutex; // guards wake
    std::function<void()> wake;
    std::atomic<bool> waiting { false }; ///< a waiter is with the store already

    void fire()
    {
        const std::scoped_lock lock(mutex);
        if (wake)
            wake();
    }
};

WatchSource::WatchSource(const Clock& clock, const ApiStore& store, WatchOptions options)
    : m_clock(clock)
    , m_store(store)
    , m_options(std::move(options))
    , m_due(std::numeric_limits<Duration::rep>::max())
    , m_signal(std::make_shared<Signal>())
{
    const Duration now = m_clock.monotonic();
    m_deadline = now + m_options.timeout;
    m_nextBookmark = now + BookmarkEvery;
    schedule();
}

WatchSource::~WatchSource()
{
    const std::scoped_lock lock(m_signal->mutex);
    m_signal->wake = nullptr;
}

void WatchSource::setWake(std::function<void()> wake)
{
    const std::scoped_lock lock(m_signal->mutex);
    m_signal->wake = std::move(wake);
}

void WatchSource::wake()
{
    m_signal->fire();
}

void WatchSource::end()
{
    m_ending = true;
    wake();
}

void WatchSource::schedule()
{
    m_due = (m_options.bookmarks ? std::min(m_deadline, m_nextBookmark) : m_deadline).count();
}

void WatchSource::begin()
{
    m_begun = true;
    m_version = m_options.fromVersion;
    if (!m_options.initial)
        return;
    ApiStore::Range range;
    range.nameSpace = m_options.filter.nameSpace;
    range.accept = [this](const StoredObject& object) { return m_options.filter.matches(object); };
    if (auto snapshot = m_store.list(*m_options.rendering.resource, range)) {
        m_initial = std::move(*snapshot);
        m_version = m_initial.resourceVersion;
    }
}

void WatchSource::append(std::string_view type, const StoredObject& object, std::string& out)
{
    m_options.rendering.nowSeconds = m_clock.now().ns / 1'000'000'000;
    m_options.rendering.appendEvent(type, object, !m_columnsSent, out);
    m_columnsSent = true;
}

void WatchSource::appendBookmark(bool initialEnd, std::string& out)
{
    m_options.rendering.appendBookmark(m_version, initialEnd, !m_columnsSent, out);
    m_columnsSent = true;
    m_nextBookmark = m_clock.monotonic() + BookmarkEvery;
}

void WatchSource::readInitial(std::string& out, std::size_t limit)
{
    while (m_nextInitial < m_initial.objects.size() && out.size() < limit)
        append("ADDED", *m_initial.objects[m_nextInitial++], out);
    if (m_nextInitial < m_initial.objects.size())
        return;
    m_initial.objects.clear();
    m_initial.objects.shrink_to_fit();
    m_nextInitial = 0;
    m_live = true;
    if (m_options.initialEnd)
        appendBookmark(true, out);
}

void WatchSource::appendChange(const StoreEvent& event, std::string& out)
{
    const bool before = event.previous && m_options.filter.matches(*event.previous);
    const bool after = event.type != StoreEvent::Type::Deleted && m_options.filter.matches(*event.object);
    if (after)
        append(before ? "MODIFIED" : "ADDED", *event.object, out);
    else if (before && event.type == StoreEvent::Type::Deleted)
        append("DELETED", *event.object, out);
    else if (before) // left the selection: its last state that was in it, under the version of the change
        append("DELETED", *withVersion(*m_options.rendering.resource, *event.previous, event.resourceVersion), out);
}

bool WatchSource::readEvents(std::string& out, std::size_t limit)
{
    while (out.size() < limit) {
        const auto events = m_store.eventsSince(*m_options.rendering.resource, m_version, EventsAtOnce);
        if (!events)
            return false;
        for (const StoreEvent& event : events->events)
            appendChange(event, out);
        m_version = std::max(m_version, events->upTo);
        if (events->events.size() < EventsAtOnce)
            return true;
    }
    return true;
}

BodySource::State WatchSource::read(std::string& out, std::size_t limit)
{
    if (m_finished)
        return State::End;
    const bool first = !m_begun;
    if (first)
        begin();
    if (!m_live)
        readInitial(out, limit);
    if (m_live && !readEvents(out, limit)) {
        // Too old from the start is said; one who fell behind is dropped without a word, as kube-apiserver does.
        if (first)
            m_options.rendering.appendError(
                expiredStatus("too old resource version: " + std::to_string(m_options.fromVersion) + " ("
                    + std::to_string(m_store.resourceVersion()) + ")"),
                out);
        m_finished = true;
        return State::End;
    }
    const Duration now = m_clock.monotonic();
    const bool over = m_ending || now >= m_deadline;
    if (m_live && m_options.bookmarks && (over || now >= m_nextBookmark))
        appendBookmark(false, out);
    if (over) {
        m_finished = true;
        return State::End;
    }
    schedule();
    if (!out.empty())
        return State::Data;
    if (!m_signal->waiting.exchange(true)) {
        m_store.wakeAfter(*m_options.rendering.resource, m_version, [signal = m_signal] {
            signal->waiting = false;
            signal->fire();
        });
    }
    return State::Wait;
}

void WatchRegistry::add(const std::shared_ptr<WatchSource>& watch)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_watches, [](const auto& weak) { return weak.expired(); });
    m_watches.push_back(watch);
}

void WatchRegistry::wakeDue(Duration now)
{
    std::vector<std::shared_ptr<WatchSource>> due;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& weak : m_watches) {
            if (auto watch = weak.lock(); watch && watch->due() <= now)
                due.push_back(std::move(watch));
        }
    }
    for (const auto& watch : due)
        watch->wake();
}

void WatchRegistry::endAll()
{
    std::vector<std::weak_ptr<WatchSource>> all;
    {
        const std::scoped_lock lock(m_mutex);
        all = m_watches;
    }
    for (const auto& weak : all) {
        if (const auto watch = weak.lock())
            watch->end();
    }
}

} // namespace Strato::Estate
