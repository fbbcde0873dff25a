// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What one survey of a large, calm cluster costs the data thread. One JSON object a line; exit 1 when it costs too
// much.

#include "models/base/clock.h"
#include "models/faults/overview.h"
#include "models/kube/schema/columnids.h"
#include "models/kube/schema/kubeschemas.h"
#include "models/kube/sync/objectstore.h"
#include "models/recorder/changelog.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <map>

using namespace Strato;
using namespace Qt::StringLiterals;
namespace C = Strato::Columns;

namespace {

using Cells = std::map<std::string_view, Cell>;

constexpr int pods = 20'000;
constexpr int workloads = 5'000;
constexpr int nodes = 500;
constexpr int namespaces = 50;
constexpr int surveys = 40;
constexpr int changedEach = 20; // between two surveys
constexpr double budget = 3; // milliseconds: once a second it is a third of the idle console's processor time
constexpr Instant start = instantFromSeconds(1'764'000'000);

/// Processor time of this thread in milliseconds: what others do on the machine does not count.
double threadMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

Cell word(const std::string& text)
{
    return Cell(IString(text));
}

std::shared_ptr<Record> made(std::string_view group, std::string_view kind, const std::string& space,
    const std::string& name, const Cells& cells)
{
    auto record = std::make_shared<Record>();
    record->schema = builtInSchema(group, kind);
    record->entity = EntityId::kubernetes("c1", group, kind, space, name);
    record->uid = IString(std::string(kind) + '-' + space + '-' + name);
    record->cluster = IString("c1");
    record->nameSpace = IString(space);
    record->name = IString(name);
    record->created = start - std::chrono::hours(24);
    record->labels = std::make_shared<LabelSet>();
    record->cells.resize(record->schema->columns.size());
    for (const auto& [id, cell] : cells)
        record->cells.at(static_cast<std::size_t>(record->schema->column(id))) = cell;
    return record;
}

OwnerRef ownedBy(const Record& owner)
{
    return { IString(owner.schema->kind), owner.name, owner.uid };
}

RecordPtr pod(int number, const Record& set, int version)
{
    auto record = made("", "Pod", std::string(set.nameSpace.view()),
        std::string(set.name.view()) + '-' + std::to_string(number),
        { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, Cell(packFraction(1, 1)) },
            { C::readySince, Cell((start - std::chrono::hours(20)).ns) }, { C::restarts, Cell(std::int64_t { 0 }) },
            { C::conditions, word("Ready=True") }, { C::node, word("node-" + std::to_string(number % nodes)) },
            { C::cpuRequest, Cell(std::int64_t { 250 } + version) },
            { C::memoryRequest, Cell(std::int64_t { 1 } << 28U) },
            { C::memoryLimit, Cell(std::int64_t { 1 } << 29U) } });
    record->owner = ownedBy(set);
    record->resourceVersion = IString(std::to_string(1'000 + version));
    return record;
}

/// Whether the median of @p took is within @p limit; 0: is not judged.
bool report(const QString& what, std::vector<double> took, double limit)
{
    std::ranges::sort(took);
    const double median = took[took.size() / 2];
    QJsonObject figures { { u"what"_s, what }, { u"pods"_s, pods }, { u"p50Ms"_s, median },
        { u"maxMs"_s, took.back() } };
    if (limit > 0) {
        figures.insert(u"budgetMs"_s, limit);
        figures.insert(u"within"_s, median <= limit);
    }
    QTextStream(stdout) << QJsonDocument(figures).toJson(QJsonDocument::Compact) << '\n';
    return limit <= 0 || median <= limit;
}

class Cluster final {
public:
    Cluster()
    {
        std::vector<RecordPtr> all;
        all.reserve(nodes + namespaces + 2 * workloads + pods);
        for (int i = 0; i < nodes; ++i)
            all.push_back(made("", "Node", {}, "node-" + std::to_string(i), { { C::status, word("Ready") } }));
        for (int i = 0; i < namespaces; ++i)
            all.push_back(made("", "Namespace", {}, "team-" + std::to_string(i), {}));
        for (int i = 0; i < workloads; ++i) {
            const std::string space = "team-" + std::to_string(i % namespaces);
            const std::string name = "order-service-" + std::to_string(i);
            auto deployment = made("apps", "Deployment", space, name,
                { { C::replicas, Cell(std::int64_t { 4 }) }, { C::available, Cell(std::int64_t { 4 }) },
                    { C::conditions, word("Available=True(MinimumReplicasAvailable)") } });
            auto set = made("apps", "ReplicaSet", space, name + "-7d4b9c6f5", {});
            set->owner = ownedBy(*deployment);
            all.insert(all.end(), { deployment, set });
            m_sets.push_back(set);
        }
        for (int i = 0; i < pods; ++i)
            all.push_back(pod(i, setOf(i), 0));
        m_store.upsertAll(all);
        m_census = std::make_shared<PodCensus>(IString("c1"), *m_store.current());
    }

    void change(int round)
    {
        std::vector<RecordPtr> some;
        for (int i = 0; i < changedEach; ++i) {
            const int number = (round * 7'919 + i * 997) % pods;
            some.push_back(pod(number, setOf(number), round + 1));
        }
        m_store.upsertAll(some);
    }

    [[nodiscard]] OverviewInput input() const
    {
        OverviewInput input;
        input.cluster = IString("c1");
        input.name = "bench";
        input.freshness = Freshness::Live;
        input.snapshot = m_store.current();
        input.census = m_census;
        return input;
    }

private:
    [[nodiscard]] const Record& setOf(int number) const
    {
        return *m_sets[static_cast<std::size_t>(number % workloads)];
    }

    SystemClock m_clock;
    std::vector<std::shared_ptr<Record>> m_sets;
    std::shared_ptr<PodCensus> m_census;
    ObjectStore m_store { m_clock, std::make_unique<ChangeLog>(), [this](const std::vector<Change>& changes) {
                             for (const Change& change : changes) {
                                 if (m_census)
                                     m_census->add(change);
                             }
                         } };
};

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    Cluster cluster;
    bool within = true;
    for (const bool isKept : { false, true }) {
        std::vector<double> took;
        for (int round = 0; round < surveys; ++round) {
            cluster.change(round);
            OverviewInput input = cluster.input();
            within = within && input.census->isOf(input.cluster, *input.snapshot);
            if (!isKept)
                input.census.reset();
            const double begin = threadMilliseconds();
            const OverviewState state = overview({ input }, start);
            took.push_back(threadMilliseconds() - begin);
            within = within && state.sum.pods.ready == pods && state.findings.empty();
        }
        within = report(isKept ? u"survey"_s : u"surveyFromSnapshot"_s, took, isKept ? budget : 0) && within;
    }
    return within ? EXIT_SUCCESS : EXIT_FAILURE;
}
