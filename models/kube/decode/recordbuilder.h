// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"
#include "models/kube/decode/wiretree.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Strato {

/// What one decoder keeps between records so that equal texts and label sets are made once. One thread.
class DecodeScratch final {
public:
    explicit DecodeScratch(IString cluster)
        : m_cluster(std::move(cluster))
        , m_recent(leastRecent)
    {
    }
    [[nodiscard]] IString cluster() { return m_cluster.take(); }
    void begin(); ///< another record: empties what is reused
    /// Cleaned and bounded (facts: S1, S2), interned.
    [[nodiscard]] IString intern(std::string_view text, std::size_t maxBytes);
    /// The same for texts that many records share: those met of late are found without the process-wide table.
    [[nodiscard]] IString internShared(std::string_view text, std::size_t maxBytes);
    [[nodiscard]] LabelSetPtr labels(const WireView& metadata);
    [[nodiscard]] std::string& buffer(std::size_t which) { return m_buffers.at(which); } ///< RecordBuilder::buffer()
    [[nodiscard]] std::string& search() { return m_search; } ///< what will be the search text of the record in work
    /// By column of @p schema: the text of an id that was found to be that column's, or null.
    [[nodiscard]] std::vector<const char*>& foundIds(const SchemaPtr& schema);

private:
    static constexpr std::size_t leastRecent = 256;
    static constexpr std::size_t mostRecent = 4096; // names and addresses of a thousand nodes, and more

    /// A word met of late, with its text beside it: the table's own copy lies anywhere in memory, and is waited for.
    struct Recent {
        IStringSupply word;
        std::uint32_t size = 0; // of the text; 0: not to be found again
        std::array<char, 44> text {}; // of shorter ones

        [[nodiscard]] bool is(std::string_view wanted) const;
    };

    IStringSupply m_cluster;
    void growRecent();
    [[nodiscard]] Recent& recent(std::string_view text);
    std::vector<Recent> m_recent; // by hash; a power of two, which grows with the words that objects share
    std::size_t m_overtaken = 0; // places of m_recent that another text took since it grew
    std::unordered_map<std::string, LabelSetPtr> m_labelSets; // by "key\0value\0…", emptied when it grows large
    std::string m_key; // reused
    std::string m_search; // reused
    std::array<std::string, 8> m_buffers; // reused
    SchemaPtr m_schema; // which m_foundIds are of, held so that its texts stay where they are
    std::vector<const char*> m_foundIds;
};

/// Fills one Record. Columns are set by id, best in the schema's order: then finding them costs nothing. Ids are
/// constants (Columns) or the schema's own texts, which do not move. One that the schema lacks is a bug (asserted, else
/// ignored).
class RecordBuilder final {
public:
    RecordBuilder(DecodeScratch& scratch, const SchemaPtr& schema, const std::string& apiGroup);

    void metadata(const WireView& metadata); ///< every header field, and the common hidden columns

    void set(std::string_view id, Cell value) { cell(id) = std::move(value); }
    void text(std::string_view id, std::string_view value); ///< missing if empty
    void message(std::string_view id, std::string_view value); ///< the same, several lines, up to 2 KB
    /// The same two of what hardly any other record has: it would drive out of what is kept the words that many have.
    void ownText(std::string_view id, std::string_view value);
    void ownMessage(std::string_view id, std::string_view value);
    void number(std::string_view id, std::int64_t value) { cell(id) = value; }
    void number(std::string_view id, std::optional<std::int64_t> value);
    void flag(std::string_view id, bool value) { number(id, std::int64_t { value ? 1 : 0 }); }
    void fraction(std::string_view id, std::int64_t part, std::int64_t whole);
    void time(std::string_view id, const WireView& at); ///< missing if not set
    void cpu(std::string_view id, const WireView& quantity); ///< missing if absent or no quantity
    void amount(std::string_view id, const WireView& quantity); ///< bytes, counts

    void fare(Health health, std::string_view reason); ///< the reason is dropped when well
    void searchable(std::string_view more); ///< what a text filter also looks at, besides name, namespace and owner

    /// One of eight texts to join others in: empty when the record is begun, and no allocation most times.
    [[nodiscard]] std::string& buffer(std::size_t which) { return m_scratch.buffer(which); }
    [[nodiscard]] bool terminating() const { return m_record->deletionRequested.has_value(); }
    [[nodiscard]] Record& record() { return *m_record; }
    [[nodiscard]] std::shared_ptr<Record> finish();

private:
    Cell& cell(std::string_view id);
    void ownedBy(const WireView& owner);
    void changedBy(const WireView& metadata);

    DecodeScratch& m_scratch;
    const std::string& m_group;
    std::shared_ptr<Record> m_record;
    std::vector<const char*>& m_foundIds;
    Cell m_nowhere; // for an id that is a bug
    std::size_t m_cursor = 0; // where the next column probably is
};

} // namespace Strato
