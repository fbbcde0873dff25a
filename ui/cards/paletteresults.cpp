// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/paletteresults.h"

#include "models/base/health.h"
#include "ui/cards/fuzzyrank.h"

#include <algorithm>
#include <tuple>

namespace Strato {

namespace {

struct Hit {
    int rank = 0;
    int illness = 0; ///< 0: nobody is called for it
    int row = 0;
};

int illnessOf(const QVariant& health)
{
    const auto known = static_cast<Health>(health.toInt());
    const bool ill = health.isValid() && (known == Health::Critical || known == Health::Warning);
    return ill ? severityRank(known) : 0;
}

/// Among texts that match alike, what is ill is the likelier one to be looked for.
bool standsBefore(const Hit& a, const Hit& b)
{
    const auto way = [](const Hit& hit) { return (hit.rank + fuzzyStep - 1) / fuzzyStep; };
    return std::make_tuple(way(a), a.illness, a.rank) > std::make_tuple(way(b), b.illness, b.rank);
}

struct Section {
    QString name;
    std::vector<Hit> hits;
    int best = 0;
};

std::optional<int> rankOf(const QString& query, const QModelIndex& index, const PaletteRoles& roles)
{
    const QString name = index.data(Qt::DisplayRole).toString();
    std::optional<int> rank = fuzzyRank(query, name);
    if (!rank) { // the context may hold some of the words: "order shop"
        rank = fuzzyRank(query, QString(name + u' ' + index.data(roles.detail).toString()));
        if (rank)
            rank = *rank / 4;
    }
    const QString begun = query.trimmed();
    for (const QString& alias : index.data(roles.aliases).toStringList()) {
        if (!begun.isEmpty() && alias.startsWith(begun, Qt::CaseInsensitive))
            rank = std::max(rank, fuzzyRank(query, alias));
    }
    return rank;
}

std::vector<Section> sectionsOf(const QAbstractItemModel& source, const QString& query, const PaletteRoles& roles)
{
    std::vector<Section> sections;
    for (int row = 0; row < source.rowCount(); ++row) {
        const QModelIndex index = source.index(row, 0);
        const std::optional<int> rank = rankOf(query, index, roles);
        if (!rank)
            continue;
        const QString section = index.data(roles.section).toString();
        auto it = std::ranges::find(sections, section, &Section::name);
        if (it == sections.end())
            it = sections.insert(sections.end(), Section { section, {}, 0 });
        it->hits.push_back({ *rank, illnessOf(index.data(roles.health)), row });
        it->best = std::max(it->best, *rank);
    }
    return sections;
}

} // namespace

PaletteResults::PaletteResults(const PaletteRoles& roles, QObject* parent)
    : QAbstractListModel(parent)
    , m_roles(roles)
{
}

void PaletteResults::setSource(QAbstractItemModel* source)
{
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source) {
        connect(source, &QAbstractItemModel::rowsInserted, this, &PaletteResults::rebuild);
        connect(source, &QAbstractItemModel::rowsRemoved, this, &PaletteResults::rebuild);
        connect(source, &QAbstractItemModel::modelReset, this, &PaletteResults::rebuild);
    }
    rebuild();
}

void PaletteResults::setQuery(const QString& query)
{
    if (query == m_query)
        return;
    m_query = query;
    rebuild();
}

void PaletteResults::rebuild()
{
    // The hits of one query have nothing in common with those of the next: a list of at most some dozens is replaced
    // whole.
    if (!m_rows.empty()) {
        beginRemoveRows({}, 0, int(m_rows.size()) - 1);
        m_rows.clear();
        endRemoveRows();
    }
    if (!m_source)
        return;
    std::vector<Section> sections = sectionsOf(*m_source, m_query, m_roles);
    if (!m_query.trimmed().isEmpty())
        std::ranges::stable_sort(sections, std::ranges::greater {}, &Section::best);
    std::vector<Row> rows;
    for (Section& section : sections) {
        if (!m_query.trimmed().isEmpty())
            std::ranges::stable_sort(section.hits, standsBefore);
        rows.push_back({ section.name, {} });
        const auto shown = std::min<std::size_t>(section.hits.size(), limit);
        for (std::size_t i = 0; i < shown; ++i)
            rows.push_back({ {}, m_source->index(section.hits[i].row, 0) });
    }
    if (rows.empty())
        return;
    beginInsertRows({}, 0, int(rows.size()) - 1);
    m_rows = std::move(rows);
    endInsertRows();
}

int PaletteResults::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

bool PaletteResults::isHeading(const QModelIndex& index) const
{
    return index.isValid() && !m_rows[std::size_t(index.row())].source.isValid();
}

QVariant PaletteResults::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[std::size_t(index.row())];
    if (row.source.isValid())
        return row.source.data(role);
    return role == Qt::DisplayRole ? QVariant(row.heading) : QVariant();
}

Qt::ItemFlags PaletteResults::flags(const QModelIndex& index) const
{
    return !index.isValid() || isHeading(index) ? Qt::ItemFlags(Qt::NoItemFlags)
                                                : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QModelIndex PaletteResults::sourceIndex(const QModelIndex& index) const
{
    return index.isValid() ? QModelIndex(m_rows[std::size_t(index.row())].source) : QModelIndex();
}

QModelIndex PaletteResults::firstChoice() const
{
    const auto it = std::ranges::find_if(m_rows, [](const Row& row) { return row.source.isValid(); });
    return it == m_rows.end() ? QModelIndex() : index(int(it - m_rows.begin()));
}

} // namespace Strato
