// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace Strato::Estate {

/// One accepted connection's bytes, with or without TLS. All calls and callbacks on its own strand.
/// While stalled, finished reads are withheld and writes are not begun: to the peer the link is dead.
class Transport : public std::enable_shared_from_this<Transport> {
public:
    using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp,
        boost::asio::strand<boost::asio::io_context::executor_type>>;
    using Done = std::function<void(const boost::system::error_code&, std::size_t)>;

    virtual ~Transport();
    [[nodiscard]] static std::shared_ptr<Transport> plain(Socket socket);
    [[nodiscard]] static std::shared_ptr<Transport> secure(Socket socket, boost::asio::ssl::context& context);

    virtual void handshake(Done done) = 0;
    void read(char* data, std::size_t size, Done done);
    void write(const char* data, std::size_t size, Done done); ///< all of it
    virtual void close() = 0; ///< politely (TLS close_notify is attempted)
    void abort(); ///< with a reset
    void cut(); ///< what is written still arrives, then the end, without TLS close_notify
    void setStalled(bool stalled);
    [[nodiscard]] virtual std::string protocol() const = 0; ///< chosen by ALPN: "h2", "http/1.1" or empty
    /// Common name and organisations of the verified client certificate.
    virtual void readPeer(std::string& name, std::vector<std::string>& organizations) const = 0;
    [[nodiscard]] virtual Socket& socket() = 0;
    [[nodiscard]] auto executor() { return socket().get_executor(); }

protected:
    virtual void startRead(char* data, std::size_t size, Done done) = 0;
    virtual void startWrite(const char* data, std::size_t size, Done done) = 0;

private:
    bool m_stalled = false;
    std::vector<std::function<void()>> m_held;
};

} // namespace Strato::Estate
