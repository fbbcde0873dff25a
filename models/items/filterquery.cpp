// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/filterquery.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Strato {

namespace {

using Field = FilterQuery::Field;
using Test = FilterQuery::Test;
using Term = FilterQuery::Term;

constexpr std::array<std::pair<std::string_view, Field>, 10> fieldNames { { { "ns", Field::Namespace },
    { "namespace", Field::Namespace }, { "node", Field::Node }, { "status", Field::Status }, { "state", Field::State },
    { "kind", Field::Kind }, { "cluster", Field::Cluster }, { "owner", Field::Owner }, { "name", Field::Name },
    { "label", Field::Label } } };

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), lowerAscii);
    return out;
}

bool isLabelKey(std::string_view key)
{
    const auto allowed = [](char c) {
        return (lowerAscii(c) >= 'a' && lowerAscii(c) <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_'
            || c == '-' || c == '/';
    };
    return !key.empty() && key.front() != '-' && key.front() != '.' && key.front() != '/'
        && std::ranges::all_of(key, allowed) && std::ranges::count(key, '/') <= 1;
}

/// Reads one text into terms; stops at the first error.
class Parser final {
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {
    }

    std::vector<Term> terms;
    std::optional<FilterError> error;

    void run()
    {
        while (!error) {
            skip([](char c) { return isBlank(c) || c == ','; });
            if (m_at >= m_text.size())
                return;
            readTerm();
        }
    }

private:
    template <class Predicate> void skip(Predicate predicate)
    {
        while (m_at < m_text.size() && predicate(m_text[m_at]))
            ++m_at;
    }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    [[nodiscard]] std::string_view wordFrom(std::size_t from, bool endsAtComma) const
    {
        std::size_t end = from;
        while (end < m_text.size() && !isBlank(m_text[end]) && !(endsAtComma && m_text[end] == ','))
            ++end;
        return m_text.substr(from, end - from);
    }
    void failAt(FilterError::Code code, std::size_t from)
    {
        error = FilterError { code, from, std::max<std::size_t>(m_at, from + 1) - from };
    }
    void add(Term term, std::size_t from)
    {
        term.negated = m_negated;
        term.position = from;
        term.length = m_at - from;
        terms.push_back(std::move(term));
    }

    void readTerm()
    {
        const std::size_t from = m_at;
        m_negated = peek() == '-';
        if (m_negated)
            ++m_at;
        if (m_at >= m_text.size() || isBlank(peek()))
            return; // a lone "-": still being typed
        if (peek() == '"') {
            if (const auto phrase = readQuoted(); phrase && !phrase->empty())
                add({ Field::Text, Test::Contains, false, {}, { lowered(*phrase) }, 0, 0 }, from);
            return;
        }
        if (peek() == '!') {
            readAbsent(from);
            return;
        }
        if (!readField(from) && !readSet(from) && !readEquality(from)) {
            const std::string_view word = wordFrom(m_at, false);
            m_at += word.size();
            const bool mayBeKey = word.find('/') != std::string_view::npos && isLabelKey(word);
            add({ Field::Text, Test::Contains, false, std::string(mayBeKey ? word : ""), { lowered(word) }, 0, 0 },
                from);
        }
    }

    /// From a quote to its counterpart; a backslash takes the next character as it is.
    std::optional<std::string> readQuoted()
    {
        const std::size_t from = m_at++;
        std::string out;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            out += m_text[m_at++];
        }
        if (m_at >= m_text.size()) {
            failAt(FilterError::Code::UnclosedQuote, from);
            return std::nullopt;
        }
        ++m_at;
        return out;
    }

    void readAbsent(std::size_t from)
    {
        ++m_at;
        const std::string_view key = wordFrom(m_at, true);
        m_at += key.size();
        if (key.empty())
            return;
        if (!isLabelKey(key))
            failAt(FilterError::Code::InvalidLabelKey, from);
        else
            add({ Field::Label, Test::Absent, false, std::string(key), {}, 0, 0 }, from);
    }

    bool readField(std::size_t from)
    {
        const std::string_view word = wordFrom(m_at, false);
        const std::size_t colon = word.find(':');
        if (colon == std::string_view::npos)
            return false;
        const std::string name = lowered(word.substr(0, colon));
        const auto field = std::ranges::find(fieldNames, name, &std::pair<std::string_view, Field>::first);
        if (field == fieldNames.end())
            return false;
        m_at += colon + 1;
        if (field->second == Field::Label) {
            readLabelField(from);
            return true;
        }
        Term term { field->second, Test::Contains, false, {}, {}, 0, 0 };
        while (!error && m_at < m_text.size() && !isBlank(peek())) {
            if (peek() == '"') {
                const auto value = readQuoted();
                term.test = Test::Is;
                term.values.push_back(lowered(value.value_or(std::string())));
            } else {
                const std::string_view value = wordFrom(m_at, true);
                m_at += value.size();
                if (!value.empty())
                    term.values.push_back(lowered(value));
            }
            if (peek() == ',')
                ++m_at;
        }
        if (!error && !term.values.empty())
            add(std::move(term), from);
        return true;
    }

    void readLabelField(std::size_t from)
    {
        if (peek() == '!') {
            readAbsent(from);
            return;
        }
        if (m_at >= m_text.size() || isBlank(peek()) || readSet(from) || readEquality(from))
            return;
        const std::string_view key = wordFrom(m_at, true);
        m_at += key.size();
        if (isLabelKey(key))
            add({ Field::Label, Test::Exists, false, std::string(key), {}, 0, 0 }, from);
        else
            failAt(FilterError::Code::InvalidLabelKey, from);
    }

    bool readEquality(std::size_t from)
    {
        const std::string_view word = wordFrom(m_at, true);
        const std::size_t sign = word.find('=');
        if (sign == std::string_view::npos || sign == 0)
            return false;
        const bool differs = word[sign - 1] == '!';
        const std::string_view key = word.substr(0, differs ? sign - 1 : sign);
        const bool isDouble = sign + 1 < word.size() && word[sign + 1] == '=';
        const std::string_view value = word.substr(sign + (isDouble && !differs ? 2 : 1));
        m_at += word.size();
        if (!isLabelKey(key))
            failAt(FilterError::Code::InvalidLabelKey, from);
        else
            add({ Field::Label, differs ? Test::NotIn : Test::In, false, std::string(key), { std::string(value) }, 0,
                    0 },
                from);
        return true;
    }

    /// `key in (a, b)` and `key notin (a, b)`.
    bool readSet(std::size_t from)
    {
        const std::size_t start = m_at;
        const std::string_view key = wordFrom(m_at, true);
        m_at += key.size();
        skip(isBlank);
        const bool isIn = m_text.substr(m_at).starts_with("in");
        const bool isNotIn = m_text.substr(m_at).starts_with("notin");
        const std::size_t open = m_text.find_first_not_of(" \t", m_at + (isNotIn ? 5 : 2));
        if (!isLabelKey(key) || !(isIn || isNotIn) || open == std::string_view::npos || m_text[open] != '(') {
            m_at = start;
            return false;
        }
        const std::size_t close = m_text.find(')', open);
        m_at = close == std::string_view::npos ? m_text.size() : close + 1;
        if (close == std::string_view::npos) {
            failAt(FilterError::Code::UnclosedSet, open);
            return true;
        }
        Term term { Field::Label, isNotIn ? Test::NotIn : Test::In, false, std::string(key), {}, 0, 0 };
        readSetValues(m_text.substr(open + 1, close - open - 1), term.values);
        if (term.values.empty())
            failAt(FilterError::Code::EmptySet, open);
        else
            add(std::move(term), from);
        return true;
    }

    static void readSetValues(std::string_view list, std::vector<std::string>& values)
    {
        std::string value;
        for (std::size_t i = 0; i <= list.size(); ++i) {
            if (i < list.size() && list[i] != ',') {
                if (!isBlank(list[i]))
                    value += list[i];
            } else if (!value.empty()) {
                values.push_back(std::exchange(value, {}));
            }
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_negated = false;
};

bool termNarrows(const Term& now, const Term& before)
{
    if (now.field != before.field || now.test != before.test || now.negated || before.negated)
        return false;
    if (now.field == Field::State) // words are met from their beginning: "notready" is no narrower "ready"
        return now.values.size() == 1 && before.values.size() == 1
            && now.values.front().starts_with(before.values.front());
    // A word with a slash also looks for a label of that key, which a longer word may find and the shorter not.
    return now.test == Test::Contains && now.key.empty() && before.key.empty() && now.values.size() == 1
        && before.values.size() == 1 && now.values.front().find(before.values.front()) != std::string::npos;
}

} // namespace

FilterQuery::Parsed FilterQuery::parse(std::string_view text)
{
    Parser parser(text);
    parser.run();
    Parsed parsed;
    parsed.query.m_text = text;
    parsed.query.m_terms = std::move(parser.terms);
    parsed.error = parser.error;
    return parsed;
}

bool FilterQuery::narrows(const FilterQuery& wider) const
{
    return std::ranges::all_of(wider.m_terms, [&](const Term& before) {
        return std::ranges::any_of(m_terms, [&](const Term& now) {
            const bool same = now.field == before.field && now.test == before.test && now.negated == before.negated
                && now.key == before.key && now.values == before.values;
            return same || termNarrows(now, before);
        });
    });
}

std::string_view FilterQuery::unknownField() const
{
    for (const Term& term : m_terms) {
        if (term.field != Field::Text || m_text.substr(term.position).starts_with('"'))
            continue;
        const std::string_view word = term.values.front();
        const std::size_t letters = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
        const bool isField = letters != std::string_view::npos && letters > 0 && word[letters] == ':'
            && !word.substr(letters).starts_with("://"); // an address
        if (isField)
            return word.substr(0, letters);
    }
    return {};
}

FilterQuery FilterQuery::without(std::size_t term) const
{
    FilterQuery query;
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        if (i == term)
            continue;
        if (!query.m_text.empty())
            query.m_text += ' ';
        Term kept = m_terms[i];
        const std::string_view source = std::string_view(m_text).substr(kept.position, kept.length);
        kept.position = query.m_text.size();
        query.m_text += source;
        query.m_terms.push_back(std::move(kept));
    }
    return query;
}

} // namespace Strato
