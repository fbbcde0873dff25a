// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <utility>
#include <vector>

namespace Strato::Estate {

/// metav1.Status: why a request failed, in the API's own words.
struct ApiStatus {
    int code = 500;
    std::string reason {}; ///< "NotFound"
    std::string message {};
    std::string detailName {};
    std::string detailGroup {};
    std::string detailKind {}; ///< resource, as kube-apiserver fills it
    std::string detailUid {};
    std::vector<std::pair<std::string, std::string>> causes {}; ///< reason, message
    int retryAfterSeconds = 0;
    std::string continueToken {}; ///< with 410 on a page

    [[nodiscard]] nlohmann::json toJson() const;
};

[[nodiscard]] ApiStatus notFoundStatus(const std::string& group, const std::string& resource, const std::string& name);
[[nodiscard]] ApiStatus pathNotFoundStatus();
[[nodiscard]] ApiStatus badRequestStatus(std::string message);
/// 422 for list and watch options that do not go together. @p field "resourceVersionMatch".
[[nodiscard]] ApiStatus invalidOptionsStatus(const std::string& field, const std::string& message);
[[nodiscard]] ApiStatus expiredStatus(std::string message);
[[nodiscard]] ApiStatus tooLargeVersionStatus(std::uint64_t asked, std::uint64_t current);
[[nodiscard]] ApiStatus methodNotAllowedStatus(const std::string& method);
/// 415 for changes, which the estate does not make: never a false success.
[[nodiscard]] ApiStatus unsupportedChangeStatus(const std::string& what);
[[nodiscard]] ApiStatus unauthorizedStatus();

/// The status as an answer: protobuf when the request prefers it, else JSON. Retry-After is set when the status has it.
[[nodiscard]] HttpResponse statusResponse(const HttpRequest& request, const ApiStatus& status);
/// The bytes of the status as protobuf, envelope included.
[[nodiscard]] std::string statusProto(const ApiStatus& status);

} // namespace Strato::Estate
