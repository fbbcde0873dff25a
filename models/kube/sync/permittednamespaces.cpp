// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/permittednamespaces.h"

#include "models/kube/sync/accessquestions.h"
#include "models/kube/sync/jsonreply.h"

#include <algorithm>

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

} // namespace

PermittedNamespaces::PermittedNamespaces(HttpTransport& transport, EndpointId endpoint, Executor& data)
    : m_transport(transport)
    , m_endpoint(endpoint)
    , m_data(data)
{
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
    ++m_generation;
    m_found = std::move(found);
    m_allowed.clear();
    ask(selfSubjectRulesReview(home), [this, home, listed](const Result<HttpResponse>& reply) {
        std::vector<std::string> candidates { home };
        if (const auto rules = decodeRules(reply)) {
            for (std::string& name : namedIn(*rules))
                candidates.push_back(std::move(name));
        }
        candidates.insert(candidates.end(), listed.begin(), listed.end());
        askEach(home, candidates);
    });
}

void PermittedNamespaces::askEach(const std::string& home, const std::vector<std::string>& candidates)
{
    std::vector<std::string> asked;
    for (const std::string& name : candidates) {
        if (asked.size() < mostAsked && !name.empty() && !names(asked, name))
            asked.push_back(name);
    }
    m_open = asked.size();
    for (const std::string& name : asked) {
        ask(selfSubjectAccessReview({ "list", "", "pods", "", name, "" }),
            [this, home, name](const Result<HttpResponse>& reply) { handleAnswer(home, name, reply); });
    }
}

void PermittedNamespaces::handleAnswer(
    const std::string& home, const std::string& nameSpace, const Result<HttpResponse>& reply)
{
    if (const auto access = decodeAccess(reply); access && access->allowed)
        m_allowed.insert(nameSpace);
    if (--m_open > 0)
        return;
    std::vector<std::string> found;
    if (m_allowed.empty() || m_allowed.contains(home))
        found.push_back(home);
    for (const std::string& name : m_allowed) {
        if (found.size() < mostFollowed && name != home)
            found.push_back(name);
    }
    std::ranges::sort(found);
    m_found(std::move(found));
}

} // namespace Strato
