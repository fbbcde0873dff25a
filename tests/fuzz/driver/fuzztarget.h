// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>

/// What a target defines, by the name that libFuzzer and AFL++ know too. Pure: the same bytes, the same behaviour; what
/// it finds wrong it says by FUZZ_CHECK.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace Strato::Fuzz {

/// Says where and ends the process. The torture driver has one of its own: once an allocation failed, an answer may
/// be another one, and the input is left instead.
[[noreturn]] void checkFailed(const char* condition, const char* file, int line);

} // namespace Strato::Fuzz

/// Not an assert(): it stands in every build.
#define FUZZ_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            Strato::Fuzz::checkFailed(#condition, __FILE__, __LINE__);                                                 \
    } while (false)
