// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/watchframesplitter.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"

#include <utility>

using namespace Strato;

namespace {

struct Cut {
    std::vector<std::string> frames;
    bool broken = false;
    std::size_t pending = 0;

    bool operator==(const Cut&) const = default;
};

constexpr DecodeLimits limits { 4096, 64 };

Cut cutWhole(std::string_view bytes, WireFormat format)
{
    WatchFrameSplitter splitter(format, limits);
    Cut cut;
    cut.broken = !splitter.feed(bytes, cut.frames);
    cut.pending = cut.broken ? 0 : splitter.pendingBytes();
    return cut;
}

Cut cutInSlices(std::string_view bytes, WireFormat format, std::uint32_t seed)
{
    WatchFrameSplitter splitter(format, limits);
    Cut cut;
    Fuzz::inSlices(bytes, seed, [&](std::string_view slice) {
        cut.broken = !splitter.feed(slice, cut.frames);
        FUZZ_CHECK(cut.broken || splitter.pendingBytes() <= limits.maxFrameBytes + 4);
        return !cut.broken;
    });
    if (cut.broken)
        FUZZ_CHECK(!splitter.feed("{}", cut.frames)); // an error is for good
    cut.pending = cut.broken ? 0 : splitter.pendingBytes();
    return cut;
}

} // namespace

/// The frames of a stream are the same however the network cuts it, and bounded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    // No JSON begins with a NUL, and a frame of under 16 MB does.
    const WireFormat format = input.rest().starts_with('\0') ? WireFormat::Protobuf : WireFormat::Json;
    const Cut whole = cutWhole(input.rest(), format);
    FUZZ_CHECK(whole == cutInSlices(input.rest(), format, input.seed()));
    FUZZ_CHECK(whole == cutInSlices(input.rest(), format, 0xFFFF'FFFFU));
    for (const std::string& frame : whole.frames)
        FUZZ_CHECK(frame.size() <= limits.maxFrameBytes);
    return 0;
}
