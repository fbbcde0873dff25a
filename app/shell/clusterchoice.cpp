// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/clusterchoice.h"

#include "app/shell/console.h"

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

const QString parameter = u"cluster"_s;
const QString within = u"within"_s;

} // namespace

QStringList chosenContexts(const Console& console, const Place& place)
{
    QStringList contexts;
    for (const QString& name : Place::splitNames(place.parameters.value(parameter))) {
        const OpenCluster* byId = console.clusterById(IString(name.toStdString()));
        contexts.push_back(byId && !console.clusters().contains(name) ? byId->context : name);
    }
    return contexts;
}

Place withContexts(Place place, const QStringList& contexts)
{
    place.parameters.remove(parameter);
    if (!contexts.isEmpty())
        place.parameters.insert(parameter, Place::joinNames(contexts));
    return place;
}

Place carryingChoice(const Console& console, Place to, const Place& from)
{
    const QStringList chosen = chosenContexts(console, from);
    if (to.parameters.contains(parameter) || chosen.isEmpty())
        return to;
    const auto entity = EntityId::parse(to.parameters.value(u"entity"_s).toStdString());
    if (const auto parts = entity ? entity->kubernetesParts() : std::nullopt) {
        const OpenCluster* cluster = console.clusterById(IString(parts->cluster));
        if (!cluster || !chosen.contains(cluster->context))
            return to;
    }
    if (to.parameters.contains(within)) {
        const QString named = to.parameters.value(within);
        const OpenCluster* cluster = console.clusterById(IString(named.toStdString()));
        if (!chosen.contains(named) && !(cluster && chosen.contains(cluster->context)))
            return to;
    }
    return withContexts(std::move(to), chosen);
}

QStringList toggled(const Console& console, const QStringList& chosen, const QString& context)
{
    QStringList all;
    for (const auto& [name, cluster] : console.clusters())
        all.push_back(name);
    QStringList shown;
    for (const QString& name : std::as_const(all)) {
        const bool was = chosen.isEmpty() || chosen.contains(name);
        if (was != (name == context))
            shown.push_back(name);
    }
    if (shown.isEmpty())
        return chosen;
    return shown == all ? QStringList() : shown;
}

} // namespace Strato
