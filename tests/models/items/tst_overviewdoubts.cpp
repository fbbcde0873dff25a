// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/overviewdoubts.h"

#include <QtTest>

using namespace Strato;

/// How fresh the figures of the overview are.
class TestOverviewDoubts final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theSumIsAsFreshAsTheWorstClusterWhateverTheLastSurveySaid()
    {
        ClusterSummary sum; // of a survey a minute ago
        sum.freshness = Freshness::Live;
        SourceStatus live;
        live.id = "k8s:a";
        live.freshness = Freshness::Live;
        SourceStatus stale = live;
        stale.id = "k8s:b";
        stale.freshness = Freshness::Stale;
        SourceStatus refused = live;
        refused.id = "k8s:never-opened";
        refused.freshness = Freshness::NotConnected;
        SourceStatus kind = live;
        kind.id = "k8s:a/vouchers.shop.example.io";
        kind.freshness = Freshness::Lost;
        QCOMPARE(statusOf(sum, { live, stale, refused, kind }).freshness, Freshness::Stale);
        QCOMPARE(statusOf(sum, { live, refused }).freshness, Freshness::Live);
        QCOMPARE(statusOf(sum, {}).freshness, Freshness::Live);
    }
};

QTEST_GUILESS_MAIN(TestOverviewDoubts)
#include "tst_overviewdoubts.moc"
