// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lists of 20,000 and 100,000 pods in process: how much of the GUI thread's processor time they take, without painting.
// One JSON object a line; exit 1 when a budget of design.md section 8 is broken.

#include "models/base/fakeclock.h"
#include "models/items/paletteindex.h"
#include "models/items/recordhub.h"
#include "models/items/selectionkeeper.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTextStream>

#include <malloc.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

/// Processor time of this thread in milliseconds: what others do on the machine does not count.
double threadMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

template <class Work> double measured(Work work)
{
    const double begin = threadMilliseconds();
    work();
    return threadMilliseconds() - begin;
}

double percentile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size()))) - 1];
}

SchemaPtr schema()
{
    auto made = std::make_shared<KindSchema>();
    made->version = "v1";
    made->kind = "Pod";
    made->plural = "pods";
    made->columns = { { "status", CellType::State, true, {} }, { "node", CellType::Text, true, {} },
        { "restarts", CellType::Count, true, {} }, { "ready", CellType::Fraction, true, {} },
        { "cpuRequest", CellType::Cpu, true, {} }, { "memoryRequest", CellType::Bytes, true, {} },
        { "ip", CellType::Text, true, {} } };
    return made;
}

/// Pods that look like pods: 40 services, 20 namespaces, 500 nodes, names with hashes.
class Pods final {
public:
    RecordPtr make(int number)
    {
        static constexpr std::array services { "order-svc", "inventory-svc", "checkout", "cart", "catalog", "pricing",
            "coupon", "payment-svc", "promotion", "review", "member", "account", "tenant", "audit", "search",
            "web-gateway", "app-gateway", "open-api", "report", "risk-control" };
        const std::string service = services[static_cast<std::size_t>(number) % services.size()];
        const std::string set = service + '-' + std::to_string(7'919'000 + number % 40);
        auto record = std::make_shared<Record>();
        record->schema = m_schema;
        record->cluster = IString("9f2c1f0e");
        record->nameSpace = IString("team-" + std::to_string(number % 20));
        record->name = IString(set + '-' + QString::number(number * 2654435761LL, 36).toStdString());
        record->entity
            = EntityId::kubernetes(record->cluster.view(), "", "Pod", record->nameSpace.view(), record->name.view());
        record->uid = IString("uid-" + std::to_string(number));
        record->created = instantFromSeconds(1'763'000'000 + number);
        record->labels = labelsOf(service);
        record->health = number % 50 == 0 ? Health::Critical : Health::Well;
        const std::string node = "sccpt01com" + std::to_string(number % 500);
        const auto restarts = static_cast<std::int64_t>(m_random.bounded(20));
        record->cells = { Cell(IString(number % 50 == 0 ? "CrashLoopBackOff" : "Running")), Cell(IString(node)),
            Cell(restarts), Cell(packFraction(1, 1)), Cell(std::int64_t { 250 }), Cell(std::int64_t { 1 } << 28U),
            Cell(IString("10.1." + std::to_string(number / 250 % 250) + '.' + std::to_string(number % 250))) };
        record->searchText = std::string(record->name.view()) + '\n' + std::string(record->nameSpace.view()) + '\n'
            + node + "\nrunning\n10.1.0.1\napp=" + service + "\ntier=backend\nregistry.example.com/" + service
            + ":2.3.1";
        return record;
    }

private:
    LabelSetPtr labelsOf(const std::string& service)
    {
        LabelSetPtr& labels = m_labels[service];
        if (!labels)
            labels = std::make_shared<LabelSet>(
                LabelSet { { IString("app"), IString(service) }, { IString("tier"), IString("backend") } });
        return labels;
    }
    SchemaPtr m_schema = schema();
    std::map<std::string, LabelSetPtr> m_labels;
    QRandomGenerator m_random { 1 };
};

struct Budget {
    double firstFill;
    double filterKey;
    double slice;
    double megabytes; // peak of the process
};

class Bench final {
public:
    Bench(int count, const Budget& budget)
        : m_count(count)
        , m_budget(budget)
    {
    }

    bool run()
    {
        fill();
        filter();
        sort();
        churn();
        memory();
        return m_within;
    }

private:
    void report(const QString& what, QJsonObject figures, double value, double limit)
    {
        figures.insert(u"what"_s, what);
        figures.insert(u"rows"_s, m_count);
        if (limit > 0) {
            figures.insert(u"budgetMs"_s, limit);
            figures.insert(u"within"_s, value <= limit);
            m_within = m_within && value <= limit;
        }
        QTextStream(stdout) << QJsonDocument(figures).toJson(QJsonDocument::Compact) << '\n';
    }

    void fill()
    {
        const auto heapBefore = mallinfo2().uordblks;
        auto delta = std::make_shared<Delta>();
        for (int i = 0; i < m_count; ++i)
            delta->upserted.push_back(m_pods.make(i));
        m_table = m_hub.table({ "", "Pod" });
        m_selection = std::make_unique<QItemSelectionModel>(m_table.get());
        m_keeper = std::make_unique<SelectionKeeper>(m_table.get(), m_selection.get());
        const auto heapRecords = mallinfo2().uordblks;
        const double took = measured([&] { m_hub.apply({ IString("9f2c1f0e"), delta }); });
        const double late = measured([&] { (void)m_hub.table({ "", "Pod" }); });
        const auto each = [&](std::size_t bytes) { return static_cast<double>(bytes) / m_count; };
        report(u"firstFill"_s,
            { { u"ms"_s, took }, { u"lateListMs"_s, late }, { u"recordBytesEach"_s, each(heapRecords - heapBefore) },
                { u"listBytesEach"_s, each(mallinfo2().uordblks - heapRecords) } },
            took, m_budget.firstFill);
    }

