// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/recordpages.h"

#include <algorithm>
#include <bit>

namespace Strato {
namespace {

constexpr std::size_t entriesAPage = 24; // mean fill above which the table doubles: copying a page stays cheap

}

RecordPages::RecordPages()
    : m_table(std::make_shared<Table>())
{
    m_table->epoch = m_epoch;
    m_table->pages.resize(1);
}

RecordPages RecordPages::share()
{
    ++m_epoch; // before copying: neither side may write in place to what both hold
    return *this;
}

std::size_t RecordPages::slot(const EntityId& entity, std::size_t pages) const
{
    // Handles are addresses: their low bits say little, so they are mixed first.
    auto mixed = static_cast<std::uint64_t>(entity.hash()) * 0x9E3779B97F4A7C15ULL;
    mixed ^= mixed >> 32U;
    return static_cast<std::size_t>(mixed) & (pages - 1);
}

RecordPtr RecordPages::find(const EntityId& entity) const
{
    const std::shared_ptr<Page>& page = m_table->pages[slot(entity, m_table->pages.size())];
    if (!page)
        return nullptr;
    const auto it = std::ranges::find(page->entries, entity, &Entry::entity);
    return it == page->entries.end() ? nullptr : it->record;
}

void RecordPages::forEach(const std::function<void(const RecordPtr&)>& visit) const
{
    for (const std::shared_ptr<Page>& page : m_table->pages) {
        if (!page)
            continue;
        for (const Entry& entry : page->entries)
            visit(entry.record);
    }
}

RecordPages::Table& RecordPages::ownTable()
{
    if (m_table->epoch != m_epoch) {
        m_table = std::make_shared<Table>(*m_table);
        m_table->epoch = m_epoch;
    }
    return *m_table;
}

RecordPages::Page& RecordPages::ownPage(std::size_t index)
{
    std::shared_ptr<Page>& page = ownTable().pages[index];
    if (!page) {
        page = std::make_shared<Page>();
        page->epoch = m_epoch;
    } else if (page->epoch != m_epoch) {
        page = std::make_shared<Page>(*page);
        page->epoch = m_epoch;
    }
    return *page;
}

RecordPtr RecordPages::put(const EntityId& entity, RecordPtr record)
{
    const std::size_t index = slot(entity, m_table->pages.size());
    if (!record && !find(entity))
        return nullptr;
    Page& page = ownPage(index);
    const auto it = std::ranges::find(page.entries, entity, &Entry::entity);
    if (it == page.entries.end()) {
        page.entries.push_back({ entity, std::move(record) });
        ++m_size;
        if (m_size > m_table->pages.size() * entriesAPage)
            regrow(m_table->pages.size() * 2);
        return nullptr;
    }
    RecordPtr before = std::move(it->record);
    if (record) {
        it->record = std::move(record);
    } else {
        *it = std::move(page.entries.back());
        page.entries.pop_back();
        --m_size;
    }
    return before;
}

void RecordPages::reserve(std::size_t count)
{
    const std::size_t pages = std::bit_ceil(std::max<std::size_t>(1, count / entriesAPage + 1));
    if (pages > m_table->pages.size())
        regrow(pages);
}

void RecordPages::regrow(std::size_t pages)
{
    auto grown = std::make_shared<Table>();
    grown->epoch = m_epoch;
    grown->pages.resize(pages);
    forEach([&](const RecordPtr& record) {
        std::shared_ptr<Page>& page = grown->pages[slot(record->entity, pages)];
        if (!page) {
            page = std::make_shared<Page>();
            page->epoch = m_epoch;
        }
        page->entries.push_back({ record->entity, record });
    });
    m_table = std::move(grown);
}

} // namespace Strato
