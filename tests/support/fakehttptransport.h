// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptransport.h"

#include <map>

namespace Strato {

/// An HttpTransport that a test answers by hand, on the test's own thread: what was asked, in order, and one function a
/// kind of answer. Nothing happens by itself.
class FakeHttpTransport final : public HttpTransport {
public:
    struct Call {
        RequestId id = 0;
        EndpointId endpoint = 0;
        HttpRequest request;
        std::shared_ptr<HttpSink> sink; ///< null: finished
        bool cancelled = false;

        [[nodiscard]] QString path() const { return request.pathAndQuery.section(u'?', 0, 0); }
        [[nodiscard]] QString parameter(const QString& name) const; ///< decoded; null QString: not there
        [[nodiscard]] bool isWatch() const { return !parameter(QStringLiteral("watch")).isNull(); }
        [[nodiscard]] QByteArray header(const QByteArray& name) const;
    };

    EndpointId open(HttpEndpoint endpoint) override;
    void update(EndpointId endpoint, HttpEndpoint settings) override;
    void close(EndpointId endpoint) override;
    void dropConnections(EndpointId endpoint) override;
    RequestId start(EndpointId endpoint, HttpRequest request, std::shared_ptr<HttpSink> sink) override;
    void cancel(RequestId request) override;
    void pause(RequestId request, bool paused) override;
    [[nodiscard]] TransportStats stats() const override { return {}; }
    [[nodiscard]] TransportStats stats(EndpointId /*endpoint*/) const override { return {}; }

    /// Everything asked so far, finished or not.
    [[nodiscard]] const std::vector<Call>& calls() const { return m_calls; }
    /// Calls that wait for an answer, oldest first.
    [[nodiscard]] std::vector<RequestId> waiting() const;
    [[nodiscard]] const Call& call(RequestId id) const;
    [[nodiscard]] int drops() const { return m_drops; }

    /// Headers of later heads.
    void setHeaders(std::vector<HttpHeader> headers) { m_headers = std::move(headers); }
    /// Server's date in later heads; nothing: no Date header.
    void setServerDate(std::optional<Instant> date) { m_serverDate = date; }

    /// The transport waits before it repeats @p id.
    void sendWait(RequestId id, const HttpWait& wait) const;
    void sendHead(RequestId id, int status = 200, const QByteArray& contentType = "application/json");
    void sendData(RequestId id, std::string_view chunk) const;
    /// The connection of @p id last showed signs of life then: told before finish() or fail().
    void sendAlive(RequestId id, Instant at) const;
    void finish(RequestId id, HttpDone done = {});
    void fail(RequestId id, ErrorCode code, const QString& detail = QStringLiteral("scripted"));
    /// Head, body and end in one.
    void respond(RequestId id, int status, std::string_view body, const QByteArray& contentType = "application/json");

private:
    [[nodiscard]] Call* find(RequestId id);

    std::vector<Call> m_calls;
    std::vector<HttpHeader> m_headers;
    std::optional<Instant> m_serverDate;
    EndpointId m_nextEndpoint = 1;
    int m_drops = 0;
};

} // namespace Strato
