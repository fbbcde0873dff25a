// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <functional>
#include <memory>
#include <vector>

namespace Strato {

/// The records of one kind in hash pages that snapshots share: copy-on-write, page by page (ADR 0003).
/// Which pages are shared is known by epochs, not by use counts, so that readers on other threads need no fence.
class RecordPages final {
public:
    RecordPages();
    /// A copy that shares all pages; from now on both sides copy a page before they write to it.
    [[nodiscard]] RecordPages share();

    [[nodiscard]] RecordPtr find(const EntityId& entity) const;
    [[nodiscard]] std::size_t size() const { return m_size; }
    void forEach(const std::function<void(const RecordPtr&)>& visit) const;

    /// Puts or, with null, removes. Returns what was there. Amortised O(1).
    RecordPtr put(const EntityId& entity, RecordPtr record);
    /// Room for @p count records without growing step by step.
    void reserve(std::size_t count);

private:
    struct Entry {
        EntityId entity;
        RecordPtr record;
    };
    struct Page {
        std::uint64_t epoch = 0; // written in place only in the epoch in which it was made
        std::vector<Entry> entries;
    };
    struct Table {
        std::uint64_t epoch = 0;
        std::vector<std::shared_ptr<Page>> pages; // size is a power of two; null: empty
    };

    [[nodiscard]] std::size_t slot(const EntityId& entity, std::size_t pages) const;
    Table& ownTable();
    Page& ownPage(std::size_t index);
    void regrow(std::size_t pages);

    std::shared_ptr<Table> m_table;
    std::size_t m_size = 0;
    std::uint64_t m_epoch = 1;
};

} // namespace Strato
