// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apicall.h"
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/protodecoder.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using nlohmann::json;

namespace {

HttpResponse created(const ApiCall& call, const json& review)
{
    const auto accepted = parseAccept(call.http.header("accept"));
    const ProtoMessage* message = findProtoMessage(valueAt(review, "kind"));
    if (message != nullptr && !accepted.empty() && accepted.front().proto) {
        std::string raw;
        encodeProto(*message, review, raw);
        std::string out = protoEnvelopeHead(valueAt(review, "apiVersion"), message->name, raw.size());
        return HttpResponse::text(
            201, "application/vnd.kubernetes.protobuf", out.append(raw).append(protoEnvelopeTail()));
    }
    return HttpResponse::text(
        201, "application/json", review.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
}

/// The posted review, as JSON or protobuf says it; the unexpected value is the refusal.
tl::expected<json, ApiStatus> readBody(const ApiCall& call)
{
    const std::string_view type = call.http.header("content-type");
    json body;
    if (type.starts_with("application/vnd.kubernetes.protobuf")) {
        const auto envelope = readProtoEnvelope(call.http.body);
        const ProtoMessage* message = envelope ? findProtoMessage(envelope->kind) : nullptr;
        if (message != nullptr)
            body = decodeProto(*message, envelope->raw).value_or(json());
    } else if (type.empty() || type.starts_with("application/json")) {
        body = json::parse(call.http.body, nullptr, false);
    } else {
        ApiStatus status = unsupportedChangeStatus("content type");
        status.message = "the body of the request was in an unknown format - accepted media types include: "
                         "application/json, application/vnd.kubernetes.protobuf";
        return tl::unexpected(std::move(status));
    }
    const bool malformed = !body.is_object() || (body.contains("metadata") && !body["metadata"].is_object())
        || (body.contains("spec") && !body["spec"].is_object());
    if (malformed)
        return tl::unexpected(badRequestStatus("the object provided is not a review"));
    return body;
}

json userInfo(const ApiUser& user)
{
    json out { { "username", user.name }, { "groups", user.groups } };
    if (!user.uid.empty())
        out["uid"] = user.uid;
    for (const auto& [key, values] : user.extra)
        out["extra"][key] = values;
    return out;
}

AccessQuestion questionOf(const json& spec)
{
    AccessQuestion out;
    if (const auto path = spec.find("nonResourceAttributes"); path != spec.end() && path->is_object()) {
        out.path = valueAt(*path, "path");
        out.verb = valueAt(*path, "verb");
        return out;
    }
    const json asked = spec.value("resourceAttributes", json::object());
    out.verb = valueAt(asked, "verb");
    out.group = valueAt(asked, "group");
    out.resource = valueAt(asked, "resource");
    out.subresource = valueAt(asked, "subresource");
    out.nameSpace = valueAt(asked, "namespace");
    out.name = valueAt(asked, "name");
    return out;
}

HttpResponse reviewAccess(const ApiContext& context, const ApiCall& call, json body)
{
    json spec = body.value("spec", json::object());
    const bool one
        = spec.is_object() && (spec.contains("resourceAttributes") != spec.contains("nonResourceAttributes"));
    if (!one) {
        ApiStatus status = badRequestStatus("SelfSubjectAccessReview.authorization.k8s.io \"\" is invalid: "
                                            "spec.resourceAttributes: Invalid value: null: exactly one of "
                                            "nonResourceAttributes or resourceAttributes must be specified");
        status.code = 422;
        status.reason = "Invalid";
        return statusResponse(call.http, status);
    }
    const std::string reason = context.rbac.reason(call.user, questionOf(spec));
    json status { { "allowed", !reason.empty() } };
    if (!reason.empty())
        status["reason"] = reason;
    body["kind"] = "SelfSubjectAccessReview";
    body["apiVersion"] = "authorization.k8s.io/v1";
    body["metadata"]["creationTimestamp"] = nullptr;
    body["status"] = std::move(status);
    return created(call, body);
}

HttpResponse reviewRules(const ApiContext& context, const ApiCall& call, const json& body)
{
    const std::string nameSpace = valueAt(body, "spec.namespace");
    if (nameSpace.empty())
        return statusResponse(call.http, badRequestStatus("no namespace on request"));
    json resources = json::array();
    json paths = json::array();
    for (const PolicyRule& rule : context.rbac.rulesOf(call.user, nameSpace)) {
        if (!rule.paths.empty()) {
            paths.push_back({ { "verbs", rule.verbs }, { "nonResourceURLs", rule.paths } });
            continue;
        }
        json entry { { "verbs", rule.verbs }, { "apiGroups", rule.groups }, { "resources", rule.resources } };
        if (!rule.names.empty())
            entry["resourceNames"] = rule.names;
        resources.push_back(std::move(entry));
    }
    return created(call,
        { { "kind", "SelfSubjectRulesReview" }, { "apiVersion", "authorization.k8s.io/v1" },
            { "metadata", { { "creationTimestamp", nullptr } } }, { "spec", json::object() },
            { "status", { { "resourceRules", resources }, { "nonResourceRules", paths }, { "incomplete", false } } } });
}

HttpResponse reviewSelf(const ApiCall& call)
{
    return created(call,
        { { "kind", "SelfSubjectReview" }, { "apiVersion", "authentication.k8s.io/v1" },
            { "metadata", { { "creationTimestamp", nullptr } } },
            { "status", { { "userInfo", userInfo(call.user) } } } });
}

} // namespace

std::optional<HttpResponse> answerReview(const ApiContext& context, const ApiCall& call)
{
    const bool authentication = call.path.group == "authentication.k8s.io" && call.path.version == "v1";
    const bool authorization = call.path.group == "authorization.k8s.io" && call.path.version == "v1";
    if (!authentication && !authorization)
        return std::nullopt;
    if (call.http.method != "POST")
        return statusResponse(call.http, methodNotAllowedStatus(call.http.method));
    auto body = readBody(call);
    if (!body)
        return statusResponse(call.http, body.error());
    if (authentication && call.path.resource == "selfsubjectreviews")
        return reviewSelf(call);
    if (authorization && call.path.resource == "selfsubjectaccessreviews")
        return reviewAccess(context, call, std::move(*body));
    if (authorization && call.path.resource == "selfsubjectrulesreviews")
        return reviewRules(context, call, *body);
    return statusResponse(call.http, pathNotFoundStatus());
}

} // namespace Strato::Estate
