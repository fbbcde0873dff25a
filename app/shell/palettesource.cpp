// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/palettesource.h"

#include "app/shell/console.h"
#include "models/base/plaintext.h"
#include "models/items/paletteindex.h"

#include <QPointer>

#include <algorithm>
#include <map>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int indexAgainMs = 1000;

QString text(const IString& value)
{
    return cleanUtf8(value.view(), 256);
}

QString kindText(const std::string& group, const std::string& kind)
{
    return cleanUtf8(group.empty() ? kind : kind + "." + group, 256);
}

} // namespace

PaletteSource::PaletteSource(Console& console, QObject* parent)
    : QAbstractListModel(parent)
    , m_console(console)
{
    m_again.setSingleShot(true);
    m_again.setInterval(indexAgainMs);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_open && m_console.cursor().isLive() && m_console.records().totalCount() > m_indexed)
            indexNames();
    });
    connect(&m_console, &Console::cursorChanged, this, [this] {
        if (m_open)
            indexNames(); // what is found is of the moment that all else shows
    });
    connect(&m_console, &Console::pastChanged, this, [this] {
        if (m_open && !m_console.cursor().isLive())
            indexNames(); // another cluster has answered for that moment
    });
    connect(&m_console, &Console::clustersChanged, this, [this] {
        if (!m_open)
            return;
        if (clusterNames() != m_names)
            indexNames(); // objects are found by their cluster's name too
        else
            replace(Kinds, kindRows()); // a cluster has said what it serves
    });
    connect(&m_console.records(), &RecordHub::changed, this, [this] {
        if (m_open && !m_again.isActive())
            m_again.start();
    });
}

void PaletteSource::setViews(const QList<std::pair<QString, Place>>& views)
{
    QList<Row> rows;
    for (const auto& [title, place] : views)
        rows.push_back({ tr("Views"), title, {}, {}, std::nullopt, { place, nullptr }, {} });
    replace(Views, std::move(rows));
}

void PaletteSource::setActions(const QList<QAction*>& actions)
{
    QList<Row> rows;
    for (QAction* action : actions) {
        QString title = action->text();
        title.remove(u'&');
        rows.push_back({ tr("Actions"), title, {}, action->shortcut().toString(QKeySequence::NativeText), std::nullopt,
            { std::nullopt, action }, {} });
    }
    replace(Actions, std::move(rows));
}

QList<PaletteSource::Row> PaletteSource::kindRows() const
{
    std::map<std::pair<std::string, std::string>, QStringList> kinds; // with their other names
    for (const auto& [context, cluster] : m_console.clusters()) {
        for (const ResourceKind& kind : cluster.info.kinds) {
            QStringList& aliases = kinds[{ kind.kind, kind.group }];
            if (!aliases.isEmpty())
                continue; // as another cluster has it
            aliases.push_back(cleanUtf8(kind.plural, 256));
            for (const std::string& name : kind.shortNames)
                aliases.push_back(cleanUtf8(name, 256));
        }
    }
    QList<Row> rows;
    for (const auto& [id, aliases] : kinds) {
        const auto& [kind, group] = id;
        const Place place { u"explorer"_s, { { u"kind"_s, kindText(group, kind) } } };
        //: heading in the command palette: kinds of objects, each leads to the list of its objects
        rows.push_back({ tr("Lists"), cleanUtf8(kind, 256), cleanUtf8(group, 256), {}, std::nullopt, { place, nullptr },
            aliases });
    }
    return rows;
}

void PaletteSource::open()
{
    m_open = true;
    indexNames();
}

std::map<std::string, std::string> PaletteSource::clusterNames() const
{
    std::map<std::string, std::string> names;
    for (const auto& [context, cluster] : m_console.clusters())
        names.emplace(cluster.id.view(), context.toStdString());
    return names;
}

/// What was there at the shown moment; of a cluster that several contexts show, one tells.
std::vector<SnapshotPtr> PaletteSource::pastSnapshots() const
{
    std::vector<SnapshotPtr> snapshots;
    for (const auto& [context, state] : m_console.past()) {
        const auto open = m_console.clusters().find(context);
        const bool tells
            = open != m_console.clusters().end() && m_console.clusterById(open->second.id) == &open->second;
        if (tells && state.snapshot)
            snapshots.push_back(*state.snapshot);
    }
    return snapshots;
}

