// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/istring.h"

#include <QHashFunctions>

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
    std::uint32_t hash;
    std::uint32_t size;
    std::atomic<std::uint32_t> references;
    // The text begins here.

    [[nodiscard]] std::string_view text() const noexcept
    {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the bytes that create() put there
        return { reinterpret_cast<const char*>(this) + sizeof(Entry), size };
    }
    [[nodiscard]] std::size_t bytes() const noexcept { return sizeof(Entry) + size; }

    static Entry* create(std::string_view text, std::uint32_t hash)
    {
        static_assert(sizeof(Entry) == 12);
        void* const memory = ::operator new(sizeof(Entry) + text.size());
        auto* const entry = new (memory) Entry { hash, static_cast<std::uint32_t>(text.size()), { 1 } };
        std::memcpy(static_cast<char*>(memory) + sizeof(Entry), text.data(), text.size());
        return entry;
    }
    static void destroy(Entry* entry) noexcept
    {
        entry->~Entry();
        ::operator delete(entry);
    }
};

namespace {

/// Where an entry is, and in the bits that no address of one has (x86-64, AArch64: 48 of them count, the lowest four
/// are zero) the upper part of its hash, which says too where it belongs: looking for a text touches no entry but,
/// nearly always, its own, and making a larger table touches none.
class Place final {
public:
    Place() = default;
    Place(const void* entry, std::uint32_t hash)
        : m_bits(reinterpret_cast<std::uintptr_t>(entry) >> alignedBits | std::uint64_t { home(hash) } << addressBits)
    {
        static_assert(sizeof(std::uintptr_t) == sizeof(std::uint64_t));
        static_assert(__STDCPP_DEFAULT_NEW_ALIGNMENT__ >= (1U << alignedBits));
        Q_ASSERT(reinterpret_cast<std::uintptr_t>(entry) >> (addressBits + alignedBits) == 0);
    }
    [[nodiscard]] static Place grave()
    {
        Place found;
        found.m_bits = 1; // nothing is in the first page of a process
        return found;
    }
    /// The part of @p hash that a place keeps: enough to tell a million places of a table apart.
    [[nodiscard]] static std::uint32_t home(std::uint32_t hash) { return hash >> hashShift; }

    [[nodiscard]] bool isFree() const { return m_bits == 0; } ///< never used: no search goes on behind it
    [[nodiscard]] bool isTaken() const { return m_bits > 1; }
    [[nodiscard]] std::uint32_t home() const { return static_cast<std::uint32_t>(m_bits >> addressBits); }
    template <class Entry> [[nodiscard]] Entry* entry() const
    {
        // NOLINTNEXTLINE(performance-no-int-to-ptr): the address that the constructor packed
        return reinterpret_cast<Entry*>((m_bits & ((std::uint64_t { 1 } << addressBits) - 1)) << alignedBits);
    }

private:
    static constexpr unsigned alignedBits = 4;
    static constexpr unsigned addressBits = 44;
    static constexpr unsigned hashShift = 12;
    std::uint64_t m_bits = 0;
};

} // namespace

/// Open addressing, neighbour after neighbour; what goes leaves a grave, cleared away when the table is made anew.
struct IString::Shard {
    std::mutex mutex; // guards all below, and every step of a count from or to zero
    std::vector<Place> places = std::vector<Place>(64); // a power of two
    std::size_t used = 0; // places that are not free
    std::size_t strings = 0;
    std::size_t bytes = 0;

    [[nodiscard]] std::size_t first(std::uint32_t home) const { return home & (places.size() - 1); }
    [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (places.size() - 1); }

