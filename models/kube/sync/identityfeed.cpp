// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/identityfeed.h"

#include "models/base/identitymap.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>

namespace Strato {
namespace {

using Name = std::pair<std::string, std::string>; // space, name

void add(std::vector<Name>& names, std::string space, std::string_view name)
{
    if (!name.empty() && !name.starts_with('<')) // "<none>"
        names.emplace_back(std::move(space), std::string(name));
}

void addContainers(std::vector<Name>& names, std::string_view ids)
{
    while (!ids.empty()) {
        const std::size_t comma = std::min(ids.find(','), ids.size());
        const std::string_view entry = ids.substr(0, comma); // "name=containerd://0123"
        if (const std::size_t at = entry.find("://"); at != std::string_view::npos)
            add(names, "containerId", entry.substr(at + 3));
        ids.remove_prefix(std::min(comma + 1, ids.size()));
    }
}

std::vector<Name> namesOf(const Record& record)
{
    std::vector<Name> names;
    if (record.provisional)
        return names; // a Table row says too little
    add(names, "uid", record.uid.view());
    const std::string_view kind = record.schema ? std::string_view(record.schema->kind) : std::string_view();
    const std::string cluster(record.cluster.view());
    if (kind == "Pod") {
        if (record.integer(Columns::hostNetwork).value_or(0) == 0)
            add(names, "ip:" + cluster, record.text(Columns::ip));
        addContainers(names, record.text(Columns::containerIds));
    } else if (kind == "Node") {
        add(names, "ip:" + cluster, record.text(Columns::internalIp));
        add(names, "ip:" + cluster, record.text(Columns::externalIp));
        add(names, "hostname:" + cluster, record.text(Columns::hostname));
        add(names, "providerId", record.text(Columns::providerId));
        add(names, "machineId", record.text(Columns::machineId));
        add(names, "systemUuid", record.text(Columns::systemUuid));
    }
    return names;
}

} // namespace

void feedIdentities(IdentityMap& identities, const Change& change)
{
    const std::vector<Name> before = change.before ? namesOf(*change.before) : std::vector<Name>();
    const std::vector<Name> after = change.after ? namesOf(*change.after) : std::vector<Name>();
    // What was there when we came is true since its creation as far as anybody knows; later changes since they are
    // seen.
    const bool old = change.initial && change.after && change.after->created.ns != 0;
    const Instant since = old ? change.after->created : change.seenTime;
    for (const Name& name : before) {
        if (std::ranges::find(after, name) == after.end())
            identities.retract(name.first, name.second, "kubernetes", change.seenTime);
    }
    for (const Name& name : after) {
        if (std::ranges::find(before, name) == before.end())
            identities.assertMapping(name.first, name.second, change.entity, "kubernetes", since);
    }
}

} // namespace Strato
