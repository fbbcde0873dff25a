// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/bodydecoder.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"
#include "tests/support/gzip.h"

using namespace Strato;

namespace {

constexpr std::size_t mostDecoded = std::size_t { 1024 } * 1024;

struct Decoded {
    std::string bytes;
    bool good = true;
    bool whole = false;

    bool operator==(const Decoded&) const = default;
};

Decoded decoded(std::string_view bytes, std::uint32_t seed)
{
    auto decoder = BodyDecoder::create("gzip");
    Decoded made;
    const auto output = [&](std::string_view piece) -> Result<void> {
        FUZZ_CHECK(!piece.empty() && piece.size() <= 65'536);
        made.bytes += piece;
        if (made.bytes.size() > mostDecoded) // whoever reads bounds what comes of it
            return fail(ErrorCode::TooLarge, QStringLiteral("a bomb"));
        return {};
    };
    Fuzz::inSlices(bytes, seed, [&](std::string_view slice) {
        made.good = decoder->feed(slice, output).has_value();
        return made.good;
    });
    made.whole = made.good && decoder->finish().has_value();
    return made;
}

} // namespace

/// Any bytes as gzip: the same however they are cut; and bytes that were compressed come back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const std::uint32_t seed = input.seed();
    const Decoded first = decoded(input.rest(), seed);
    const Decoded second = decoded(input.rest(), 0xFFFF'FFFFU);
    FUZZ_CHECK(first.good == second.good && first.whole == second.whole && (!first.good || first == second));
    const Decoded back = decoded(Test::gzip(input.rest()) + Test::gzip("x"), seed);
    FUZZ_CHECK(back.whole && back.bytes == std::string(input.rest()) + "x");
    (void)BodyDecoder::create(QByteArrayView(input.rest().data(), static_cast<qsizetype>(input.rest().size())));
    return 0;
}
