// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/apistore.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace Strato::Estate {

struct Identity;

/// Who asks, after authentication and impersonation.
struct ApiUser {
    std::string name;
    std::string uid;
    std::vector<std::string> groups;
    std::vector<std::pair<std::string, std::vector<std::string>>> extra;
};

/// What is asked.
struct AccessQuestion {
    std::string verb;
    std::string group;
    std::string resource;
    std::string subresource;
    std::string nameSpace; ///< empty: cluster-wide
    std::string name;
    std::string path; ///< non-resource requests only; then the fields above but verb are empty
};

/// One rule of a role, as rbac.authorization.k8s.io/v1 writes it.
struct PolicyRule {
    std::vector<std::string> verbs;
    std::vector<std::string> groups;
    std::vector<std::string> resources;
    std::vector<std::string> names;
    std::vector<std::string> paths;
};

/// Role-based access control from the Role, ClusterRole and binding objects of a store, read again when one has
/// changed. Thread-safe.
class Rbac final {
public:
    explicit Rbac(const ApiStore& store);
    [[nodiscard]] bool allows(const ApiUser& user, const AccessQuestion& question) const;
    /// Why, in the words of SelfSubjectAccessReview; empty when not allowed.
    [[nodiscard]] std::string reason(const ApiUser& user, const AccessQuestion& question) const;
    /// Rules that @p user has in @p nameSpace, cluster-wide ones included.
    [[nodiscard]] std::vector<PolicyRule> rulesOf(const ApiUser& user, const std::string& nameSpace) const;

private:
    struct Grant;
    struct Policy;
    [[nodiscard]] std::shared_ptr<const Policy> policy() const;

    const ApiStore& m_store;
    mutable std::mutex m_mutex; // guards m_policy
    mutable std::shared_ptr<const Policy> m_policy;
};

/// The ClusterRoles of a fresh cluster (cluster-admin, admin, edit, view, a reader of cluster-wide kinds, discovery)
/// and the bindings of @p identities, as objects for the store.
[[nodiscard]] std::vector<nlohmann::json> rbacSeed(const std::vector<Identity>& identities);
/// kube-apiserver's message of a 403.
[[nodiscard]] std::string forbiddenMessage(const ApiUser& user, const AccessQuestion& question);

} // namespace Strato::Estate
