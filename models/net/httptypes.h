// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/effect.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace Strato {

class HttpAuthorizer;

using EndpointId = std::uint64_t; ///< never 0, never used twice in a process
using RequestId = std::uint64_t; ///< never 0, never used twice in a process

/// How an https server is known and how we identify ourselves. All PEM is kept in memory, nothing is read from disk.
struct TlsConfig {
    QByteArray caPem; ///< empty: the system's authorities; else only these
    QByteArray clientCertPem; ///< the chain, leaf first; empty: none
    QByteArray clientKeyPem; ///< unencrypted key of clientCertPem
    QString serverName; ///< name (SNI and verification) instead of the URL's host; empty: the host
    bool insecure = false; ///< no verification at all: asked for by name, and said wherever the cluster is named

    bool operator==(const TlsConfig&) const = default;
};

/// A client certificate with its key, as TlsConfig has them.
struct ClientCertificate {
    QByteArray certificatePem; ///< the chain, leaf first
    QByteArray keyPem; ///< unencrypted

    bool operator==(const ClientCertificate&) const = default;
};

/// A server and how to reach it.
struct HttpEndpoint {
    QUrl baseUrl; ///< https (http with plainHttpAllowed), host, optional port and path prefix; nothing else
    TlsConfig tls;
    QUrl proxy; ///< http, https, socks5 or socks5h, may hold user and password; empty: as the environment says
    bool disableCompression = false;
    bool plainHttpAllowed = false;
    bool readOnly = true; ///< refuses Effect::Write before anything is sent (ErrorCode::ReadOnly)
    std::shared_ptr<HttpAuthorizer> authorizer; ///< may be null: no credentials
    QString livenessPath = QStringLiteral("/livez"); ///< relative to baseUrl; any answer proves life
    int maxConcurrent = 16; ///< collected requests at once; streams are not counted. The rest queue by priority
};

struct HttpHeader {
    QByteArray name;
    QByteArray value;

    bool operator==(const HttpHeader&) const = default;
};

/// Each limit ends the request with ErrorCode::TimedOut and a detail that names the limit. nullopt: no limit.
struct HttpTimeouts {
    std::optional<Duration> connect = std::chrono::seconds(10); ///< until a connection is ready for the request
    std::optional<Duration> firstByte = std::chrono::seconds(30); ///< from there to the first byte of the answer
    std::optional<Duration> silence; ///< between bytes of the answer; rests while paused
    std::optional<Duration> total; ///< all attempts and waits together, from start()
};

enum class StreamKind : std::uint8_t {
    None, ///< an answer with an end: bounded by maxBodyBytes, gzip, HTTP/2 shared or HTTP/1.1
    Multiplexed, ///< endless (watch): HTTP/2 shared where the server has it, identity encoding, never paused
    Pausable, ///< logs, downloads: HTTP/1.1 on a connection of its own, identity encoding
};

enum class HttpPriority : std::uint8_t { Background, Normal, User };

/// What the transport may repeat by itself. Writes are never repeated, except once after a refreshed credential (401).
struct RetryPolicy {
    int maxConnectionLosses = 2; ///< GET only, and only before the head of an answer was delivered
    int maxServerWaits = 10; ///< 429 and 5xx that carry Retry-After (seconds or date, at most 120 s)
};

/// Effect of one request: a write cannot be built without the key that only ActionRunner has.
class RequestEffect final {
public:
    constexpr RequestEffect() = default; ///< Read
    [[nodiscard]] static constexpr RequestEffect dryRun() { return RequestEffect(Effect::DryRun); }
    explicit constexpr RequestEffect(const WriteKey& /*key*/)
        : m_effect(Effect::Write)
    {
    }
    [[nodiscard]] constexpr Effect value() const { return m_effect; }

private:
    explicit constexpr RequestEffect(Effect effect)
        : m_effect(effect)
    {
    }
    Effect m_effect = Effect::Read;
};

struct HttpRequest {
    QByteArray method = "GET"; ///< Read allows GET, HEAD and the POSTs of effectpolicy.h; DryRun needs dryRun=All
    QString pathAndQuery; ///< begins with '/', percent-encoded by the caller, appended to the endpoint's path
    std::vector<HttpHeader> headers; ///< CR, LF and other controls are refused
    QByteArray body;
    StreamKind stream = StreamKind::None;
    RequestEffect effect;
    HttpTimeouts timeouts;
    /// The body is handed on as it was sent: the sink reads Content-Encoding and undoes it (BodyDecoder), off the I/O
    /// thread where that pays, and bounds what comes of it.
    bool keepEncoding = false;
    /// As handed on, so decoded unless keepEncoding; only for StreamKind::None (ErrorCode::TooLarge).
    qint64 maxBodyBytes = 512LL * 1024 * 1024;
    RetryPolicy retry;
    HttpPriority priority = HttpPriority::Normal;
};

/// Status line and headers of the final answer (no 1xx, no proxy's CONNECT answer).
struct HttpHead {
    int status = 0;
    std::vector<HttpHeader> headers; ///< in order, names as sent
    QByteArray contentType; ///< media type only, lower case, "" if the answer has none
    std::optional<Instant> serverDate; ///< from Date, whole seconds
    Instant receivedAt; ///< Clock::now() when the head was complete: with serverDate the skew
    int httpVersion = 0; ///< 11 or 20
};

struct HttpDone {
    qint64 bytesOnWire = 0; ///< of the body, before decompression
    qint64 bytesDecoded = 0; ///< as handed to the sink
    Duration firstByte {}; ///< from sending to the first byte of the answer (last attempt)
    Duration receiving {}; ///< from the head of the answer to its last byte: no wait for a place, a way or the server
    Duration total {}; ///< from start()
};

/// A whole answer, any status. See httperrors.h for turning a status or an unexpected content type into an Error.
struct HttpResponse {
    HttpHead head;
    QByteArray body;
    HttpDone done;
};

/// The transport is waiting before it repeats a request.
struct HttpWait {
    Duration delay {};
    int status = 0; ///< of the answer that asked for it; 0: the connection was lost
    bool serverAsked = false; ///< Retry-After: "server asked us to wait 17 s"
};

/// The console's own footprint, since the transport was made.
struct TransportStats {
    qint64 requests = 0; ///< sent, repeats and liveness probes included
    int requestsLastMinute = 0;
    qint64 bytesIn = 0; ///< headers and bodies as received (without TLS framing)
    qint64 bytesOut = 0;
    qint64 retries = 0;
    int open = 0; ///< requests and streams not finished
    int openStreams = 0;
    int queued = 0; ///< waiting for a free place (maxConcurrent)
    int connections = 0; ///< sockets open now
    qint64 connectionsOpened = 0;
    qint64 connectionsKilled = 0; ///< by the liveness watch
    qint64 probes = 0;
    std::optional<HttpWait> waiting; ///< the longest wait asked for by a server right now
};

} // namespace Strato
