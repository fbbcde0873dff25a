// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/kube/apipath.h"
#include "app/estate/kube/apistatus.h"
#include "app/estate/kube/apistore.h"
#include "app/estate/kube/listcache.h"
#include "app/estate/kube/podlog.h"
#include "app/estate/kube/rbac.h"
#include "app/estate/kube/watchsource.h"

#include <optional>

namespace Strato::Estate {

/// What every answer of one cluster needs. Outlives the requests.
struct ApiContext {
    const Clock& clock;
    ApiStore& store;
    const Rbac& rbac;
    WatchRegistry& watches;
    LogStreams& logStreams;
    ListCache& lists;
    std::string cluster;
    const LogSource* logs = nullptr;
    const UsageSource* usage = nullptr;
    bool watchList = true;
};

/// One request, understood.
struct ApiCall {
    const HttpRequest& http;
    ApiUser user;
    ApiPath path;
    ResourceInfoPtr resource;
    MediaChoice media;

    [[nodiscard]] bool watches() const;
};

/// "true", "1" and an empty value count as set.
[[nodiscard]] bool flag(const HttpRequest& request, std::string_view name);
[[nodiscard]] std::optional<std::uint64_t> unsignedNumber(std::string_view text);
[[nodiscard]] std::int64_t nowSeconds(const ApiContext& context);
/// The filter of a list or watch, or why it cannot be.
[[nodiscard]] tl::expected<ObjectFilter, ApiStatus> filterOf(const ApiCall& call);
[[nodiscard]] tl::expected<Rendering, ApiStatus> renderingOf(const ApiContext& context, const ApiCall& call);

[[nodiscard]] HttpResponse answerList(const ApiContext& context, const ApiCall& call);
[[nodiscard]] HttpResponse answerWatch(const ApiContext& context, const ApiCall& call);
[[nodiscard]] HttpResponse answerGet(const ApiContext& context, const ApiCall& call);
/// A list of objects that are not in the store.
[[nodiscard]] HttpResponse answerMadeList(
    const ApiContext& context, const ApiCall& call, const std::vector<StoredObjectPtr>& objects);
[[nodiscard]] HttpResponse answerPodLog(const ApiContext& context, const ApiCall& call);
[[nodiscard]] HttpResponse answerUsage(const ApiContext& context, const ApiCall& call);
/// SelfSubjectReview, SelfSubjectAccessReview, SelfSubjectRulesReview; nullopt: another resource.
[[nodiscard]] std::optional<HttpResponse> answerReview(const ApiContext& context, const ApiCall& call);
/// /version, /api, /apis and below, health; nullopt: another path.
[[nodiscard]] std::optional<HttpResponse> answerDiscovery(const ApiContext& context, const ApiCall& call);
[[nodiscard]] std::optional<HttpResponse> answerPlainPath(const HttpRequest& request);

} // namespace Strato::Estate
