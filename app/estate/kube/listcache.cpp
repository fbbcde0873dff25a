// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/listcache.h"

namespace Strato::Estate {

namespace {

constexpr std::size_t LargestEntry = std::size_t { 32 } << 20U;
constexpr std::size_t LargestCache = std::size_t { 64 } << 20U;

} // namespace

SharedBytes ListCache::find(const std::string& key, std::uint64_t newest) const
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_entries.find(key);
    return it != m_entries.end() && it->second.version >= newest ? it->second.bytes : nullptr;
}

void ListCache::keep(const std::string& key, std::uint64_t version, std::string bytes)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto it = m_entries.find(key); it != m_entries.end()) {
        m_bytes -= it->second.bytes->size();
        m_entries.erase(it);
    }
    while (!m_entries.empty() && m_bytes + bytes.size() > LargestCache) {
        m_bytes -= m_entries.begin()->second.bytes->size();
        m_entries.erase(m_entries.begin());
    }
    m_bytes += bytes.size();
    m_entries.emplace(key, Entry { version, std::make_shared<const std::string>(std::move(bytes)) });
}

KeepingSource::KeepingSource(
    std::shared_ptr<BodySource> inner, ListCache& cache, std::string key, std::uint64_t version)
    : m_inner(std::move(inner))
    , m_cache(cache)
    , m_key(std::move(key))
    , m_version(version)
{
}

BodySource::State KeepingSource::read(std::string& out, std::size_t limit)
{
    const std::size_t before = out.size();
    const State state = m_inner->read(out, limit);
    m_keeps = m_keeps && m_bytes.size() + out.size() - before <= LargestEntry;
    if (!m_keeps) {
        m_bytes.clear();
        return state;
    }
    m_bytes.append(out, before);
    if (state == State::End) {
        m_cache.keep(m_key, m_version, std::move(m_bytes));
        m_keeps = false;
    }
    return state;
}

void KeepingSource::setWake(std::function<void()> wake)
{
    m_inner->setWake(std::move(wake));
}

} // namespace Strato::Estate
