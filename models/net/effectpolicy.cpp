// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/effectpolicy.h"

#include <algorithm>
#include <array>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

QStringView pathOf(QStringView pathAndQuery)
{
    const qsizetype query = pathAndQuery.indexOf(u'?');
    return query < 0 ? pathAndQuery : pathAndQuery.left(query);
}

bool asksForDryRun(QStringView pathAndQuery)
{
    const qsizetype query = pathAndQuery.indexOf(u'?');
    if (query < 0)
        return false;
    const QList<QStringView> parts = pathAndQuery.mid(query + 1).split(u'&');
    return std::ranges::any_of(parts, [](QStringView part) { return part == u"dryRun=All"; });
}

bool isAccessReview(QStringView path)
{
    constexpr std::array<QStringView, 4> whole { u"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        u"/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", u"/apis/authentication.k8s.io/v1/selfsubjectreviews",
        u"/apis/authentication.k8s.io/v1beta1/selfsubjectreviews" };
    return std::ranges::find(whole, path) != whole.end();
}

bool isPromQuery(QStringView path)
{
    constexpr std::array<QStringView, 7> ends { u"/api/v1/query", u"/api/v1/query_range", u"/api/v1/query_exemplars",
        u"/api/v1/series", u"/api/v1/labels", u"/api/v1/format_query", u"/api/v1/parse_query" };
    return std::ranges::any_of(ends, [path](QStringView end) { return path.endsWith(end); });
}

} // namespace

bool isReadByPost(QStringView pathAndQuery)
{
    const QStringView path = pathOf(pathAndQuery);
    return isAccessReview(path) || isPromQuery(path);
}

Result<void> checkEffect(const HttpRequest& request, bool readOnly)
{
    const bool plainRead = request.method == "GET" || request.method == "HEAD";
    switch (request.effect.value()) {
    case Effect::Read:
        if (plainRead || (request.method == "POST" && isReadByPost(request.pathAndQuery)))
            return {};
        return fail(ErrorCode::InvalidArgument,
            u"%1 is not a read: it must be sent as a dry run or as a write"_s.arg(QString::fromLatin1(request.method)));
    case Effect::DryRun:
        if (asksForDryRun(request.pathAndQuery))
            return {};
        return fail(ErrorCode::InvalidArgument, u"a dry run must say dryRun=All"_s);
    case Effect::Write:
        if (!readOnly)
            return {};
        return fail(ErrorCode::ReadOnly, u"this connection was opened read-only; nothing was sent"_s);
    }
    return fail(ErrorCode::Internal, u"unknown effect"_s);
}

} // namespace Strato
