// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/reachdesk.h"

namespace Strato {

namespace {

constexpr int mostAtOnce = 8; // somebody has two hundred contexts
constexpr Duration restsFor = std::chrono::seconds(30);
constexpr std::chrono::milliseconds answersWithin { 3000 }; // a server that is well; it has longer until it is given up

} // namespace

ReachDesk::ReachDesk(const Clock& clock, Ask ask, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_ask(std::move(ask))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(answersWithin);
    connect(&m_patience, &QTimer::timeout, this, &ReachDesk::changed);
}

void ReachDesk::check(const QStringList& contexts)
{
    const Duration now = m_clock.monotonic();
    bool anyNew = false;
    for (const QString& context : contexts) {
        const auto [it, isNew] = m_held.try_emplace(context);
        if (m_waiting.contains(context) || (!isNew && now - it->second.askedAt < restsFor))
            continue;
        it->second.askedAt = now;
        it->second.isAsked = true;
        it->second.turn = ++m_turns;
        m_patience.start();
        m_waiting.push_back(context);
        anyNew = anyNew || isNew;
    }
    askNext();
    if (anyNew)
        emit changed();
}

void ReachDesk::forget(const QString& context)
{
    m_waiting.removeAll(context);
    m_held.erase(context);
}

std::optional<ReachDesk::Reach> ReachDesk::reach(const QString& context) const
{
    const auto it = m_held.find(context);
    if (it == m_held.end())
        return std::nullopt;
    Reach reach = it->second.reach;
    reach.overdue = reach.known && it->second.isAsked && m_clock.monotonic() - it->second.askedAt >= answersWithin;
    return reach;
}

void ReachDesk::askNext()
{
    while (m_asking < mostAtOnce && !m_waiting.isEmpty()) {
        const QString context = m_waiting.takeFirst();
        ++m_asking;
        m_ask(context, [this, context, turn = m_held.at(context).turn](const std::optional<Error>& error) {
            handleAnswer(context, turn, error);
        });
    }
}

void ReachDesk::handleAnswer(const QString& context, std::uint64_t turn, const std::optional<Error>& error)
{
    --m_asking;
    askNext();
    const auto it = m_held.find(context);
    if (it == m_held.end() || it->second.turn != turn)
        return; // forgotten, or asked again, meanwhile
    it->second.isAsked = false;
    it->second.reach = { true, error, m_clock.now(), false };
    emit changed();
}

} // namespace Strato
