// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"
#include "models/faults/objectstates.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// Filters know the letters of ASCII: names of Kubernetes have no others.
[[nodiscard]] constexpr char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Why a filter text cannot be used, and where in it. The sentence is made by the view.
struct FilterError {
    enum class Code : std::uint8_t { UnclosedQuote, UnclosedSet, EmptySet, InvalidLabelKey };
    Code code = Code::UnclosedQuote;
    std::size_t position = 0; ///< byte of the text
    std::size_t length = 0;

    bool operator==(const FilterError&) const = default;
};

/// What the user types above a list, understood: terms parted by blanks, of which a record must meet all.
///   word  "two words"     in the searched text; a word with a slash also means a label of exactly that key
///   ns: node: status: kind: cluster: owner: name:   in that field; several values by comma; exact when quoted
///   state: ready, notready, unready, failing, pending, completed, terminating, unknown, ill   what the overview counts
///   app=web  app==web  app!=web  app in (a,b)  app notin (a,b)  !app  label:app   as kubectl -l; commas part them too
///   -term                 not that
/// A half-typed term ("ns:", "-") is left out. Letters without regard to case, but for labels. A value.
class FilterQuery final {
public:
    enum class Field : std::uint8_t { Text, Namespace, Node, Status, State, Kind, Cluster, Owner, Name, Label };
    enum class Test : std::uint8_t { Contains, Is, In, NotIn, Exists, Absent };
    struct Term {
        Field field = Field::Text;
        Test test = Test::Contains;
        bool negated = false;
        std::string key; ///< of a label
        std::vector<std::string> values; ///< any of; lower-case but for labels
        std::size_t position = 0; ///< of the term in the text, in bytes
        std::size_t length = 0;

        bool operator==(const Term&) const = default;
    };

    struct Parsed; // below
    [[nodiscard]] static Parsed parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] const std::vector<Term>& terms() const { return m_terms; }
    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }
    /// The first word that looks as if it named a field and does not ("pod:web"): it is searched as text. May be empty.
    [[nodiscard]] std::string_view unknownField() const;
    /// True when all that this admits @p wider admits too, as far as can be told cheaply: one more letter typed.
    [[nodiscard]] bool narrows(const FilterQuery& wider) const;
    [[nodiscard]] FilterQuery without(std::size_t term) const;

private:
    std::string m_text;
    std::vector<Term> m_terms;
};

/// Either a query or the first error, in which case the query holds the terms before it.
struct FilterQuery::Parsed {
    FilterQuery query;
    std::optional<FilterError> error;
};

/// Tests records against a query; remembers where the columns of each schema stand. One thread.
class FilterMatcher final {
public:
    /// The user's name of a cluster id, for `cluster:`; may be empty.
    using ClusterName = std::function<std::string_view(const IString& cluster)>;

    explicit FilterMatcher(FilterQuery query = {}, ClusterName clusterName = {});

    [[nodiscard]] const FilterQuery& query() const { return m_query; }
    [[nodiscard]] bool matches(const Record& record);
    /// For "nothing found; without ns:shop: 12": adds to @p counts (one a term) where only that term fails.
    void countWithoutEachTerm(const Record& record, std::vector<std::size_t>& counts);
    /// In a loop over records that lie all over the memory: fetches what matches() will read of one of its next turns,
    /// and, nearer to it, the text of one that was fetched.
    void fetch(const Record& next) const;
    void fetchText(const Record& next) const;

private:
    struct Columns {
        int node = -1;
        int status = -1;
    };
    [[nodiscard]] bool meets(const Record& record, const FilterQuery::Term& term);
    [[nodiscard]] bool holds(const Record& record, const FilterQuery::Term& term);
    [[nodiscard]] static std::string_view textOf(const Record& record, int column);
    [[nodiscard]] const Columns& columnsOf(const Record& record);

    FilterQuery m_query;
    ClusterName m_clusterName;
    bool m_readsText = false; // a word is looked for
    bool m_readsFields = false; // and more than that
    SchemaPtr m_schema; // m_columns are its; held, so that its address cannot come again for another
    Columns m_columns;
    ObjectStates m_states;
};

} // namespace Strato
