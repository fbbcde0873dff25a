// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/paletteindex.h"

#include <QString>
#include <queue>

#include <algorithm>
#include <array>

namespace Strato {

namespace {

constexpr int exact = 1000;
constexpr int beginning = 800;
constexpr int wordBeginning = 600;
constexpr int inside = 400;
constexpr int scattered = 200;
constexpr int elsewhere = 50; // in namespace, kind or cluster
constexpr int mostPenalty = 150; // keeps each way of matching apart from the next

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

/// 0: not in it.
int wordScore(std::string_view name, std::string_view word)
{
    const auto penalised = [](int score, std::size_t penalty) {
        return score - static_cast<int>(std::min<std::size_t>(penalty, mostPenalty));
    };
    if (name == word)
        return exact;
    const std::size_t at = name.find(word);
    if (at == 0)
        return penalised(beginning, name.size() - word.size());
    if (at != std::string_view::npos) {
        const std::size_t start = wordStart(name, word);
        return start != std::string_view::npos ? penalised(wordBeginning, start) : penalised(inside, at);
    }
    const std::vector<std::size_t> positions = scatter(name, word);
    return positions.empty() ? 0 : penalised(scattered, positions.back() - positions.front() - word.size() + 1);
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
    int sum = 0;
    for (const std::string& word : words) {
        const int inName = wordScore(name, word);
        const bool inRest = rest.find(word) != std::string_view::npos;
        if (inName == 0 && !inRest)
            return 0;
        sum += std::max(inName, inRest ? elsewhere : 0);
    }
    return sum;
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
