// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/kubestatus.h"

#include "models/base/plaintext.h"
#include "models/kube/decode/jsonreader.h"
#include "models/kube/decode/protobufreader.h"
#include "models/kube/decode/statusreader.h"
#include "models/kube/decode/wiremessages.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

ErrorCode codeOf(int code)
{
    switch (code) {
    case 401: return ErrorCode::Unauthenticated;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 405:
    case 406:
    case 415: return ErrorCode::Unsupported;
    case 409: return ErrorCode::Conflict;
    case 410: return ErrorCode::Gone;
    case 422:
    case 400: return ErrorCode::InvalidArgument;
    case 429: return ErrorCode::TooManyRequests;
    case 504: return ErrorCode::TimedOut;
    default: return code >= 500 ? ErrorCode::ServerError : ErrorCode::UnexpectedStatus;
    }
}

std::string cleaned(std::string_view text, qsizetype most)
{
    return cleanUtf8(text.substr(0, 65536), most).toStdString();
}

} // namespace

KubeStatus readStatus(const WireView& status)
{
    KubeStatus out;
    out.code = static_cast<int>(status["code"].number());
    out.status = cleaned(status["status"].text(), 64);
    out.reason = cleaned(status["reason"].text(), 256);
    out.message = cleaned(status["message"].text(), 4096);
    for (const WireView cause : status["details"].each("causes"))
        out.causes.push_back({ cleaned(cause["reason"].text(), 256), cleaned(cause["message"].text(), 1024),
            cleaned(cause["field"].text(), 256) });
    if (const auto wait = status["details"]["retryAfterSeconds"].optionalNumber(); wait && *wait > 0)
        out.retryAfterSeconds = static_cast<int>(std::min<std::int64_t>(*wait, 86'400));
    return out;
}

bool KubeStatus::isExpired() const
{
    return code == 410 || reason == "Expired" || reason == "Gone";
}

bool KubeStatus::isTooLargeResourceVersion() const
{
    const auto byCause = [](const Cause& cause) { return cause.reason == "ResourceVersionTooLarge"; };
    if (std::ranges::any_of(causes, byCause))
        return true;
    // Servers before 1.18 only say so in words.
    return reason == "Timeout" && message.find("Too large resource version") != std::string::npos;
}

bool KubeStatus::isStoreReadError() const
{
    return reason == "StoreReadError";
}

Error KubeStatus::toError() const
{
    QString detail = QString::fromStdString(reason);
    if (!message.empty())
        detail += (detail.isEmpty() ? u""_s : u": "_s) + QString::fromStdString(message);
    const ErrorCode kind = isExpired() ? ErrorCode::Gone : codeOf(code);
    return { kind, detail, code };
}

Result<KubeStatus> decodeStatus(std::string_view body, WireFormat format)
{
    WireTree tree;
    JsonBuffer buffer;
    if (format == WireFormat::Protobuf) {
        const Result<ProtobufEnvelope> envelope = openEnvelope(body);
        if (!envelope)
            return tl::unexpected(envelope.error());
        if (envelope->kind != "Status")
            return fail(ErrorCode::UnexpectedContent, u"expected a Status"_s);
        if (const auto read = readProtobuf(tree, WireTree::root, WireMessages::status(), envelope->raw); !read)
            return tl::unexpected(read.error());
        return readStatus({ &tree, WireTree::root });
    }
    const auto document = buffer.open(body);
    if (!document)
        return tl::unexpected(document.error());
    return jsonGuarded([&]() -> Result<KubeStatus> {
        readJson(tree, WireTree::root, WireMessages::status(), (*document)->get_object());
        const WireView view(&tree, WireTree::root);
        if (view["kind"].text() != "Status")
            return fail(ErrorCode::UnexpectedContent, u"expected a Status"_s);
        return readStatus(view);
    });
}

} // namespace Strato