    [[nodiscard]] Entry* find(std::string_view text, std::uint32_t hash) const
    {
        const std::uint32_t home = Place::home(hash);
        for (std::size_t at = first(home); !places[at].isFree(); at = next(at)) {
            if (!places[at].isTaken() || places[at].home() != home)
                continue;
            auto* const entry = places[at].entry<Entry>();
            if (entry->hash == hash && entry->text() == text)
                return entry;
        }
        return nullptr;
    }
    /// For one more. Before it is made: there may be no memory, and nobody would know of it.
    void makeRoom()
    {
        if (4 * (used + 1) > 3 * places.size())
            makeAnew();
    }
    void insert(Entry* entry) noexcept
    {
        settle(Place(entry, entry->hash));
        ++used;
        ++strings;
        bytes += entry->bytes();
    }
    void remove(const Entry* entry)
    {
        std::size_t at = first(Place::home(entry->hash));
        while (places[at].entry<const Entry>() != entry)
            at = next(at);
        const bool endsHere = places[next(at)].isFree();
        places[at] = endsHere ? Place() : Place::grave();
        used -= endsHere ? 1 : 0;
        --strings;
        bytes -= entry->bytes();
    }

    static constexpr unsigned shardBits = 5;

private:
    void settle(Place place)
    {
        std::size_t at = first(place.home());
        while (!places[at].isFree())
            at = next(at);
        places[at] = place;
    }
    void makeAnew()
    {
        // Half full of strings or less: it was graves that filled it.
        std::vector<Place> old(2 * strings > places.size() ? 2 * places.size() : places.size());
        old.swap(places);
        used = strings;
        for (const Place found : old) {
            if (found.isTaken())
                settle(found);
        }
    }
};

struct IString::Table {
    std::array<Shard, std::size_t { 1 } << Shard::shardBits>
        shards; // decoding threads meet here: the locks keep them apart
    const std::size_t seed = QHashSeed::globalSeed();
    Shard& of(std::uint32_t hash) { return shards[hash & (shards.size() - 1)]; }
};

IString::Table& IString::table()
{
    // Never destroyed: handles in other objects of static storage may outlive it.
    static Table* const instance = new Table; // NOLINT(cppcoreguidelines-owning-memory)
    return *instance;
}

std::uint32_t IString::hash(std::string_view text) noexcept
{
    // Qt's, not the library's: with the processor's AES it takes a third of the time, and lists hash a million texts.
    return static_cast<std::uint32_t>(qHashBits(text.data(), text.size(), table().seed));
}

IString::IString(std::string_view text)
{
    if (text.empty())
        return;
    const std::uint32_t wanted = hash(text);
    Shard& shard = table().of(wanted);
    const std::scoped_lock lock(shard.mutex);
    m_entry = shard.find(text, wanted);
    if (m_entry) {
        m_entry->references.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    shard.makeRoom();
    m_entry = Entry::create(text, wanted);
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
    shard.remove(entry);
    Entry::destroy(entry);
}

namespace {

constexpr std::uint32_t handlesAhead = 64;

}

IStringSupply::IStringSupply(IString text) noexcept
    : m_text(std::move(text))
{
}

IStringSupply::IStringSupply(IStringSupply&& other) noexcept
    : m_text(std::move(other.m_text))
    , m_ahead(std::exchange(other.m_ahead, 0))
{
}

IStringSupply& IStringSupply::operator=(IStringSupply&& other) noexcept
{
    if (this != &other) {
        giveBack();
        m_text = std::move(other.m_text);
        m_ahead = std::exchange(other.m_ahead, 0);
    }
    return *this;
}

IStringSupply::~IStringSupply()
{
    giveBack();
}

IString IStringSupply::take() noexcept
{
    IString handle;
    if (m_text.empty())
        return handle;
    if (m_ahead == 0) {
        m_text.m_entry->references.fetch_add(handlesAhead, std::memory_order_relaxed);
        m_ahead = handlesAhead;
    }
    --m_ahead;
    handle.m_entry = m_text.m_entry;
    return handle;
}

void IStringSupply::giveBack() noexcept
{
    // m_text holds one more: this never is the last.
    if (m_ahead != 0)
        m_text.m_entry->references.fetch_sub(std::exchange(m_ahead, 0), std::memory_order_acq_rel);
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
