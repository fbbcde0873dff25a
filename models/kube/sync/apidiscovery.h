// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/discovery.h"
#include "models/kube/sync/clustertypes.h"
#include "models/net/httptransport.h"

#include <set>

namespace Strato {

/// Asks one server who it is and what it serves: the uid of namespace kube-system (the cluster's id), its version, and
/// all kinds, by aggregated discovery where it has that, else group by group. Data thread only. A group that fails is a
/// problem in the result, not a failure of the whole; what was known of it before stays.
class ApiDiscovery final {
public:
    /// Who the server is; error: it cannot be reached or does not accept us.
    using Identified = std::function<void(Result<HttpHead>)>;
    struct Outcome {
        bool changed = false; ///< kinds, problems or the version are not what they were
        std::optional<Error> error; ///< nothing at all could be had
    };
    using Discovered = std::function<void(const Outcome&)>;

    /// @p waiting: a request waits before it is repeated; only for the discovery that runs.
    ApiDiscovery(
        HttpTransport& transport, EndpointId endpoint, Executor& data, IString fallbackId, HttpWaiting waiting);
    ~ApiDiscovery();

    /// @p identified is called once, then @p discovered once, unless it failed or is started again or dies before.
    void start(Identified identified, Discovered discovered);
    /// What the server serves, anew, without asking who it is; @p discovered as with start(), which comes before.
    void refresh(Discovered discovered);
    [[nodiscard]] const ClusterInfo& info() const { return m_info; }
    [[nodiscard]] ClusterInfo& info() { return m_info; }

private:
    void get(const QString& path, std::string_view accept, HttpReply reply);
    void handleIdentity(const Result<HttpResponse>& reply);
    void discover();
    void handleRoot(const Result<HttpResponse>& reply, const QString& root);
    void discoverVersion(const std::string& group, const std::string& version);
    void take(std::vector<ResourceKind> kinds);
    void rootFailed(const QString& root, Error error);
    void begin(HttpPriority priority);
    void keepUnanswered();
    void oneDone();

    HttpTransport& m_transport;
    const EndpointId m_endpoint;
    Executor& m_data;
    const IString m_fallbackId;
    const HttpWaiting m_waiting;
    ClusterInfo m_info;
    std::vector<ResourceKind> m_found;
    std::vector<Error> m_problems;
    std::set<std::string> m_unanswered; // groups that could not be had
    std::set<QString> m_rootsFailed; // of both: none of their groups
    std::string m_version; // of this discovery; empty: not told
    HttpPriority m_priority = HttpPriority::User;
    Identified m_identified;
    Discovered m_discovered;
    int m_open = 0; // requests of this discovery without an answer
    std::uint64_t m_generation = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Strato
