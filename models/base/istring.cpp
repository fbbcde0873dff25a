// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/istring.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace Strato {

/// One allocation a string: the text stands behind the head. A process that watches a cluster holds some ten strings a
/// pod that no other object has (names, uids, versions, addresses), so every byte of the head counts.
struct IString::Entry {
    Entry* next; // in its bucket
    std::uint32_t hash;
    std::uint32_t size;
    std::atomic<std::uint32_t> references;
    // The text begins here, in what would be padding.

    static constexpr std::size_t headBytes = 20;

    [[nodiscard]] std::string_view text() const noexcept
    {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the bytes that create() put there
        return { reinterpret_cast<const char*>(this) + headBytes, size };
    }
    [[nodiscard]] std::size_t bytes() const noexcept { return bytesFor(size); }
    [[nodiscard]] static std::size_t bytesFor(std::size_t size) { return std::max(sizeof(Entry), headBytes + size); }

    static Entry* create(std::string_view text, std::uint32_t hash, Entry* next)
    {
        static_assert(offsetof(Entry, references) + sizeof(references) == headBytes);
        void* const memory = ::operator new(bytesFor(text.size()));
        auto* const entry = new (memory) Entry { next, hash, static_cast<std::uint32_t>(text.size()), { 1 } };
        std::memcpy(static_cast<char*>(memory) + headBytes, text.data(), text.size());
        return entry;
    }
    static void destroy(Entry* entry) noexcept
    {
        entry->~Entry();
        ::operator delete(entry);
    }
};

struct IString::Shard {
    std::mutex mutex; // guards all below, and every step of a count from or to zero
    std::vector<Entry*> buckets = std::vector<Entry*>(64); // a power of two
    std::size_t strings = 0;
    std::size_t bytes = 0;

    Entry*& bucket(std::uint32_t hash) { return buckets[(hash >> shardBits) & (buckets.size() - 1)]; }
    void grow()
    {
        std::vector<Entry*> old(2 * buckets.size());
        old.swap(buckets);
        for (Entry* entry : old) {
            while (entry) {
                Entry*& head = bucket(entry->hash);
                Entry* const next = std::exchange(entry->next, head);
                head = std::exchange(entry, next);
            }
        }
    }

    static constexpr unsigned shardBits = 5;
};

struct IString::Table {
    std::array<Shard, std::size_t { 1 } << Shard::shardBits>
        shards; // decoding threads meet here: the locks keep them apart
    Shard& of(std::uint32_t hash) { return shards[hash & (shards.size() - 1)]; }
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
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
    Shard& shard = table().of(hash);
    const std::scoped_lock lock(shard.mutex);
    for (Entry* entry = shard.bucket(hash); entry; entry = entry->next) {
        if (entry->hash == hash && entry->text() == text) {
            entry->references.fetch_add(1, std::memory_order_relaxed);
            m_entry = entry;
            return;
        }
    }
    if (shard.strings == shard.buckets.size())
        shard.grow();
    Entry*& head = shard.bucket(hash);
    head = Entry::create(text, hash, head);
    ++shard.strings;
    shard.bytes += head->bytes();
    m_entry = head;
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
    Entry** place = &shard.bucket(entry->hash);
    while (*place != entry)
        place = &(*place)->next;
    *place = entry->next;
    --shard.strings;
    shard.bytes -= entry->bytes();
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
