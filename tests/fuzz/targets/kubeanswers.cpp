// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/discovery.h"
#include "models/kube/sync/accessquestions.h"
#include "models/kube/sync/jsonreply.h"
#include "models/kube/sync/refusal.h"
#include "models/kube/sync/usagereader.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/targets/recordchecks.h"

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
    FUZZ_CHECK(!metadata || !metadata->contains("canary-of-a-secret")); // a value in the corpus
    Fuzz::checkError(refusalOf(response.head, response.body).toError());
    Fuzz::checkError(replyError(response));
    decodeDiscovery(input.rest());
    return 0;
}
