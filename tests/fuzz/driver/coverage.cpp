// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/driver/coverage.h"

#include <array>
#include <cstdint>

namespace {

constexpr std::size_t places = std::size_t { 1 } << 16U;
std::array<std::uint8_t, places> passed; // how many times since begin(), by place
std::array<std::uint8_t, places> everPassed; // which counts (see bucketOf()) were seen
std::uintptr_t previous = 0;

/// 1, 2, 3, 4-7, 8-15, 16-31, 32-127, 128 and more: as AFL counts.
std::uint8_t bucketOf(std::uint8_t count)
{
    if (count <= 3)
        return static_cast<std::uint8_t>((1U << count) >> 1U);
    if (count < 8)
        return 8;
    if (count < 16)
        return 16;
    if (count < 32)
        return 32;
    return count < 128 ? 64 : 128;
}

} // namespace

// Only gcc calls it so, and only gcc instruments here.
#ifdef __clang__
#define STRATO_NO_COVERAGE
#else
#define STRATO_NO_COVERAGE __attribute__((no_sanitize_coverage, no_sanitize("address", "undefined")))
#endif

/// Called by instrumented code at each branch.
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the compiler's name
extern "C" STRATO_NO_COVERAGE void __sanitizer_cov_trace_pc()
{
    const auto at = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0)) * 0x9E37'79B9'7F4A'7C15U >> 48U;
    // NOLINTNEXTLINE(readability-simplify-subscript-expr): operator[] may be instrumented itself
    std::uint8_t& count = passed.data()[(at ^ previous) % places];
    count = static_cast<std::uint8_t>(count + (count < 255 ? 1 : 0));
    previous = at >> 1U;
}

namespace Strato::Fuzz::Coverage {

bool known()
{
    return previous != 0;
}

void begin()
{
    passed.fill(0);
}

bool sawNew()
{
    bool any = false;
    for (std::size_t i = 0; i < places; ++i) {
        const std::uint8_t bucket = bucketOf(passed.at(i));
        any = any || (bucket & ~everPassed.at(i)) != 0;
        everPassed.at(i) = static_cast<std::uint8_t>(everPassed.at(i) | bucket);
    }
    return any;
}

std::size_t points()
{
    std::size_t count = 0;
    for (const std::uint8_t place : everPassed)
        count += place != 0 ? 1 : 0;
    return count;
}

} // namespace Strato::Fuzz::Coverage
