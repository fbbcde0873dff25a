// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/jsonreply.h"

#include "models/kube/decode/jsonreader.h"
#include "models/kube/decode/kubestatus.h"
#include "models/net/httperrors.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Strato {

Error replyError(const HttpResponse& response)
{
    const std::string_view body(response.body.constData(), static_cast<std::size_t>(response.body.size()));
    if (response.head.contentType == "application/json") {
        if (const auto status = decodeStatus(body, WireFormat::Json); status && status->code >= 300)
            return status->toError();
    }
    return statusError(response.head, response.body)
        .value_or(Error { ErrorCode::UnexpectedStatus, QString::number(response.head.status), response.head.status });
}

Result<void> acceptedReply(const Result<HttpResponse>& reply)
{
    if (!reply)
        return tl::unexpected(reply.error());
    if (reply->head.status >= 300)
        return tl::unexpected(replyError(*reply));
    return requireContentType(reply->head, reply->body, { "application/json" });
}

Result<nlohmann::json> jsonReply(const Result<HttpResponse>& reply)
{
    if (const auto accepted = acceptedReply(reply); !accepted)
        return tl::unexpected(accepted.error());
    constexpr int maxDepth = 512; // a schema of a custom resource may go deep
    const std::string_view body(reply->body.constData(), static_cast<std::size_t>(reply->body.size()));
    if (jsonDeeperThan(body, maxDepth))
        return Strato::fail(ErrorCode::TooLarge, u"the answer is nested deeper than %1"_s.arg(maxDepth));
    nlohmann::json parsed = nlohmann::json::parse(reply->body.begin(), reply->body.end(), nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object())
        return Strato::fail(ErrorCode::Malformed, u"the answer is no JSON object"_s);
    return parsed;
}

const nlohmann::json& member(const nlohmann::json& object, std::string_view name)
{
    static const nlohmann::json missing;
    if (!object.is_object())
        return missing;
    const auto it = object.find(name);
    return it == object.end() ? missing : *it;
}

std::string textMember(const nlohmann::json& object, std::string_view name)
{
    const nlohmann::json& value = member(object, name);
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::vector<std::string> textsMember(const nlohmann::json& object, std::string_view name)
{
    std::vector<std::string> texts;
    const nlohmann::json& list = member(object, name);
    if (!list.is_array())
        return texts;
    for (const nlohmann::json& entry : list) {
        if (entry.is_string())
            texts.push_back(entry.get<std::string>());
    }
    return texts;
}

HttpRequest jsonGet(QString pathAndQuery, std::string_view accept)
{
    HttpRequest request;
    request.pathAndQuery = std::move(pathAndQuery);
    request.headers.push_back({ "Accept", QByteArray(accept.data(), static_cast<qsizetype>(accept.size())) });
    request.maxBodyBytes = 64LL * 1024 * 1024;
    return request;
}

} // namespace Strato
