// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/curlrequest.h"

namespace Strato {

/// An open endpoint: its current lane, its requests and the queue of those that wait for a place. I/O thread only.
class CurlEndpoint final : public RequestOwner {
public:
    CurlEndpoint(IoLoop& loop, Result<ResolvedEndpoint> settings, std::shared_ptr<Footprint> footprint);
    ~CurlEndpoint() override;

    void update(Result<ResolvedEndpoint> settings);
    void start(RequestId id, HttpRequest request, std::shared_ptr<HttpSink> sink);
    void cancel(RequestId id); ///< unknown ids are ignored
    void pause(RequestId id, bool paused);
    void dropConnections();
    void cancelAll();

    [[nodiscard]] IoLoop& loop() override { return m_loop; }
    [[nodiscard]] Result<std::shared_ptr<CurlLane>> lane() override;
    [[nodiscard]] Footprint& footprint() override { return *m_footprint; }
    void askForPlace(const std::shared_ptr<CurlRequest>& request) override;
    void givePlaceBack(const CurlRequest& request) override;
    void requestFinished(RequestId id) override;

private:
    using Place = std::pair<int, std::uint64_t>; // priority (first: user), then order of asking

    void fillPlaces();
    void retireLane();
    void changeCertificate(std::shared_ptr<const ClientCertificate> certificate);
    void abortOldLanes(const QString& why);

    IoLoop& m_loop;
    Result<std::shared_ptr<const ResolvedEndpoint>> m_settings;
    const std::shared_ptr<Footprint> m_footprint;
    std::shared_ptr<CurlLane> m_lane; // null until needed
    Duration m_laneSince {}; // monotonic
    std::shared_ptr<const ClientCertificate> m_certificate; // of the authorizer, as the lane has it; null: none
    std::vector<std::weak_ptr<CurlLane>> m_oldLanes; // retired, still finishing what began on them
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); // for tasks: expires with us
    std::map<RequestId, std::shared_ptr<CurlRequest>> m_requests;
    std::map<Place, std::shared_ptr<CurlRequest>> m_queue;
    std::uint64_t m_nextPlace = 1;
    int m_running = 0; // collected requests on the wire
    bool m_filling = false;
};

} // namespace Strato
