// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Strato::Estate {

using Headers = std::vector<std::pair<std::string, std::string>>;
using SharedBytes = std::shared_ptr<const std::string>;

/// One request as the wire brought it. Header names are lower-case; the body is whole (bounded by the server's cap).
struct HttpRequest {
    std::string method; ///< "GET"
    std::string target; ///< path and query, undecoded
    std::string path; ///< percent-decoded
    std::vector<std::pair<std::string, std::string>> query; ///< percent-decoded, in order
    Headers headers;
    std::string body;
    bool http2 = false;
    std::string clientName; ///< common name of a verified client certificate, else empty
    std::vector<std::string> clientOrganizations; ///< its O fields

    /// Value of the first header called @p name (lower-case), empty when absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    /// Value of the first query parameter @p name, empty when absent.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
    [[nodiscard]] bool hasParameter(std::string_view name) const;
};

/// A body that is made while it is sent. The server pulls: it asks for more only when the last part is on its way,
/// so a slow reader costs one buffer and nothing else. Called on one server thread at a time.
class BodySource {
public:
    enum class State : std::uint8_t {
        Data, ///< something was appended; ask again
        Wait, ///< nothing now: the wake function will be called when there is more
        End, ///< complete (what was appended with it is still sent)
        Abort ///< cut the stream so that the reader can tell: RST_STREAM, or a closed connection under HTTP/1.1
    };
    virtual ~BodySource();
    /// Appends about @p limit bytes at most to @p out (one indivisible record may exceed it).
    virtual State read(std::string& out, std::size_t limit) = 0;
    /// Called once before the first read(). @p wake may be called from any thread, also after the stream is gone.
    virtual void setWake(std::function<void()> wake);
};

/// An answer: either `body` (whole, sent with Content-Length) or `stream` (chunked, or h2 data frames).
struct HttpResponse {
    int status = 200;
    Headers headers; ///< without Date, Content-Length and Transfer-Encoding: the server adds them
    SharedBytes body;
    std::shared_ptr<BodySource> stream;
    std::int64_t delayMs = 0; ///< held back for so long before the first byte (a test's slow server)
    bool hangUp = false; ///< close the connection instead of answering

    [[nodiscard]] static HttpResponse text(int status, std::string_view contentType, std::string body);
};

/// Makes the answer at once; runs on a server thread, must not block. Any thread, several at a time.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

/// Splits "/a%20b?c=d&e" into request.path and request.query. False when the percent-encoding is broken.
[[nodiscard]] bool parseTarget(HttpRequest& request);
/// RFC 9110 date of an instant given in seconds since the epoch.
[[nodiscard]] std::string httpDate(std::int64_t seconds);

} // namespace Strato::Estate
