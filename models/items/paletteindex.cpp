// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/paletteindex.h"

#include <QString>
#include <queue>

#include <algorithm>
#include <array>

namespace Strato {

namespace {

// Ways to match, multiples of one another's distance so that a sum of them stays apart from what orders within it.
constexpr int exact = 1000;
constexpr int beginning = 800;
constexpr int wordBeginning = 600;
constexpr int inside = 400;
constexpr int scattered = 200;
constexpr int elsewhere = 50; // in namespace, kind or cluster
constexpr int mostPenalty = 150; // for a word
constexpr int wayStep = 50; // all ways are multiples of it
constexpr int illnessWorth = 2048; // beyond all penalties: among equal ways what is ill comes first
constexpr int wayWorth = 4 * illnessWorth; // beyond all illness

bool isWordChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::uint64_t lettersOf(std::string_view text)
{
    std::uint64_t letters = 0;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z')
            letters |= 1ULL << static_cast<unsigned>(c - 'a');
        else if (c >= '0' && c <= '9')
            letters |= 1ULL << static_cast<unsigned>(26 + c - '0');
    }
    return letters;
}

std::size_t wordStart(std::string_view name, std::string_view word)
{
    for (std::size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
        if (at == 0 || !isWordChar(name[at - 1]))
            return at;
    }
    return std::string_view::npos;
}

/// Positions of the letters of @p word in order, early and close together; empty when it is not in @p name.
std::vector<std::size_t> scatter(std::string_view name, std::string_view word)
{
    std::vector<std::size_t> positions;
    std::size_t at = 0;
    for (const char c : word) {
        at = name.find(c, at);
        if (at == std::string_view::npos)
            return {};
        positions.push_back(at++);
    }
    return positions;
}

/// How one word is in a name: the way (0: it is not), and how far from the best of that way.
struct WordMatch {
    int way = 0;
    int penalty = 0;
};

WordMatch matchOf(std::string_view name, std::string_view word)
{
    const auto found = [](int way, std::size_t penalty) {
        return WordMatch { way, static_cast<int>(std::min<std::size_t>(penalty, mostPenalty)) };
    };
    if (name == word)
        return found(exact, 0);
    const std::size_t at = name.find(word);
    if (at == 0)
        return found(beginning, name.size() - word.size());
    if (at != std::string_view::npos) {
        const std::size_t start = wordStart(name, word);
        return start != std::string_view::npos ? found(wordBeginning, start) : found(inside, at);
    }
    const std::vector<std::size_t> positions = scatter(name, word);
    return positions.empty() ? WordMatch {} : found(scattered, positions.back() - positions.front() - word.size() + 1);
}

int illness(Health health)
{
    return health == Health::Critical ? 2 : health == Health::Warning ? 1 : 0;
}

std::vector<std::string> wordsOf(QStringView query)
{
    std::vector<std::string> words;
    for (const QStringView word : query.split(u' ', Qt::SkipEmptyParts))
        words.push_back(word.toString().toLower().toStdString());
    return words;
}

// Of no use as places to go to by name.
constexpr std::array<std::string_view, 4> unnamedKinds { "Event", "EndpointSlice", "Endpoints", "Lease" };

} // namespace

PaletteIndex::PaletteIndex(std::vector<RecordPtr> records, const std::map<std::string, std::string>& clusterNames)
{
    constexpr std::size_t typicalBytes = 56;
    m_items.reserve(records.size());
    m_text.reserve(records.size() * typicalBytes);
    for (RecordPtr& record : records) {
        const std::string_view kind = record->schema ? std::string_view(record->schema->kind) : std::string_view();
        if (std::ranges::find(unnamedKinds, kind) != unnamedKinds.end())
            continue;
        const auto name = clusterNames.find(std::string(record->cluster.view()));
        add(std::move(record), name == clusterNames.end() ? std::string_view() : std::string_view(name->second));
    }
}

void PaletteIndex::add(RecordPtr record, std::string_view clusterName)
{
    Item item;
    item.begin = static_cast<std::uint32_t>(m_text.size());
    m_text += record->name.view();
    item.nameEnd = static_cast<std::uint32_t>(m_text.size());
    m_text += record->nameSpace.view();
    m_text += ' ';
    if (record->schema)
        m_text += record->schema->kind;
    m_text += ' ';
    m_text += clusterName;
    item.end = static_cast<std::uint32_t>(m_text.size());
    // ASCII only: names of Kubernetes are, and what the user's own names hold beyond is met as it is written.
    std::transform(m_text.begin() + item.begin, m_text.end(), m_text.begin() + item.begin,
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    item.letters = lettersOf(std::string_view(m_text).substr(item.begin));
    item.record = std::move(record);
    m_items.push_back(std::move(item));
}

int PaletteIndex::score(const Item& item, const std::vector<std::string>& words) const
{
    const auto text = std::string_view(m_text);
    const std::string_view name = text.substr(item.begin, item.nameEnd - item.begin);
    const std::string_view rest = text.substr(item.nameEnd, item.end - item.nameEnd);
    int ways = 0;
    int penalty = 0;
    for (const std::string& word : words) {
        const WordMatch inName = matchOf(name, word);
        if (inName.way == 0 && rest.find(word) == std::string_view::npos)
            return 0;
        ways += std::max(inName.way, elsewhere);
        penalty += inName.penalty;
    }
    return ways / wayStep * wayWorth + illness(item.record->health) * illnessWorth
        + std::max(0, illnessWorth - 1 - penalty);
}

std::vector<PaletteHit> PaletteIndex::search(QStringView query, std::size_t atMost) const
{
    const std::vector<std::string> words = wordsOf(query);
    std::uint64_t letters = 0;
    for (const std::string& word : words)
        letters |= lettersOf(word);
    if (words.empty())
        return {};
    using Scored = std::pair<int, std::uint32_t>;
    const auto better = [](const Scored& a, const Scored& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second; // earlier added first among equals
    };
    std::priority_queue<Scored, std::vector<Scored>, decltype(better)> best(better); // the worst of them on top
    for (std::uint32_t i = 0; i < m_items.size(); ++i) {
        const Item& item = m_items[i];
        if ((item.letters & letters) != letters)
            continue;
        const int found = score(item, words);
        if (found == 0 || (best.size() >= atMost && !better({ found, i }, best.top())))
            continue;
        best.emplace(found, i);
        if (best.size() > atMost)
            best.pop();
    }
    std::vector<PaletteHit> hits(best.size());
    for (std::size_t i = hits.size(); i-- > 0; best.pop()) {
        hits[i] = { m_items[best.top().second].record, best.top().first };
    }
    return hits;
}

} // namespace Strato