void PaletteSource::indexNames()
{
    replace(Kinds, kindRows());
    m_indexed = m_console.records().totalCount();
    std::vector<RecordPtr> records;
    std::vector<SnapshotPtr> past;
    if (m_console.cursor().isLive()) {
        records.reserve(m_indexed);
        m_console.records().forEachRecord([&](const RecordPtr& record) { records.push_back(record); });
    } else {
        past = pastSnapshots();
    }
    m_names = clusterNames();
    m_console.inBackground([records = std::move(records), past = std::move(past), names = m_names,
                               self = QPointer(this), opened = ++m_opened]() mutable -> Task {
        for (const SnapshotPtr& snapshot : past)
            snapshot->forEach([&](const RecordPtr& record) { records.push_back(record); });
        auto index = std::make_shared<const PaletteIndex>(std::move(records), names);
        return [self, opened, index = std::move(index)] {
            if (!self || self->m_opened != opened)
                return;
            self->m_index = index;
            self->search();
        };
    });
}

void PaletteSource::close()
{
    m_open = false;
    ++m_opened;
    ++m_searched;
    m_index.reset();
    m_query.clear();
    replace(Entities, {});
}

void PaletteSource::setQuery(const QString& query)
{
    m_query = query.trimmed();
    search();
}

void PaletteSource::search()
{
    ++m_searched;
    if (m_query.isEmpty())
        replace(Entities, {});
    if (m_query.isEmpty() || !m_index)
        return; // asked again when the index is there
    m_console.inBackground([index = m_index, query = m_query, self = QPointer(this), searched = m_searched]() -> Task {
        return [self, searched, hits = index->search(query)] {
            if (!self || self->m_searched != searched)
                return;
            QList<Row> rows;
            for (const PaletteHit& hit : hits) {
                const Record& record = *hit.record;
                const OpenCluster* cluster = self->m_console.clusterById(record.cluster);
                QStringList where { cleanUtf8(record.schema->kind, 256) };
                if (!record.nameSpace.empty())
                    where.push_back(text(record.nameSpace));
                if (cluster)
                    where.push_back(cluster->context);
                const Place place { u"explorer"_s,
                    { { u"kind"_s, kindText(record.schema->group, record.schema->kind) },
                        { u"entity"_s, record.entity.toString() } } };
                rows.push_back({ tr("Entities"), text(record.name), where.join(u", "_s), {}, record.health,
                    { place, nullptr }, {} });
            }
            self->replace(Entities, std::move(rows));
        };
    });
}

void PaletteSource::replace(Part part, QList<Row> rows)
{
    int first = 0;
    for (int before = 0; before < part; ++before)
        first += static_cast<int>(m_parts.at(static_cast<std::size_t>(before)).size());
    // What stays at either end is not touched, so that a row that is chosen remains so.
    QList<Row>& held = m_parts.at(part);
    const auto [heldDiffer, rowsDiffer] = std::ranges::mismatch(held, rows);
    const qsizetype kept = std::distance(held.begin(), heldDiffer);
    qsizetype tail = 0;
    while (tail < std::min(held.size(), rows.size()) - kept
        && held[held.size() - 1 - tail] == rows[rows.size() - 1 - tail])
        ++tail;
    const auto at = [first, kept](qsizetype count) { return first + static_cast<int>(kept + count) - 1; };
    if (const qsizetype gone = held.size() - kept - tail; gone > 0) {
        beginRemoveRows({}, at(1), at(gone));
        held.remove(kept, gone);
        endRemoveRows();
    }
    if (const qsizetype come = rows.size() - kept - tail; come > 0) {
        beginInsertRows({}, at(1), at(come));
        held = std::move(rows);
        endInsertRows();
    }
}

const PaletteSource::Row* PaletteSource::rowAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return nullptr;
    auto row = static_cast<qsizetype>(index.row());
    for (const QList<Row>& part : m_parts) {
        if (row < part.size())
            return &part[row];
        row -= part.size();
    }
    return nullptr;
}

PaletteSource::Choice PaletteSource::choice(const QModelIndex& index) const
{
    const Row* row = rowAt(index);
    return row ? row->choice : Choice {};
}

int PaletteSource::rowCount(const QModelIndex& parent) const
{
    qsizetype count = 0;
    for (const QList<Row>& part : m_parts)
        count += part.size();
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant PaletteSource::data(const QModelIndex& index, int role) const
{
    const Row* row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole: return row->title;
    case Qt::AccessibleTextRole: return row->detail.isEmpty() ? row->title : row->title + u", "_s + row->detail;
    case HeadingRole: return row->section;
    case DetailRole: return row->detail;
    case ShortcutRole: return row->shortcut;
    case AliasesRole: return row->aliases;
    case StateRole: return row->health ? QVariant(static_cast<int>(*row->health)) : QVariant();
    default: return {};
    }
}

} // namespace Strato
