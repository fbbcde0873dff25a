// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/estateserver.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace Strato::Estate {

struct HttpRequest;

/// Who a request is from, after authentication and impersonation.
struct User {
    std::string name;
    std::string uid;
    std::vector<std::string> groups;
};

/// What a request wants to do, as RBAC sees it.
struct AccessAttributes {
    std::string verb; ///< "get", "list", "watch", "create", ...
    std::string group;
    std::string resource; ///< plural, with "/subresource" where there is one
    std::string nameSpace;
    std::string name;
    std::string path; ///< of a non-resource request; then the others but verb are empty
};

/// Authentication by bearer token and RBAC over the Role and binding objects of one store, as kube-apiserver decides.
/// Thread-safe.
class AccessControl final {
public:
    AccessControl(const ApiStore& store, std::vector<Identity> identities);

    /// nullopt: 401. A client certificate's name counts too.
    [[nodiscard]] std::optional<User> authenticate(const HttpRequest& request) const;
    /// The user of @p request's Impersonate-* headers where it has them and @p real may; nullopt: refused.
    [[nodiscard]] std::optional<User> impersonated(const HttpRequest& request, const User& real) const;
    [[nodiscard]] bool isAllowed(const User& user, const AccessAttributes& access) const;
    /// metadata-free rules that apply to @p user in @p nameSpace, as SelfSubjectRulesReview lists them.
    [[nodiscard]] nlohmann::json rulesOf(const User& user, const std::string& nameSpace) const;
    /// kube-apiserver's sentence for a refusal.
    [[nodiscard]] static std::string refusal(const User& user, const AccessAttributes& access);

private:
    [[nodiscard]] std::vector<nlohmann::json> rules(const User& user, const std::string& nameSpace) const;
    void collect(const User& user, const char* bindingPlural, const std::string& nameSpace,
        std::vector<nlohmann::json>& out) const;

    const ApiStore& m_store;
    const std::vector<Identity> m_identities;
};

/// The RBAC objects and namespaces that a cluster with @p identities starts with.
[[nodiscard]] std::vector<nlohmann::json> bootstrapObjects(
    const std::vector<Identity>& identities, const std::string& now);

} // namespace Strato::Estate
