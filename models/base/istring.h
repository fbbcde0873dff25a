// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace Strato {

/// An interned, counted, immutable UTF-8 string: eight bytes a handle, one copy of the text a process, freed with
/// its last handle. Equal text means equal handle, so == and hash are by pointer. Thread-safe.
/// The table is the one process-wide state in models/ (ADR 0002): handles of two tables could not be compared.
class IString final {
public:
    constexpr IString() noexcept = default; ///< the empty string, without an entry
    explicit IString(std::string_view text);
    IString(const IString& other) noexcept;
    IString(IString&& other) noexcept;
    IString& operator=(const IString& other) noexcept;
    IString& operator=(IString&& other) noexcept;
    ~IString();

    /// What the table finds @p text by: of this process alone, so that nobody can choose texts that collide. Any
    /// thread.
    [[nodiscard]] static std::uint32_t hash(std::string_view text) noexcept;

    [[nodiscard]] std::string_view view() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return m_entry == nullptr; }
    [[nodiscard]] friend bool operator==(const IString& a, const IString& b) noexcept { return a.m_entry == b.m_entry; }
    /// Its text or count is wanted soon: for loops over thousands, which otherwise wait for memory at each.
    void prefetch() const noexcept { __builtin_prefetch(m_entry); }
    [[nodiscard]] const void* id() const noexcept { return m_entry; } ///< for hashing, valid while a handle lives

    /// How many distinct strings live now, and their bytes: for the console's own footprint and leak tests.
    struct Usage {
        std::size_t strings = 0;
        std::size_t bytes = 0;
    };
    [[nodiscard]] static Usage usage();

private:
    friend class IStringSupply;
    struct Entry;
    struct Shard;
    struct Table;
    static Table& table();
    static void release(Entry* entry) noexcept;

    Entry* m_entry = nullptr;
};

/// Gives many handles of one text away: counts for many of them are taken at once, because threads that all count the
/// words that every object has ("Running") otherwise wait for each other's caches at each. One thread.
class IStringSupply final {
public:
    IStringSupply() = default; ///< of the empty string
    explicit IStringSupply(IString text) noexcept;
    IStringSupply(IStringSupply&& other) noexcept;
    IStringSupply& operator=(IStringSupply&& other) noexcept;
    ~IStringSupply(); ///< gives back what was not taken

    [[nodiscard]] std::string_view view() const noexcept { return m_text.view(); }
    [[nodiscard]] IString take() noexcept;

private:
    void giveBack() noexcept;

    IString m_text;
    std::uint32_t m_ahead = 0; // counts held for handles to come
};

} // namespace Strato

template <> struct std::hash<Strato::IString> {
    std::size_t operator()(const Strato::IString& s) const noexcept { return std::hash<const void*>()(s.id()); }
};
