// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/listcutter.h"

#include "models/kube/decode/protobufreader.h"
#include "models/kube/schema/kubeschemas.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/targets/recordchecks.h"
#include "tests/support/kindof.h"

using namespace Strato;

namespace {

Result<DecodedList> inParts(std::string_view bytes, std::uint32_t seed, const ResourceKind& kind)
{
    KubeDecoder decoder(IString("cluster-1"), kind);
    ListCutter cutter;
    DecodedList list;
    Result<void> good;
    Fuzz::inSlices(bytes, seed, [&](std::string_view slice) {
        const std::string chunk(slice); // gone when the next one comes
        const auto cut = cutter.feed(chunk);
        good = cut ? Result<void>() : tl::unexpected(cut.error());
        if (good && !cut->joined.empty())
            good = decoder.listPart(cutter.kind(), cut->joined, list);
        if (good && !cut->whole.empty())
            good = decoder.listPart(cutter.kind(), cut->whole, list);
        return good.has_value();
    });
    if (good)
        good = cutter.end();
    return good ? Result<DecodedList>(std::move(list)) : tl::unexpected(good.error());
}

bool sameRecords(const DecodedList& a, const DecodedList& b)
{
    return std::ranges::equal(
        a.records, b.records, [](const auto& one, const auto& other) { return sameContent(*one, *other); });
}

bool same(const DecodedList& a, const DecodedList& b)
{
    return a.resourceVersion == b.resourceVersion && a.continueToken == b.continueToken && a.remaining == b.remaining
        && sameRecords(a, b);
}

/// Servers write it once. Of two the whole list takes the fields together, as protobuf has it, and parts the last.
bool hasOneMetadata(std::string_view bytes)
{
    constexpr std::uint32_t metadata = 1; // of every list message
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return false;
    int found = 0;
    for (std::string_view rest = envelope->raw; !rest.empty();) {
        const auto field = ProtobufDetail::step(rest);
        if (!field)
            return false;
        found += field->number == metadata ? 1 : 0;
    }
    return found <= 1;
}

} // namespace

/// A list that is cut while it comes is the list as a whole, wherever the network cuts it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const ResourceKind kind = Test::kindOf(*builtInSchema("", "Pod"));
    const auto sliced = inParts(input.rest(), input.seed(), kind);
    const auto atOnce = inParts(input.rest(), 0xFFFF'FFFFU, kind);
    FUZZ_CHECK(sliced.has_value() == atOnce.has_value());
    if (!sliced)
        return 0;
    FUZZ_CHECK(sameRecords(*sliced, *atOnce));
    const auto whole = KubeDecoder(IString("cluster-1"), kind).list(input.rest(), WireFormat::Protobuf);
    FUZZ_CHECK(!whole || sameRecords(*whole, *sliced)); // what comes behind the list only the whole can be refused for
    FUZZ_CHECK(!whole || !hasOneMetadata(input.rest()) || (same(*whole, *sliced) && same(*whole, *atOnce)));
    for (const auto& record : sliced->records)
        Fuzz::checkRecord(*record);
    return 0;
}
