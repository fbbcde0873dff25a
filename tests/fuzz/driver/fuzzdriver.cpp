// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/clock.h"
#include "tests/fuzz/driver/corpus.h"
#include "tests/fuzz/driver/coverage.h"
#include "tests/fuzz/driver/fuzztarget.h"
#include "tests/fuzz/driver/mutator.h"
#include "tests/fuzz/driver/supervisor.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <utility>

// What libFuzzer does where it does not link: replays a corpus, cuts its entries at every byte, then mutates them.
namespace Strato::Fuzz {

namespace {

constexpr const char* usage
    = "usage: fuzz_TARGET --corpus DIR|FILE ... [--seconds N] [--seed N] [--dictionary FILE] [--artifacts DIR] [--keep "
      "DIR]\n"
      "Replays the corpus, then cuts and mutates it for N seconds (default: STRATO_FUZZ_SECONDS, else 10; 0 only "
      "replays).\n"
      "  --seed       default: STRATO_FUZZ_SEED, else 1\n"
      "  --artifacts  where an input goes that fails, takes over 1 s of the processor, or 512 MB (default: here)\n"
      "  --keep       where inputs go that reach what no other did (preset fuzz only)\n";

struct Options {
    double seconds = 10;
    std::uint64_t seed = 1;
    std::vector<std::string> corpora;
    std::string dictionary;
    std::string artifacts = ".";
    std::string keep;
};

[[noreturn]] void refuse()
{
    std::fputs(usage, stderr);
    std::exit(2);
}

Options readOptions(std::span<char*> arguments)
{
    Options options;
    if (const char* seconds = std::getenv("STRATO_FUZZ_SECONDS"))
        options.seconds = std::strtod(seconds, nullptr);
    if (const char* seed = std::getenv("STRATO_FUZZ_SEED"))
        options.seed = std::strtoull(seed, nullptr, 10);
    for (std::size_t i = 1; i < arguments.size(); i += 2) {
        if (i + 1 == arguments.size())
            refuse();
        const std::string_view name = arguments[i];
        const char* value = arguments[i + 1];
        if (name == "--seconds")
            options.seconds = std::strtod(value, nullptr);
        else if (name == "--seed")
            options.seed = std::strtoull(value, nullptr, 10);
        else if (name == "--corpus")
            options.corpora.emplace_back(value);
        else if (name == "--dictionary")
            options.dictionary = value;
        else if (name == "--artifacts")
            options.artifacts = value;
        else if (name == "--keep")
            options.keep = value;
        else
            refuse();
    }
    if (options.corpora.empty())
        refuse();
    return options;
}

class Fuzzer final {
public:
    Fuzzer(const Options& options, CurrentInput& current)
        : m_options(options)
        , m_current(current)
        , m_mutator(options.seed, readDictionary(options.dictionary))
        , m_started(m_clock.monotonic())
    {
    }
    int run()
    {
        for (CorpusEntry& entry : readCorpora(m_options.corpora)) {
            give("corpus file " + entry.name, entry.bytes);
            m_pool.push_back(std::move(entry));
        }
        const std::size_t replayed = m_inputs;
        m_started = m_clock.monotonic(); // the replay is done in any case
        const std::vector<Cut> cuts = allCuts();
        for (const Cut& cut : cuts) {
            if (!timeIsLeft(shareOfCuts))
                break;
            cutOne(cut);
        }
        const std::size_t cut = m_inputs - replayed;
        while (timeIsLeft())
            mutateOne();
        report(replayed, cut, cuts.size());
        return 0;
    }

private:
    static constexpr std::size_t mostInPool = 4096;
    static constexpr std::size_t mostCuts = 2048; // of one entry; longer ones are cut at as many places
    static constexpr double shareOfCuts = 0.3; // of the time: they find little in a large corpus that mutation does not

