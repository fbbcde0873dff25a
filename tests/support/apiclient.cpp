// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/apiclient.h"

#include <curl/curl.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace Strato::Testing {

namespace {

struct Easy {
    CURL* handle = curl_easy_init();
    curl_slist* headers = nullptr;
    curl_slist* resolve = nullptr;
    Easy() = default;
    Easy(const Easy&) = delete;
    Easy& operator=(const Easy&) = delete;
    ~Easy()
    {
        curl_easy_cleanup(handle);
        curl_slist_free_all(headers);
        curl_slist_free_all(resolve);
    }
};

/// Where a transfer's bytes go; false stops it.
struct Sink {
    std::function<bool(const char*, std::size_t)> body;
    std::function<void(std::string, std::string)> header;
    const std::atomic<bool>* cancelled = nullptr;
};

std::size_t takeBody(char* data, std::size_t size, std::size_t count, void* user)
{
    return static_cast<Sink*>(user)->body(data, size * count) ? size * count : 0;
}

std::size_t takeHeader(char* data, std::size_t size, std::size_t count, void* user)
{
    const std::string line(data, size * count);
    const std::size_t colon = line.find(':');
    if (colon != std::string::npos) {
        std::string name = line.substr(0, colon);
        std::ranges::transform(
            name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        std::string value = line.substr(colon + 1);
        value.erase(0, value.find_first_not_of(' '));
        value.erase(value.find_last_not_of("\r\n") + 1);
        static_cast<Sink*>(user)->header(std::move(name), std::move(value));
    }
    return size * count;
}

int takeProgress(void* user, curl_off_t /*a*/, curl_off_t /*b*/, curl_off_t /*c*/, curl_off_t /*d*/)
{
    const auto* sink = static_cast<Sink*>(user);
    return sink->cancelled != nullptr && sink->cancelled->load() ? 1 : 0;
}

void setAddress(Easy& easy, const ApiEndpoint& endpoint, const ApiRequest& request)
{
    std::string url = endpoint.url;
    if (!endpoint.tlsServerName.empty()) {
        const std::size_t host = url.find("//") + 2;
        const std::size_t colon = url.find(':', host);
        const std::string address = url.substr(host, colon - host);
        const std::string port = url.substr(colon + 1);
        easy.resolve = curl_slist_append(nullptr, (endpoint.tlsServerName + ":" + port + ":" + address).c_str());
        curl_easy_setopt(easy.handle, CURLOPT_RESOLVE, easy.resolve);
        url = "https://" + endpoint.tlsServerName + ":" + port;
    }
    curl_easy_setopt(easy.handle, CURLOPT_URL, (url + request.path).c_str());
    curl_easy_setopt(easy.handle, CURLOPT_PROXY, "");
    curl_blob ca { const_cast<char*>(endpoint.caPem.data()), endpoint.caPem.size(), CURL_BLOB_COPY };
    if (!endpoint.caPem.empty())
        curl_easy_setopt(easy.handle, CURLOPT_CAINFO_BLOB, &ca);
    curl_blob certificate { const_cast<char*>(endpoint.clientCertificatePem.data()),
        endpoint.clientCertificatePem.size(), CURL_BLOB_COPY };
    curl_blob key { const_cast<char*>(endpoint.clientKeyPem.data()), endpoint.clientKeyPem.size(), CURL_BLOB_COPY };
    if (!endpoint.clientKeyPem.empty()) {
        curl_easy_setopt(easy.handle, CURLOPT_SSLCERT_BLOB, &certificate);
        curl_easy_setopt(easy.handle, CURLOPT_SSLKEY_BLOB, &key);
    }
    curl_easy_setopt(easy.handle, CURLOPT_MAX_RECV_SPEED_LARGE, static_cast<curl_off_t>(request.maxBytesPerSecond));
    curl_easy_setopt(easy.handle, CURLOPT_HTTP_VERSION,
        request.http1 ? static_cast<long>(CURL_HTTP_VERSION_1_1) : static_cast<long>(CURL_HTTP_VERSION_2TLS));
}

void setRequest(Easy& easy, const ApiEndpoint& endpoint, const ApiRequest& request)
{
    const auto add = [&easy](const std::string& line) { easy.headers = curl_slist_append(easy.headers, line.c_str()); };
    add("Accept: " + request.accept);
    if (!endpoint.token.empty())
        add("Authorization: Bearer " + endpoint.token);
    for (const std::string& line : request.headers)
        add(line);
    if (request.method != "GET") {
        curl_easy_setopt(easy.handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(easy.handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(easy.handle, CURLOPT_COPYPOSTFIELDS, request.body.c_str());
        add("Content-Type: " + request.contentType);
    }
    curl_easy_setopt(easy.handle, CURLOPT_HTTPHEADER, easy.headers);
}

std::string perform(const ApiEndpoint& endpoint, const ApiRequest& request, Sink& sink, ApiReply& reply)
{
    Easy easy;
    setAddress(easy, endpoint, request);
    setRequest(easy, endpoint, request);
    curl_easy_setopt(easy.handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy.handle, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(easy.handle, CURLOPT_WRITEDATA, &sink);
    curl_easy_setopt(easy.handle, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(easy.handle, CURLOPT_HEADERDATA, &sink);
    curl_easy_setopt(easy.handle, CURLOPT_XFERINFOFUNCTION, takeProgress);
    curl_easy_setopt(easy.handle, CURLOPT_XFERINFODATA, &sink);
    curl_easy_setopt(easy.handle, CURLOPT_NOPROGRESS, 0L);
    const CURLcode code = curl_easy_perform(easy.handle);
    long status = 0;
    long version = 0;
    curl_easy_getinfo(easy.handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy.handle, CURLINFO_HTTP_VERSION, &version);
    reply.status = static_cast<int>(status);
    reply.httpVersion = version == CURL_HTTP_VERSION_2_0 ? "2" : "1.1";
    return code == CURLE_OK ? std::string() : std::string(curl_easy_strerror(code));
}

} // namespace

std::string ApiReply::header(const std::string& name) const
{
    for (const auto& [key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

struct ApiStream::Shared {
    std::mutex mutex; // guards reply and ended
    std::condition_variable changed;
    ApiReply reply;
    bool ended = false;
    std::atomic<bool> cancelled { false };
};

ApiStream::ApiStream(ApiEndpoint endpoint, ApiRequest request)
    : m_shared(std::make_shared<Shared>())
{
    m_thread = std::thread([shared = m_shared, endpoint = std::move(endpoint), request = std::move(request)] {
        Sink sink;
        sink.cancelled = &shared->cancelled;
        sink.body = [&shared](const char* data, std::size_t size) {
            const std::scoped_lock lock(shared->mutex);
            shared->reply.body.append(data, size);
            shared->changed.notify_all();
            return !shared->cancelled.load();
        };
        sink.header = [&shared](std::string name, std::string value) {
            const std::scoped_lock lock(shared->mutex);
            shared->reply.headers.emplace_back(std::move(name), std::move(value));
            shared->changed.notify_all();
        };
        ApiReply end;
        const std::string error = perform(endpoint, request, sink, end);
        const std::scoped_lock lock(shared->mutex);
        shared->reply.status = end.status;
        shared->reply.httpVersion = end.httpVersion;
        shared->reply.error = error;
        shared->ended = true;
        shared->changed.notify_all();
    });
}

ApiStream::~ApiStream()
{
    m_shared->cancelled = true;
    m_thread.join();
}

bool ApiStream::waitFor(const std::function<bool(const std::string& body)>& enough, std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->changed.wait_for(lock, limit, [&] { return enough(m_shared->reply.body) || m_shared->ended; });
    return enough(m_shared->reply.body);
}

bool ApiStream::waitForEnd(std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_shared->mutex);
    return m_shared->changed.wait_for(lock, limit, [&] { return m_shared->ended; });
}

ApiReply ApiStream::reply() const
{
    const std::scoped_lock lock(m_shared->mutex);
    return m_shared->reply;
}

ApiClient::ApiClient(ApiEndpoint endpoint)
    : m_endpoint(std::move(endpoint))
{
}

ApiReply ApiClient::get(const std::string& path, const std::string& accept) const
{
    ApiRequest request;
    request.path = path;
    request.accept = accept;
    return send(request);
}

ApiReply ApiClient::post(const std::string& path, const std::string& body) const
{
    ApiRequest request;
    request.method = "POST";
    request.path = path;
    request.body = body;
    return send(request);
}

ApiReply ApiClient::send(const ApiRequest& request) const
{
    ApiReply reply;
    Sink sink;
    sink.body = [&reply](const char* data, std::size_t size) {
        reply.body.append(data, size);
        return true;
    };
    sink.header = [&reply](std::string name, std::string value) {
        reply.headers.emplace_back(std::move(name), std::move(value));
    };
    reply.error = perform(m_endpoint, request, sink, reply);
    return reply;
}

std::unique_ptr<ApiStream> ApiClient::stream(ApiRequest request) const
{
    return std::make_unique<ApiStream>(m_endpoint, std::move(request));
}

ApiClient ApiClient::withToken(const std::string& token) const
{
    ApiEndpoint other = m_endpoint;
    other.token = token;
    return ApiClient(std::move(other));
}

std::string gunzipped(const std::string& bytes)
{
    z_stream zlib {};
    constexpr int GzipOnly = 15 + 16;
    if (inflateInit2(&zlib, GzipOnly) != Z_OK)
        return {};
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<char, 65536> buffer {};
    int state = Z_OK;
    while (state == Z_OK) {
        zlib.next_out = reinterpret_cast<Bytef*>(buffer.data());
        zlib.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&zlib, Z_NO_FLUSH);
        out.append(buffer.data(), buffer.size() - zlib.avail_out);
    }
    const bool one = state == Z_STREAM_END && zlib.avail_in == 0;
    inflateEnd(&zlib);
    return one ? out : std::string();
}

} // namespace Strato::Testing
