// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/sourcesmodel.h"

namespace Strato {

namespace {

template <class T> QVariant numberOrNothing(const std::optional<T>& value)
{
    return value ? QVariant::fromValue(static_cast<qlonglong>(*value)) : QVariant();
}

QVariant instantOrNothing(const std::optional<Instant>& at)
{
    return at ? QVariant::fromValue<qlonglong>(at->ns) : QVariant();
}

} // namespace

SourcesModel::SourcesModel(QObject* parent)
    : KeyedTable(
        { { "source", CellType::Text }, { "freshness", CellType::Count }, { "asOf", CellType::Time },
            { "behind", CellType::Count }, { "error", CellType::Count }, { "nextTry", CellType::Time },
            { "tries", CellType::Count }, { "clockSkew", CellType::DurationNs }, { "coalesced", CellType::Count } },
        parent)
{
}

void SourcesModel::setSources(std::vector<SourceStatus> sources)
{
    std::ranges::sort(sources, {}, &SourceStatus::id);
    setRows(std::move(sources));
    emit changed();
}

void SourcesModel::update(const SourceStatus& source)
{
    std::vector<SourceStatus> sources = rows();
    const auto place = std::ranges::lower_bound(sources, source.id, {}, &SourceStatus::id);
    if (place != sources.end() && place->id == source.id)
        *place = source;
    else
        sources.insert(place, source);
    setRows(std::move(sources));
    emit changed();
}

const SourceStatus* SourcesModel::find(const std::string& id) const
{
    const auto found = std::ranges::find(rows(), id, &SourceStatus::id);
    return found == rows().end() ? nullptr : &*found;
}

Freshness SourcesModel::combinedOf(std::string_view prefix) const
{
    std::vector<Freshness> all;
    for (const SourceStatus& source : rows()) {
        if (source.id.starts_with(prefix))
            all.push_back(source.freshness);
    }
    return combined(all);
}

QVariant SourcesModel::value(const SourceStatus& row, int column, int role) const
{
    if (role == IdRole)
        return itemText(row.id);
    if (role == ReasonRole)
        return row.error ? QVariant(row.error->detail) : QVariant();
    if (role != RawRole)
        return {};
    switch (column) {
    case 0: return row.label;
    case 1: return static_cast<qlonglong>(row.freshness);
    case 2: return instantOrNothing(row.asOf);
    case 3: return numberOrNothing(row.behind);
    case 4: return row.error ? QVariant::fromValue(static_cast<qlonglong>(row.error->code)) : QVariant();
    case 5: return instantOrNothing(row.nextTry);
    case 6: return row.tries;
    case 7: return row.clockSkew ? QVariant::fromValue<qlonglong>(row.clockSkew->count()) : QVariant();
    case 8: return static_cast<qulonglong>(row.coalesced);
    default: return {};
    }
}

} // namespace Strato
