// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/clock.h"
#include "tests/fuzz/driver/fuzztarget.h"

#include <unistd.h>

#include <atomic>
#include <string_view>
#include <vector>

using namespace Strato;

namespace {

std::atomic<bool> never = false; // or the compiler would know how the loop ends
const void* leaked = nullptr;

int depthOf(const std::vector<int>& grown, int depth)
{
    return never ? depth : depthOf(grown, depth + 1) + grown.front();
}

} // namespace

/// A target that does what its input says: each way that one can go wrong.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.find("check") != std::string_view::npos)
        FUZZ_CHECK(never);
    if (text == "overrun")
        return data[size] == 0 ? 1 : 0;
    if (text == "hang")
        while (!never) { }
    if (text == "wait")
        while (!never)
            pause();
    if (text == "memory") {
        std::vector<char> large(std::size_t { 900 } << 20U, 'x');
        while (!never)
            large[static_cast<std::size_t>(large[7])] = 'y';
    }
    if (text == "bottomless")
        return depthOf({ 1, 2 }, 0);
    if (text.starts_with("slow")) {
        const SystemClock clock;
        const Duration begun = clock.monotonic();
        while (clock.monotonic() - begun < std::chrono::milliseconds(5)) { }
    }
    if (text == "leak") {
        leaked = new int(7);
        leaked = nullptr;
    }
    return 0;
}
