// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/hostgrid.h"

#include <QTest>

#include <cmath>

using namespace Strato;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant now = instantFromSeconds(1'764'000'000);

HostLine host(Duration reach, Duration spacing, double value = 0.5)
{
    HostLine line { "c1", "n1:9100", { {}, {}, spacing } };
    for (Instant at = now - reach; at <= now; at = at + spacing)
        line.cpu.samples.push_back({ at, value });
    return line;
}

int filled(const HeatMap::Content& content)
{
    return static_cast<int>(std::ranges::count_if(content.values, [](float v) { return !std::isnan(v); }));
}

} // namespace

class TestHostGrid final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void wholeWindowHasNoHoles()
    {
        const HeatMap::Content content = hostGrid({ host(1h, 15s) }, now, 1h);
        QCOMPARE(content.from, now - 1h);
        QCOMPARE(content.to, now);
        QCOMPARE(content.columns, 120);
        QCOMPARE(filled(content), 120);
    }

    void sparseSamplesGiveWideCellsWithoutHoles()
    {
        const HeatMap::Content content = hostGrid({ host(1h, 5min) }, now, 1h);
        QCOMPARE(content.columns, 12);
        QCOMPARE(filled(content), 12);
    }

    void aYoungSourceFillsTheAxisFromItsFirstSample()
    {
        const HeatMap::Content content = hostGrid({ host(10min, 15s) }, now, 1h);
        QCOMPARE(content.from, now - 10min);
        QCOMPARE(filled(content), content.columns);
        const HeatMap::Content younger = hostGrid({ host(30s, 15s) }, now, 1h);
        QCOMPARE(younger.from, now - 5min);
        QCOMPARE(younger.columns, 20);
    }

    void theHighestValueOfACellCountsAndMissingIsNotZero()
    {
        HostLine line = host(1h, 15s, 0.2);
        line.cpu.samples.back().value = 0.9;
        const HostLine silent { "c1", "n2", {} };
        const HeatMap::Content content = hostGrid({ line, silent }, now, 1h);
        QCOMPARE(content.values.at(119), 0.9F);
        QVERIFY(std::isnan(content.values.at(120)));
        QCOMPARE(content.rows, (QStringList { u"n1:9100"_s, u"n2"_s }));
    }

    void noHostsIsNoGrid() { QVERIFY(hostGrid({}, now, 1h).values.empty()); }
};

QTEST_MAIN(TestHostGrid)
#include "tst_hostgrid.moc"
