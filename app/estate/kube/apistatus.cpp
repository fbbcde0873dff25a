// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apistatus.h"

#include "app/estate/kube/acceptheader.h"
#include "app/estate/kube/protoencoder.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using nlohmann::json;

json ApiStatus::toJson() const
{
    json out { { "kind", "Status" }, { "apiVersion", "v1" }, { "metadata", json::object() }, { "status", "Failure" },
        { "message", message }, { "reason", reason }, { "code", code } };
    if (!continueToken.empty())
        out["metadata"]["continue"] = continueToken;
    json details = json::object();
    const auto put = [&details](const char* key, const std::string& value) {
        if (!value.empty())
            details[key] = value;
    };
    put("name", detailName);
    put("group", detailGroup);
    put("kind", detailKind);
    put("uid", detailUid);
    for (const auto& [cause, text] : causes)
        details["causes"].push_back({ { "reason", cause }, { "message", text } });
    if (retryAfterSeconds > 0)
        details["retryAfterSeconds"] = retryAfterSeconds;
    if (!details.empty())
        out["details"] = std::move(details);
    return out;
}

ApiStatus notFoundStatus(const std::string& group, const std::string& resource, const std::string& name)
{
    ApiStatus status;
    status.code = 404;
    status.reason = "NotFound";
    status.message = (group.empty() ? resource : resource + "." + group) + " \"" + name + "\" not found";
    status.detailName = name;
    status.detailGroup = group;
    status.detailKind = resource;
    return status;
}

ApiStatus pathNotFoundStatus()
{
    ApiStatus status;
    status.code = 404;
    status.reason = "NotFound";
    status.message = "the server could not find the requested resource";
    return status;
}

ApiStatus badRequestStatus(std::string message)
{
    ApiStatus status;
    status.code = 400;
    status.reason = "BadRequest";
    status.message = std::move(message);
    return status;
}

ApiStatus invalidOptionsStatus(const std::string& field, const std::string& message)
{
    ApiStatus status;
    status.code = 422;
    status.reason = "Invalid";
    status.message = "ListOptions.meta.k8s.io \"\" is invalid: " + field + ": " + message;
    status.detailGroup = "meta.k8s.io";
    status.detailKind = "ListOptions";
    status.causes = { { "FieldValueForbidden", message } };
    return status;
}

ApiStatus expiredStatus(std::string message)
{
    ApiStatus status;
    status.code = 410;
    status.reason = "Expired";
    status.message = std::move(message);
    return status;
}

ApiStatus tooLargeVersionStatus(std::uint64_t asked, std::uint64_t current)
{
    ApiStatus status;
    status.code = 504;
    status.reason = "Timeout";
    status.message
        = "Timeout: Too large resource version: " + std::to_string(asked) + ", current: " + std::to_string(current);
    status.causes = { { "ResourceVersionTooLarge", "Too large resource version" } };
    status.retryAfterSeconds = 1;
    return status;
}

ApiStatus methodNotAllowedStatus(const std::string& method)
{
    ApiStatus status;
    status.code = 405;
    status.reason = "MethodNotAllowed";
    status.message = "the server does not allow this method on the requested resource: " + method;
    return status;
}

ApiStatus unsupportedChangeStatus(const std::string& what)
{
    ApiStatus status;
    status.code = 415;
    status.reason = "UnsupportedMediaType";
    status.message = what + " is not supported by this server yet; nothing was changed";
    return status;
}

ApiStatus unauthorizedStatus()
{
    ApiStatus status;
    status.code = 401;
    status.reason = "Unauthorized";
    status.message = "Unauthorized";
    return status;
}

std::string statusProto(const ApiStatus& status)
{
    std::string raw;
    encodeProto(*findProtoMessage("Status"), status.toJson(), raw);
    std::string out = protoEnvelopeHead("v1", "Status", raw.size());
    out += raw;
    return out.append(protoEnvelopeTail());
}

HttpResponse statusResponse(const HttpRequest& request, const ApiStatus& status)
{
    const auto accepted = parseAccept(request.header("accept"));
    const bool proto = !accepted.empty() && accepted.front().proto;
    HttpResponse response = proto
        ? HttpResponse::text(status.code, "application/vnd.kubernetes.protobuf", statusProto(status))
        : HttpResponse::text(status.code, "application/json",
            status.toJson().dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
    if (status.retryAfterSeconds > 0)
        response.headers.emplace_back("retry-after", std::to_string(status.retryAfterSeconds));
    if (status.code == 401)
        response.headers.emplace_back("www-authenticate", "Bearer realm=\"kubernetes\"");
    return response;
}

} // namespace Strato::Estate
