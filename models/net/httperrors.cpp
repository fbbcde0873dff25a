// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/httperrors.h"

#include "models/base/plaintext.h"
#include "models/net/httpheaders.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownBytes = 2048;

QString bodyStart(const QByteArray& body)
{
    const QByteArray start = body.left(shownBytes);
    return cleanUtf8(std::string_view(start.constData(), static_cast<std::size_t>(start.size())), shownBytes).trimmed();
}

ErrorCode codeOf(int status)
{
    switch (status) {
    case 401: return ErrorCode::Unauthenticated;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 406:
    case 415:
    case 501: return ErrorCode::Unsupported;
    case 407: return ErrorCode::ProxyFailed;
    case 409: return ErrorCode::Conflict;
    case 410: return ErrorCode::Gone;
    case 413: return ErrorCode::TooLarge;
    case 429: return ErrorCode::TooManyRequests;
    default: return status >= 500 ? ErrorCode::ServerError : ErrorCode::UnexpectedStatus;
    }
}

} // namespace

std::optional<Error> statusError(const HttpHead& head, const QByteArray& body)
{
    if (head.status < 300)
        return std::nullopt;
    QString detail = u"HTTP %1"_s.arg(head.status);
    if (head.status < 400) {
        const QByteArray target = headerValue(head.headers, "Location").value_or(QByteArray());
        detail += u", a redirect to \"%1\" that is not followed"_s.arg(cleanLine(QString::fromUtf8(target), 256));
    } else if (const QString start = bodyStart(body); !start.isEmpty()) {
        detail += u": "_s + start;
    }
    return Error { codeOf(head.status), detail, head.status };
}

Result<void> requireContentType(
    const HttpHead& head, const QByteArray& body, std::initializer_list<QByteArrayView> accepted)
{
    const QByteArrayView type(head.contentType);
    if (std::ranges::any_of(accepted, [type](QByteArrayView one) { return one == type; }))
        return {};
    return fail(ErrorCode::UnexpectedContent,
        u"the answer is \"%1\", which is not what was asked for; it begins: %2"_s.arg(
            cleanLine(QString::fromLatin1(head.contentType), 80), bodyStart(body)),
        head.status);
}

} // namespace Strato
