// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httpauthorizer.h"
#include "models/net/httptypes.h"

#include <functional>
#include <span>
#include <string_view>

namespace Strato {

class Executor;

/// Receives one request. All calls come on the I/O thread and must not block it or throw.
/// Order: waiting()* , head(), data()*, then exactly one finished(), always, also after cancel() and when the endpoint
/// or the transport goes away. A failure before the head calls finished() alone. Any HTTP status is a success here.
class HttpSink {
public:
    virtual ~HttpSink();
    virtual void waiting(const HttpWait& wait); ///< before a repeat; does nothing by default
    virtual void head(const HttpHead& head) = 0;
    /// Bytes, decoded unless the request keeps the encoding, cut anywhere; valid during the call only.
    virtual void data(std::string_view chunk) = 0;
    /// Before finished(), if there was a head: when the connection last had a byte, of whichever request, or answered a
    /// liveness probe. Does nothing by default. Not called for what is cancelled.
    virtual void alive(Instant at);
    /// Codes: Cancelled, TimedOut, ConnectFailed, NameUnresolved, TlsFailed, CertificateExpired, ProxyFailed,
    /// ConnectionLost, TooLarge, Malformed, ReadOnly, InvalidArgument, Unauthenticated (no credential),
    /// SignInNotAllowed, SignInFailed, Unsupported.
    virtual void finished(Result<HttpDone> result) = 0;
};

/// HTTP for everybody. All functions may be called from any thread, also from inside a sink; none blocks.
/// Liveness (facts: K23): a connection with open streams and no byte for 25 s gets a GET of livenessPath on that same
/// connection; without an answer in 10 s it is killed and its requests end with ConnectionLost.
class HttpTransport {
public:
    virtual ~HttpTransport();
    /// Never fails here: an endpoint that cannot be used fails each of its requests with InvalidArgument.
    [[nodiscard]] virtual EndpointId open(HttpEndpoint endpoint) = 0;
    /// New requests use the new settings on new connections (certificate rotation); running ones end in their time.
    /// After 30 min new requests use new connections without being told (facts: K41).
    virtual void update(EndpointId endpoint, HttpEndpoint settings) = 0;
    /// Cancels what runs (finished: Cancelled) and closes the connections.
    virtual void close(EndpointId endpoint) = 0;
    /// After sleep or a change of network: kills every connection of the endpoint (0: of all). What runs on them ends
    /// with ConnectionLost or is repeated by its RetryPolicy; back-offs end at once, waits that a server asked for do
    /// not.
    virtual void dropConnections(EndpointId endpoint) = 0;

    [[nodiscard]] virtual RequestId start(EndpointId endpoint, HttpRequest request, std::shared_ptr<HttpSink> sink) = 0;
    /// The sink still gets its one finished(): Cancelled, unless it was finished already. Unknown ids are ignored.
    virtual void cancel(RequestId request) = 0;
    /// Only StreamKind::Pausable; for others it is ignored. A paused stream holds at most some 100 KB of ours.
    virtual void pause(RequestId request, bool paused) = 0;

    [[nodiscard]] virtual TransportStats stats() const = 0;
    [[nodiscard]] virtual TransportStats stats(EndpointId endpoint) const = 0; ///< zeros if unknown
};

using HttpReply = std::function<void(Result<HttpResponse>)>;
using HttpWaiting = std::function<void(const HttpWait&)>;

/// Collects a whole answer and delivers it on @p deliverOn (which must outlive the request), exactly once.
/// Any HTTP status is a response, not an error. request.stream is taken as StreamKind::None. @p waiting is called there
/// too, before each repeat, never after @p reply.
RequestId collect(HttpTransport& transport, EndpointId endpoint, HttpRequest request, Executor& deliverOn,
    HttpReply reply, HttpWaiting waiting = {});

} // namespace Strato
