// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/http/transport.h"
#include "models/base/clock.h"

#include <atomic>
#include <memory>
#include <string>

namespace Strato::Estate {

/// What a session needs of its server; outlives all sessions of the port. Thread-safe.
struct ServiceContext {
    const Clock& clock;
    HttpHandler handler;
    std::size_t maxBodyBytes = 0;
    std::atomic<std::uint64_t> accepted { 0 };
    std::atomic<std::uint64_t> requests { 0 };
    std::atomic<std::uint64_t> bytesOut { 0 };
    std::atomic<std::uint64_t> open { 0 };
};

/// One connection speaking one HTTP version. All members on the transport's strand.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport);
    virtual ~Session();
    virtual void start() = 0;
    virtual void goAway() = 0;
    [[nodiscard]] Transport& transport() { return *m_transport; }

    [[nodiscard]] static std::shared_ptr<Session> http1(
        std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport);
    [[nodiscard]] static std::shared_ptr<Session> http2(
        std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport);

protected:
    /// Runs the handler; a request that cannot be parsed is answered 400.
    [[nodiscard]] HttpResponse answer(HttpRequest& request);
    [[nodiscard]] std::string date() const;
    [[nodiscard]] ServiceContext& context() { return *m_context; }

    static constexpr std::size_t ReadBytes = std::size_t { 16 } << 10U;
    static constexpr std::size_t WriteBytes = std::size_t { 256 } << 10U;

private:
    std::shared_ptr<ServiceContext> m_context;
    std::shared_ptr<Transport> m_transport;
    std::string m_clientName;
    std::vector<std::string> m_clientOrganizations;
    bool m_peerRead = false;
};

} // namespace Strato::Estate