    void filter()
    {
        // Everything selected, as a person with Ctrl+A; keys typed and taken back one by one.
        m_selection->select(
            QItemSelection(m_table->index(0, 0), m_table->index(m_table->rowCount() - 1, m_table->columnCount() - 1)),
            QItemSelectionModel::Select);
        std::vector<double> keys;
        for (const QString& typed :
            { u"order-svc"_s, u"node:sccpt01com14"_s, u"app=cart ns:team-1"_s, u"-review z"_s }) {
            for (qsizetype length = 1; length <= typed.size(); ++length)
                keys.push_back(measured([&] { (void)m_table->setFilterText(typed.first(length)); }));
            for (qsizetype length = typed.size(); length-- > 0;)
                keys.push_back(measured([&] { (void)m_table->setFilterText(typed.first(length)); }));
        }
        const double p95 = percentile(keys, 0.95);
        report(u"filterKey"_s,
            { { u"keys"_s, static_cast<qint64>(keys.size()) }, { u"p50Ms"_s, percentile(keys, 0.5) },
                { u"p95Ms"_s, p95 }, { u"maxMs"_s, percentile(keys, 1) } },
            p95, m_budget.filterKey);
        m_selection->clear();
    }

    void sort()
    {
        QJsonObject figures;
        for (const QString& column : { u"restarts"_s, u"status"_s, u"node"_s, u"name"_s })
            figures.insert(column, measured([&] { m_table->sortBy(column, Qt::DescendingOrder); }));
        report(u"sortMs"_s, figures, 0, 0);
    }

    void churn()
    {
        m_table->sortBy(u"restarts"_s, Qt::DescendingOrder); // the harder case: values that change
        // Ten Deltas a second of 100 changes: 60 % modify, 20 % create, 20 % delete; each frame takes its share.
        QRandomGenerator random(2);
        std::vector<double> frames;
        std::vector<double> settles; // once in ten seconds
        int next = m_count;
        int oldest = 0;
        std::vector<RecordPtr> doomed;
        doomed.reserve(std::size_t { 20 } * 300);
        for (int i = 0; i < 20 * 300; ++i)
            doomed.push_back(m_pods.make(oldest++)); // same names as at first: their entities are taken out below
        std::size_t gone = 0;
        for (int step = 0; step < 300; ++step) {
            auto delta = std::make_shared<Delta>();
            for (int i = 0; i < 60; ++i)
                delta->upserted.push_back(m_pods.make(oldest + random.bounded(m_count - oldest)));
            for (int i = 0; i < 20; ++i) {
                delta->upserted.push_back(m_pods.make(next++));
                delta->removed.push_back(doomed[gone++]->entity);
            }
            frames.push_back(measured([&] { m_hub.apply({ IString("9f2c1f0e"), delta }); }));
            for (int more = 0; more < 9; ++more) // the frames until the next Delta
                frames.push_back(measured([&] {
                    if (m_table->hasPendingWork())
                        m_table->workNow();
                }));
            if (step % 100 == 99)
                settles.push_back(measured([&] { m_table->settleNow(); }));
        }
        std::vector<double> busy;
        std::ranges::copy_if(frames, std::back_inserter(busy), [](double ms) { return ms > 0.01; });
        const double p95 = percentile(busy, 0.95);
        report(u"churn1000"_s,
            { { u"frames"_s, static_cast<qint64>(frames.size()) },
                { u"busyFrames"_s, static_cast<qint64>(busy.size()) }, { u"p50Ms"_s, percentile(busy, 0.5) },
                { u"p95Ms"_s, p95 }, { u"maxMs"_s, percentile(busy, 1) }, { u"settleMs"_s, percentile(settles, 1) },
                { u"rowsAtEnd"_s, m_table->rowCount() } },
            p95, m_budget.slice);
        m_within = m_within && m_table->rowCount() == m_count; // nothing lost
    }

    /// The whole process: records, hub and list, and what the changes left behind.
    void memory()
    {
        std::ifstream file("/proc/self/status");
        std::string word;
        double kilobytes = 0;
        while (file >> word) {
            if (word == "VmHWM:")
                file >> kilobytes;
        }
        const double peak = kilobytes / 1024;
        m_within = m_within && peak > 0 && peak <= m_budget.megabytes;
        report(u"memory"_s,
            { { u"peakMb"_s, peak }, { u"budgetMb"_s, m_budget.megabytes },
                { u"within"_s, peak <= m_budget.megabytes } },
            0, 0);
    }

    const int m_count;
    const Budget m_budget;
    Pods m_pods;
    SystemClock m_clock;
    RecordHub m_hub { m_clock };
    std::unique_ptr<RecordTableModel> m_table;
    std::unique_ptr<QItemSelectionModel> m_selection;
    std::unique_ptr<SelectionKeeper> m_keeper;
    bool m_within = true;
};

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    // Budgets of design.md section 8; what it does not name is measured and not judged (0).
    const bool small = Bench(20'000, { 0, 16, 8, 250 }).run();
    const bool large = Bench(100'000, { 150, 50, 8, 500 }).run();
    return small && large ? EXIT_SUCCESS : EXIT_FAILURE;
}
