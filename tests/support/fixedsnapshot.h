// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/statesource.h"

namespace Strato::Testing {

/// A past that holds these records.
class FixedSnapshot final : public Snapshot {
public:
    explicit FixedSnapshot(std::vector<RecordPtr> records)
        : m_records(std::move(records))
    {
    }
    std::size_t size() const override { return m_records.size(); }
    RecordPtr find(const EntityId& entity) const override
    {
        for (const RecordPtr& record : m_records) {
            if (record->entity == entity)
                return record;
        }
        return nullptr;
    }
    void forEach(const std::function<void(const RecordPtr&)>& visit) const override
    {
        for (const RecordPtr& record : m_records) {
            ++m_visits;
            visit(record);
        }
    }
    void forEachOfKind(std::string_view group, std::string_view kind,
        const std::function<void(const RecordPtr&)>& visit) const override
    {
        for (const RecordPtr& record : m_records) {
            ++m_visits;
            if (record->schema->group == group && record->schema->kind == kind)
                visit(record);
        }
    }
    std::uint64_t seq() const override { return 1; }
    [[nodiscard]] int visits() const { return m_visits; } ///< of records, one by one

private:
    std::vector<RecordPtr> m_records;
    mutable int m_visits = 0;
};

} // namespace Strato::Testing
