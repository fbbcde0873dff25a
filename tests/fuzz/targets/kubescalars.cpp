// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/quantity.h"
#include "models/kube/decode/resourceversion.h"
#include "models/kube/decode/timestamp.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"

#include <QDateTime>

#include <string>

using namespace Strato;

namespace {

void checkOrder(std::string_view a, std::string_view b, std::string_view c)
{
    const auto forth = compareResourceVersion(a, b);
    const auto back = compareResourceVersion(b, a);
    FUZZ_CHECK(forth.has_value() == back.has_value());
    if (!forth)
        return;
    FUZZ_CHECK((*forth < 0) == (*back > 0) && (*forth == 0) == (a == b));
    const auto further = compareResourceVersion(b, c);
    if (further && *forth <= 0 && *further <= 0)
        FUZZ_CHECK(*compareResourceVersion(a, c) <= 0);
}

void checkQuantity(std::string_view text)
{
    const auto milli = quantityMilli(text);
    const auto whole = quantityValue(text);
    FUZZ_CHECK(milli.has_value() == whole.has_value());
    if (!milli)
        return;
    FUZZ_CHECK((*milli <= 0 || *whole > 0) && (*milli >= 0 || *whole < 0)); // rounded away from zero
    constexpr std::int64_t most = std::int64_t { 1 } << 53U;
    if (*whole > -most && *whole < most)
        FUZZ_CHECK(*milli <= *whole * 1000 + 999 && *milli >= *whole * 1000 - 999);
    FUZZ_CHECK(quantityValue(std::to_string(*whole)) == whole);
    FUZZ_CHECK(quantityMilli(std::to_string(*milli) + "m") == milli);
}

} // namespace

/// Resource versions, quantities and timestamps: one a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const std::string_view first = input.part();
    const std::string_view second = input.part();
    const std::string_view third = input.part();
    checkOrder(first, second, third);
    for (const std::string_view text : { first, second, third, input.rest() }) {
        checkQuantity(text);
        if (const auto at = parseTimestamp(text)) {
            // Written by Qt, to the millisecond, it is the same moment.
            const QString iso = toDateTime(*at).toString(Qt::ISODateWithMs);
            const auto again = parseTimestamp(iso.toStdString());
            FUZZ_CHECK(again.has_value());
            const std::int64_t apart = at->ns - again->ns;
            FUZZ_CHECK(apart > -1'000'000 && apart < 1'000'000);
        }
    }
    return 0;
}
