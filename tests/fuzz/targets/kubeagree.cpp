// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/wiremessages.h"
#include "models/kube/schema/kubeschemas.h"
#include "tests/fuzz/targets/recordchecks.h"
#include "tests/fuzz/targets/twoformats.h"
#include "tests/support/kindof.h"

using namespace Strato;

/// An object of any kind that is written in both formats is the same record from both.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const auto schemas = builtInSchemas();
    const KindSchema& schema = *schemas[input.choice(schemas.size())];
    const WireMessage* const message = WireMessages::ofKind(schema.group, schema.version, schema.kind);
    FUZZ_CHECK(message != nullptr);
    Fuzz::TwoFormats object(input);
    object.write(*message, schema.group.empty() ? schema.version : schema.group + "/" + schema.version, schema.kind);

    KubeDecoder decoder(IString("cluster-1"), Test::kindOf(schema));
    const auto json = decoder.object(object.json(), WireFormat::Json);
    const auto protobuf = decoder.object(object.protobuf(), WireFormat::Protobuf);
    FUZZ_CHECK(json.has_value() == protobuf.has_value());
    if (!json)
        return 0; // it has no name
    Fuzz::checkRecord(**json);
    FUZZ_CHECK(sameContent(**json, **protobuf));
    FUZZ_CHECK((*json)->searchText == (*protobuf)->searchText);
    FUZZ_CHECK((*json)->resourceVersion == (*protobuf)->resourceVersion);
    return 0;
}
