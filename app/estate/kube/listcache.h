// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace Strato::Estate {

/// Compressed lists, kept until their resource changes: many clients that start at once cost one compression.
/// Thread-safe.
class ListCache final {
public:
    /// The list kept under @p key if it was made at or after version @p newest of its resource; else null.
    [[nodiscard]] SharedBytes find(const std::string& key, std::uint64_t newest) const;
    void keep(const std::string& key, std::uint64_t version, std::string bytes);

private:
    struct Entry {
        std::uint64_t version = 0;
        SharedBytes bytes;
    };
    mutable std::mutex m_mutex; // guards both
    std::map<std::string, Entry> m_entries;
    std::size_t m_bytes = 0;
};

/// Passes another source on and keeps the whole of it in a cache when it has ended well.
class KeepingSource final : public BodySource {
public:
    KeepingSource(std::shared_ptr<BodySource> inner, ListCache& cache, std::string key, std::uint64_t version);
    State read(std::string& out, std::size_t limit) override;
    void setWake(std::function<void()> wake) override;

private:
    const std::shared_ptr<BodySource> m_inner;
    ListCache& m_cache;
    const std::string m_key;
    const std::uint64_t m_version;
    std::string m_bytes;
    bool m_keeps = true;
};

} // namespace Strato::Estate
