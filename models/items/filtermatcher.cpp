// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/filterquery.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace Strato {

namespace {

using Field = FilterQuery::Field;
using Test = FilterQuery::Test;

bool equalIgnoringCase(std::string_view text, std::string_view lowered)
{
    return std::ranges::equal(text, lowered, {}, lowerAscii);
}

bool containsIgnoringCase(std::string_view text, std::string_view lowered)
{
    const auto same = [](char c, char wanted) { return lowerAscii(c) == wanted; };
    return std::search(text.begin(), text.end(), lowered.begin(), lowered.end(), same) != text.end() || lowered.empty();
}

bool contains(std::string_view text, std::string_view part)
{
    return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

constexpr std::array<std::string_view, 5> healthWords { "well", "warning", "critical", "unknown", "changing" };

/// One of the values is (or is in) one of the texts.
template <std::size_t n> bool anyOf(const FilterQuery::Term& term, const std::array<std::string_view, n>& texts)
{
    return std::ranges::any_of(term.values, [&](const std::string& value) {
        return std::ranges::any_of(texts, [&](std::string_view text) {
            return term.test == Test::Is ? equalIgnoringCase(text, value) : containsIgnoringCase(text, value);
        });
    });
}

bool hasLabel(const Record& record, std::string_view key)
{
    return record.labels
        && std::ranges::any_of(*record.labels, [&](const auto& label) { return label.first.view() == key; });
}

bool labelHolds(const Record& record, const FilterQuery::Term& term)
{
    const bool has = hasLabel(record, term.key);
    const auto isOne = [&] { return std::ranges::find(term.values, record.label(term.key)) != term.values.end(); };
    switch (term.test) {
    case Test::Exists: return has;
    case Test::Absent: return !has;
    case Test::NotIn: return !has || !isOne(); // as kubectl: without the label it is not one of them
    case Test::In:
    case Test::Is:
    case Test::Contains: return has && isOne();
    }
    return false;
}

bool isOfText(const FilterQuery::Term& term)
{
    return term.field == Field::Text && term.key.empty();
}

} // namespace

FilterMatcher::FilterMatcher(FilterQuery query, ClusterName clusterName)
    : m_query(std::move(query))
    , m_clusterName(std::move(clusterName))
    , m_readsText(std::ranges::any_of(m_query.terms(), isOfText))
    , m_readsFields(!std::ranges::all_of(m_query.terms(), isOfText))
{
}

bool FilterMatcher::matches(const Record& record)
{
    return std::ranges::all_of(m_query.terms(), [&](const FilterQuery::Term& term) { return meets(record, term); });
}

void FilterMatcher::countWithoutEachTerm(const Record& record, std::vector<std::size_t>& counts)
{
    const auto& terms = m_query.terms();
    counts.resize(terms.size());
    std::optional<std::size_t> failed;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (meets(record, terms[i]))
            continue;
        if (failed)
            return;
        failed = i;
    }
    if (failed)
        ++counts[*failed];
}

bool FilterMatcher::meets(const Record& record, const FilterQuery::Term& term)
{
    return holds(record, term) != term.negated;
}

/// A text is all that is read of a record for a word: the rest of it may lie where memory is slow.
bool FilterMatcher::holds(const Record& record, const FilterQuery::Term& term)
{
    switch (term.field) {
    case Field::Text:
        return contains(record.searchText, term.values.front()) || (!term.key.empty() && hasLabel(record, term.key));
    case Field::Namespace: return anyOf<1>(term, { record.nameSpace.view() });
    case Field::Name: return anyOf<1>(term, { record.name.view() });
    case Field::Node: return anyOf<1>(term, { textOf(record, columnsOf(record).node) });
    case Field::Status:
        return anyOf<3>(term,
            { textOf(record, columnsOf(record).status), record.reason.view(),
                healthWords[static_cast<std::size_t>(record.health)] });
    case Field::State:
        return std::ranges::any_of(term.values, [&](const std::string& word) { return m_states.holds(record, word); });
    case Field::Kind: return record.schema && anyOf<2>(term, { record.schema->kind, record.schema->plural });
    case Field::Cluster:
        return anyOf<2>(
            term, { record.cluster.view(), m_clusterName ? m_clusterName(record.cluster) : std::string_view() });
    case Field::Owner: {
        std::string path(record.owner.kind.view());
        path += '/';
        path += record.owner.name.view();
        return !record.owner.name.empty() && anyOf<2>(term, { record.owner.name.view(), path });
    }
    case Field::Label: return labelHolds(record, term);
    }
    return false;
}

std::string_view FilterMatcher::textOf(const Record& record, int column)
{
    const auto* text = std::get_if<IString>(&record.cell(column));
    return text ? text->view() : std::string_view();
}

const FilterMatcher::Columns& FilterMatcher::columnsOf(const Record& record)
{
    if (record.schema != m_schema) {
        m_schema = record.schema;
        m_columns.node = m_schema ? m_schema->column("node") : -1;
        m_columns.status = m_schema ? m_schema->column("status") : -1;
    }
    return m_columns;
}

void FilterMatcher::fetch(const Record& next) const
{
    constexpr std::ptrdiff_t line = 64;
    const auto* const begin = reinterpret_cast<const char*>(&next);
    if (m_readsFields) {
        for (std::ptrdiff_t at = 0; at < static_cast<std::ptrdiff_t>(sizeof(Record)); at += line)
            __builtin_prefetch(begin + at);
    } else {
        __builtin_prefetch(&next.searchText);
    }
}

void FilterMatcher::fetchText(const Record& next) const
{
    constexpr std::ptrdiff_t line = 64;
    if (!m_readsText)
        return;
    const char* const text = next.searchText.data();
    __builtin_prefetch(text);
    __builtin_prefetch(text + line);
}

} // namespace Strato
