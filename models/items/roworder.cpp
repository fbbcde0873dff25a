// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/roworder.h"

#include "models/base/fetchahead.h"
#include "models/items/naturalorder.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <span>

namespace Strato {

namespace {

constexpr std::uint64_t signBit = 1ULL << 63U;

std::uint64_t ordered(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) ^ signBit;
}

std::uint64_t ordered(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value); // -0 is 0
    return (bits & signBit) != 0 ? ~bits : bits | signBit;
}

double ratio(std::int64_t packed)
{
    const std::int32_t whole = fractionWhole(packed);
    return whole == 0 ? 1.0 : static_cast<double>(fractionPart(packed)) / whole; // 0 of 0 lacks nothing
}

/// An element of a sort by text: keys lie one after another in one arena, 64 bits of them are looked at a time.
struct Entry {
    std::uint64_t key;
    std::uint32_t slot;
    std::uint32_t end; // in the arena
    std::uint32_t begin;
};

std::uint64_t load(const std::string& arena, std::uint32_t begin, std::uint32_t end, bool descending)
{
    std::uint64_t key = 0;
    if (end - begin >= 8) {
        std::memcpy(&key, arena.data() + begin, sizeof key);
        if constexpr (std::endian::native == std::endian::little)
            key = __builtin_bswap64(key);
    } else {
        for (std::uint32_t i = 0; i < 8; ++i)
            key = (key << 8U) | (begin + i < end ? static_cast<unsigned char>(arena[begin + i]) : 0U);
    }
    return descending ? ~key : key;
}

/// Told of entries that are equal to their end.
using EqualRun = std::function<void(std::span<Entry>)>;

/// Sorts by text, eight bytes at a time: only rows equal so far look at the next eight. Stable.
void sortByText(const std::string& arena, std::span<Entry> entries, bool descending, const EqualRun& equal = {})
{
    std::ranges::stable_sort(entries, {}, &Entry::key);
    for (std::size_t first = 0; first < entries.size();) {
        std::size_t last = first + 1;
        while (last < entries.size() && entries[last].key == entries[first].key)
            ++last;
        bool more = false;
        for (std::size_t i = first; last - first > 1 && i < last; ++i) {
            Entry& entry = entries[i];
            entry.begin = std::min(entry.begin + 8, entry.end);
            entry.key = load(arena, entry.begin, entry.end, descending);
            more = more || entry.begin < entry.end;
        }
        if (more)
            sortByText(arena, entries.subspan(first, last - first), descending, equal);
        else if (equal && last - first > 1)
            equal(entries.subspan(first, last - first));
        first = last;
    }
}

} // namespace

struct RowOrder::Key {
    bool lacksValue = true;
    bool isText = false;
    unsigned char rank = 0; // goes before the text: worst states first; 0 = none
    std::uint64_t number = 0;
    std::string_view text;

    [[nodiscard]] std::uint8_t group(bool descending) const
    {
        constexpr std::uint8_t last = 2;
        return lacksValue ? last : static_cast<std::uint8_t>(isText != descending);
    }
    [[nodiscard]] std::uint64_t prefix() const
    {
        if (!isText)
            return number;
        const std::uint64_t plain = naturalPrefix(text);
        return rank == 0 ? plain : (static_cast<std::uint64_t>(rank) << 56U) | (plain >> 8U);
    }
};

bool RowOrder::setFirst(const Level& level)
{
    if (!m_levels.empty() && m_levels.front() == level)
        return false;
    std::erase_if(m_levels, [&](const Level& held) { return held.columnId == level.columnId; });
    m_levels.insert(m_levels.begin(), level);
    columnsChanged();
    return true;
}

void RowOrder::columnsChanged()
{
    m_columns.clear();
    for (const Level& level : m_levels)
        m_columns.push_back(m_layout.indexOf(level.columnId));
}

RowOrder::Key RowOrder::key(const Record& record, std::size_t level) const
{
    const int column = m_columns[level];
    if (column < 0)
        return {};
    const ColumnLayout::Column& spec = m_layout.columns()[static_cast<std::size_t>(column)];
    switch (spec.source) {
    case ColumnLayout::Source::Name: return { false, true, 0, 0, record.name.view() };
    case ColumnLayout::Source::Namespace: return { record.nameSpace.empty(), true, 0, 0, record.nameSpace.view() };
    case ColumnLayout::Source::Cluster: return { false, true, 0, 0, record.cluster.view() };
    case ColumnLayout::Source::Age: return { record.created == Instant {}, false, 0, ~ordered(record.created.ns), {} };
    case ColumnLayout::Source::Labels: return {};
    case ColumnLayout::Source::Schema: break;
    }
    if (record.provisional)
        return {};
    const Cell& cell = m_layout.schemaCell(record, column);
    if (const auto* text = std::get_if<IString>(&cell)) {
        const int worst = severityRank(Health::Critical) + 1;
        const int rank = spec.type == CellType::State ? worst - severityRank(record.health) : 0;
        return { false, true, static_cast<unsigned char>(rank), 0, text->view() };
    }
    return numberKey(cell, spec.type);
}

RowOrder::Key RowOrder::numberKey(const Cell& cell, CellType type)
{
    if (const auto* number = std::get_if<double>(&cell))
        return { std::isnan(*number), false, 0, ordered(*number), {} };
    const auto* count = std::get_if<std::int64_t>(&cell);
    if (!count)
        return {};
    if (type == CellType::Fraction)
        return { false, false, 0, ordered(ratio(*count)), {} };
    return { false, false, 0, type == CellType::Age ? ~ordered(*count) : ordered(*count), {} };
}

