// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/certificates.h"
#include "app/estate/http/httptypes.h"
#include "models/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace Strato {
class Clock;
}

namespace Strato::Estate {

class ApiStore;
class HttpServer;
class LogSource;
class UsageSource;

/// Who may ask: a bearer token and what it stands for. Rights come from RBAC objects in the store.
struct Identity {
    std::string user;
    std::string token;
    std::vector<std::string> groups; ///< system:authenticated is added; system:masters may do everything
    std::string onlyNamespace; ///< when set: a RoleBinding to ClusterRole view in this namespace is all it has
};

struct ClusterOptions {
    std::string name; ///< "hangzhou-1"; known to LogSource and UsageSource
    std::uint16_t port = 0;
    std::vector<Identity> identities; ///< empty: the four of standardIdentities()
    std::string onlyNamespace = "shop"; ///< of the fourth identity
    std::size_t historyEvents = 10'000; ///< watch window per resource; older events are forgotten (410)
    bool watchList = true; ///< false: sendInitialEvents is answered 422 Invalid, as an older server does
    bool tls = true;
};

/// A rule of misbehaviour for tests; the first that matches and is not used up answers instead of the API.
struct FaultRule {
    std::string pathPrefix; ///< empty: every path
    bool onlyWatch = false; ///< only requests with watch=1|true
    int times = 1; ///< how many requests; -1: all until clearFaults()
    int status = 0; ///< answer with this status and a Status object; 0: answer normally (only delay or cut)
    std::string reason; ///< of the Status object, e.g. "TooManyRequests"
    Headers headers; ///< e.g. {"retry-after", "1"}
    std::int64_t delayMs = 0; ///< before the first byte
    bool html = false; ///< 200 and an HTML page, as a sign-on proxy does
    bool hangUp = false; ///< close without an answer
    std::int64_t cutAfterBytes = -1; ///< the body is cut after so many bytes (mid-object); -1: never
};

/// One cluster's API server: store, authentication, RBAC, and the HTTP face. Made by EstateServer.
class KubeCluster {
public:
    virtual ~KubeCluster();
    [[nodiscard]] virtual ApiStore& store() = 0;
    [[nodiscard]] virtual const std::string& name() const = 0;
    [[nodiscard]] virtual std::string url() const = 0; ///< "https://127.0.0.1:PORT"
    [[nodiscard]] virtual std::uint16_t port() const = 0;
    [[nodiscard]] virtual const std::vector<Identity>& identities() const = 0;
    /// Forgets the watch history: the next resume from an older resourceVersion, or page of an older list, gets 410.
    virtual void compact() = 0;
    /// Cuts all its connections.
    virtual void dropConnections() = 0;
    /// Open connections stay open and silent.
    virtual void setStalled(bool stalled) = 0;
    /// Says goodbye on its connections: GOAWAY under HTTP/2.
    virtual void goAway() = 0;
    /// Ends all watches now, as a server does at their timeout.
    virtual void endWatches() = 0;
    virtual void addFault(FaultRule rule) = 0;
    virtual void clearFaults() = 0;
    /// Requests answered so far whose path and query contain @p text.
    [[nodiscard]] virtual std::uint64_t requestCount(const std::string& text) const = 0;
};

struct EstateServerOptions {
    int threads = 2;
    std::string tlsServerName = "kubernetes"; ///< also in the certificate, beside localhost and 127.0.0.1
    const LogSource* logs = nullptr; ///< absent: pods/log answers 404; must outlive the server
    const UsageSource* usage = nullptr; ///< absent: metrics.k8s.io is not in discovery; must outlive the server
};

/// The estate's Kubernetes face: several clusters behind one HTTP server and one certificate authority of its own.
///
///     auto server = EstateServer::start(clock, {});
///     KubeCluster* cluster = *(*server)->addCluster({ .name = "hangzhou-1" });
///     cluster->store().apply(podJson);
///     QString yaml = (*server)->kubeconfig();
///
/// Thread-safe. The destructor stops everything.
class EstateServer final {
public:
    [[nodiscard]] static Result<std::unique_ptr<EstateServer>> start(const Clock& clock, EstateServerOptions options);
    ~EstateServer();
    EstateServer(const EstateServer&) = delete;
    EstateServer& operator=(const EstateServer&) = delete;

    /// The pointer lives as long as the server. Namespace kube-system (with a uid), default, kube-public and
    /// kube-node-lease, and the RBAC objects of the identities are made at once.
    [[nodiscard]] Result<KubeCluster*> addCluster(ClusterOptions options);
    [[nodiscard]] KubeCluster* cluster(const std::string& name) const; ///< nullptr: none of that name
    [[nodiscard]] const std::string& caPem() const;
    /// Issues client certificates (CN user, O groups) that its clusters accept, and odd server certificates for tests.
    [[nodiscard]] const CertificateAuthority& authority() const;
    /// The HTTP server below, for plain pages (metrics) on ports of their own.
    [[nodiscard]] HttpServer& http();
    /// A kubeconfig with one context a cluster (its first identity) and `<cluster>-<user>` for the others; YAML text.
    [[nodiscard]] std::string kubeconfig() const;
    /// Stops serving; stores stay readable.
    void stop();

private:
    struct Private;
    explicit EstateServer(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

/// admin (system:masters), editor (ClusterRole edit), viewer (ClusterRole view and reading of cluster-wide kinds), and
/// a user who has view in @p onlyNamespace alone; tokens random for each call (getrandom).
[[nodiscard]] std::vector<Identity> standardIdentities(const std::string& onlyNamespace);

} // namespace Strato::Estate
