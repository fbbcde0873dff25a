// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/servercore.h"

#include "tests/support/serverconnection.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace Strato::Test {

namespace {

BIO* memoryOf(const QByteArray& pem)
{
    return BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
}

int chooseAlpn(SSL* /*ssl*/, const unsigned char** chosen, unsigned char* chosenSize, const unsigned char* offered,
    unsigned offeredSize, void* self)
{
    static constexpr unsigned char both[] = "\x02h2\x08http/1.1";
    const bool http2 = static_cast<ServerCore*>(self)->options().http2;
    const unsigned char* ours = http2 ? both : both + 3;
    const unsigned size = http2 ? 12 : 9;
    unsigned char* picked = nullptr;
    if (SSL_select_next_proto(&picked, chosenSize, ours, size, offered, offeredSize) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = picked;
    return SSL_TLSEXT_ERR_OK;
}

} // namespace

ServerCore::ServerCore(const TestServer::Options& options)
    : m_options(options)
    , m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    , m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0)
        qFatal("a test server found no port");
    listen(m_listener, 128);
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    if (m_options.tls)
        prepareTls();
}

ServerCore::~ServerCore()
{
    SSL_CTX_free(m_tls);
    close(m_listener);
    close(m_event);
}

void ServerCore::prepareTls()
{
    m_tls = SSL_CTX_new(TLS_server_method());
    BIO* certificate = memoryOf(m_options.certificate);
    BIO* key = memoryOf(m_options.key);
    X509* leaf = PEM_read_bio_X509(certificate, nullptr, nullptr, nullptr);
    EVP_PKEY* secret = PEM_read_bio_PrivateKey(key, nullptr, nullptr, nullptr);
    SSL_CTX_use_certificate(m_tls, leaf);
    SSL_CTX_use_PrivateKey(m_tls, secret);
    X509_free(leaf);
    EVP_PKEY_free(secret);
    BIO_free(certificate);
    BIO_free(key);
    SSL_CTX_set_alpn_select_cb(m_tls, chooseAlpn, this);
    if (m_options.maxTlsVersion != 0) {
        SSL_CTX_set_max_proto_version(m_tls, m_options.maxTlsVersion);
        SSL_CTX_set_min_proto_version(m_tls, m_options.maxTlsVersion);
        SSL_CTX_set_security_level(m_tls, 0);
    }
    if (m_options.clientAuthority.isEmpty())
        return;
    BIO* authority = memoryOf(m_options.clientAuthority);
    X509* trusted = PEM_read_bio_X509(authority, nullptr, nullptr, nullptr);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(m_tls), trusted);
    X509_free(trusted);
    BIO_free(authority);
    SSL_CTX_set_verify(m_tls, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
}

void ServerCore::start()
{
    m_thread = std::thread([this] { run(); });
}

void ServerCore::stop()
{
    m_stopping = true;
    post([] {});
    m_thread.join();
    m_connections.clear();
    const std::scoped_lock lock(m_mutex);
    m_handlers.clear(); // they may hold exchanges, which hold us
    m_tasks.clear();
}

void ServerCore::post(std::function<void()> task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_event, &one, sizeof one);
}

void ServerCore::withConnection(int id, std::function<void(ServerConnection&)> action)
{
    post([this, id, action = std::move(action)] {
        const auto it = m_connections.find(id);
        if (it == m_connections.end() || it->second->protocol() == nullptr)
            return;
        action(*it->second);
        if (!m_silent)
            it->second->flush();
    });
}

void ServerCore::eachConnection(std::function<void(ServerConnection&)> action)
{
    post([this, action = std::move(action)] {
        for (const auto& each : m_connections) {
            if (each.second->protocol() == nullptr)
                continue;
            action(*each.second);
            if (!m_silent)
                each.second->flush();
        }
    });
}

void ServerCore::dispatch(int connection, int stream, TestRequest request)
{
    request.connection = connection;
    std::shared_ptr<TestServer::Handler> handler;
    {
        const std::scoped_lock lock(m_mutex);
        m_requests.push_back(request);
        for (const auto& each : m_handlers) { // sorted: a longer prefix comes after a shorter
            if (request.path.startsWith(each.first))
                handler = each.second;
        }
    }
    const TestExchange exchange(shared_from_this(), connection, stream, std::move(request));
    if (handler)
        (*handler)(exchange);
    else
        exchange.respond(404, { { "content-type", "text/plain" } }, "no such path");
}

void ServerCore::on(const QByteArray& prefix, TestServer::Handler handler)
{
    const std::scoped_lock lock(m_mutex);
    m_handlers[prefix] = std::make_shared<TestServer::Handler>(std::move(handler));
}

QList<TestRequest> ServerCore::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return { m_requests.begin(), m_requests.end() };
}

void ServerCore::run()
{
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
    while (!m_stopping)
        round();
}

void ServerCore::round()
{
    std::vector<pollfd> fds { { m_event, POLLIN, 0 }, { m_listener, POLLIN, 0 } };
    std::vector<int> ids { 0, 0 };
    for (const auto& each : m_connections) {
        fds.push_back({ each.second->fd(), m_silent ? short { 0 } : each.second->wanted(), 0 });
        ids.push_back(each.first);
    }
    // Silent connections would report their hang-up without end.
    poll(fds.data(), m_silent ? 2 : fds.size(), -1);
    if (fds[0].revents != 0) {
        std::uint64_t drained = 0;
        [[maybe_unused]] const ssize_t got = read(m_event, &drained, sizeof drained);
    }
    for (std::size_t i = 2; i < fds.size(); ++i) {
        if (fds[i].revents != 0 && !m_silent)
            m_connections.at(ids[i])->ready(fds[i].revents);
    }
    if (fds[1].revents != 0)
        acceptOne();
    runTasks();
    std::erase_if(m_connections, [](const auto& each) { return each.second->closed(); });
    m_open = static_cast<int>(m_connections.size());
}

void ServerCore::acceptOne()
{
    const int fd = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return;
    const int id = ++m_accepted;
    m_connections.emplace(id, std::make_unique<ServerConnection>(*this, id, fd, m_tls));
}

void ServerCore::runTasks()
{
    std::vector<std::function<void()>> tasks;
    {
        const std::scoped_lock lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (const auto& task : tasks)
        task();
}

} // namespace Strato::Test
