// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/selectors.h"

#include <algorithm>
#include <charconv>

namespace Strato::Estate {

namespace {

using Operator = LabelTerm::Operator;

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

/// Splits at commas outside parentheses.
std::vector<std::string_view> terms(std::string_view text)
{
    std::vector<std::string_view> out;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || (text[i] == ',' && depth == 0)) {
            out.push_back(trimmed(text.substr(begin, i - begin)));
            begin = i + 1;
        } else {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        }
    }
    return out;
}

bool isName(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
            || c == '.' || c == '/';
    });
}

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, value).ptr != end || text.empty())
        return std::nullopt;
    return value;
}

/// "key in (a, b)" and "key notin (a, b)".
std::optional<LabelTerm> parseSet(std::string_view term)
{
    const std::size_t open = term.find('(');
    if (open == std::string_view::npos || !term.ends_with(')'))
        return std::nullopt;
    const std::string_view head = trimmed(term.substr(0, open));
    const std::size_t blank = head.rfind(' ');
    if (blank == std::string_view::npos)
        return std::nullopt;
    const std::string_view word = head.substr(blank + 1);
    if (word != "in" && word != "notin")
        return std::nullopt;
    LabelTerm out { std::string(trimmed(head.substr(0, blank))), word == "in" ? Operator::In : Operator::NotIn, {} };
    for (const std::string_view value : terms(term.substr(open + 1, term.size() - open - 2)))
        out.values.emplace_back(value);
    return out;
}

std::optional<LabelTerm> parseTerm(std::string_view term)
{
    if (term.find('(') != std::string_view::npos)
        return parseSet(term);
    if (term.starts_with('!') && term.find('=') == std::string_view::npos)
        return LabelTerm { std::string(trimmed(term.substr(1))), Operator::DoesNotExist, {} };
    const std::size_t at = term.find_first_of("=!<>");
    if (at == std::string_view::npos)
        return LabelTerm { std::string(term), Operator::Exists, {} };
    std::string key(trimmed(term.substr(0, at)));
    const std::string_view rest = term.substr(at);
    const std::size_t width = rest.starts_with("==") || rest.starts_with("!=") ? 2 : 1;
    if (rest.starts_with('!') && width == 1)
        return std::nullopt;
    const Operator op = rest[0] == '!' ? Operator::NotIn
        : rest[0] == '>'               ? Operator::GreaterThan
        : rest[0] == '<'               ? Operator::LessThan
                                       : Operator::In;
    return LabelTerm { std::move(key), op, { std::string(trimmed(rest.substr(width))) } };
}

bool valid(const LabelTerm& term)
{
    const bool compares = term.op == Operator::GreaterThan || term.op == Operator::LessThan;
    return isName(term.key) && (!compares || number(term.values.front()))
        && std::ranges::all_of(term.values, [](const std::string& value) { return value.empty() || isName(value); });
}

bool matchesLabel(const LabelTerm& term, const StoredObject& object)
{
    const auto it = std::ranges::find(object.labels, term.key, &std::pair<std::string, std::string>::first);
    const bool present = it != object.labels.end();
    const auto among = [&] { return std::ranges::find(term.values, it->second) != term.values.end(); };
    switch (term.op) {
    case Operator::In: return present && among();
    case Operator::NotIn: return !present || !among();
    case Operator::Exists: return present;
    case Operator::DoesNotExist: return !present;
    case Operator::GreaterThan:
    case Operator::LessThan: {
        const auto value = present ? number(it->second) : std::nullopt;
        const auto limit = number(term.values.front());
        return value && limit && (term.op == Operator::GreaterThan ? *value > *limit : *value < *limit);
    }
    }
    return false;
}

std::string_view fieldOf(const StoredObject& object, std::string_view path)
{
    if (path == "metadata.name")
        return object.name;
    if (path == "metadata.namespace")
        return object.nameSpace;
    const auto it = std::ranges::find(object.fields, path, &std::pair<std::string, std::string>::first);
    return it == object.fields.end() ? std::string_view {} : std::string_view(it->second);
}

} // namespace

bool ObjectFilter::matches(const StoredObject& object) const
{
    if (!nameSpace.empty() && object.nameSpace != nameSpace)
        return false;
    for (const FieldTerm& term : fields) {
        if ((fieldOf(object, term.path) == term.value) != term.equal)
            return false;
    }
    return std::ranges::all_of(labels, [&object](const LabelTerm& term) { return matchesLabel(term, object); });
}

tl::expected<std::vector<LabelTerm>, std::string> parseLabelSelector(std::string_view text)
{
    std::vector<LabelTerm> out;
    if (trimmed(text).empty())
        return out;
    for (const std::string_view term : terms(text)) {
        auto parsed = parseTerm(term);
        if (!parsed || !valid(*parsed))
            return tl::unexpected("unable to parse requirement: \"" + std::string(term) + "\"");
        out.push_back(std::move(*parsed));
    }
    return out;
}

tl::expected<std::vector<FieldTerm>, std::string> parseFieldSelector(
    std::string_view text, const ResourceInfo& resource)
{
    std::vector<FieldTerm> out;
    if (trimmed(text).empty())
        return out;
    for (const std::string_view term : terms(text)) {
        if (term.empty())
            continue;
        const std::size_t at = term.find('=');
        if (at == std::string_view::npos)
            return tl::unexpected(
                "invalid selector: '" + std::string(text) + "'; can't understand '" + std::string(term) + "'");
        const bool unequal = at > 0 && term[at - 1] == '!';
        FieldTerm parsed;
        parsed.path = trimmed(term.substr(0, unequal ? at - 1 : at));
        parsed.equal = !unequal;
        std::string_view value = term.substr(at + 1);
        if (!unequal && value.starts_with('='))
            value.remove_prefix(1);
        parsed.value = value;
        const bool known = parsed.path == "metadata.name"
            || (parsed.path == "metadata.namespace" && resource.namespaced)
            || std::ranges::find(resource.fieldPaths, parsed.path) != resource.fieldPaths.end();
        if (!known)
            return tl::unexpected("field label not supported: " + parsed.path);
        out.push_back(std::move(parsed));
    }
    return out;
}

} // namespace Strato::Estate
