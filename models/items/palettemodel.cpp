// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/palettemodel.h"

#include "models/items/recordhub.h"

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
constexpr int elsewhere = 50; // in namespace or kind
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

QList<int> matchesOf(const QString& name, const std::vector<std::string>& words)
{
    // In QString's own units, which are not bytes where the name is not ASCII.
    QList<int> matches;
    const QString lowered = name.toLower();
    for (const std::string& word : words) {
        const QString sought = QString::fromStdString(word);
        if (const qsizetype at = lowered.indexOf(sought); at >= 0) {
            for (qsizetype i = at; i < at + sought.size(); ++i)
                matches.append(static_cast<int>(i));
            continue;
        }
        qsizetype at = 0;
        QList<int> letters;
        for (const QChar c : sought) {
            at = lowered.indexOf(c, at);
            if (at < 0)
                break;
            letters.append(static_cast<int>(at++));
        }
        if (letters.size() == sought.size())
            matches += letters;
    }
    std::ranges::sort(matches);
    matches.erase(std::unique(matches.begin(), matches.end()), matches.end());
    return matches;
}

// Of no use as places to go to by name.
constexpr std::array<std::string_view, 4> unnamedKinds { "Event", "EndpointSlice", "Endpoints", "Lease" };

} // namespace

void PaletteIndex::clear()
{
    m_items.clear();
    m_commands.clear();
    m_text.clear();
}

void PaletteIndex::reserve(std::size_t entries)
{
    constexpr std::size_t typicalBytes = 48;
    m_items.reserve(entries);
    m_text.reserve(entries * typicalBytes);
}

void PaletteIndex::add(PaletteEntry entry)
{
    const auto lowered = [](const QString& text) { return text.toLower().toStdString(); };
    Item& item = append(lowered(entry.name), lowered(entry.nameSpace), lowered(entry.kind));
    item.command = static_cast<int>(m_commands.size());
    m_commands.push_back(std::move(entry));
}

void PaletteIndex::add(RecordPtr record)
{
    const std::string_view kind = record->schema ? std::string_view(record->schema->kind) : std::string_view();
    Item& item = append(record->name.view(), record->nameSpace.view(), kind);
    item.record = std::move(record);
}

PaletteIndex::Item& PaletteIndex::append(std::string_view name, std::string_view nameSpace, std::string_view kind)
{
    Item item;
    item.begin = static_cast<std::uint32_t>(m_text.size());
    m_text += name;
    item.nameEnd = static_cast<std::uint32_t>(m_text.size());
    m_text += nameSpace;
    m_text += ' ';
    m_text += kind;
    item.end = static_cast<std::uint32_t>(m_text.size());
    // ASCII only: names of Kubernetes are, and what the user's own names hold beyond was lowered before.
    std::transform(m_text.begin() + item.begin, m_text.end(), m_text.begin() + item.begin,
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    item.letters = lettersOf(std::string_view(m_text).substr(item.begin));
    m_items.push_back(std::move(item));
    return m_items.back();
}

PaletteEntry PaletteIndex::entryOf(const Item& item) const
{
    if (!item.record)
        return m_commands[static_cast<std::size_t>(item.command)];
    const Record& record = *item.record;
    return { PaletteEntry::Section::Entity, itemText(record.name.view()), record.entity.toString(),
        record.schema ? itemText(record.schema->kind) : QString(), itemText(record.nameSpace.view()),
        itemText(record.cluster.view()), static_cast<int>(record.health) };
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
    using Scored = std::pair<int, std::uint32_t>;
    const auto better = [](const Scored& a, const Scored& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second; // earlier added first among equals
    };
    std::priority_queue<Scored, std::vector<Scored>, decltype(better)> best(better); // the worst of them on top
    for (std::uint32_t i = 0; i < m_items.size(); ++i) {
        const Item& item = m_items[i];
        if ((item.letters & letters) != letters || (words.empty() && item.record))
            continue;
        const int found = words.empty() ? 1 : score(item, words);
        if (found == 0 || (best.size() >= atMost && !better({ found, i }, best.top())))
            continue;
        best.emplace(found, i);
        if (best.size() > atMost)
            best.pop();
    }
    std::vector<PaletteHit> hits(best.size());
    for (std::size_t i = hits.size(); i-- > 0; best.pop()) {
        PaletteEntry entry = entryOf(m_items[best.top().second]);
        QList<int> matches = matchesOf(entry.name, words);
        hits[i] = { std::move(entry), best.top().first, std::move(matches) };
    }
    return hits;
}

PaletteModel::PaletteModel(QObject* parent)
    : KeyedTable({ { "name", CellType::Text }, { "kind", CellType::Text }, { "namespace", CellType::Text },
                     { "cluster", CellType::Text } },
        parent)
{
}

void PaletteModel::setCommands(std::vector<PaletteEntry> commands)
{
    m_commands = std::move(commands);
    m_index.clear();
    for (const PaletteEntry& command : m_commands)
        m_index.add(command);
    setQuery(m_query);
}

void PaletteModel::refresh(const RecordHub& hub)
{
    m_index.clear();
    m_index.reserve(hub.totalCount() + m_commands.size());
    for (const PaletteEntry& command : m_commands)
        m_index.add(command);
    hub.forEachRecord([this](const RecordPtr& record) {
        const std::string_view kind = record->schema ? std::string_view(record->schema->kind) : std::string_view();
        if (std::ranges::find(unnamedKinds, kind) == unnamedKinds.end())
            m_index.add(record);
    });
    setQuery(m_query);
}

void PaletteModel::setQuery(const QString& query)
{
    m_query = query;
    setRows(m_index.search(query));
}

std::string PaletteModel::key(const PaletteHit& row) const
{
    return std::to_string(static_cast<int>(row.entry.section)) + row.entry.id.toStdString();
}

QVariant PaletteModel::value(const PaletteHit& row, int column, int role) const
{
    const PaletteEntry& entry = row.entry;
    const auto textOrNothing = [](const QString& text) { return text.isEmpty() ? QVariant() : QVariant(text); };
    switch (role) {
    case IdRole: return entry.id;
    case SectionRole: return static_cast<int>(entry.section);
    case HealthRole: return entry.health < 0 ? QVariant() : QVariant(entry.health);
    case KindRole: return textOrNothing(entry.kind);
    case NamespaceRole: return textOrNothing(entry.nameSpace);
    case ClusterRole: return textOrNothing(entry.cluster);
    case NameRole: return entry.name;
    case MatchesRole: return QVariant::fromValue(row.matches);
    case ScoreRole: return row.score;
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case 0: return entry.name;
    case 1: return textOrNothing(entry.kind);
    case 2: return textOrNothing(entry.nameSpace);
    case 3: return textOrNothing(entry.cluster);
    default: return {};
    }
}

} // namespace Strato
