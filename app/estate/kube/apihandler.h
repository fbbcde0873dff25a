// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/kube/access.h"
#include "app/estate/kube/apipath.h"
#include "app/estate/kube/apistatus.h"
#include "app/estate/kube/apistore.h"
#include "app/estate/kube/rendering.h"
#include "app/estate/kube/selectors.h"

#include <atomic>
#include <mutex>

namespace Strato::Estate {

class LogSource;
class LogStreams;
class UsageSource;
class WatchRegistry;

/// What one cluster's API server stands on. All must outlive the handler.
struct ApiHandlerContext {
    const Clock& clock;
    ApiStore& store;
    const AccessControl& access;
    WatchRegistry& watches;
    LogStreams& logStreams;
    const LogSource* logs = nullptr;
    const UsageSource* usage = nullptr;
    std::string cluster;
    std::string version = "v1.34.4";
    bool watchList = true;
};

/// Answers one cluster's requests: authentication, access, discovery, lists, watches, objects, logs, reviews, use.
/// Thread-safe; called on server threads; never blocks.
class ApiHandler final {
public:
    explicit ApiHandler(ApiHandlerContext context);
    ~ApiHandler();

    [[nodiscard]] HttpResponse handle(const HttpRequest& request);

private:
    struct ListAnswer;
    [[nodiscard]] HttpResponse dispatch(const HttpRequest& request, const User& user);
    [[nodiscard]] HttpResponse handlePath(const HttpRequest& request, const User& user);
    [[nodiscard]] HttpResponse handleResource(const HttpRequest& request, const User& user, const ApiPath& path);
    [[nodiscard]] HttpResponse handleReview(const HttpRequest& request, const User& user, const ApiPath& path) const;
    [[nodiscard]] HttpResponse handleLog(
        const HttpRequest& request, const ApiPath& path, const ResourceInfo& pods) const;
    [[nodiscard]] HttpResponse handleUsage(const HttpRequest& request, const ApiPath& path) const;
    [[nodiscard]] HttpResponse list(
        const HttpRequest& request, const ResourceInfoPtr& resource, const ObjectFilter& filter) const;
    [[nodiscard]] HttpResponse watch(
        const HttpRequest& request, const ResourceInfoPtr& resource, const ObjectFilter& filter);
    [[nodiscard]] HttpResponse get(
        const HttpRequest& request, const ResourceInfoPtr& resource, const ApiPath& path) const;
    [[nodiscard]] std::optional<Rendering> renderingFor(
        const HttpRequest& request, const ResourceInfoPtr& resource) const;
    [[nodiscard]] std::vector<ResourceInfoPtr> served() const;

    const ApiHandlerContext m_on;
    std::vector<ResourceInfoPtr> m_usageResources;
};

} // namespace Strato::Estate
