// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/timerqueue.h"
#include "models/items/objectalerts.h"
#include "models/items/recordhub.h"
#include "models/kube/sync/clustertypes.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace Strato {

/// One open cluster as the Explorer sees it.
struct ExplorerCluster {
    IString id;
    QString name; ///< the user's name for it
    bool production = false;
    bool answered = false; ///< discovery is through
    std::vector<ResourceKind> kinds; ///< what it serves
    std::optional<Error> error; ///< it could not be opened

    bool operator==(const ExplorerCluster&) const = default;
};

/// What the console can say now of an object's cluster.
enum class ClusterHold : std::uint8_t {
    Known, ///< its list is known, if perhaps old: what it lacks is gone
    Reading, ///< it is open, and its list is on its way
    NotConnected ///< closed, or it cannot be opened: nobody knows what it has
};

/// A moment of the past and what is known of it.
struct ExplorerPast {
    Instant moment {};
    RecordHub::Past snapshots; ///< clusters that are missing here have not answered, or are unknown
    QStringList unknown; ///< names of clusters of which nothing is known at that moment
    std::map<std::string, std::set<KindKey>> unseen; ///< by cluster id: kinds that were not read yet at that moment
    std::size_t answers = 0; ///< clusters that have answered, either way
};

/// All that the Explorer asks for; made in app/shell. Answers come on the GUI thread, at once or later.
struct ExplorerPort {
    RecordHub& records;
    const Clock& clock;
    std::function<Instant()> shownMoment; ///< the cursor's
    std::function<std::shared_ptr<void>(const ResourceKind&)> follow; ///< followed while the handle lives
    std::function<SchemaPtr(const ResourceKind&)> schemaOf; ///< columns known before a record came; null: none
    std::function<void(const EntityId&, std::function<void(const Result<FetchedObject>&)>)> fetchObject;
    std::function<void(const EntityId&, SecretNames, std::function<void(const Result<SecretKeys>&)>)> fetchSecretKeys;
    std::function<void(const EntityId&, const std::string& key, std::function<void(const Result<QByteArray>&)>)>
        fetchSecretValue;
    std::function<void(const QString&)> connectCluster; ///< opens the cluster of that name
    std::function<std::optional<ObjectAlerts>(const EntityId&)>
        alertsOf; ///< at the shown moment; nothing: not its kind
    std::function<void(const QString&)> openAddress; ///< asks, then hands a web address to the browser
    std::function<void(std::function<Task()>)> inBackground; ///< what the work returns is done on the GUI thread
};

/// "Pod" or "Deployment.apps": how places name a kind.
[[nodiscard]] inline QString kindText(const std::string& group, const std::string& kind)
{
    return QString::fromStdString(group.empty() ? kind : kind + '.' + group);
}

} // namespace Strato
