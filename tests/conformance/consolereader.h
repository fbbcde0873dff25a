// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/net/curltransport.h"
#include "tests/support/apiclient.h"
#include "tests/support/recordingsink.h"

namespace Strato::Testing {

/// Reads a server through the console's own transport (models/net), one request after another, blocking. What such a
/// transport refuses, a write, contracts send by ApiClient.
class ConsoleReader final {
public:
    explicit ConsoleReader(const ApiEndpoint& server);
    ConsoleReader(const ConsoleReader&) = delete;
    ConsoleReader& operator=(const ConsoleReader&) = delete;

    [[nodiscard]] ApiReply get(const std::string& path, const std::string& accept = "application/json");
    [[nodiscard]] ApiReply postForm(const std::string& path, const std::string& form);
    /// An answer without an end (a watch); it is cancelled with this object.
    [[nodiscard]] std::shared_ptr<Test::RecordingSink> stream(const std::string& path);
    [[nodiscard]] CurlTransport& transport() { return m_transport; }
    [[nodiscard]] EndpointId endpoint() const { return m_endpoint; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }

private:
    [[nodiscard]] ApiReply run(HttpRequest request);

    SystemClock m_clock;
    CurlTransport m_transport { m_clock, ProxyEnvironment {} };
    const EndpointId m_endpoint;
};

/// A server of a program that answers plain HTTP on loopback and asks nobody who he is.
[[nodiscard]] ApiEndpoint openServer(const std::string& url);
/// One value of a query, percent-encoded.
[[nodiscard]] std::string encoded(const std::string& text);

} // namespace Strato::Testing
