// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/filterquery.h"
#include "models/items/naturalorder.h"
#include "models/kube/schema/kubeschemas.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"

#include <algorithm>

using namespace Strato;

namespace {

Record recordNamed(std::string_view name)
{
    Record record;
    record.schema = builtInSchema("", "Pod");
    record.cells.resize(record.schema->columns.size());
    record.name = IString(name);
    record.nameSpace = IString("shop");
    record.labels = std::make_shared<LabelSet>(LabelSet { { IString("app"), IString("web") } });
    record.searchText = std::string(name);
    return record;
}

void checkQuery(std::string_view text, const Record& record)
{
    const FilterQuery::Parsed parsed = FilterQuery::parse(text);
    if (parsed.error)
        FUZZ_CHECK(
            parsed.error->position <= text.size() && parsed.error->position + parsed.error->length <= text.size());
    std::size_t last = 0;
    for (const FilterQuery::Term& term : parsed.query.terms()) {
        FUZZ_CHECK(term.position >= last && term.length > 0 && term.position + term.length <= text.size());
        last = term.position;
    }
    FilterMatcher matcher(parsed.query);
    const bool matches = matcher.matches(record);
    std::vector<std::size_t> counts(parsed.query.terms().size());
    matcher.countWithoutEachTerm(record, counts);
    FUZZ_CHECK(std::ranges::count_if(counts, [](std::size_t n) { return n > 0; }) <= 1 || matches);
    constexpr std::size_t most = 16; // each costs all the others
    for (std::size_t i = 0; i < std::min(most, parsed.query.terms().size()); ++i) {
        const FilterQuery fewer = parsed.query.without(i);
        FUZZ_CHECK(fewer.terms().size() + 1 == parsed.query.terms().size());
        if (matches)
            FUZZ_CHECK(FilterMatcher(fewer).matches(record)); // less is asked of it
    }
    const FilterQuery::Parsed shorter = FilterQuery::parse(text.substr(0, text.size() / 2));
    if (parsed.query.narrows(shorter.query) && matches)
        FUZZ_CHECK(FilterMatcher(shorter.query).matches(record));
}

void checkOrder(std::string_view a, std::string_view b)
{
    std::string keyA;
    std::string keyB;
    appendNaturalKey(keyA, a);
    appendNaturalKey(keyB, b);
    FUZZ_CHECK((naturalCompare(a, b) <=> 0) == (keyA <=> keyB));
    FUZZ_CHECK((naturalCompare(a, b) < 0) == (naturalCompare(b, a) > 0));
    FUZZ_CHECK(std::ranges::all_of(keyA, [](char c) { return static_cast<unsigned char>(c) >= 2; }));
    if (naturalPrefix(a) != naturalPrefix(b))
        FUZZ_CHECK((naturalPrefix(a) < naturalPrefix(b)) == (keyA < keyB));
}

} // namespace

/// What is typed above a list; behind it, a line each, names: a record of the first, and the order of both.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Fuzz::FuzzInput input(data, size);
    const std::string_view query = input.part();
    const std::string_view first = input.part();
    checkQuery(query, recordNamed(first));
    checkOrder(first, input.rest());
    checkOrder(query, first);
    return 0;
}
