// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/followedkinds.h"

#include <algorithm>
#include <array>

namespace Strato {
namespace {

/// What is refused counts only where nothing else is there.
SourceStatus combinedOf(const std::vector<const Reflector*>& reflectors)
{
    std::vector<SourceStatus> counted;
    std::vector<SourceStatus> refused;
    for (const Reflector* reflector : reflectors)
        (reflector->isDenied() ? refused : counted).push_back(reflector->status().status);
    return combinedStatus(counted.empty() ? refused : counted);
}

// The pods are decoded, stored and painted in this time, also on two cores.
constexpr Duration podsAreShownWithin = std::chrono::seconds(1);

/// Nobody waits for their first screenful, and theirs must not delay that of pods.
bool canWaitForPods(const ResourceKind& kind)
{
    constexpr std::array<std::string_view, 6> patient { "Event", "PersistentVolumeClaim", "PersistentVolume",
        "ResourceQuota", "ConfigMap", "Secret" };
    return kind.group.empty() && std::ranges::find(patient, kind.kind) != patient.end();
}

/// Its values must not cross the wire.
bool isSecret(const ResourceKind& kind)
{
    return kind.group.empty() && kind.kind == "Secret";
}

/// Nor does anybody look at the values of configuration in a list.
bool isReadWithoutContent(const ResourceKind& kind)
{
    return isSecret(kind) || (kind.group.empty() && kind.kind == "ConfigMap");
}

} // namespace

const std::vector<ResourceKind>& FollowedKinds::always()
{
    static const std::vector<ResourceKind> kinds {
        { "", "v1", "Pod", "pods", true, {}, {}, {} },
        { "", "v1", "Node", "nodes", false, {}, {}, {} },
        { "", "v1", "Namespace", "namespaces", false, {}, {}, {} },
        { "apps", "v1", "Deployment", "deployments", true, {}, {}, {} },
        { "apps", "v1", "ReplicaSet", "replicasets", true, {}, {}, {} },
        { "apps", "v1", "StatefulSet", "statefulsets", true, {}, {}, {} },
        { "apps", "v1", "DaemonSet", "daemonsets", true, {}, {}, {} },
        { "batch", "v1", "Job", "jobs", true, {}, {}, {} },
        { "autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true, {}, {}, {} },
        { "policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true, {}, {}, {} },
        { "", "v1", "Event", "events", true, {}, {}, {} },
        { "", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true, {}, {}, {} },
        { "", "v1", "PersistentVolume", "persistentvolumes", false, {}, {}, {} },
        { "", "v1", "ResourceQuota", "resourcequotas", true, {}, {}, {} },
        { "", "v1", "ConfigMap", "configmaps", true, {}, {}, {} },
        { "", "v1", "Secret", "secrets", true, {}, {}, {} },
    };
    return kinds;
}

FollowedKinds::FollowedKinds(Executor& executor, ObjectStore& store, FreshnessBoard& board, Settings settings,
    HostMaker makeHost, std::function<void()> changed)
    : m_executor(executor)
    , m_store(store)
    , m_board(board)
    , m_settings(std::move(settings))
    , m_makeHost(std::move(makeHost))
    , m_changed(std::move(changed))
{
    for (const ResourceKind& kind : always()) {
        Followed followed;
        followed.kind = kind;
        followed.always = true;
        followed.afterPods = canWaitForPods(kind);
        m_followed.emplace(Key(kind.group, kind.kind), std::move(followed));
    }
}

FollowedKinds::~FollowedKinds()
{
    if (m_podsShown != 0)
        m_executor.cancel(m_podsShown);
    for (auto& [key, followed] : m_followed) {
        if (followed.lingering != 0)
            m_executor.cancel(followed.lingering);
        removeStatus(followed);
    }
}

std::string FollowedKinds::statusId(const ResourceKind& kind) const
{
    return "k8s:" + std::string(m_cluster.view()) + "/" + kindLabel(kind);
}

void FollowedKinds::start(const IString& cluster, const QString& label)
{
    m_cluster = cluster;
    m_label = label;
    m_started = true;
    // Pods first: what most people look at, and the largest; requests of one connection are served in order.
    for (const ResourceKind& kind : always())
        begin(m_followed.at(Key(kind.group, kind.kind)));
    for (auto& [key, followed] : m_followed) {
        if (!followed.always)
            begin(followed);
    }
}

void FollowedKinds::begin(Followed& followed)
{
    if (!m_started || (followed.afterPods && !m_podsListed && followed.holds == 0))
        return;
    std::vector<std::string> scopes = scopesOf(followed);
    if (scopes.empty())
        scopes.emplace_back(); // all
    const Key key(followed.kind.group, followed.kind.kind);
    const bool events = followed.kind.kind == "Event";
    for (const std::string& scope : scopes) {
        if (std::ranges::any_of(
                followed.reflectors, [&](const auto& held) { return held->scope().nameSpace.view() == scope; }))
            continue;
        ReflectorSettings settings;
        settings.cluster = m_cluster;
        settings.kind = followed.kind;
        settings.nameSpace = scope;
        settings.ofWhole = followed.always;
        settings.firstPage
            = followed.kind.kind == "Pod" || !followed.always || (followed.afterPods && followed.holds > 0);
        settings.metadataOnly = isReadWithoutContent(followed.kind);
        settings.contentForbidden = isSecret(followed.kind);
        settings.keepNewest = events ? m_settings.eventsKept : 0;
        followed.reflectors.push_back(
            std::make_unique<Reflector>(m_makeHost(), std::move(settings), [this, key] { publish(key); }));
    }
    for (const auto& reflector : followed.reflectors)
        reflector->start();
}

void FollowedKinds::beginAfterPods()
{
    const auto& pods = m_followed.at(Key("", "Pod")).reflectors;
    if (m_podsListed || m_podsShown != 0 || pods.empty()
        || !std::ranges::all_of(pods, [](const auto& r) { return r->isSettled(); }))
        return;
    m_podsShown = m_executor.postAfter(podsAreShownWithin, [this] {
        m_podsShown = 0;
        m_podsListed = true;
        for (auto& [key, followed] : m_followed) {
            if (followed.afterPods)
                begin(followed);
        }
    });
}

void FollowedKinds::removeStatus(const Followed& followed)
{
    if (!followed.reflectors.empty())
        m_board.remove(statusId(followed.kind), m_settings.holder);
}

void FollowedKinds::end(Followed& followed)
{
    std::vector<StoreScope> scopes;
    for (const auto& reflector : followed.reflectors)
        scopes.push_back(reflector->scope());
    removeStatus(followed);
    followed.reflectors.clear();
    for (const StoreScope& scope : scopes)
        m_store.forget(scope);
}

void FollowedKinds::stop()
{
    m_started = false;
    for (auto& [key, followed] : m_followed) {
        for (const auto& reflector : followed.reflectors)
            reflector->stop();
    }
}

void FollowedKinds::retryNow()
{
    for (auto& [key, followed] : m_followed) {
        for (const auto& reflector : followed.reflectors)
            reflector->retryNow();
    }
}

void FollowedKinds::handleInterruption()
{
    for (auto& [key, followed] : m_followed) {
        for (const auto& reflector : followed.reflectors)
            reflector->handleInterruption();
    }
}

void FollowedKinds::setNamespaces(std::vector<std::string> namespaces)
{
    if (namespaces == m_settings.namespaces)
        return;
    m_settings.namespaces = std::move(namespaces);
    for (auto& [key, followed] : m_followed) {
        if (!followed.kind.namespaced)
            continue;
        end(followed);
        followed.narrowed = false;
        begin(followed);
    }
}

std::vector<std::string> FollowedKinds::scopesOf(const Followed& followed) const
{
    if (!followed.kind.namespaced)
        return {};
    return followed.narrowed ? m_permitted : m_settings.namespaces;
}

std::vector<std::string> FollowedKinds::namespacesOf(std::string_view group, std::string_view kind) const
{
    const auto it = m_followed.find(Key(group, kind));
    return it == m_followed.end() ? std::vector<std::string>() : scopesOf(it->second);
}

bool FollowedKinds::isRefusedWhole(const Followed& followed) const
{
    return followed.kind.namespaced && !followed.narrowed && m_settings.namespaces.empty()
        && std::ranges::any_of(followed.reflectors, [](const auto& reflector) {
               const std::optional<Error>& error = reflector->status().status.error;
               return reflector->isDenied() && error && error->code == ErrorCode::Forbidden;
           });
}

bool FollowedKinds::needsPermitted() const
{
    const Followed& namespaces = m_followed.at(Key("", "Namespace"));
    return m_permitted.empty() && !namespaces.reflectors.empty()
        && std::ranges::all_of(namespaces.reflectors, [](const auto& reflector) { return reflector->isSettled(); })
        && std::ranges::any_of(m_followed, [this](const auto& entry) { return isRefusedWhole(entry.second); });
}

void FollowedKinds::setPermitted(std::vector<std::string> namespaces)
{
    if (namespaces == m_permitted)
        return;
    m_permitted = std::move(namespaces);
    for (auto& [key, followed] : m_followed) {
        if (!followed.narrowed)
            continue;
        leaveForbidden(followed);
        begin(followed);
    }
    narrowRefused();
}

/// Forgets what is followed in namespaces that are permitted no more.
void FollowedKinds::leaveForbidden(Followed& followed)
{
    std::vector<StoreScope> left;
    std::erase_if(followed.reflectors, [&](const auto& reflector) {
        const StoreScope scope = reflector->scope();
        const bool stays = std::ranges::find(m_permitted, scope.nameSpace.view()) != m_permitted.end();
        if (!stays)
            left.push_back(scope);
        return !stays;
    });
    for (const StoreScope& scope : left)
        m_store.forget(scope);
}

void FollowedKinds::narrowRefused()
{
    if (m_permitted.empty() || !m_started)
        return;
    for (auto& [key, followed] : m_followed) {
        if (!isRefusedWhole(followed))
            continue;
        end(followed);
        followed.narrowed = true;
        begin(followed);
    }
}

void FollowedKinds::applyDiscovery(const std::vector<ResourceKind>& discovered)
{
    for (const ResourceKind& kind : discovered) {
        const auto it = m_followed.find(Key(kind.group, kind.kind));
        if (it == m_followed.end() || it->second.kind.version == kind.version)
            continue;
        // Several versions may be listed; one that is already good is left alone.
        const bool served = std::ranges::any_of(discovered, [&](const ResourceKind& other) {
            return other.sameKind(kind) && other.version == it->second.kind.version;
        });
        if (served)
            continue;
        end(it->second);
        it->second.kind = kind;
        begin(it->second);
    }
}

void FollowedKinds::hold(const ResourceKind& kind)
{
    Followed& followed = m_followed[Key(kind.group, kind.kind)];
    if (followed.kind.kind.empty())
        followed.kind = kind;
    ++followed.holds;
    if (followed.lingering != 0)
        m_executor.cancel(std::exchange(followed.lingering, 0));
    begin(followed);
}

void FollowedKinds::release(const ResourceKind& kind)
{
    const Key key(kind.group, kind.kind);
    const auto it = m_followed.find(key);
    if (it == m_followed.end() || it->second.holds == 0 || --it->second.holds > 0 || it->second.always)
        return;
    it->second.lingering = m_executor.postAfter(m_settings.linger, [this, key, alive = std::weak_ptr<bool>(m_alive)] {
        if (alive.expired())
            return;
        const auto followed = m_followed.find(key);
        if (followed == m_followed.end() || followed->second.holds > 0)
            return;
        end(followed->second);
        m_followed.erase(followed);
        m_changed();
    });
}

bool FollowedKinds::isSettled() const
{
    return std::ranges::all_of(m_followed, [this](const auto& entry) {
        return !entry.second.always
            || (!entry.second.reflectors.empty() && !isRefusedWhole(entry.second)
                && std::ranges::all_of(entry.second.reflectors, [](const auto& r) { return r->isSettled(); }));
    });
}

std::vector<KindSyncStatus> FollowedKinds::statuses() const
{
    std::vector<KindSyncStatus> all;
    for (const auto& [key, followed] : m_followed) {
        for (const auto& reflector : followed.reflectors)
            all.push_back(reflector->status());
    }
    return all;
}

SourceStatus FollowedKinds::combinedStatus() const
{
    std::vector<const Reflector*> all;
    bool narrowed = false;
    for (const auto& [key, followed] : m_followed) {
        narrowed = narrowed || followed.narrowed;
        for (const auto& reflector : followed.reflectors)
            all.push_back(reflector.get());
    }
    SourceStatus status = combinedOf(all);
    status.namespaces = narrowed ? m_permitted : m_settings.namespaces;
    return status;
}

int FollowedKinds::streams() const
{
    int streams = 0;
    for (const auto& [key, followed] : m_followed)
        streams += static_cast<int>(followed.reflectors.size());
    return streams;
}

void FollowedKinds::publish(const Key& key)
{
    const auto it = m_followed.find(key);
    if (it == m_followed.end())
        return;
    std::vector<const Reflector*> reflectors;
    for (const auto& reflector : it->second.reflectors)
        reflectors.push_back(reflector.get());
    SourceStatus status = combinedOf(reflectors);
    status.namespaces = scopesOf(it->second);
    status.id = statusId(it->second.kind);
    status.label = m_label + u'/' + QString::fromStdString(it->second.kind.plural);
    m_board.set(status, m_settings.holder);
    beginAfterPods(); // before anybody is told that all is there
    if (!m_permitted.empty() && isRefusedWhole(it->second)) {
        // Later: this is the refused reflector's own call.
        m_executor.post([this, alive = std::weak_ptr<bool>(m_alive)] {
            if (!alive.expired())
                narrowRefused();
        });
    }
    m_changed();
}

} // namespace Strato
