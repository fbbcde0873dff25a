// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/estate/faults/signals.h"

#include <QtTest>

#include <set>

using namespace Strato;
using namespace Strato::Estate;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto between = 15s; // two scrapes
constexpr auto settles = 420s; // after the end: a rollout back, a node's return

struct Watched {
    const SignalRow& row;
    SignalReader reader;
    std::optional<double> before, now;
    bool done = false;
};

void look(std::vector<Watched>& all)
{
    for (Watched& one : all)
        if (!one.done)
            one.now = one.reader.read();
}

std::string report(const Watched& one, const char* when)
{
    const auto number = [](const std::optional<double>& value) { return value ? std::to_string(*value) : "nothing"; };
    return one.row.layer + " | " + one.row.signal + " | wanted " + one.row.change + ' ' + when + ", before "
        + number(one.before) + ", now " + number(one.now);
}

} // namespace

/// Every row of docs/estate-faults.md, through the sockets: the sign is not there before, comes in time, and goes.
class TestFaultSignals : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyKindHasRowsInSeveralLayers()
    {
        for (const FaultKindSpec& spec : faultKinds()) {
            std::set<std::string> layers;
            for (const SignalRow& row : m_rows)
                if (row.fault == spec.name)
                    layers.insert(row.layer);
            QVERIFY2(layers.size() >= 2, std::string(spec.name).c_str());
        }
        for (const SignalRow& row : m_rows)
            QVERIFY2(findFaultKind(row.fault) != nullptr, row.fault.c_str());
    }

    void everySignComesInTimeAndGoes_data()
    {
        QTest::addColumn<QString>("kind");
        for (const FaultKindSpec& spec : faultKinds())
            QTest::newRow(std::string(spec.name).c_str())
                << QString::fromUtf8(spec.name.data(), static_cast<qsizetype>(spec.name.size()));
    }

    void everySignComesInTimeAndGoes()
    {
        QFETCH(const QString, kind);
        FaultOptions options;
        options.planned = false;
        EstateRig rig(options);
        const std::string name = kind.toStdString();
        const FaultPlace place = rig.placeOf(*findFaultKind(name));
        std::vector<Watched> all;
        for (const SignalRow& row : m_rows)
            if (row.fault == name)
                all.push_back(
                    { row, SignalReader(rig, row.signal, place.target, rig.clusterOf(place)), {}, {}, false });
        rig.run(60s);
        look(all);
        rig.run(between);
        look(all);
        int longest = 0;
        for (Watched& one : all) {
            one.before = one.now;
            longest = std::max(longest, one.row.within);
            QVERIFY2(one.now || one.row.change.front() != 'x', report(one, "to be seen in good times").c_str());
            QVERIFY2(!isChanged(one.row.change, one.before.value_or(0), one.now.value_or(0)) || !one.now,
                report(one, "only in bad times").c_str());
        }
        QVERIFY(rig.inject(name, {}, {}, std::chrono::seconds(longest + 20)).has_value());
        const std::string missed = awaitSigns(rig, all, longest);
        QVERIFY2(missed.empty(), missed.c_str());
        const std::string left = awaitReturn(rig, all);
        QVERIFY2(left.empty(), left.c_str());
        QVERIFY(rig.faults().empty());
    }

private:
    static std::string awaitSigns(EstateRig& rig, std::vector<Watched>& all, int longest)
    {
        std::string missed;
        for (int passed = 15; passed < longest + 15; passed += 15) {
            rig.run(between);
            look(all);
            for (Watched& one : all) {
                if (one.done)
                    continue;
                one.done = one.now && isChanged(one.row.change, one.before.value_or(0), *one.now);
                if (!one.done && passed < one.row.within)
                    continue;
                if (one.done)
                    qInfo("%4d s: %s", passed, report(one, "came").c_str());
                else
                    missed += report(one, "by then") + '\n';
                one.done = true;
            }
        }
        return missed;
    }
    static std::string awaitReturn(EstateRig& rig, std::vector<Watched>& all)
    {
        for (Watched& one : all)
            one.done = one.row.stays;
        for (auto passed = 0s; passed < settles; passed += between) {
            rig.run(between);
            look(all);
            for (Watched& one : all)
                one.done = one.done || !one.now || !isChanged(one.row.change, one.before.value_or(0), *one.now);
            if (std::ranges::all_of(all, &Watched::done))
                return {};
        }
        std::string left;
        for (const Watched& one : all)
            left += one.done ? std::string() : report(one, "to be over") + '\n';
        return left;
    }

    std::vector<SignalRow> m_rows = readSignals(STRATO_SOURCE_DIR "/docs/estate-faults.md");
};

QTEST_GUILESS_MAIN(TestFaultSignals)
#include "tst_faultsignals.moc"
