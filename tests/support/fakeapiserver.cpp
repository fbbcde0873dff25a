// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeapiserver.h"

#include "tests/support/reflectorrig.h"

using namespace Qt::StringLiterals;

namespace Strato {

FakeApiServer::FakeApiServer(FakeHttpTransport& transport, std::uint32_t seed)
    : m_transport(transport)
    , m_random(seed)
{
    m_states[m_revision] = m_objects;
}

void FakeApiServer::put(const std::string& name, const std::string& uid, const std::string& type)
{
    ++m_revision;
    m_objects[name] = { uid, std::to_string(m_revision) };
    m_history.push_back({ m_revision, type, configMapJson(name, m_revision, std::to_string(m_revision), uid) });
    m_states[m_revision] = m_objects;
}

void FakeApiServer::remove(const std::string& name)
{
    ++m_revision;
    const auto [uid, value] = m_objects.at(name);
    m_objects.erase(name);
    m_history.push_back({ m_revision, "DELETED", configMapJson(name, m_revision, value, uid) });
    m_states[m_revision] = m_objects;
}

void FakeApiServer::changeSomething()
{
    const std::string name = "n" + std::to_string(draw(40));
    const auto it = m_objects.find(name);
    if (it == m_objects.end()) {
        put(name, "u" + std::to_string(m_nextUid++), "ADDED");
    } else if (draw(3) != 0) {
        put(name, std::string(it->second.first), "MODIFIED");
    } else {
        remove(name);
        if (draw(2) == 0)
            put(name, "u" + std::to_string(m_nextUid++), "ADDED"); // K39
    }
}

void FakeApiServer::compact()
{
    forgetForWatches();
    m_compacted = m_revision;
    m_pages.clear();
}

void FakeApiServer::forgetForWatches()
{
    m_watchable = m_revision;
    m_history.clear();
}

std::vector<std::string> FakeApiServer::objectsOf(const ServedState& state)
{
    std::vector<std::string> all;
    for (const auto& [name, object] : state)
        all.push_back(configMapJson(name, std::stoi(object.second), object.second, object.first));
    return all;
}

void FakeApiServer::serve(bool faults)
{
    for (const RequestId id : m_transport.waiting()) {
        if (!m_watches.contains(id))
            answerNew(id, faults);
    }
    for (auto it = m_watches.begin(); it != m_watches.end();) {
        const bool open = m_transport.call(it->first).sink != nullptr && serveWatch(it->second, faults);
        it = open ? std::next(it) : m_watches.erase(it);
    }
}

void FakeApiServer::answerNew(RequestId id, bool faults)
{
    if (faults && draw(4) == 0)
        return; // slow: answered in a later step
    if (faults && draw(5) == 0 && failRequest(id))
        return;
    if (m_transport.call(id).isWatch())
        openWatch(id);
    else
        answerList(id);
}

bool FakeApiServer::failRequest(RequestId id)
{
    ++m_faults;
    switch (draw(7)) {
    case 0: m_transport.fail(id, ErrorCode::ConnectFailed); return true;
    case 1: m_transport.fail(id, ErrorCode::TimedOut); return true;
    case 2: m_transport.respond(id, 429, statusJson(429, "TooManyRequests")); return true;
    case 3: m_transport.respond(id, 500, statusJson(500, "InternalError")); return true;
    case 4: m_transport.respond(id, 502, "<html>bad gateway</html>", "text/html"); return true;
    case 5:
        if (m_transport.call(id).parameter(u"resourceVersion"_s).isEmpty())
            return false;
        m_transport.respond(id, 410, statusJson(410, "Expired"));
        return true;
    default:
        if (m_transport.call(id).parameter(u"resourceVersion"_s).isEmpty() || m_transport.call(id).isWatch())
            return false;
        m_transport.respond(id, 504, statusJson(504, "Timeout", "late", "ResourceVersionTooLarge"));
        return true;
    }
}

void FakeApiServer::answerList(RequestId id)
{
    const auto& call = m_transport.call(id);
    const std::string token = call.parameter(u"continue"_s).toStdString();
    std::vector<std::string> rest = objects();
    int revision = m_revision;
    if (!token.empty()) {
        const auto page = m_pages.find(token);
        if (page == m_pages.end()) {
            m_transport.respond(id, 410, statusJson(410, "Expired"));
            return;
        }
        std::tie(rest, revision) = page->second;
    } else if (const int asked = call.parameter(u"resourceVersion"_s).toInt(); asked > 0
               && !call.parameter(u"limit"_s).isNull() && call.parameter(u"resourceVersionMatch"_s).isNull()) {
        if (asked < m_compacted) {
            m_transport.respond(id, 410, statusJson(410, "Expired"));
            return;
        }
        rest = objectsOf(m_states.at(asked));
        revision = asked;
    }
    std::string next;
    std::vector<std::string> items = rest;
    constexpr std::size_t pageSize = 7;
    if (!call.parameter(u"limit"_s).isNull() && rest.size() > pageSize) {
        items.assign(rest.begin(), rest.begin() + pageSize);
        next = "t" + std::to_string(id);
        m_pages[next] = { { rest.begin() + pageSize, rest.end() }, revision };
    }
    m_lastTold = revision;
    m_lastFill = revision;
    ++m_fills;
    m_transport.respond(id, 200, listJson(revision, items, next, static_cast<int>(rest.size() - items.size())));
}

void FakeApiServer::openWatch(RequestId id)
{
    const auto& call = m_transport.call(id);
    Watch watch;
    watch.id = id;
    watch.initial = call.parameter(u"sendInitialEvents"_s) == u"true"_s;
    watch.sent = call.parameter(u"resourceVersion"_s).toInt();
    if (!watch.initial)
        m_asked.push_back({ watch.sent, m_lastTold, m_lastTold });
    if (!watch.initial && watch.sent < m_watchable) {
        m_transport.respond(id, 410, statusJson(410, "Expired"));
        return;
    }
    m_transport.sendHead(id);
    m_watches.emplace(id, watch);
}

void FakeApiServer::sendInitial(Watch& watch)
{
    for (const std::string& object : objects())
        m_transport.sendData(watch.id, eventJson("ADDED", object));
    m_transport.sendData(watch.id, bookmarkJson(m_revision, true));
    ++m_fills;
    watch.initial = false;
    watch.sent = m_revision;
    m_lastTold = m_revision;
    m_lastFill = m_revision;
}

bool FakeApiServer::serveWatch(Watch& watch, bool faults)
{
    if (faults && draw(12) == 0)
        return failStream(watch);
    if (watch.initial) {
        sendInitial(watch);
        return true;
    }
    if (watch.sent < m_watchable) { // what it has not been sent is forgotten
        m_transport.sendData(watch.id, eventJson("ERROR", statusJson(410, "Expired")));
        if (m_transport.call(watch.id).sink)
            m_transport.finish(watch.id);
        return false;
    }
    for (const Event& event : m_history) {
        if (event.revision <= watch.sent)
            continue;
        m_transport.sendData(watch.id, eventJson(event.type, event.object));
        watch.sent = event.revision;
        m_lastTold = event.revision;
        if (draw(10) == 0)
            m_transport.sendData(watch.id, eventJson(event.type, event.object)); // twice (K36)
    }
    if (draw(3) == 0) {
        m_transport.sendData(watch.id, bookmarkJson(m_revision));
        watch.sent = m_revision;
        m_lastTold = m_revision;
    }
    return true;
}

bool FakeApiServer::failStream(Watch& watch)
{
    ++m_faults;
    const std::string half = eventJson("ADDED", configMapJson("half", m_revision + 1)).substr(0, 50);
    switch (draw(7)) {
    case 0: m_transport.finish(watch.id); return false; // its timeout
    case 1: m_transport.fail(watch.id, ErrorCode::ConnectionLost); return false;
    case 2:
        m_transport.sendData(watch.id, half); // K14
        m_transport.fail(watch.id, ErrorCode::ConnectionLost);
        return false;
    case 3: m_transport.sendData(watch.id, eventJson("ERROR", statusJson(410, "Expired"))); break;
    case 4: m_transport.sendData(watch.id, eventJson("ERROR", statusJson(500, "InternalError", "no leader"))); break;
    case 5: m_transport.sendData(watch.id, eventJson("ERROR", statusJson(429, "TooManyRequests"))); break;
    default: m_transport.sendData(watch.id, "{\"type\":\"WHAT\",\"object\":{}}\n"); break; // K15
    }
    if (m_transport.call(watch.id).sink)
        m_transport.finish(watch.id);
    return false;
}

} // namespace Strato
