// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/httpserver.h"

#include "app/estate/http/session.h"
#include "models/base/clock.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <openssl/ssl.h>

#include <cstring>
#include <mutex>
#include <thread>

namespace Strato::Estate {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

constexpr auto HandshakeLimit = std::chrono::seconds(10);

int chooseProtocol(SSL* /*ssl*/, const unsigned char** out, unsigned char* outSize, const unsigned char* in,
    unsigned inSize, void* http2)
{
    static constexpr std::string_view Both("\x02h2\x08http/1.1", 12);
    const std::string_view offered = http2 != nullptr ? Both : Both.substr(3);
    unsigned char* chosen = nullptr;
    const int result = SSL_select_next_proto(&chosen, outSize, reinterpret_cast<const unsigned char*>(offered.data()),
        static_cast<unsigned>(offered.size()), in, inSize);
    *out = chosen;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

Result<std::shared_ptr<asio::ssl::context>> makeTls(const HttpListenOptions& options)
{
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    error_code error;
    context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1
            | asio::ssl::context::no_tlsv1_1 | asio::ssl::context::single_dh_use,
        error);
    const TlsIdentity& identity = *options.tls;
    context->use_certificate_chain(asio::buffer(identity.certificatePem), error);
    if (!error)
        context->use_private_key(asio::buffer(identity.keyPem), asio::ssl::context::pem, error);
    if (!error && !options.clientCaPem.empty()) {
        context->add_certificate_authority(asio::buffer(options.clientCaPem), error);
        if (!error)
            context->set_verify_mode(asio::ssl::verify_peer, error);
    }
    if (error)
        return fail(ErrorCode::TlsFailed, QString::fromStdString(error.message()));
    SSL_CTX_set_alpn_select_cb(context->native_handle(), chooseProtocol, options.http2 ? context.get() : nullptr);
    SSL_CTX_set_session_id_context(context->native_handle(), reinterpret_cast<const unsigned char*>("estate"), 6);
    return context;
}

/// One open port with its connections.
struct Port {
    Port(asio::io_context& io, std::shared_ptr<ServiceContext> service)
        : acceptor(asio::make_strand(io))
        , context(std::move(service))
    {
    }
    std::uint16_t number = 0;
    std::size_t maxConnections = 0;
    tcp::acceptor acceptor;
    std::shared_ptr<ServiceContext> context;
    std::shared_ptr<asio::ssl::context> tls;
    std::mutex mutex; // guards sessions and greeting
    std::vector<std::weak_ptr<Session>> sessions;
    std::vector<std::weak_ptr<Transport>> greeting; ///< in their handshake

    template <class Visit> void eachSession(Visit visit)
    {
        const std::scoped_lock lock(mutex);
        for (const auto& weak : sessions) {
            if (auto session = weak.lock())
                asio::post(session->transport().executor(), [session, visit] { visit(*session); });
        }
    }
};

} // namespace

struct HttpServer::Private {
    explicit Private(const Clock& serverClock)
        : clock(serverClock)
        , work(asio::make_work_guard(io))
    {
    }
    void accept(const std::shared_ptr<Port>& port);
    void greet(const std::shared_ptr<Port>& port, const std::shared_ptr<Transport>& transport);
    void begin(const std::shared_ptr<Port>& port, const std::shared_ptr<Transport>& transport);
    template <class Visit> void eachPort(std::uint16_t number, Visit visit)
    {
        const std::scoped_lock lock(mutex);
        for (const auto& port : ports) {
            if (number == 0 || port->number == number)
                visit(*port);
        }
    }

    const Clock& clock;
    asio::io_context io;
    asio::executor_work_guard<asio::io_context::executor_type> work;
    mutable std::mutex mutex; // guards ports and stopped
    std::vector<std::shared_ptr<Port>> ports;
    bool stopped = false;
    std::vector<std::thread> threads;
};

void HttpServer::Private::accept(const std::shared_ptr<Port>& port)
{
    port->acceptor.async_accept(asio::make_strand(io), [this, port](const error_code& error, Transport::Socket socket) {
        if (error == asio::error::operation_aborted || !port->acceptor.is_open())
            return;
        if (!error && port->context->open.load() < port->maxConnections) {
            port->context->accepted.fetch_add(1);
            error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            greet(port,
                port->tls ? Transport::secure(std::move(socket), *port->tls) : Transport::plain(std::move(socket)));
        }
        accept(port);
    });
}

