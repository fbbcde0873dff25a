// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/clustervoices.h"
#include "app/bootstrap/surveyor.h"
#include "models/base/fakeclock.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Rig {
    [[nodiscard]] std::shared_ptr<const MetricsOverview> metrics() const
    {
        auto overview = std::make_shared<MetricsOverview>();
        overview->source = "prometheus:main";
        overview->at = clock.now();
        overview->alertsKnown = true;
        overview->alerts.resize(1);
        overview->alerts.front().name = "Unnamed";
        return overview;
    }

    FakeClock clock;
    ManualExecutor data { clock };
    FreshnessBoard board;
    ClusterVoices voices { [](const auto&, const auto&) {}, [](const auto&, const auto&) {} };
    std::vector<std::shared_ptr<const OverviewState>> states;
    Surveyor surveyor { data, board, voices,
        [this](std::shared_ptr<const OverviewState> state) { states.push_back(std::move(state)); } };
};

} // namespace

class TestSurveyor final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_rig = std::make_unique<Rig>();
    }

    void whatMetricsSayOfAnotherMomentIsLeftOut()
    {
        m_rig->surveyor.metricsArrived(m_rig->metrics());
        m_rig->data.runPending();
        QVERIFY(m_rig->states.back()->hasMetrics);
        QCOMPARE(m_rig->states.back()->alerts.size(), std::size_t(1));
        m_rig->surveyor.show(m_rig->clock.now() - 10min);
        m_rig->data.runPending(); // at once
        QVERIFY(!m_rig->states.back()->hasMetrics); // missing until those of that moment arrive
        QVERIFY(m_rig->states.back()->alerts.empty());
        QVERIFY(m_rig->states.back()->moment.has_value());
        m_rig->surveyor.show(std::nullopt);
        m_rig->data.runPending();
        QVERIFY(!m_rig->states.back()->hasMetrics);
    }

    void whateverChangesItAsksOnceASecond()
    {
        m_rig->surveyor.touch();
        m_rig->surveyor.touch();
        m_rig->data.runPending();
        QCOMPARE(m_rig->states.size(), std::size_t(1));
        m_rig->surveyor.touch();
        m_rig->clock.advance(999ms);
        m_rig->data.runPending();
        QCOMPARE(m_rig->states.size(), std::size_t(1));
        m_rig->clock.advance(1ms);
        m_rig->data.runPending();
        QCOMPARE(m_rig->states.size(), std::size_t(2));
        m_rig->clock.advance(10s);
        m_rig->data.runPending();
        QCOMPARE(m_rig->states.size(), std::size_t(2)); // nothing changed
    }

private:
    std::unique_ptr<Rig> m_rig;
};

QTEST_APPLESS_MAIN(TestSurveyor)
#include "tst_surveyor.moc"
