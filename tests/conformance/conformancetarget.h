// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/apiclient.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>

namespace Strato::Testing {

/// A server that claims the Kubernetes API, and a way to put objects into it. The conformance tests know nothing else
/// of it: they run unchanged against the estate and against kube-apiserver.
///
/// With STRATO_CONFORMANCE_URL set it is that server (also: _CA file, _TLS_NAME, _TOKEN of a cluster administrator, and
/// if there are such users _VIEWER_TOKEN of one who may read everything but Secrets, _LIMITED_TOKEN of one who may only
/// read namespace _LIMITED_NAMESPACE; with _ETCD_URL of an etcd that asks for no certificate it can be made to forget);
/// objects are made by POST, PUT and DELETE. Else an estate is started in this process.
class ConformanceTarget {
public:
    virtual ~ConformanceTarget();
    [[nodiscard]] static std::unique_ptr<ConformanceTarget> make();

    [[nodiscard]] virtual ApiClient admin() const = 0;
    [[nodiscard]] virtual std::string viewerToken() const = 0; ///< empty: there is no such user
    [[nodiscard]] virtual std::string limitedToken() const = 0; ///< empty: there is no such user
    [[nodiscard]] virtual std::string limitedNamespace() const = 0;
    /// Creates or replaces; status included. False: it could not.
    virtual bool apply(const nlohmann::json& object) = 0;
    virtual bool remove(const nlohmann::json& object) = 0;
    /// Makes the server forget its history, so that old versions are refused. False: not possible here.
    virtual bool compact() { return false; }
    /// True when log lines can be had (a real API server needs a kubelet for that).
    [[nodiscard]] virtual bool hasLogs() const { return false; }
};

/// What variable @p name says; empty: nothing.
[[nodiscard]] std::string environment(const char* name);
/// The objects that the tests stand on: namespaces conformance and conformance-other, a Deployment, pods with labels
/// app, tier and n, a node, a Secret, a custom resource with printer columns. True when all were made.
[[nodiscard]] bool applyFixture(ConformanceTarget& target);
[[nodiscard]] nlohmann::json fixturePod(const std::string& name, const std::string& nameSpace, int number);
[[nodiscard]] nlohmann::json fixtureConfigMap(const std::string& name, const std::string& value);
/// Of events a real kube-apiserver keeps no cache: what its etcd forgets, it forgets.
[[nodiscard]] nlohmann::json fixtureEvent(const std::string& name);
/// Since this minor version every kube-apiserver begins a watch with initial events (WatchList); 1.32 did, 1.33 not.
constexpr int InitialEventsMinor = 34;
/// 34 of Kubernetes 1.34: for tests of what an older server lacks.
[[nodiscard]] int minorVersion(const ConformanceTarget& target);
/// "/api/v1/namespaces/conformance/pods" of kind Pod in namespace conformance, and so on; empty for an unknown kind.
[[nodiscard]] std::string collectionPath(const nlohmann::json& object);
/// Nothing when the body is no JSON.
[[nodiscard]] nlohmann::json parsed(const ApiReply& reply);
/// The names of a list's items, separated by blanks.
[[nodiscard]] std::string itemNames(const nlohmann::json& list);
/// The whole lines of a JSON watch so far.
[[nodiscard]] std::vector<nlohmann::json> watchEvents(const std::string& body);

} // namespace Strato::Testing
