// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apicall.h"

#include "models/base/clock.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace Strato::Estate {

bool ApiCall::watches() const
{
    return flag(http, "watch");
}

bool flag(const HttpRequest& request, std::string_view name)
{
    const std::string_view value = request.parameter(name);
    return request.hasParameter(name) && value != "false" && value != "0";
}

std::optional<std::uint64_t> unsignedNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    if (text.empty() || std::from_chars(text.data(), end, value).ptr != end)
        return std::nullopt;
    return value;
}

std::int64_t nowSeconds(const ApiContext& context)
{
    return context.clock.now().ns / 1'000'000'000;
}

tl::expected<ObjectFilter, ApiStatus> filterOf(const ApiCall& call)
{
    ObjectFilter filter;
    filter.nameSpace = call.path.nameSpace;
    auto labels = parseLabelSelector(call.http.parameter("labelSelector"));
    if (!labels)
        return tl::unexpected(badRequestStatus(labels.error()));
    auto fields = parseFieldSelector(call.http.parameter("fieldSelector"), *call.resource);
    if (!fields) {
        ApiStatus status = badRequestStatus("Unable to find \"" + call.path.version + ", Resource=" + call.path.resource
            + "\" that match label selector \"" + std::string(call.http.parameter("labelSelector"))
            + "\", field selector \"" + std::string(call.http.parameter("fieldSelector")) + "\": " + fields.error());
        return tl::unexpected(std::move(status));
    }
    filter.labels = std::move(*labels);
    filter.fields = std::move(*fields);
    return filter;
}

tl::expected<Rendering, ApiStatus> renderingOf(const ApiContext& context, const ApiCall& call)
{
    Rendering out;
    out.resource = call.resource;
    out.nowSeconds = nowSeconds(context);
    const std::string_view include = call.http.parameter("includeObject");
    if (include == "None")
        out.tableObject = TableObject::None;
    else if (include == "Object")
        out.tableObject = TableObject::Whole;
    else if (!include.empty() && include != "Metadata")
        return tl::unexpected(badRequestStatus("unrecognized includeObject value"));
    for (const MediaChoice& choice : parseAccept(call.http.header("accept"))) {
        const bool possible = !choice.proto || call.resource->schema != nullptr
            || (choice.form == ObjectForm::Partial && call.resource->stored);
        if (!possible || choice.form == ObjectForm::Discovery)
            continue;
        out.proto = choice.proto;
        out.form = choice.form;
        return out;
    }
    ApiStatus status;
    status.code = 406;
    status.reason = "NotAcceptable";
    status.message = std::string("only the following media types are accepted: application/json")
        + (call.resource->schema != nullptr ? ", application/vnd.kubernetes.protobuf" : "");
    return tl::unexpected(std::move(status));
}

} // namespace Strato::Estate
