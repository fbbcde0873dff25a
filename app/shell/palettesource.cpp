// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/palettesource.h"

#include "app/shell/console.h"
#include "models/base/plaintext.h"

#include <array>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype entitiesAtMost = 300; // more than the list shows: ranking still has something to choose from
constexpr qsizetype shortestQuery = 2;

const std::array<KindKey, 11> searchedKinds { KindKey { "apps", "Deployment" }, KindKey { "apps", "StatefulSet" },
    KindKey { "apps", "DaemonSet" }, KindKey { "", "Node" }, KindKey { "", "Namespace" }, KindKey { "", "Service" },
    KindKey { "batch", "CronJob" }, KindKey { "batch", "Job" }, KindKey { "networking.k8s.io", "Ingress" },
    KindKey { "autoscaling", "HorizontalPodAutoscaler" }, KindKey { "", "Pod" } };

QString text(const IString& value)
{
    return cleanUtf8(value.view(), 256);
}

} // namespace

PaletteSource::PaletteSource(Console& console, QObject* parent)
    : QAbstractListModel(parent)
    , m_console(console)
{
}

void PaletteSource::setViews(const QList<std::pair<QString, Place>>& views)
{
    const int first = static_cast<int>(m_fixed.size());
    beginInsertRows({}, first, first + static_cast<int>(views.size()) - 1);
    for (const auto& [title, place] : views)
        m_fixed.push_back({ tr("Views"), title, {}, {}, std::nullopt, { place, nullptr } });
    endInsertRows();
}

void PaletteSource::setActions(const QList<QAction*>& actions)
{
    const int first = static_cast<int>(m_fixed.size());
    beginInsertRows({}, first, first + static_cast<int>(actions.size()) - 1);
    for (QAction* action : actions) {
        QString title = action->text();
        title.remove(u'&');
        m_fixed.push_back({ tr("Actions"), title, {}, action->shortcut().toString(QKeySequence::NativeText),
            std::nullopt, { std::nullopt, action } });
    }
    endInsertRows();
}

void PaletteSource::setQuery(const QString& query)
{
    QList<Row> found;
    const std::string needle = query.trimmed().section(u' ', 0, 0).toLower().toStdString();
    if (query.trimmed().size() >= shortestQuery) {
        for (const KindKey& kind : searchedKinds) {
            m_console.records().forEach(kind, {}, [&](const RecordPtr& record) {
                if (found.size() >= entitiesAtMost || record->name.view().find(needle) == std::string_view::npos)
                    return;
                const OpenCluster* cluster = m_console.clusterById(record->cluster);
                QStringList where { QString::fromStdString(record->schema->kind) };
                if (!record->nameSpace.empty())
                    where.push_back(text(record->nameSpace));
                if (cluster)
                    where.push_back(cluster->context);
                const Place place { u"explorer"_s,
                    { { u"kind"_s,
                          QString::fromStdString(kind.group.empty() ? kind.kind : kind.kind + "." + kind.group) },
                        { u"entity"_s, record->entity.toString() } } };
                found.push_back({ tr("Entities"), text(record->name), where.join(u", "_s), {}, record->health,
                    { place, nullptr } });
            });
        }
    }
    replaceEntities(std::move(found));
}

void PaletteSource::replaceEntities(QList<Row> entities)
{
    const int first = static_cast<int>(m_fixed.size());
    if (!m_entities.isEmpty()) {
        beginRemoveRows({}, first, first + static_cast<int>(m_entities.size()) - 1);
        m_entities.clear();
        endRemoveRows();
    }
    if (!entities.isEmpty()) {
        beginInsertRows({}, first, first + static_cast<int>(entities.size()) - 1);
        m_entities = std::move(entities);
        endInsertRows();
    }
}

PaletteSource::Choice PaletteSource::choice(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<qsizetype>(index.row());
    return row < m_fixed.size() ? m_fixed[row].choice : m_entities[row - m_fixed.size()].choice;
}

int PaletteSource::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fixed.size() + m_entities.size());
}

QVariant PaletteSource::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto at = static_cast<qsizetype>(index.row());
    const Row& row = at < m_fixed.size() ? m_fixed[at] : m_entities[at - m_fixed.size()];
    switch (role) {
    case Qt::DisplayRole: return row.title;
    case Qt::AccessibleTextRole: return row.detail.isEmpty() ? row.title : row.title + u", "_s + row.detail;
    case SectionRole: return row.section;
    case DetailRole: return row.detail;
    case ShortcutRole: return row.shortcut;
    case HealthRole: return row.health ? QVariant(static_cast<int>(*row.health)) : QVariant();
    default: return {};
    }
}

} // namespace Strato
