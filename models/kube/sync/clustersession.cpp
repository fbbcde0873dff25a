// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/accessquestions.h"
#include "models/kube/sync/clustercore.h"
#include "models/kube/sync/jsonreply.h"

#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

/// The object of an entity as JSON.
HttpRequest objectRequest(QString path, std::string_view accept = Accept::json)
{
    HttpRequest request = jsonGet(std::move(path), accept);
    request.priority = HttpPriority::User;
    return request;
}

Result<QByteArray> acceptedBody(Result<HttpResponse> reply)
{
    if (const auto accepted = acceptedReply(reply); !accepted)
        return tl::unexpected(accepted.error());
    return std::move(reply->body);
}

KubeQuery logQuery(const PodLogRequest& log)
{
    KubeQuery query;
    const auto flag = [&](const QString& name, bool set) {
        if (set)
            query.emplace_back(name, u"true"_s);
    };
    if (!log.container.empty())
        query.emplace_back(u"container"_s, QString::fromUtf8(log.container));
    flag(u"follow"_s, log.follow);
    flag(u"previous"_s, log.previous);
    flag(u"timestamps"_s, log.timestamps);
    if (log.tailLines)
        query.emplace_back(u"tailLines"_s, QString::number(*log.tailLines));
    if (log.sinceTime)
        query.emplace_back(u"sinceTime"_s, toDateTime(*log.sinceTime).toString(Qt::ISODateWithMs));
    else if (log.since)
        query.emplace_back(u"sinceSeconds"_s,
            QString::number(std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(*log.since).count())));
    if (log.limitBytes)
        query.emplace_back(u"limitBytes"_s, QString::number(*log.limitBytes));
    return query;
}

} // namespace

ClusterSession::ClusterSession(const ClusterDependencies& on, ClusterSettings settings, ClusterListeners listeners,
    std::unique_ptr<ChangeHistory> history)
    : m_core(std::make_shared<Core>(on, std::move(settings), std::move(listeners), std::move(history)))
{
}

ClusterSession::~ClusterSession()
{
    Executor& data = m_core->on.data;
    if (data.isCurrent()) {
        m_core->close();
        m_core.reset();
        return;
    }
    // The core ends on its own thread, and this waits for it: nobody is called back after the session is gone.
    std::promise<void> closed;
    const std::future<void> done = closed.get_future();
    data.post([core = std::move(m_core), closed = std::make_shared<std::promise<void>>(std::move(closed))]() mutable {
        core->close();
        core.reset();
        closed->set_value();
    });
    done.wait();
}

void ClusterSession::connect()
{
    m_core->on.data.post([core = m_core] { core->connect(); });
}

void ClusterSession::disconnect()
{
    m_core->on.data.post([core = m_core] { core->disconnect(); });
}

void ClusterSession::retryNow()
{
    m_core->on.data.post([core = m_core] { core->retryNow(); });
}

void ClusterSession::networkChanged()
{
    m_core->on.data.post([core = m_core] { core->handleInterruption(); });
}

void ClusterSession::setNamespaces(std::vector<std::string> namespaces)
{
    m_core->on.data.post([core = m_core, namespaces = std::move(namespaces)] { core->setNamespaces(namespaces); });
}

void ClusterSession::setMethod(SyncMethod method)
{
    m_core->on.data.post([core = m_core, method] { core->setMethod(method); });
}

void ClusterSession::updateEndpoint(HttpEndpoint endpoint)
{
    m_core->on.data.post([core = m_core, endpoint = std::move(endpoint)] { core->updateEndpoint(endpoint); });
}

KindSubscription ClusterSession::subscribe(const ResourceKind& kind)
{
    m_core->on.data.post([core = m_core, kind] { core->hold(kind); });
    auto release = [weak = std::weak_ptr<Core>(m_core), kind](void*) {
        if (const auto core = weak.lock())
            core->on.data.post([weak, kind] {
                if (const auto still = weak.lock())
                    still->release(kind);
            });
    };
    static int token = 0; // only an address: the deleter is what counts
    return KindSubscription(std::shared_ptr<void>(&token, std::move(release)));
}

const StateSource& ClusterSession::state() const
{
    return m_core->store;
}

std::optional<Instant> ClusterSession::knownSince(std::string_view group, std::string_view kind) const
{
    return m_core->store.knownSince(group, kind);
}

std::vector<Gaps::Span> ClusterSession::gaps() const
{
    return m_core->store.gaps();
}

const ClusterInfo& ClusterSession::info() const
{
    return m_core->info();
}

std::vector<KindSyncStatus> ClusterSession::syncStatus() const
{
    return m_core->kinds.statuses();
}

