// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/istring.h"

#include <array>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <utility>

namespace Strato {

struct IString::Entry {
    std::atomic<std::uint32_t> references;
    std::string text;
    std::size_t hash;
};

namespace {

struct KeyHash {
    using is_transparent = void;
    template <class Entry> std::size_t operator()(const Entry* entry) const { return entry->hash; }
    std::size_t operator()(std::pair<std::string_view, std::size_t> key) const { return key.second; }
};

struct KeyEqual {
    using is_transparent = void;
    template <class Entry> bool operator()(const Entry* a, const Entry* b) const { return a == b; }
    template <class Entry> bool operator()(std::pair<std::string_view, std::size_t> a, const Entry* b) const
    {
        return a.first == b->text;
    }
    template <class Entry> bool operator()(const Entry* a, std::pair<std::string_view, std::size_t> b) const
    {
        return a->text == b.first;
    }
};

} // namespace

struct IString::Shard {
    std::mutex mutex; // guards entries, bytes, and every step of a count from or to zero
    std::unordered_set<Entry*, KeyHash, KeyEqual> entries;
    std::size_t bytes = 0;
};

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
    if (const auto it = shard.entries.find(std::pair(text, hash)); it != shard.entries.end()) {
        m_entry = *it;
        m_entry->references.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    auto entry = std::unique_ptr<Entry>(new Entry { { 1 }, std::string(text), hash });
    shard.entries.insert(entry.get());
    shard.bytes += sizeof(Entry) + text.size();
    m_entry = entry.release();
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
    return m_entry ? std::string_view(m_entry->text) : std::string_view();
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
    shard.bytes -= sizeof(Entry) + entry->text.size();
    shard.entries.erase(entry);
    delete entry; // NOLINT(cppcoreguidelines-owning-memory)
}

IString::Usage IString::usage()
{
    Usage usage;
    for (Shard& shard : table().shards) {
        const std::scoped_lock lock(shard.mutex);
        usage.strings += shard.entries.size();
        usage.bytes += shard.bytes;
    }
    return usage;
}

} // namespace Strato