void HttpServer::Private::greet(const std::shared_ptr<Port>& port, const std::shared_ptr<Transport>& transport)
{
    {
        const std::scoped_lock lock(port->mutex);
        std::erase_if(port->greeting, [](const auto& weak) { return weak.expired(); });
        port->greeting.push_back(transport);
    }
    asio::dispatch(transport->executor(), [this, port, transport] {
        auto limit = std::make_shared<asio::steady_timer>(transport->executor(), HandshakeLimit);
        limit->async_wait([transport](const error_code& error) {
            if (!error)
                transport->abort();
        });
        transport->handshake([this, port, transport, limit](const error_code& error, std::size_t) {
            limit->cancel();
            if (error)
                transport->abort();
            else
                begin(port, transport);
        });
    });
}

void HttpServer::Private::begin(const std::shared_ptr<Port>& port, const std::shared_ptr<Transport>& transport)
{
    const auto session = transport->protocol() == "h2" ? Session::http2(port->context, transport)
                                                       : Session::http1(port->context, transport);
    {
        const std::scoped_lock lock(port->mutex);
        std::erase_if(port->sessions, [](const auto& weak) { return weak.expired(); });
        port->sessions.push_back(session);
    }
    session->start();
}

HttpServer::HttpServer(const Clock& clock, int threads)
    : d(std::make_unique<Private>(clock))
{
    for (int i = 0; i < std::clamp(threads, 1, 8); ++i)
        d->threads.emplace_back([this] { d->io.run(); });
}

HttpServer::~HttpServer()
{
    stop();
}

Result<std::uint16_t> HttpServer::listen(const HttpListenOptions& options, HttpHandler handler)
{
    auto context
        = std::shared_ptr<ServiceContext>(new ServiceContext { d->clock, std::move(handler), options.maxBodyBytes });
    auto port = std::make_shared<Port>(d->io, std::move(context));
    if (options.tls) {
        auto tls = makeTls(options);
        if (!tls)
            return tl::unexpected(tls.error());
        port->tls = std::move(*tls);
    }
    error_code error;
    const tcp::endpoint address(asio::ip::address_v4::loopback(), options.port);
    port->acceptor.open(tcp::v4(), error);
    if (!error)
        port->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        port->acceptor.bind(address, error);
    if (!error)
        port->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return fail(ErrorCode::ConnectFailed, QString::fromStdString(error.message()));
    port->number = port->acceptor.local_endpoint().port();
    port->maxConnections = options.maxConnections;
    {
        const std::scoped_lock lock(d->mutex);
        d->ports.push_back(port);
    }
    asio::post(port->acceptor.get_executor(), [this, port] { d->accept(port); });
    return port->number;
}

void HttpServer::dropConnections(std::uint16_t port)
{
    d->eachPort(port, [](Port& each) { each.eachSession([](Session& session) { session.transport().abort(); }); });
}

void HttpServer::setStalled(bool stalled, std::uint16_t port)
{
    d->eachPort(port, [stalled](Port& each) {
        each.eachSession([stalled](Session& session) { session.transport().setStalled(stalled); });
    });
}

void HttpServer::goAway(std::uint16_t port)
{
    d->eachPort(port, [](Port& each) { each.eachSession([](Session& session) { session.goAway(); }); });
}

HttpCounters HttpServer::counters() const
{
    HttpCounters sum;
    d->eachPort(0, [&sum](const Port& port) {
        sum.accepted += port.context->accepted.load();
        sum.requests += port.context->requests.load();
        sum.bytesOut += port.context->bytesOut.load();
        sum.open += port.context->open.load();
    });
    return sum;
}

void HttpServer::stop()
{
    {
        const std::scoped_lock lock(d->mutex);
        if (std::exchange(d->stopped, true))
            return;
        for (const auto& port : d->ports) {
            asio::post(port->acceptor.get_executor(), [port] {
                error_code ignored;
                port->acceptor.close(ignored);
            });
            port->eachSession([](Session& session) { session.transport().abort(); });
            const std::scoped_lock portLock(port->mutex);
            for (const auto& weak : port->greeting) {
                if (auto transport = weak.lock())
                    asio::post(transport->executor(), [transport] { transport->abort(); });
            }
        }
    }
    d->work.reset();
    d->io.stop();
    for (std::thread& thread : d->threads)
        thread.join();
}

} // namespace Strato::Estate
