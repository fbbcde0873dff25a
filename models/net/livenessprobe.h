// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/curltransfer.h"
#include "models/net/ioloop.h"

namespace Strato {

/// One GET of the endpoint's liveness path, without credentials. Any answer proves life of the connection that it came
/// on, and of no other. I/O thread only.
class LivenessProbe final : public TransferListener {
public:
    /// Called once, outside libcurl; may destroy the probe.
    using Ended = std::function<void(bool alive)>;

    LivenessProbe(CurlLane& lane, IoLoop& loop, Ended ended);
    ~LivenessProbe() override;

    /// @p connection: the one in question; an answer on another leaves it unproved, and the time runs out.
    void start(const std::string& connection, CurlMulti* pool, Duration answerWithin);
    void startOnFreshConnection(Duration answerWithin); ///< any answer proves the way

    void transferSent() override { }
    [[nodiscard]] bool transferHead(const HttpHead& head) override;
    [[nodiscard]] Result<void> transferData(std::string_view decoded) override;
    void transferBytes(qint64 onWire) override;
    void transferAlive(Instant /*at*/) override { }
    void transferDone(Result<void> result) override;

private:
    void send(bool freshConnection, CurlMulti* pool, Duration answerWithin);
    [[nodiscard]] bool isElsewhere() const;
    void end(bool alive);

    CurlLane& m_lane;
    IoLoop& m_loop;
    Ended m_ended;
    HttpRequest m_request;
    const std::vector<HttpHeader> m_credentials; // none: the path may be asked by anybody
    CurlTransfer m_transfer;
    std::string m_connection; // "": none in particular
    Executor::TimerId m_timer = 0;
    bool m_answered = false;
};

} // namespace Strato
