// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/curllane.h"
#include "models/net/httptransport.h"

namespace Strato {

class CurlRequest;

/// What a request needs of its endpoint. I/O thread only.
class RequestOwner {
public:
    virtual ~RequestOwner();
    [[nodiscard]] virtual IoLoop& loop() = 0;
    [[nodiscard]] virtual Result<std::shared_ptr<CurlLane>> lane() = 0; ///< the current one
    [[nodiscard]] virtual Footprint& footprint() = 0;
    virtual void askForPlace(const std::shared_ptr<CurlRequest>& request) = 0; ///< launch() follows, maybe at once
    virtual void givePlaceBack(const CurlRequest& request) = 0;
    virtual void requestFinished(RequestId id) = 0;
};

/// One HttpRequest from start() to finished(): credentials, place in the queue, attempts, limits, repeats.
/// I/O thread only; held by its endpoint until finished.
class CurlRequest final : public TransferListener, public std::enable_shared_from_this<CurlRequest> {
public:
    CurlRequest(RequestId id, HttpRequest request, std::shared_ptr<HttpSink> sink, RequestOwner& owner);
    ~CurlRequest() override;

    [[nodiscard]] RequestId id() const { return m_id; }
    [[nodiscard]] HttpPriority priority() const { return m_request.priority; }
    [[nodiscard]] bool isStream() const { return m_request.stream != StreamKind::None; }

    void begin();
    void launch(); ///< a place is free
    void end(Error error); ///< cancel, close, limits: finished(error). Not from inside libcurl
    void pause(bool paused);
    void endBackOff(); ///< after dropped connections: no need to wait any more, unless the server asked

    void transferSent() override;
    [[nodiscard]] bool transferHead(const HttpHead& head) override;
    [[nodiscard]] Result<void> transferData(std::string_view decoded) override;
    void transferBytes(qint64 onWire) override;
    void transferAlive(Instant at) override;
    void transferDone(Result<void> result) override;

private:
    enum class Phase : std::uint8_t { Credentials, Queued, Connecting, FirstByte, Reading, Waiting, Finished };
    enum class Next : std::uint8_t { Finish, Reauthorize, Wait };
    struct Deadline {
        Duration at {};
        QString limit; // "first byte 30 s"
    };

    void authorize();
    void credentialsReady(int round, Result<std::vector<HttpHeader>> headers);
    void queue();
    void leaveWire();
    [[nodiscard]] bool mayRepeatAfterLoss(const Error& error) const;
    [[nodiscard]] std::optional<HttpWait> waitAskedBy(const HttpHead& head) const;
    void waitThenQueue(const HttpWait& wait);
    void enter(Phase phase);
    [[nodiscard]] std::optional<Deadline> deadline() const;
    void watchDeadline();
    void finish(Result<HttpDone> result);
    [[nodiscard]] Duration now() const;

    const RequestId m_id;
    const HttpRequest m_request;
    std::shared_ptr<HttpSink> m_sink;
    RequestOwner& m_owner;
    std::shared_ptr<CurlLane> m_lane; // before m_transfer: outlives it
    std::unique_ptr<CurlTransfer> m_transfer;
    std::vector<HttpHeader> m_credentials;
    HttpDone m_done;
    HttpWait m_wait;
    Phase m_phase = Phase::Credentials;
    Next m_next = Next::Finish;
    Duration m_started {};
    Duration m_phaseSince {};
    Duration m_lastByte {};
    Executor::TimerId m_limitTimer = 0;
    Executor::TimerId m_waitTimer = 0;
    int m_credentialRound = 0;
    int m_losses = 0;
    int m_serverWaits = 0;
    bool m_reauthorized = false;
    bool m_headDelivered = false;
    bool m_paused = false;
    bool m_hasPlace = false;
};

} // namespace Strato
