// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakehttptransport.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

QString FakeHttpTransport::Call::parameter(const QString& name) const
{
    const QUrlQuery query(request.pathAndQuery.section(u'?', 1));
    if (!query.hasQueryItem(name))
        return {};
    const QString value = query.queryItemValue(name, QUrl::FullyDecoded);
    return value.isNull() ? u""_s : value;
}

QByteArray FakeHttpTransport::Call::header(const QByteArray& name) const
{
    const auto it = std::ranges::find(request.headers, name, &HttpHeader::name);
    return it == request.headers.end() ? QByteArray() : it->value;
}

EndpointId FakeHttpTransport::open(HttpEndpoint /*endpoint*/)
{
    return m_nextEndpoint++;
}

void FakeHttpTransport::update(EndpointId /*endpoint*/, HttpEndpoint /*settings*/) { }

void FakeHttpTransport::close(EndpointId endpoint)
{
    // NOLINTNEXTLINE(modernize-loop-convert): what is called may add to the calls
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        if (m_calls[i].endpoint == endpoint)
            cancel(m_calls[i].id);
    }
}

void FakeHttpTransport::dropConnections(EndpointId endpoint)
{
    ++m_drops;
    // NOLINTNEXTLINE(modernize-loop-convert): what is called may add to the calls
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        if ((endpoint == 0 || m_calls[i].endpoint == endpoint) && m_calls[i].sink)
            fail(m_calls[i].id, ErrorCode::ConnectionLost, u"connections dropped"_s);
    }
}

RequestId FakeHttpTransport::start(EndpointId endpoint, HttpRequest request, std::shared_ptr<HttpSink> sink)
{
    const RequestId id = m_calls.size() + 1;
    m_calls.push_back({ id, endpoint, std::move(request), std::move(sink), false });
    return id;
}

void FakeHttpTransport::cancel(RequestId request)
{
    Call* call = find(request);
    if (!call || !call->sink)
        return;
    call->cancelled = true;
    fail(request, ErrorCode::Cancelled, u"cancelled"_s);
}

void FakeHttpTransport::pause(RequestId /*request*/, bool /*paused*/) { }

std::vector<RequestId> FakeHttpTransport::waiting() const
{
    std::vector<RequestId> ids;
    for (const Call& call : m_calls) {
        if (call.sink)
            ids.push_back(call.id);
    }
    return ids;
}

const FakeHttpTransport::Call& FakeHttpTransport::call(RequestId id) const
{
    return m_calls.at(static_cast<std::size_t>(id - 1));
}

FakeHttpTransport::Call* FakeHttpTransport::find(RequestId id)
{
    return id == 0 || id > m_calls.size() ? nullptr : &m_calls[static_cast<std::size_t>(id - 1)];
}

void FakeHttpTransport::sendWait(RequestId id, const HttpWait& wait) const
{
    if (const auto sink = call(id).sink)
        sink->waiting(wait);
}

void FakeHttpTransport::sendHead(RequestId id, int status, const QByteArray& contentType)
{
    HttpHead head;
    head.status = status;
    head.contentType = contentType;
    head.headers = m_headers;
    head.serverDate = m_serverDate;
    head.httpVersion = 20;
    if (const auto sink = call(id).sink)
        sink->head(head);
}

void FakeHttpTransport::sendData(RequestId id, std::string_view chunk) const
{
    if (const auto sink = call(id).sink)
        sink->data(chunk);
}

void FakeHttpTransport::sendAlive(RequestId id, Instant at) const
{
    if (const auto sink = call(id).sink)
        sink->alive(at);
}

void FakeHttpTransport::finish(RequestId id, HttpDone done)
{
    // The call is finished before the sink is told: it may start another from inside.
    if (const auto sink = std::exchange(find(id)->sink, nullptr))
        sink->finished(done);
}

void FakeHttpTransport::fail(RequestId id, ErrorCode code, const QString& detail)
{
    if (const auto sink = std::exchange(find(id)->sink, nullptr))
        sink->finished(Strato::fail(code, detail));
}

void FakeHttpTransport::respond(RequestId id, int status, std::string_view body, const QByteArray& contentType)
{
    sendHead(id, status, contentType);
    sendData(id, body);
    HttpDone done;
    done.bytesOnWire = static_cast<qint64>(body.size());
    done.bytesDecoded = done.bytesOnWire;
    finish(id, done);
}

} // namespace Strato
