// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/driver/corpus.h"
#include "tests/fuzz/driver/fuzztarget.h"
#include "tests/fuzz/driver/supervisor.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <new>

// Fails the Nth allocation while a target works on an entry of its corpus, for every N, or as many of them as are asked
// for. The contract of the pure decoders: they answer with an Error, or let std::bad_alloc pass; nothing leaks, nothing
// ends the process, and the same input is afterwards what it was before.
namespace {

std::size_t allocations = 0; // since the last input began
std::size_t failing = 0; // which of them; 0: none

void* allocated(std::size_t size, std::size_t alignment)
{
    if (++allocations == failing)
        return nullptr;
    return alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__
        ? std::malloc(size)
        : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void* allocatedOrThrow(std::size_t size, std::size_t alignment = 1)
{
    if (void* const made = allocated(std::max<std::size_t>(size, 1), alignment))
        return made;
    throw std::bad_alloc();
}

} // namespace

// Those of <new> that are not written here end in one of these.
void* operator new(std::size_t size)
{
    return allocatedOrThrow(size);
}
void* operator new(std::size_t size, std::align_val_t alignment)
{
    return allocatedOrThrow(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    return allocated(std::max<std::size_t>(size, 1), 1);
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}

namespace Strato::Fuzz {

namespace {

/// A target's check that does not hold because an allocation failed: an Error stands where it expects a value.
struct InputLeft final : std::exception {
    const char* what() const noexcept override { return "input left"; }
};

struct Tally {
    std::size_t inputs = 0;
    std::size_t failed = 0; // allocations
    std::size_t passed = 0; // of these: std::bad_alloc came out
    std::size_t left = 0; // of these: the answer was another one
};

void run(const CorpusEntry& entry)
{
    const std::vector<std::uint8_t> bytes(entry.bytes.begin(), entry.bytes.end());
    allocations = 0;
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void failOne(const CorpusEntry& entry, std::size_t which, CurrentInput& current, Tally& tally)
{
    current.begin(entry.name + ", allocation " + std::to_string(which), entry.bytes);
    try {
        failing = which;
        run(entry);
    } catch (const std::bad_alloc&) {
        ++tally.passed;
    } catch (const InputLeft&) {
        ++tally.left;
    }
    failing = 0;
    ++tally.failed;
    run(entry); // with every check: nothing that outlives an input was harmed
    current.end();
}

int torture(const std::vector<std::string>& corpora, std::size_t most, CurrentInput& current)
{
    Tally tally;
    for (const CorpusEntry& entry : readCorpora(corpora)) {
        current.begin(entry.name, entry.bytes);
        run(entry); // what is made once in a process is made
        run(entry);
        const std::size_t count = allocations;
        current.end();
        const std::size_t step = std::max<std::size_t>(1, count / most);
        for (std::size_t which = 1; which <= count; which += step)
            failOne(entry, which, current, tally);
        ++tally.inputs;
    }
    std::printf(
        "%zu allocations failed in %zu inputs: %zu times bad_alloc came out, %zu times another answer, else the "
        "same\n",
        tally.failed, tally.inputs, tally.passed, tally.left);
    return 0;
}

} // namespace

void checkFailed(const char* condition, const char* file, int line)
{
    if (failing != 0 && allocations >= failing)
        throw InputLeft();
    std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    std::abort();
}

} // namespace Strato::Fuzz

int main(int argc, char** argv)
{
    using namespace Strato::Fuzz;
    std::vector<std::string> corpora;
    std::size_t most = 25; // allocations of an input
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--corpus") == 0)
            corpora.emplace_back(argv[i + 1]);
        else if (std::strcmp(argv[i], "--allocations") == 0)
            most = std::max<std::size_t>(1, std::strtoull(argv[i + 1], nullptr, 10));
    }
    const std::string target = std::filesystem::path(argv[0]).filename();
    return supervise(target, ".", { 10, 5 }, [&](CurrentInput& current) { return torture(corpora, most, current); });
}
