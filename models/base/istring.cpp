// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/istring.h"

#include <array>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace Strato {

/// One allocation: the text follows the entry.
struct IString::Entry {
    std::atomic<std::uint32_t> references;
    std::uint32_t size;
    std::size_t hash;

    [[nodiscard]] std::string_view text() const { return { reinterpret_cast<const char*>(this + 1), size }; }
    static Entry* make(std::string_view text, std::size_t hash);
    static void destroy(Entry* entry)
    {
        entry->~Entry();
        ::operator delete(entry);
    }
};

IString::Entry* IString::Entry::make(std::string_view text, std::size_t hash)
{
    void* const place = ::operator new(sizeof(Entry) + text.size());
    auto* const entry = new (place) Entry { { 1 }, static_cast<std::uint32_t>(text.size()), hash };
    std::memcpy(entry + 1, text.data(), text.size());
    return entry;
}

/// Open addressing with linear probing; at most three quarters full. A slot keeps the hash, so that looking at its
/// neighbours touches no entry.
struct IString::Shard {
    struct Slot {
        std::size_t hash = 0;
        Entry* entry = nullptr; // null: free
    };
    std::mutex mutex; // guards all below, and every step of a count from or to zero
    std::vector<Slot> slots = std::vector<Slot>(64); // a power of two
    std::size_t strings = 0;
    std::size_t bytes = 0;

    [[nodiscard]] std::size_t home(std::size_t hash) const { return (hash >> 12U) & (slots.size() - 1); }
    [[nodiscard]] std::size_t after(std::size_t at) const { return (at + 1) & (slots.size() - 1); }
    /// The slot of @p text, or the free one where it belongs.
    [[nodiscard]] std::size_t find(std::string_view text, std::size_t hash) const;
    void insert(Entry* entry);
    void erase(const Entry* entry);
    void grow();
};

std::size_t IString::Shard::find(std::string_view text, std::size_t hash) const
{
    std::size_t at = home(hash);
    while (slots[at].entry && (slots[at].hash != hash || slots[at].entry->text() != text))
        at = after(at);
    return at;
}

void IString::Shard::insert(Entry* entry)
{
    if (4 * (strings + 1) > 3 * slots.size())
        grow();
    slots[find(entry->text(), entry->hash)] = { entry->hash, entry };
    ++strings;
    bytes += sizeof(Entry) + entry->size;
}

void IString::Shard::grow()
{
    const std::vector<Slot> old = std::exchange(slots, std::vector<Slot>(2 * slots.size()));
    for (const Slot& slot : old) {
        if (!slot.entry)
            continue;
        std::size_t at = home(slot.hash);
        while (slots[at].entry)
            at = after(at);
        slots[at] = slot;
    }
}

void IString::Shard::erase(const Entry* entry)
{
    std::size_t hole = home(entry->hash);
    while (slots[hole].entry != entry)
        hole = after(hole);
    --strings;
    bytes -= sizeof(Entry) + entry->size;
    // What follows moves up, unless that would put it before its home.
    for (std::size_t at = after(hole); slots[at].entry; at = after(at)) {
        const std::size_t mask = slots.size() - 1;
        if (((at - home(slots[at].hash)) & mask) >= ((at - hole) & mask)) {
            slots[hole] = slots[at];
            hole = at;
        }
    }
    slots[hole] = {};
}

struct IString::Table {
    std::array<Shard, 32> shards; // decoding threads meet here: 32 locks keep them apart
    Shard& of(std::size_t hash) { return shards[(hash >> 7U) % shards.size()]; }
};

IString::Table& IString::table()
{
    // Never destroyed: handles in other objects of static storage may outlive it.
    static Table* const instance = new Table; // NOLINT(cppcoreguidelines-owning-memory)
    return *instance;
}

IString::IString(std::string_view text)
{
    if (text.empty())
        return;
    const std::size_t hash = std::hash<std::string_view>()(text);
    Shard& shard = table().of(hash);
    const std::scoped_lock lock(shard.mutex);
    m_entry = shard.slots[shard.find(text, hash)].entry;
    if (m_entry) {
        m_entry->references.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    m_entry = Entry::make(text, hash);
    shard.insert(m_entry);
}

IString::IString(const IString& other) noexcept
    : m_entry(other.m_entry)
{
    if (m_entry)
        m_entry->references.fetch_add(1, std::memory_order_relaxed);
}

IString::IString(IString&& other) noexcept
    : m_entry(std::exchange(other.m_entry, nullptr))
{
}

IString& IString::operator=(const IString& other) noexcept
{
    if (m_entry != other.m_entry)
        *this = IString(other);
    return *this;
}

IString& IString::operator=(IString&& other) noexcept
{
    if (this != &other)
        release(std::exchange(m_entry, std::exchange(other.m_entry, nullptr)));
    return *this;
}

IString::~IString()
{
    release(m_entry);
}

std::string_view IString::view() const noexcept
{
    return m_entry ? m_entry->text() : std::string_view();
}

void IString::release(Entry* entry) noexcept
{
    if (!entry)
        return;
    // Not the last one: no lock. The last count is given up under the shard's lock, where a lookup cannot revive it.
    std::uint32_t count = entry->references.load(std::memory_order_relaxed);
    while (count > 1) {
        if (entry->references.compare_exchange_weak(count, count - 1, std::memory_order_acq_rel))
            return;
    }
    Shard& shard = table().of(entry->hash);
    const std::scoped_lock lock(shard.mutex);
    if (entry->references.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return;
    shard.erase(entry);
    Entry::destroy(entry);
}

IString::Usage IString::usage()
{
    Usage usage;
    for (Shard& shard : table().shards) {
        const std::scoped_lock lock(shard.mutex);
        usage.strings += shard.strings;
        usage.bytes += shard.bytes;
    }
    return usage;
}

} // namespace Strato
