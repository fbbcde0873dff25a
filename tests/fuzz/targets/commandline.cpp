// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/options.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"

using namespace Strato;

/// Any words as the command line, one a line: options to run with, or words and the status of a mistake.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    std::vector<std::string> arguments;
    while (!input.rest().empty())
        arguments.emplace_back(input.part());
    const ParsedOptions parsed = parseOptions(arguments, { "overview", "explorer" });
    if (!parsed.options) {
        FUZZ_CHECK(!parsed.text.isEmpty());
        FUZZ_CHECK(parsed.status == ExitStatus::Done || parsed.status == ExitStatus::Usage);
        return 0;
    }
    FUZZ_CHECK(parsed.options->size.width() > 0 && parsed.options->size.height() > 0);
    FUZZ_CHECK(parsed.options->command != Command::Render || !parsed.options->outputFile.isEmpty());
    FUZZ_CHECK(parsed.options->command != Command::Get || !parsed.options->kind.isEmpty());
    FUZZ_CHECK(parsed.options->wait >= std::chrono::seconds(0));
    return 0;
}
