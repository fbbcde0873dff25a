// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/watchoracle.h"

#include <algorithm>
#include <set>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

QString named(const Change& change)
{
    return QString::fromUtf8(change.entity.text()) + u" at "_s + QString::fromUtf8(change.sourceVersion.view());
}

} // namespace

ServedState shownBy(const ObjectStore& store)
{
    ServedState all;
    store.current()->forEach([&](const RecordPtr& record) {
        all[std::string(record->name.view())]
            = { std::string(record->uid.view()), std::string(record->resourceVersion.view()) };
    });
    return all;
}

WatchOracle::WatchOracle(std::string kind, const std::map<int, ServedState>& states)
    : m_kind(std::move(kind))
    , m_states(states)
{
}

QStringList WatchOracle::filter(const WatchLog& log) const
{
    QStringList wrong;
    for (const Change& change : log.changes) {
        const auto parts = change.entity.kubernetesParts();
        if (!parts || parts->kind != m_kind)
            wrong << u"not asked for: "_s + named(change);
    }
    return wrong;
}

QStringList WatchOracle::ordered(const WatchLog& log)
{
    QStringList wrong;
    std::uint64_t seq = 0;
    std::unordered_map<EntityId, int> versions;
    for (const Change& change : log.changes) {
        if (change.seq != ++seq)
            wrong << u"change %1 comes as number %2"_s.arg(change.seq).arg(seq);
        if (!change.after)
            continue;
        int& version = versions[change.entity];
        const int next = std::stoi(std::string(change.after->resourceVersion.view()));
        if (next <= version)
            wrong << u"%1 comes after version %2"_s.arg(named(change)).arg(version);
        version = next;
    }
    return wrong;
}

QStringList WatchOracle::unique(const WatchLog& log)
{
    QStringList wrong;
    std::set<std::pair<std::string_view, std::string_view>> seen; // entity, version
    std::unordered_map<EntityId, IString> last; // uid; empty: gone
    for (const Change& change : log.changes) {
        if ((change.before ? change.before->uid : IString()) != last[change.entity])
            wrong << u"what was before is not what came last: "_s + named(change);
        last[change.entity] = change.after ? change.after->uid : IString();
        if (change.after && !seen.emplace(change.entity.text(), change.after->resourceVersion.view()).second)
            wrong << u"twice: "_s + named(change);
    }
    return wrong;
}

QStringList WatchOracle::atomic(const WatchLog& log) const
{
    QStringList wrong;
    for (const WatchLog::Shown& shown : log.shown) {
        if (std::ranges::none_of(m_states, [&shown](const auto& each) { return each.second == shown.state; }))
            wrong << u"%1 objects as the server never had them, after %2 changes"_s.arg(shown.state.size())
                         .arg(shown.changes);
    }
    return wrong;
}

QStringList WatchOracle::reliable(const WatchLog& log) const
{
    QStringList wrong;
    auto reached = m_states.begin();
    const WatchLog::Shown* before = nullptr;
    for (const WatchLog::Shown& shown : log.shown) {
        const auto at
            = std::find_if(reached, m_states.end(), [&shown](const auto& each) { return each.second == shown.state; });
        if (at == m_states.end())
            wrong << u"a state from before revision %1 after %2 changes"_s.arg(reached->first).arg(shown.changes);
        else
            reached = at;
        const bool everyOne = before != nullptr && before->version && shown.version && before->fills == shown.fills
            && before->coalesced == shown.coalesced;
        if (everyOne) {
            std::set<int> missing;
            for (auto it = m_states.upper_bound(*before->version); it != m_states.upper_bound(*shown.version); ++it)
                missing.insert(it->first);
            for (std::size_t i = before->changes; i < shown.changes; ++i)
                missing.erase(std::stoi(std::string(log.changes.at(i).sourceVersion.view())));
            for (const int revision : missing)
                wrong << u"revision %1 is no change"_s.arg(revision);
        }
        if (shown.version)
            before = &shown;
    }
    return wrong;
}

QStringList WatchOracle::resumable(const WatchLog& log)
{
    QStringList wrong;
    for (const WatchLog::Asked& asked : log.asked) {
        if (asked.from < asked.least)
            wrong << u"watch from %1, but all up to %2 was seen"_s.arg(asked.from).arg(asked.least);
        if (asked.from > asked.most)
            wrong << u"watch from %1, but %2 was the last that was sent"_s.arg(asked.from).arg(asked.most);
    }
    return wrong;
}

QStringList WatchOracle::bookmarkable(const WatchLog& log) const
{
    QStringList wrong;
    for (const WatchLog::Shown& shown : log.shown) {
        if (!shown.version)
            continue;
        const auto after = m_states.upper_bound(*shown.version);
        if (after == m_states.begin() || std::prev(after)->second != shown.state)
            wrong << u"version %1, but not what the server had then"_s.arg(*shown.version);
    }
    return wrong;
}

QStringList WatchOracle::complaints(const WatchLog& log) const
{
    QStringList all;
    const auto add = [&all](const QString& validator, const QStringList& wrong) {
        for (const QString& each : wrong)
            all << validator + u": "_s + each;
    };
    add(u"Filter"_s, filter(log));
    add(u"Ordered"_s, ordered(log));
    add(u"Unique"_s, unique(log));
    add(u"Atomic"_s, atomic(log));
    add(u"Reliable"_s, reliable(log));
    add(u"Resumable"_s, resumable(log));
    add(u"Bookmarkable"_s, bookmarkable(log));
    return all;
}

} // namespace Strato
