// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/items/recordhub.h"
#include "models/kube/schema/kubeschemas.h"
#include "tests/support/failonwarning.h"
#include "ui/theme/theme.h"
#include "views/explorer/explorerpage.h"

#include <initializer_list>
#include <map>
#include <string>

namespace Strato {
class FilterEdit;
}

namespace Strato::Testing {

struct ObjectSpec {
    std::string kind = "Pod";
    std::string name;
    std::string nameSpace = "shop";
    std::string cluster = "c1";
    std::string uid = {}; ///< empty: made from the name
    Health health = Health::Well;
    std::map<std::string, Cell> cells = {};
    OwnerRef owner = {};
    LabelSet labels = {};
    bool provisional = false;
};

[[nodiscard]] std::shared_ptr<Record> makeObject(const ObjectSpec& spec);
[[nodiscard]] std::shared_ptr<Record> makePod(
    const std::string& name, const std::string& status = "Running", const std::string& node = "n1");

/// What a page or pane is given without a console: records made by hand, questions noted and answered by the test.
struct ExplorerRig {
    FakeClock clock { instantFromSeconds(1'764'003'600) };
    RecordHub hub { clock };
    Theme theme;
    std::vector<ResourceKind> followed;
    std::vector<std::pair<EntityId, std::function<void(const Result<FetchedObject>&)>>> objects;
    std::deque<Task> background; ///< what is left to do on the GUI thread
    bool backgroundHeld = false; ///< it waits for finishBackground(); else it is done at once
    void finishBackground();
    std::vector<std::function<void(const Result<SecretKeys>&)>> secretKeys;
    std::vector<SecretNames> secretNames; // of secretKeys
    std::vector<std::pair<std::string, std::function<void(const Result<QByteArray>&)>>> secretValues;
    OverviewState overview; ///< what alerts on an object are looked up in
    std::vector<SourceStatus> sources;
    QStringList connected; ///< names of clusters that were asked to be opened
    QStringList addresses; ///< that were asked to be opened
    Instant shown = clock.now();
    std::uint64_t seq = 0;

    [[nodiscard]] ExplorerPort port();
    void put(std::vector<RecordPtr> records, std::vector<EntityId> removed = {}, const std::string& id = "c1");

    [[nodiscard]] static ResourceKind kind(const std::string& name);
    [[nodiscard]] static ExplorerCluster cluster(const std::string& id, const QString& name);
    [[nodiscard]] static std::map<std::string, SourceStatus> live(std::initializer_list<const char*> plurals);
    [[nodiscard]] static Place place(const QString& kind, const QString& filter = {}, const EntityId& entity = {});
};

/// The page on such a rig.
struct ExplorerPageRig final : ExplorerRig {
    FailOnWarning failOnWarning;
    ExplorerPage page { theme, port() };

    ExplorerPageRig();
    /// One cluster has answered, "hangzhou-1".
    void open();
    /// Pauses; those of @p snapshots have answered for then.
    void pauseAt(RecordHub::Past snapshots);
    [[nodiscard]] FilterEdit* filter() const;
};

} // namespace Strato::Testing
