// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/apidiscovery.h"

#include "models/base/plaintext.h"
#include "models/kube/decode/wireformat.h"
#include "models/kube/sync/jsonreply.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

std::string_view bodyOf(const HttpResponse& response)
{
    return { response.body.constData(), static_cast<std::size_t>(response.body.size()) };
}

bool canList(const ResourceKind& kind)
{
    return std::ranges::find(kind.verbs, "list") != kind.verbs.end();
}

auto order(const ResourceKind& kind)
{
    return std::tie(kind.group, kind.kind, kind.version);
}

} // namespace

ApiDiscovery::ApiDiscovery(
    HttpTransport& transport, EndpointId endpoint, Executor& data, IString fallbackId, HttpWaiting waiting)
    : m_transport(transport)
    , m_endpoint(endpoint)
    , m_data(data)
    , m_fallbackId(std::move(fallbackId))
    , m_waiting(std::move(waiting))
{
}

ApiDiscovery::~ApiDiscovery() = default;

void ApiDiscovery::get(const QString& path, std::string_view accept, HttpReply reply)
{
    HttpRequest request = jsonGet(path, accept);
    request.priority = m_priority;
    const auto current = [generation = m_generation, this, alive = std::weak_ptr<bool>(m_alive),
                             reply = std::move(reply)](Result<HttpResponse> answer) {
        if (alive.lock() && generation == m_generation)
            reply(std::move(answer));
    };
    const auto waiting = [generation = m_generation, this, alive = std::weak_ptr<bool>(m_alive)](const HttpWait& wait) {
        if (alive.lock() && generation == m_generation)
            m_waiting(wait);
    };
    collect(m_transport, m_endpoint, std::move(request), m_data, current, waiting);
}

void ApiDiscovery::start(Identified identified, Discovered discovered)
{
    begin(HttpPriority::User); // everything else waits for these
    m_identified = std::move(identified);
    m_discovered = std::move(discovered);
    get(u"/api/v1/namespaces/kube-system"_s, "application/json",
        [this](const Result<HttpResponse>& reply) { handleIdentity(reply); });
}

void ApiDiscovery::refresh(Discovered discovered)
{
    begin(HttpPriority::Normal);
    m_discovered = std::move(discovered);
    discover();
}

void ApiDiscovery::begin(HttpPriority priority)
{
    ++m_generation;
    m_priority = priority;
    m_found.clear();
    m_problems.clear();
    m_unanswered.clear();
    m_rootsFailed.clear();
    m_version.clear();
    m_open = 0;
}

void ApiDiscovery::handleIdentity(const Result<HttpResponse>& reply)
{
    const auto object = jsonReply(reply);
    m_info.id = m_fallbackId;
    m_info.idFrom = ClusterInfo::IdFrom::Address;
    if (object) {
        const std::string uid = cleanName(textMember(member(*object, "metadata"), "uid"), 128);
        if (!uid.empty()) {
            m_info.id = IString(uid);
            m_info.idFrom = ClusterInfo::IdFrom::Uid;
        }
    } else if (!reply || object.error().code == ErrorCode::Unauthenticated
        || (object.error().code != ErrorCode::Forbidden && object.error().code != ErrorCode::NotFound)) {
        m_identified(tl::unexpected(object.error()));
        return;
    }
    m_info.roundTrip = reply->done.firstByte;
    m_identified(reply->head);
    discover();
}

void ApiDiscovery::discover()
{
    m_open = 3;
    get(u"/version"_s, "application/json", [this](const Result<HttpResponse>& reply) {
        if (const auto version = jsonReply(reply))
            m_version = cleanName(textMember(*version, "gitVersion"), 64);
        oneDone();
    });
    for (const QString& root : { u"/api"_s, u"/apis"_s })
        get(root, Accept::discovery, [this, root](const Result<HttpResponse>& reply) { handleRoot(reply, root); });
}

void ApiDiscovery::handleRoot(const Result<HttpResponse>& reply, const QString& root)
{
    if (const auto accepted = acceptedReply(reply); !accepted) {
        const Error& error = accepted.error();
        rootFailed(root, { error.code, root + u": "_s + error.detail, error.httpStatus });
    } else if (isAggregatedDiscovery(bodyOf(*reply))) {
        auto found = decodeAggregatedDiscovery(bodyOf(*reply));
        if (found) {
            take(std::move(found->kinds));
            for (const std::string& stale : found->staleGroups) {
                m_unanswered.insert(stale.substr(0, stale.find('/')));
                m_problems.push_back({ ErrorCode::ServerError, cleanUtf8(stale, 256) + u" is stale"_s });
            }
        } else {
            rootFailed(root, found.error());
        }
    } else if (const auto groups = decodeGroupList(bodyOf(*reply))) {
        for (const ApiGroup& group : *groups) {
            if (!group.versions.empty())
                discoverVersion(group.name, group.versions.front());
        }
    } else {
        rootFailed(root, groups.error());
    }
    oneDone();
}

void ApiDiscovery::rootFailed(const QString& root, Error error)
{
    m_rootsFailed.insert(root);
    m_problems.push_back(std::move(error));
}

void ApiDiscovery::discoverVersion(const std::string& group, const std::string& version)
{
    const std::string path = group.empty() ? "/api/" + version : "/apis/" + group + "/" + version;
    ++m_open;
    get(QString::fromStdString(path), "application/json", [this, path, group](const Result<HttpResponse>& reply) {
        const auto accepted = acceptedReply(reply);
        auto kinds = accepted ? decodeResourceList(bodyOf(*reply)) : tl::unexpected(accepted.error());
        if (kinds) {
            take(std::move(*kinds));
            oneDone();
            return;
        }
        m_unanswered.insert(group);
        m_problems.push_back({ kinds.error().code, cleanUtf8(path, 256) + u": "_s + kinds.error().detail });
        oneDone();
    });
}

void ApiDiscovery::take(std::vector<ResourceKind> kinds)
{
    for (ResourceKind& kind : kinds) {
        if (canList(kind))
            m_found.push_back(std::move(kind));
    }
}

/// An answer that did not come says nothing: what was known of its groups is known on.
void ApiDiscovery::keepUnanswered()
{
    for (const ResourceKind& known : m_info.kinds) {
        const bool isCore = known.group.empty();
        if (m_unanswered.contains(known.group) || m_rootsFailed.contains(isCore ? u"/api"_s : u"/apis"_s))
            m_found.push_back(known);
    }
}

void ApiDiscovery::oneDone()
{
    if (--m_open > 0)
        return;
    Outcome outcome;
    if (m_rootsFailed.size() == 2)
        outcome.error = m_problems.front();
    if (outcome.error && !m_info.kinds.empty())
        m_problems = m_info.problems; // nothing new is known of them
    keepUnanswered();
    std::ranges::stable_sort(m_found, [](const auto& a, const auto& b) { return order(a) < order(b); });
    // What was kept may have come too, with a part of its group.
    m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
    if (m_version.empty())
        m_version = m_info.version;
    outcome.changed = m_found != m_info.kinds || m_problems != m_info.problems || m_version != m_info.version;
    m_info.kinds = std::exchange(m_found, {});
    m_info.problems = std::exchange(m_problems, {});
    m_info.version = m_version;
    m_discovered(outcome);
}

} // namespace Strato
