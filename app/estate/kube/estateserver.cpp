// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/estateserver.h"

#include "app/estate/http/httpserver.h"
#include "app/estate/kube/apistore.h"
#include "app/estate/kube/clusterservice.h"
#include "app/estate/kube/objectchange.h"
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/texts.h"
#include "models/base/clock.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

constexpr auto TickEvery = std::chrono::milliseconds(250);
constexpr std::int64_t ServerCertificateSeconds = 3600LL * 86400;

} // namespace

struct EstateServer::Private {
    Private(const Clock& serverClock, EstateServerOptions serverOptions)
        : clock(serverClock)
        , options(std::move(serverOptions))
        , http(serverClock, options.threads)
    {
    }
    void run(const std::stop_token& stop);

    const Clock& clock;
    const EstateServerOptions options;
    CertificateAuthority authority;
    TlsIdentity identity;
    mutable std::mutex mutex; // guards clusters
    std::vector<std::unique_ptr<ClusterService>> clusters;
    HttpServer http; // dies before the clusters that its handlers call
    std::condition_variable_any wake;
    std::jthread ticker;
};

void EstateServer::Private::run(const std::stop_token& stop)
{
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, stop, TickEvery, [&stop] { return stop.stop_requested(); })) {
        for (const auto& cluster : clusters)
            cluster->tick();
    }
}

EstateServer::EstateServer(std::unique_ptr<Private> data)
    : d(std::move(data))
{
    d->ticker = std::jthread([data = d.get()](const std::stop_token& stop) { data->run(stop); });
}

Result<std::unique_ptr<EstateServer>> EstateServer::start(const Clock& clock, EstateServerOptions options)
{
    auto data = std::make_unique<Private>(clock, std::move(options));
    const std::int64_t now = clock.now().ns / 1'000'000'000;
    auto authority = CertificateAuthority::create("stratoscope-estate", now);
    if (!authority)
        return tl::unexpected(authority.error());
    data->authority = std::move(*authority);
    auto identity = data->authority.issueServer(
        { "localhost", data->options.tlsServerName }, { "127.0.0.1" }, now, ServerCertificateSeconds);
    if (!identity)
        return tl::unexpected(identity.error());
    data->identity = std::move(*identity);
    return std::unique_ptr<EstateServer>(new EstateServer(std::move(data)));
}

EstateServer::~EstateServer()
{
    stop();
}

void EstateServer::stop()
{
    if (d->ticker.joinable()) {
        d->ticker.request_stop();
        d->ticker.join();
    }
    d->http.stop();
}

Result<KubeCluster*> EstateServer::addCluster(ClusterOptions options)
{
    if (cluster(options.name) != nullptr)
        return fail(ErrorCode::InvalidArgument, u"two clusters of one name"_s);
    auto service = std::make_unique<ClusterService>(d->clock, d->http, d->options, std::move(options));
    const auto port = service->open(d->identity, d->authority.certificatePem());
    if (!port)
        return tl::unexpected(port.error());
    const std::scoped_lock lock(d->mutex);
    d->clusters.push_back(std::move(service));
    return d->clusters.back().get();
}

KubeCluster* EstateServer::cluster(const std::string& name) const
{
    const std::scoped_lock lock(d->mutex);
    for (const auto& each : d->clusters) {
        if (each->name() == name)
            return each.get();
    }
    return nullptr;
}

const std::string& EstateServer::caPem() const
{
    return d->authority.certificatePem();
}

const CertificateAuthority& EstateServer::authority() const
{
    return d->authority;
}

HttpServer& EstateServer::http()
{
    return d->http;
}

std::string EstateServer::kubeconfig() const
{
    const std::scoped_lock lock(d->mutex);
    std::string clusters;
    std::string users;
    std::string contexts;
    for (const auto& cluster : d->clusters) {
        const std::string& name = cluster->name();
        clusters += "- name: " + name + "\n  cluster:\n    server: " + cluster->url()
            + "\n    tls-server-name: " + d->options.tlsServerName
            + "\n    certificate-authority-data: " + base64Encoded(d->authority.certificatePem()) + "\n";
        bool first = true;
        for (const Identity& identity : cluster->identities()) {
            const std::string user = name + "-" + identity.user;
            users += "- name: " + user + "\n  user:\n    token: " + identity.token + "\n";
            contexts += "- name: " + (first ? name : user) + "\n  context:\n    cluster: " + name
                + "\n    user: " + user + "\n";
            if (!identity.onlyNamespace.empty())
                contexts += "    namespace: " + identity.onlyNamespace + "\n";
            first = false;
        }
    }
    const std::string current = d->clusters.empty() ? std::string("\"\"") : d->clusters.front()->name();
    return "apiVersion: v1\nkind: Config\ncurrent-context: " + current + "\nclusters:\n" + clusters + "users:\n" + users
        + "contexts:\n" + contexts;
}

Result<std::uint64_t> applyChange(EstateServer& server, ObjectChange change)
{
    KubeCluster* cluster = server.cluster(change.cluster);
    if (cluster == nullptr)
        return fail(ErrorCode::NotFound, u"no cluster "_s % QString::fromStdString(change.cluster));
    return change.removed ? cluster->store().remove(change.object) : cluster->store().apply(std::move(change.object));
}

} // namespace Strato::Estate
