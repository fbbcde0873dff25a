// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/permittednamespaces.h"

#include "models/kube/sync/accessquestions.h"
#include "models/kube/sync/jsonreply.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

bool names(const std::vector<std::string>& values, std::string_view value)
{
    return std::ranges::find(values, value) != values.end();
}

/// Some authorizers grant namespaces by name: their rules tell where else to look.
std::vector<std::string> namedIn(const AccessRules& rules)
{
    std::vector<std::string> found;
    for (const AccessRule& rule : rules.rules) {
        if (names(rule.resources, "namespaces"))
            found.insert(found.end(), rule.resourceNames.begin(), rule.resourceNames.end());
    }
    return found;
}

/// Whether the server said no, or that it knows no such question. All else tells nothing about what we may.
bool isRefusal(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Forbidden:
    case ErrorCode::NotFound:
    case ErrorCode::InvalidArgument:
    case ErrorCode::Unsupported:
    case ErrorCode::UnexpectedStatus:
    case ErrorCode::TooLarge: return true;
    default: return false;
    }
}

} // namespace

PermittedNamespaces::PermittedNamespaces(
    HttpTransport& transport, EndpointId endpoint, Executor& data, RandomSource random)
    : m_transport(transport)
    , m_endpoint(endpoint)
    , m_data(data)
    , m_backoff(data.clock(), std::move(random))
{
}

PermittedNamespaces::~PermittedNamespaces()
{
    stop();
}

void PermittedNamespaces::stop()
{
    ++m_generation;
    if (m_timer != 0)
        m_data.cancel(std::exchange(m_timer, 0));
}

void PermittedNamespaces::ask(HttpRequest request, HttpReply reply)
{
    const auto current = [generation = m_generation, this, alive = std::weak_ptr<bool>(m_alive),
                             reply = std::move(reply)](Result<HttpResponse> answer) {
        if (alive.lock() && generation == m_generation)
            reply(std::move(answer));
    };
    collect(m_transport, m_endpoint, std::move(request), m_data, current);
}

void PermittedNamespaces::find(const std::string& home, const std::vector<std::string>& listed, Found found)
{
    stop();
    m_home = home;
    m_listed = listed;
    m_found = std::move(found);
    m_backoff.reset();
    askRules();
}

void PermittedNamespaces::retryNow()
{
    if (m_timer == 0)
        return;
    stop();
    m_backoff.reset();
    askRules();
}

void PermittedNamespaces::askRules()
{
    m_unclear.reset();
    ask(selfSubjectRulesReview(m_home), [this](const Result<HttpResponse>& reply) {
        std::vector<std::string> candidates { m_home };
        if (const auto rules = decodeRules(reply)) {
            for (std::string& name : namedIn(*rules))
                candidates.push_back(std::move(name));
        } else {
            noteFailure(rules.error());
        }
        candidates.insert(candidates.end(), m_listed.begin(), m_listed.end());
        askEach(candidates);
    });
}

void PermittedNamespaces::noteFailure(const Error& error)
{
    if (!isRefusal(error))
        m_unclear = error;
}

void PermittedNamespaces::askEach(const std::vector<std::string>& candidates)
{
    std::vector<std::string> asked;
    for (const std::string& name : candidates) {
        if (asked.size() < mostAsked && !name.empty() && !names(asked, name))
            asked.push_back(name);
    }
    m_open = asked.size();
    for (const std::string& name : asked) {
        ask(selfSubjectAccessReview({ "list", "", "pods", "", name, "" }),
            [this, name](const Result<HttpResponse>& reply) { handleAnswer(name, reply); });
    }
}

void PermittedNamespaces::handleAnswer(const std::string& nameSpace, const Result<HttpResponse>& reply)
{
    const auto access = decodeAccess(reply);
    if (access && access->allowed)
        m_allowed.insert(nameSpace);
    else if (access || isRefusal(access.error()))
        m_allowed.erase(nameSpace);
    else
        noteFailure(access.error());
    if (--m_open == 0)
        tell();
}

void PermittedNamespaces::tell()
{
    Permitted permitted;
    if (m_allowed.contains(m_home) || (m_allowed.empty() && !m_unclear))
        permitted.namespaces.push_back(m_home);
    for (const std::string& name : m_allowed) {
        if (permitted.namespaces.size() < mostFollowed && name != m_home)
            permitted.namespaces.push_back(name);
    }
    std::ranges::sort(permitted.namespaces);
    if (m_unclear) {
        const Duration wait = m_backoff.next();
        permitted.unclear = Error { m_unclear->code,
            u"which namespaces may be read is not known: "_s + m_unclear->detail, m_unclear->httpStatus };
        permitted.nextTry = m_data.clock().now() + wait;
        permitted.tries = m_backoff.tries();
        m_timer = m_data.postAfter(wait, [this, alive = std::weak_ptr<bool>(m_alive)] {
            if (!alive.lock())
                return;
            m_timer = 0;
            askRules();
        });
    }
    m_found(std::move(permitted));
}

} // namespace Strato
