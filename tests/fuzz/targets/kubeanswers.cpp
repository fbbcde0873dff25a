// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/discovery.h"
#include "models/kube/sync/accessquestions.h"
#include "models/kube/sync/jsonreply.h"
#include "models/kube/sync/refusal.h"
#include "models/kube/sync/usagereader.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/targets/recordchecks.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Strato;

namespace {

template <class T> void checkAnswer(const Result<T>& answer)
{
    if (!answer)
        Fuzz::checkError(answer.error());
}

void decodeDiscovery(std::string_view body)
{
    (void)isAggregatedDiscovery(body);
    checkAnswer(decodeAggregatedDiscovery(body));
    checkAnswer(decodeGroupList(body));
    const auto kinds = decodeResourceList(body);
    checkAnswer(kinds);
    for (const ResourceKind& kind : kinds.value_or(std::vector<ResourceKind>()))
        FUZZ_CHECK(!kind.plural.empty() && kind.plural.find('/') == std::string::npos // sub-resources are left out
            && Fuzz::isClean(kind.plural) && Fuzz::isClean(kind.kind));
}

/// Neither values nor the copy of them that kubectl apply keeps. Not by a word that is looked for: mutation puts any
/// word where it is no secret.
void checkMetadata(const QByteArray& metadata)
{
    const QJsonObject secret = QJsonDocument::fromJson(metadata).object(); // none where it is nested too deeply for Qt
    FUZZ_CHECK(!secret.contains(QStringLiteral("data")) && !secret.contains(QStringLiteral("stringData")));
    const QJsonValue annotations = secret[QStringLiteral("metadata")][QStringLiteral("annotations")];
    const QString copy = annotations[QStringLiteral("kubectl.kubernetes.io/last-applied-configuration")].toString();
    FUZZ_CHECK(std::ranges::all_of(copy, [](QChar c) { return c == u'*'; }));
}

} // namespace

/// Small answers of the API as JSON: who we are, what we may, what there is, what is used, and how it refuses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    HttpResponse response;
    response.head.status = input.rest().find("Failure") != std::string_view::npos ? 403 : 200;
    response.head.contentType = "application/json";
    response.body = QByteArray(input.rest().data(), static_cast<qsizetype>(input.rest().size()));
    const Result<HttpResponse> reply = response;
    checkAnswer(decodeIdentity(reply));
    checkAnswer(decodeAccess(reply));
    checkAnswer(decodeRules(reply));
    checkAnswer(decodeSecretKeys(reply));
    checkAnswer(decodeAllSecretKeys(reply));
    checkAnswer(decodeSecretValue(reply, "token"));
    checkAnswer(decodeUsage(reply, IString("cluster-1"), true));
    checkAnswer(decodeUsage(reply, IString("cluster-1"), false));
    const auto metadata = decodeSecretMetadata(reply);
    checkAnswer(metadata);
    if (metadata)
        checkMetadata(*metadata);
    Fuzz::checkError(refusalOf(response.head, response.body).toError());
    Fuzz::checkError(replyError(response));
    decodeDiscovery(input.rest());
    return 0;
}
