// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/transport.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <openssl/x509.h>

namespace Strato::Estate {

namespace asio = boost::asio;

namespace {

class PlainTransport final : public Transport {
public:
    explicit PlainTransport(Socket socket)
        : m_socket(std::move(socket))
    {
    }
    void handshake(Done done) override { done({}, 0); }
    void close() override
    {
        boost::system::error_code ignored;
        m_socket.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
        m_socket.close(ignored);
    }
    [[nodiscard]] std::string protocol() const override { return {}; }
    void readPeer(std::string& /*name*/, std::vector<std::string>& /*organizations*/) const override { }
    [[nodiscard]] Socket& socket() override { return m_socket; }

protected:
    void startRead(char* data, std::size_t size, Done done) override
    {
        m_socket.async_read_some(asio::buffer(data, size), std::move(done));
    }
    void startWrite(const char* data, std::size_t size, Done done) override
    {
        asio::async_write(m_socket, asio::buffer(data, size), std::move(done));
    }

private:
    Socket m_socket;
};

std::string entryText(const X509_NAME_ENTRY* entry)
{
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry));
    if (size < 0)
        return {};
    std::string out(reinterpret_cast<char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return out;
}

class SecureTransport final : public Transport {
public:
    SecureTransport(Socket socket, asio::ssl::context& context)
        : m_stream(std::move(socket), context)
    {
    }
    void handshake(Done done) override
    {
        m_stream.async_handshake(asio::ssl::stream_base::server,
            [done = std::move(done)](const boost::system::error_code& error) { done(error, 0); });
    }
    void close() override
    {
        // One close_notify without waiting for the peer's: it may be gone already.
        SSL_set_quiet_shutdown(m_stream.native_handle(), 0);
        auto self = std::static_pointer_cast<SecureTransport>(shared_from_this());
        m_stream.async_shutdown([self](const boost::system::error_code&) { self->closeSocket(); });
        boost::system::error_code ignored;
        socket().shutdown(asio::ip::tcp::socket::shutdown_receive, ignored);
    }
    [[nodiscard]] std::string protocol() const override
    {
        const unsigned char* data = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(handle(), &data, &size);
        return { reinterpret_cast<const char*>(data), size };
    }
    void readPeer(std::string& name, std::vector<std::string>& organizations) const override
    {
        X509* certificate = SSL_get1_peer_certificate(handle());
        if (certificate == nullptr)
            return;
        const X509_NAME* subject = X509_get_subject_name(certificate);
        for (int i = 0; i < X509_NAME_entry_count(subject); ++i) {
            const X509_NAME_ENTRY* entry = X509_NAME_get_entry(subject, i);
            const int nid = OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry));
            if (nid == NID_commonName)
                name = entryText(entry);
            else if (nid == NID_organizationName)
                organizations.push_back(entryText(entry));
        }
        X509_free(certificate);
    }
    [[nodiscard]] Socket& socket() override { return m_stream.next_layer(); }

protected:
    void startRead(char* data, std::size_t size, Done done) override
    {
        m_stream.async_read_some(asio::buffer(data, size), std::move(done));
    }
    void startWrite(const char* data, std::size_t size, Done done) override
    {
        asio::async_write(m_stream, asio::buffer(data, size), std::move(done));
    }

private:
    void closeSocket()
    {
        boost::system::error_code ignored;
        socket().close(ignored);
    }
    [[nodiscard]] SSL* handle() const { return const_cast<asio::ssl::stream<Socket>&>(m_stream).native_handle(); }
    asio::ssl::stream<Socket> m_stream;
};

} // namespace

Transport::~Transport() = default;

std::shared_ptr<Transport> Transport::plain(Socket socket)
{
    return std::make_shared<PlainTransport>(std::move(socket));
}

std::shared_ptr<Transport> Transport::secure(Socket socket, asio::ssl::context& context)
{
    return std::make_shared<SecureTransport>(std::move(socket), context);
}

void Transport::read(char* data, std::size_t size, Done done)
{
    startRead(data, size,
        [self = shared_from_this(), done = std::move(done)](const boost::system::error_code& error, std::size_t got) {
            if (self->m_stalled && !error)
                self->m_held.emplace_back([done, error, got] { done(error, got); });
            else
                done(error, got);
        });
}

void Transport::write(const char* data, std::size_t size, Done done)
{
    if (m_stalled) {
        // The captured pointer keeps nothing alive: the session that owns data is in `done`.
        m_held.emplace_back([this, data, size, done = std::move(done)] { startWrite(data, size, done); });
        return;
    }
    startWrite(data, size, std::move(done));
}

void Transport::abort()
{
    boost::system::error_code ignored;
    socket().set_option(asio::socket_base::linger(true, 0), ignored);
    socket().close(ignored);
    m_held.clear();
}

void Transport::cut()
{
    boost::system::error_code ignored;
    socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    socket().close(ignored);
    m_held.clear();
}

void Transport::setStalled(bool stalled)
{
    m_stalled = stalled;
    if (stalled)
        return;
    std::vector<std::function<void()>> held;
    held.swap(m_held);
    for (const auto& resume : held)
        resume();
}

} // namespace Strato::Estate
