// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/curltransfer.h"
#include "models/net/ioloop.h"

namespace Strato {

/// One GET of the endpoint's liveness path, without credentials. Any answer proves life. I/O thread only.
class LivenessProbe final : public TransferListener {
public:
    /// Called once, outside libcurl; may destroy the probe.
    using Ended = std::function<void(bool alive)>;

    LivenessProbe(CurlLane& lane, IoLoop& loop, Ended ended);
    ~LivenessProbe() override;

    void start(bool freshConnection, Duration answerWithin);

    void transferSent() override { }
    [[nodiscard]] bool transferHead(const HttpHead& head) override;
    [[nodiscard]] Result<void> transferData(std::string_view decoded) override;
    void transferBytes(qint64 onWire) override;
    void transferAlive(Instant /*at*/) override { }
    void transferDone(Result<void> result) override;

private:
    void end(bool alive);

    IoLoop& m_loop;
    Ended m_ended;
    HttpRequest m_request;
    const std::vector<HttpHeader> m_credentials; // none: the path may be asked by anybody
    CurlTransfer m_transfer;
    Executor::TimerId m_timer = 0;
    bool m_answered = false;
};

} // namespace Strato