    struct Cut {
        std::size_t entry = 0;
        std::size_t size = 0; // that is left of it
    };

    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(m_clock.monotonic() - m_started).count();
    }
    [[nodiscard]] bool timeIsLeft(double share = 1) const { return seconds() < m_options.seconds * share; }

    /// @return whether it reached something new.
    bool give(const std::string& origin, const std::string& bytes)
    {
        // A copy of exactly this size, so that the sanitizer sees any read beyond it.
        const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
        Coverage::begin();
        m_current.begin(origin, bytes);
        LLVMFuzzerTestOneInput(exact.data(), exact.size());
        m_current.end();
        ++m_inputs;
        return Coverage::known() && Coverage::sawNew();
    }
    /// Every entry at every byte, in an order of the seed: where time is short, no entry goes without.
    [[nodiscard]] std::vector<Cut> allCuts()
    {
        std::vector<Cut> cuts;
        for (std::size_t i = 0; i < m_pool.size(); ++i) {
            const std::size_t length = m_pool[i].bytes.size();
            for (std::size_t size = 0; size < length; size += 1 + length / mostCuts)
                cuts.push_back({ i, size });
        }
        for (std::size_t i = cuts.size(); i > 1; --i)
            std::swap(cuts[i - 1], cuts[m_mutator.below(i)]);
        return cuts;
    }
    void cutOne(const Cut& cut)
    {
        const CorpusEntry& whole = m_pool[cut.entry];
        giveAndKeep(whole.name, "cut after " + std::to_string(cut.size), whole.bytes.substr(0, cut.size));
    }
    void mutateOne()
    {
        const CorpusEntry& first = m_pool[chosen()];
        giveAndKeep(first.name, "mutated, input " + std::to_string(m_inputs),
            m_mutator.mutated(first.bytes, m_pool[chosen()].bytes));
    }
    /// Among the pool, and where --keep says, when it reached something new.
    void giveAndKeep(std::string name, const std::string& how, std::string bytes)
    {
        if (!give(name + ' ' + how, bytes) || m_pool.size() >= mostInPool)
            return;
        if (!m_options.keep.empty()) {
            std::ofstream file(m_options.keep + "/new-" + std::to_string(m_pool.size()), std::ios::binary);
            file << bytes;
        }
        m_pool.push_back({ std::move(name), std::move(bytes) });
    }
    /// The newest quarter half of the time: what was found last leads on.
    [[nodiscard]] std::size_t chosen()
    {
        const std::size_t quarter = 1 + m_pool.size() / 4;
        return m_mutator.below(2) == 0 ? m_mutator.below(m_pool.size()) : m_pool.size() - 1 - m_mutator.below(quarter);
    }
    void report(std::size_t replayed, std::size_t cut, std::size_t cuts) const
    {
        std::printf("%zu inputs (%zu of the corpus, %zu of %zu cuts, %zu mutated) in %.1f s, %.0f a second\n", m_inputs,
            replayed, cut, cuts, m_inputs - replayed - cut, seconds(),
            static_cast<double>(m_inputs - replayed) / std::max(seconds(), 0.001));
        if (Coverage::known())
            std::printf("%zu places passed, by %zu inputs kept\n", Coverage::points(), m_pool.size());
    }

    const SystemClock m_clock;
    const Options& m_options;
    CurrentInput& m_current;
    Mutator m_mutator;
    Duration m_started;
    std::vector<CorpusEntry> m_pool;
    std::size_t m_inputs = 0;
};

} // namespace

} // namespace Strato::Fuzz

int main(int argc, char** argv)
{
    using namespace Strato::Fuzz;
    const Options options = readOptions({ argv, static_cast<std::size_t>(argc) });
    const std::string target = std::filesystem::path(argv[0]).filename();
    std::printf("%s: seed %llu\n", target.c_str(), static_cast<unsigned long long>(options.seed));
    return supervise(
        target, options.artifacts, {}, [&](CurrentInput& current) { return Fuzzer(options, current).run(); });
}
