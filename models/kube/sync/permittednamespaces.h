// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/kube/sync/backoff.h"
#include "models/kube/sync/clustertypes.h"
#include "models/net/httptransport.h"

#include <set>

namespace Strato {

/// What is known of where we may look.
struct Permitted {
    std::vector<std::string> namespaces; ///< sorted
    std::optional<Error> unclear; ///< why that may not be all: a question had no answer; it is asked again
    std::optional<Instant> nextTry; ///< when
    int tries = 0;
};

/// Finds the namespaces whose pods we may list, for people who may not list those of all: the context's own, those that
/// our rules name and those that the server lists, each asked by SelfSubjectAccessReview. Whoever gives no answer (a
/// broken network, a server in trouble) is asked again after a back-off: only what is clearly refused is. Data thread
/// only.
class PermittedNamespaces final {
public:
    using Found = std::function<void(Permitted)>;

    static constexpr std::size_t mostAsked = 64;
    static constexpr std::size_t mostFollowed = 20; ///< each costs a stream a kind

    PermittedNamespaces(HttpTransport& transport, EndpointId endpoint, Executor& data, RandomSource random);
    ~PermittedNamespaces();
    PermittedNamespaces(const PermittedNamespaces&) = delete;
    PermittedNamespaces& operator=(const PermittedNamespaces&) = delete;

    /// Calls @p found until every answer is clear, unless asked again, stopped or dead before. @p home alone when
    /// everything is refused, so that kinds other than pods still have a chance.
    void find(const std::string& home, const std::vector<std::string>& listed, Found found);
    void retryNow(); ///< not when the next try is due
    void stop();

private:
    void ask(HttpRequest request, HttpReply reply);
    void askRules();
    void askEach(const std::vector<std::string>& candidates);
    void handleAnswer(const std::string& nameSpace, const Result<HttpResponse>& reply);
    void noteFailure(const Error& error);
    void tell();

    HttpTransport& m_transport;
    const EndpointId m_endpoint;
    Executor& m_data;
    Backoff m_backoff;
    Executor::TimerId m_timer = 0; // of the next try
    std::string m_home;
    std::vector<std::string> m_listed;
    std::optional<Error> m_unclear;
    Found m_found;
    std::set<std::string> m_allowed; // kept until clearly refused
    std::size_t m_open = 0;
    std::uint64_t m_generation = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Strato