ClusterFootprint ClusterSession::footprint() const
{
    const ObjectStore& store = m_core->store;
    return { store.size(), store.recordBytes(), store.historyBytes(), m_core->kinds.streams() };
}

EndpointId ClusterSession::endpoint() const
{
    return m_core->endpoint;
}

void ClusterSession::fetchObject(const EntityId& entity, Answer<FetchedObject> answer)
{
    m_core->on.data.post([core = m_core, entity, answer = std::move(answer)] {
        const auto path = core->pathOf(entity);
        if (!path) {
            answer(tl::unexpected(path.error()));
            return;
        }
        const auto parts = entity.kubernetesParts();
        const bool secret = parts && parts->group.empty() && parts->kind == "Secret";
        HttpRequest request = objectRequest(*path, secret ? Accept::metadata : Accept::json);
        core->ask(std::move(request), [answer, secret, clock = &core->on.data.clock()](Result<HttpResponse> reply) {
            auto body = secret ? decodeSecretMetadata(reply) : acceptedBody(std::move(reply));
            if (body)
                answer(FetchedObject { std::move(*body), clock->now() });
            else
                answer(tl::unexpected(body.error()));
        });
    });
}

void ClusterSession::fetchSecretValue(const EntityId& secret, std::string key, Answer<QByteArray> answer)
{
    m_core->on.data.post([core = m_core, secret, key = std::move(key), answer = std::move(answer)] {
        const auto path = core->pathOf(secret);
        if (!path) {
            answer(tl::unexpected(path.error()));
            return;
        }
        core->ask(objectRequest(*path), [answer, key](Result<HttpResponse> reply) {
            auto value = decodeSecretValue(reply, key);
            if (reply)
                reply->body.fill('\0'); // not left behind in freed memory
            answer(std::move(value));
        });
    });
}

void ClusterSession::fetchSecretKeys(const EntityId& secret, SecretNames names, Answer<SecretKeys> answer)
{
    m_core->on.data.post([core = m_core, secret, names, answer = std::move(answer)] {
        const auto path = core->pathOf(secret);
        if (!path) {
            answer(tl::unexpected(path.error()));
            return;
        }
        if (names == SecretNames::All) {
            core->ask(objectRequest(*path), [answer](Result<HttpResponse> reply) {
                auto keys = decodeAllSecretKeys(reply);
                if (reply)
                    reply->body.fill('\0'); // not left behind in freed memory
                answer(std::move(keys));
            });
            return;
        }
        HttpRequest request = objectRequest(withQuery(*path, { { u"includeObject"_s, u"Metadata"_s } }), Accept::table);
        core->ask(std::move(request), [answer](const Result<HttpResponse>& reply) { answer(decodeSecretKeys(reply)); });
    });
}

RequestId ClusterSession::podLogs(const PodLogRequest& log, std::shared_ptr<HttpSink> sink)
{
    static const ResourceKind pods { "", "v1", "Pod", "pods", true, {}, {}, {} };
    HttpRequest request;
    request.pathAndQuery = withQuery(objectPath(pods, log.nameSpace, log.pod, "log"), logQuery(log));
    request.headers.push_back({ "Accept", "text/plain,application/json;q=0.5,*/*;q=0.1" });
    request.stream = StreamKind::Pausable;
    request.priority = HttpPriority::User;
    return m_core->on.transport.start(m_core->endpoint, std::move(request), std::move(sink));
}

void ClusterSession::pauseLogs(RequestId request, bool paused)
{
    m_core->on.transport.pause(request, paused);
}

void ClusterSession::cancelLogs(RequestId request)
{
    m_core->on.transport.cancel(request);
}

void ClusterSession::whoAmI(Answer<ClusterIdentity> answer)
{
    m_core->ask(selfSubjectReview(),
        [answer = std::move(answer)](const Result<HttpResponse>& reply) { answer(decodeIdentity(reply)); });
}

void ClusterSession::mayI(const AccessQuestion& question, Answer<AccessAnswer> answer)
{
    m_core->ask(selfSubjectAccessReview(question),
        [answer = std::move(answer)](const Result<HttpResponse>& reply) { answer(decodeAccess(reply)); });
}

void ClusterSession::rules(const std::string& nameSpace, Answer<AccessRules> answer)
{
    m_core->ask(selfSubjectRulesReview(nameSpace),
        [answer = std::move(answer)](const Result<HttpResponse>& reply) { answer(decodeRules(reply)); });
}

void ClusterSession::pollUsage(std::optional<Duration> every)
{
    m_core->on.data.post([core = m_core, every] { core->pollUsage(every); });
}

} // namespace Strato
