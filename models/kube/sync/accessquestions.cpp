// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/accessquestions.h"

#include "models/base/plaintext.h"
#include "models/kube/sync/jsonreply.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

HttpRequest post(const QString& group, const QString& resource, const nlohmann::json& body)
{
    HttpRequest request = jsonGet(u"/apis/"_s + group + u"/v1/"_s + resource);
    request.method = "POST";
    request.headers.push_back({ "Content-Type", "application/json" });
    request.body = QByteArray::fromStdString(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    request.priority = HttpPriority::User;
    return request;
}

void addKeys(const nlohmann::json& fields, std::set<std::string>& names)
{
    for (const char* part : { "f:data", "f:stringData" }) {
        const nlohmann::json& keys = member(fields, part);
        if (!keys.is_object())
            continue;
        for (auto it = keys.begin(); it != keys.end(); ++it) {
            if (it.key().starts_with("f:"))
                names.insert(cleanName(std::string_view(it.key()).substr(2), 253));
        }
    }
}

/// kubectl apply keeps the whole secret in an annotation: as many asterisks in its place.
void hideAppliedCopy(nlohmann::json& secret)
{
    const auto metadata = secret.find("metadata");
    if (metadata == secret.end() || !metadata->is_object())
        return;
    const auto annotations = metadata->find("annotations");
    if (annotations == metadata->end() || !annotations->is_object())
        return;
    const auto copy = annotations->find("kubectl.kubernetes.io/last-applied-configuration");
    if (copy != annotations->end())
        *copy = std::string(copy->is_string() ? copy->get_ref<const std::string&>().size() : 1, '*');
}

} // namespace

HttpRequest selfSubjectReview()
{
    return post(u"authentication.k8s.io"_s, u"selfsubjectreviews"_s,
        { { "apiVersion", "authentication.k8s.io/v1" }, { "kind", "SelfSubjectReview" } });
}

Result<ClusterIdentity> decodeIdentity(const Result<HttpResponse>& reply)
{
    const auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    const nlohmann::json& user = member(member(*json, "status"), "userInfo");
    ClusterIdentity identity;
    identity.user = cleanUtf8(textMember(user, "username"), 512);
    identity.uid = cleanUtf8(textMember(user, "uid"), 512);
    for (const std::string& group : textsMember(user, "groups"))
        identity.groups.push_back(cleanUtf8(group, 512));
    return identity;
}

HttpRequest selfSubjectAccessReview(const AccessQuestion& question)
{
    nlohmann::json attributes = { { "verb", question.verb }, { "group", question.group },
        { "resource", question.resource }, { "namespace", question.nameSpace } };
    if (!question.subresource.empty())
        attributes["subresource"] = question.subresource;
    if (!question.name.empty())
        attributes["name"] = question.name;
    return post(u"authorization.k8s.io"_s, u"selfsubjectaccessreviews"_s,
        { { "apiVersion", "authorization.k8s.io/v1" }, { "kind", "SelfSubjectAccessReview" },
            { "spec", { { "resourceAttributes", attributes } } } });
}

Result<AccessAnswer> decodeAccess(const Result<HttpResponse>& reply)
{
    const auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    const nlohmann::json& status = member(*json, "status");
    AccessAnswer answer;
    answer.allowed = member(status, "allowed") == true && member(status, "denied") != true;
    answer.reason = cleanUtf8(textMember(status, "reason"), 1024);
    return answer;
}

HttpRequest selfSubjectRulesReview(const std::string& nameSpace)
{
    return post(u"authorization.k8s.io"_s, u"selfsubjectrulesreviews"_s,
        { { "apiVersion", "authorization.k8s.io/v1" }, { "kind", "SelfSubjectRulesReview" },
            { "spec", { { "namespace", nameSpace } } } });
}

Result<AccessRules> decodeRules(const Result<HttpResponse>& reply)
{
    const auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    const nlohmann::json& status = member(*json, "status");
    AccessRules rules;
    rules.incomplete = member(status, "incomplete") == true;
    const nlohmann::json& list = member(status, "resourceRules");
    if (list.is_array()) {
        for (const nlohmann::json& rule : list) {
            rules.rules.push_back({ textsMember(rule, "verbs"), textsMember(rule, "apiGroups"),
                textsMember(rule, "resources"), textsMember(rule, "resourceNames") });
        }
    }
    return rules;
}

Result<SecretKeys> decodeSecretKeys(const Result<HttpResponse>& reply)
{
    const auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    const nlohmann::json& rows = member(*json, "rows");
    const nlohmann::json& columns = member(*json, "columnDefinitions");
    if (textMember(*json, "kind") != "Table" || !rows.is_array() || rows.size() != 1)
        return fail(ErrorCode::UnexpectedContent, u"asked for the Table of one secret, got something else"_s);
    SecretKeys keys;
    const nlohmann::json& cells = member(rows[0], "cells");
    for (std::size_t i = 0; columns.is_array() && i < columns.size() && i < cells.size(); ++i) {
        if (textMember(columns[i], "name") == "Data" && cells[i].is_number_integer())
            keys.count = cells[i].get<std::int64_t>();
    }
    std::set<std::string> names;
    const nlohmann::json& managers = member(member(member(rows[0], "object"), "metadata"), "managedFields");
    if (managers.is_array()) {
        for (const nlohmann::json& manager : managers)
            addKeys(member(manager, "fieldsV1"), names);
    }
    keys.names.assign(names.begin(), names.end());
    return keys;
}

Result<SecretKeys> decodeAllSecretKeys(const Result<HttpResponse>& reply)
{
    const auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    SecretKeys keys;
    const nlohmann::json& data = member(*json, "data");
    if (data.is_object()) { // sorted by name
        for (auto it = data.begin(); it != data.end(); ++it)
            keys.names.push_back(cleanName(it.key(), 253));
    }
    keys.count = static_cast<std::int64_t>(keys.names.size());
    return keys;
}

Result<QByteArray> decodeSecretMetadata(const Result<HttpResponse>& reply)
{
    auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    if (!json->is_object())
        return fail(ErrorCode::UnexpectedContent, u"asked for the metadata of a secret, got something else"_s);
    json->erase("data");
    json->erase("stringData");
    hideAppliedCopy(*json);
    (*json)["apiVersion"] = "v1";
    (*json)["kind"] = "Secret";
    return QByteArray::fromStdString(json->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Result<QByteArray> decodeSecretValue(const Result<HttpResponse>& reply, const std::string& key)
{
    const auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    const nlohmann::json& value = member(member(*json, "data"), key);
    if (!value.is_string())
        return fail(ErrorCode::NotFound, u"the secret has no such key"_s);
    const auto decoded = QByteArray::fromBase64Encoding(
        QByteArray::fromStdString(value.get<std::string>()), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return fail(ErrorCode::Malformed, u"the value is no base64"_s); // never the value in an error
    return *decoded;
}

} // namespace Strato