int RowOrder::compare(const Record& a, const Record& b, std::size_t level) const
{
    const bool descending = m_levels[level].descending;
    const Key left = key(a, level);
    const Key right = key(b, level);
    if (left.group(descending) != right.group(descending))
        return left.group(descending) < right.group(descending) ? -1 : 1;
    const auto sign = [&](auto ordering) { return ordering == 0 ? 0 : ((ordering < 0) != descending ? -1 : 1); };
    if (left.lacksValue)
        return 0;
    if (!left.isText)
        return sign(left.number <=> right.number);
    if (left.rank != right.rank)
        return sign(left.rank <=> right.rank);
    return left.text.data() == right.text.data() ? 0 : sign(naturalCompare(left.text, right.text));
}

void RowOrder::prepare(RowSlot& slot) const
{
    if (m_levels.empty()) {
        slot.group = 0;
        slot.key = naturalPrefix(slot.placedRecord().name.view());
        return;
    }
    const bool descending = m_levels.front().descending;
    const Key first = key(slot.placedRecord(), 0);
    slot.group = first.group(descending);
    slot.key = first.lacksValue ? 0 : descending ? ~first.prefix() : first.prefix();
}

bool RowOrder::baseLess(const Record& a, const Record& b)
{
    if (const auto byName = naturalCompare(a.name.view(), b.name.view()); byName != 0)
        return byName < 0;
    if (const auto bySpace = naturalCompare(a.nameSpace.view(), b.nameSpace.view()); bySpace != 0)
        return bySpace < 0;
    if (a.cluster != b.cluster)
        return a.cluster.view() < b.cluster.view();
    return a.entity.text() < b.entity.text();
}

bool RowOrder::less(const RowSlot& a, const RowSlot& b) const
{
    if (a.group != b.group)
        return a.group < b.group;
    if (a.key != b.key)
        return a.key < b.key;
    const Record& left = a.placedRecord();
    const Record& right = b.placedRecord();
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        if (const int order = compare(left, right, level); order != 0)
            return order < 0;
    }
    return baseLess(left, right);
}

bool RowOrder::samePlace(const Record& a, const Record& b) const
{
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        if (compare(a, b, level) != 0)
            return false;
    }
    return true;
}

void RowOrder::sort(const Slots& rows, Order& order) const
{
    sortByBase(rows, order);
    for (std::size_t level = m_levels.size(); level-- > 0;)
        sortByLevel(rows, order, level);
}

void RowOrder::sortByFirst(const Slots& rows, Order& order) const
{
    if (!m_levels.empty())
        sortByLevel(rows, order, 0);
}

void RowOrder::sortByBase(const Slots& rows, Order& order) const
{
    std::string arena;
    std::vector<Entry> entries;
    entries.reserve(order.size());
    arena.reserve(order.size() * 64);
    const auto recordAt = [&](std::size_t place) { return &rows[order[place]].placedRecord(); };
    for (std::size_t i = 0; i < order.size(); ++i) {
        fetchAhead(i, order.size(), recordAt, [](const Record& next) {
            next.name.prefetch();
            next.nameSpace.prefetch();
        });
        const std::uint32_t slot = order[i];
        const Record& record = rows[slot].placedRecord();
        const auto begin = static_cast<std::uint32_t>(arena.size());
        appendNaturalKey(arena, record.name.view());
        arena += '\1';
        appendNaturalKey(arena, record.nameSpace.view());
        const auto end = static_cast<std::uint32_t>(arena.size());
        entries.push_back({ load(arena, begin, end, false), slot, end, begin });
    }
    // Equal in name and namespace: the same name in several clusters, or in another case. They are few.
    sortByText(arena, entries, false, [&](std::span<Entry> sameName) {
        std::ranges::sort(sameName, [&](const Entry& a, const Entry& b) {
            return baseLess(rows[a.slot].placedRecord(), rows[b.slot].placedRecord());
        });
    });
    std::ranges::transform(entries, order.begin(), &Entry::slot);
}

void RowOrder::sortByLevel(const Slots& rows, Order& order, std::size_t level) const
{
    const bool descending = m_levels[level].descending;
    std::string arena;
    std::vector<Entry> numbers;
    std::vector<Entry> texts;
    Order lacking;
    for (const std::uint32_t slot : order) {
        const Key value = key(rows[slot].placedRecord(), level);
        const auto begin = static_cast<std::uint32_t>(arena.size());
        if (value.lacksValue) {
            lacking.push_back(slot);
        } else if (!value.isText) {
            numbers.push_back({ descending ? ~value.number : value.number, slot, 0, 0 });
        } else {
            if (value.rank != 0)
                arena += static_cast<char>(value.rank);
            appendNaturalKey(arena, value.text);
            const auto end = static_cast<std::uint32_t>(arena.size());
            texts.push_back({ load(arena, begin, end, descending), slot, end, begin });
        }
    }
    std::ranges::stable_sort(numbers, {}, &Entry::key);
    sortByText(arena, texts, descending);
    const auto* first = descending ? &texts : &numbers;
    const auto* second = descending ? &numbers : &texts;
    auto out = std::ranges::transform(*first, order.begin(), &Entry::slot).out;
    out = std::ranges::transform(*second, out, &Entry::slot).out;
    std::ranges::copy(lacking, out);
}

} // namespace Strato
