// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace Strato::Testing {

struct ApiReply {
    int status = 0; ///< 0: no answer
    std::vector<std::pair<std::string, std::string>> headers; ///< lower-case names
    std::string body; ///< as it came, still compressed if the server did so
    std::string httpVersion; ///< "1.1", "2"
    std::string error; ///< curl's, empty when the transfer was whole

    [[nodiscard]] std::string header(const std::string& name) const;
};

struct ApiRequest {
    std::string method = "GET";
    std::string path;
    std::string accept = "application/json";
    std::vector<std::string> headers; ///< whole lines
    std::string body;
    std::string contentType = "application/json";
    bool http1 = false;
    long maxBytesPerSecond = 0; ///< 0: as fast as it goes
};

/// How a server is reached.
struct ApiEndpoint {
    std::string url; ///< "https://127.0.0.1:6443"
    std::string caPem;
    std::string tlsServerName; ///< empty: the host of the URL
    std::string token;
    std::string clientCertificatePem = {};
    std::string clientKeyPem = {};
};

/// A transfer under way on a thread of its own; for watches and followed logs.
class ApiStream final {
public:
    ApiStream(ApiEndpoint endpoint, ApiRequest request);
    ~ApiStream(); ///< cancels
    ApiStream(const ApiStream&) = delete;
    ApiStream& operator=(const ApiStream&) = delete;

    /// Waits until @p enough says yes of what has come so far, or the limit passes. Its last answer.
    bool waitFor(const std::function<bool(const std::string& body)>& enough,
        std::chrono::milliseconds limit = std::chrono::seconds(10));
    bool waitForEnd(std::chrono::milliseconds limit = std::chrono::seconds(10));
    [[nodiscard]] ApiReply reply() const; ///< so far

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

/// Requests one after another by libcurl's easy interface, independent of the console's own transport. Blocking.
class ApiClient final {
public:
    explicit ApiClient(ApiEndpoint endpoint);
    [[nodiscard]] ApiReply get(const std::string& path, const std::string& accept = "application/json") const;
    [[nodiscard]] ApiReply post(const std::string& path, const std::string& body) const;
    [[nodiscard]] ApiReply send(const ApiRequest& request) const;
    [[nodiscard]] std::unique_ptr<ApiStream> stream(ApiRequest request) const;
    [[nodiscard]] const ApiEndpoint& endpoint() const { return m_endpoint; }
    [[nodiscard]] ApiClient withToken(const std::string& token) const;

private:
    ApiEndpoint m_endpoint;
};

/// Undoes Content-Encoding: gzip; empty when it is none or has more than one member.
[[nodiscard]] std::string gunzipped(const std::string& bytes);

} // namespace Strato::Testing
