// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/clustertypes.h"
#include "models/net/httptransport.h"

#include <set>

namespace Strato {

class Executor;

/// Finds the namespaces whose pods we may list, for people who may not list those of all: the context's own, those that
/// our rules name and those that the server lists, each asked by SelfSubjectAccessReview. Data thread only.
class PermittedNamespaces final {
public:
    using Found = std::function<void(std::vector<std::string>)>;

    static constexpr std::size_t mostAsked = 64;
    static constexpr std::size_t mostFollowed = 20; ///< each costs a stream a kind

    PermittedNamespaces(HttpTransport& transport, EndpointId endpoint, Executor& data);

    /// Calls @p found once, unless asked again or dead before: sorted, @p home alone when nothing else is known to be
    /// permitted, so that kinds other than pods still have a chance.
    void find(const std::string& home, const std::vector<std::string>& listed, Found found);

private:
    void ask(HttpRequest request, HttpReply reply);
    void askEach(const std::string& home, const std::vector<std::string>& candidates);
    void handleAnswer(const std::string& home, const std::string& nameSpace, const Result<HttpResponse>& reply);

    HttpTransport& m_transport;
    const EndpointId m_endpoint;
    Executor& m_data;
    Found m_found;
    std::set<std::string> m_allowed;
    std::size_t m_open = 0;
    std::uint64_t m_generation = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Strato
