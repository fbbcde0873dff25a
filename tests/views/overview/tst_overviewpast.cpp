// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/overview/overviewrig.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/cards/statepanel.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/overview/overviewwords.h"

#include <QTest>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// What the overview says of a moment of the past, and on the way there and back.
class TestOverviewPast final : public QObject {
    Q_OBJECT
private slots:
    void init() { m_rig = std::make_unique<OverviewRig>(); }
    void cleanup() { m_rig.reset(); }

    void thePastIsToldAsThePast()
    {
        const Instant then = m_rig->now() - std::chrono::minutes(30);
        const QString at = clockText(then);
        m_rig->tellMetrics();
        page().setSources({ OverviewRig::status("prometheus:a", u"a"_s, Freshness::Live, m_rig->now()),
            OverviewRig::status("k8s:c1", u"hangzhou-1"_s, Freshness::Live, m_rig->now()) });
        QVERIFY(m_rig->card(u"Worst now"_s));
        page().setMoment({ then, m_rig->now() });
        Card* worst = m_rig->card(u"Worst at %1"_s.arg(at));
        QVERIFY(worst && m_rig->card(u"Changed in the hour before %1"_s.arg(at)));
        QCOMPARE(worst->age().words, u"catching up"_s); // its rows are still those of now
        for (OverviewInput& input : m_rig->inputs) { // nothing was recorded yet
            input.snapshot = nullptr;
            input.hasAlertSource = false;
            input.findingInputs = {};
        }
        tellOf(then, false);
        page().setMetrics({});
        QCOMPARE(worst->age().words, u"not recorded"_s);
        QCOMPARE(m_rig->number("pods")->content().note, u"not recorded before %1"_s.arg(clockText(m_rig->now())));
        QVERIFY(said(u"This console has recorded objects from %1 on."_s.arg(clockText(m_rig->now()))));
        QVERIFY(!said(u"No cluster has answered."_s));
        QCOMPARE(m_rig->number("alerts")->content().note, u"catching up"_s); // the server has not answered for then
        auto metrics = std::make_shared<MetricsOverview>();
        metrics->source = "prometheus:a";
        metrics->at = then;
        page().setMetrics({ metrics });
        tellOf(then, true);
        QCOMPARE(m_rig->number("alerts")->content().note, u"none recorded then"_s);
        for (const char* id : { "alerts", "calls", "errors" })
            QVERIFY(m_rig->number(id)->content().age.words.isEmpty()); // so that the reason is seen
        QCOMPARE(m_rig->card(u"CPU by host"_s)->age().words, u"as of %1"_s.arg(at));
        QVERIFY(said(u"The metrics server has no node_exporter series of that time of hosts shown here."_s));
        const QStringList freshness = column(u"Clusters"_s, u"Freshness"_s);
        QVERIFY(!freshness.isEmpty());
        for (const QString& words : freshness)
            QCOMPARE(words, u"not recorded"_s);
    }

    void whatWasNotRecordedOfOneClusterIsNotSaidToBeWell()
    {
        const Instant then = m_rig->now() - std::chrono::minutes(30);
        page().setMoment({ then, then });
        for (OverviewInput& input : m_rig->inputs) {
            input.hasAlertSource = true;
            input.findingInputs = {};
            input.freshness = Freshness::Live;
        }
        m_rig->inputs.back().snapshot = nullptr;
        auto calm = std::make_shared<OverviewState>(overview(m_rig->inputs, then));
        calm->moment = then;
        calm->hasMetrics = true;
        calm->findings.clear();
        page().setState(calm);
        QVERIFY(!said(u"Nothing was wrong"_s));
        QVERIFY(said(u"Nothing found so far"_s));
    }

    void alertsOfAnUnrecordedMomentAreUnknownInTheTableToo()
    {
        const Instant then = m_rig->now() - std::chrono::minutes(30);
        page().setMoment({ then, m_rig->now() });
        for (OverviewInput& input : m_rig->inputs) {
            input.snapshot = nullptr;
            input.hasAlertSource = true; // it answered, and may have kept none
            input.findingInputs = {};
        }
        m_rig->inputs.front().findingInputs.alerts
            = { { "Down", "critical", false, { { "alertname", "Down" } }, {}, "down", {}, then } };
        tellOf(then, true);
        QCOMPARE(column(u"Clusters"_s, u"Alerts"_s).first(2), (QStringList { u"1"_s, Numbers::missing() }));
        const QStringList why = column(u"Clusters"_s, u"Alerts"_s, Qt::ToolTipRole);
        QVERIFY(why.front().isEmpty());
        QVERIFY2(why.at(1).contains(u"whether one fired is not known"_s), qPrintable(why.at(1)));
        m_rig->inputs.back().hasAlertSource = false;
        tellOf(then, false);
        QVERIFY(column(u"Clusters"_s, u"Alerts"_s, Qt::ToolTipRole).at(1).contains(u"has answered for this moment"_s));
    }

    void noneIsSaidOfARecordedMoment()
    {
        const Instant then = m_rig->now() - std::chrono::minutes(30);
        page().setMoment({ then, then });
        for (OverviewInput& input : m_rig->inputs)
            input.findingInputs = {};
        tellOf(then, true);
        QCOMPARE(column(u"Clusters"_s, u"Alerts"_s).front(), u"0"_s);
    }

    void alertsThatAreLookedUpAreNeverNone()
    {
        m_rig->tellMetrics();
        page().setSources({ OverviewRig::status("prometheus:a", u"a"_s, Freshness::Live, m_rig->now()) });
        const Instant then = m_rig->now() - std::chrono::minutes(30);
        page().setMoment({ then, then });
        tellOf(then, true);
        QCOMPARE(m_rig->card(u"Worst at %1"_s.arg(clockText(then)))->age().words, u"as of %1"_s.arg(clockText(then)));
        page().setMoment({}); // live again: what is held is of then
        page().setMetrics({});
        QCOMPARE(m_rig->card(u"Worst now"_s)->age().words, u"catching up"_s);
        QCOMPARE(column(u"Clusters"_s, u"Freshness"_s).front(), u"catching up"_s);
        for (OverviewInput& input : m_rig->inputs) {
            input.hasAlertSource = false;
            input.findingInputs = {};
        }
        tellOf(std::nullopt, false); // the first state of now comes before the metrics
        QVERIFY(said(u"Catching up"_s));
        QVERIFY(!said(u"No alerts known"_s) && !said(u"No alert fires"_s));
        QCOMPARE(m_rig->number("alerts")->content().note, u"catching up"_s);
        for (OverviewInput& input : m_rig->inputs)
            input.hasAlertSource = true;
        tellOf(std::nullopt, true);
        QVERIFY(said(u"No alert fires"_s));
    }

private:
    [[nodiscard]] OverviewPage& page() const { return m_rig->caughtUp(); }
    void tellOf(std::optional<Instant> moment, bool hasMetrics) const
    {
        auto state = std::make_shared<OverviewState>(overview(m_rig->inputs, moment.value_or(m_rig->now())));
        state->moment = moment;
        state->hasMetrics = hasMetrics;
        page().setState(std::move(state));
    }
    [[nodiscard]] QString clockText(Instant at) const
    {
        return TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()).hourMinute(at);
    }
    /// In a panel that stands where there is nothing to show.
    [[nodiscard]] bool said(const QString& words) const
    {
        const QList<StatePanel*> panels = page().findChildren<StatePanel*>();
        return std::ranges::any_of(panels, [&](const StatePanel* panel) {
            return !panel->isHidden() && (panel->content().title == words || panel->content().reason == words);
        });
    }
    [[nodiscard]] QStringList column(const QString& table, const QString& title, int role = Qt::DisplayRole) const
    {
        QStringList texts;
        for (const auto* candidate : page().findChildren<StratoTable*>()) {
            const QAbstractItemModel* model
                = candidate->view()->accessibleName() == table ? candidate->model() : nullptr;
            for (int at = 0; model && at < model->columnCount(); ++at) {
                if (model->headerData(at, Qt::Horizontal).toString() != title)
                    continue;
                for (int row = 0; row < model->rowCount(); ++row)
                    texts.append(model->index(row, at).data(role).toString());
            }
        }
        return texts;
    }

    std::unique_ptr<OverviewRig> m_rig;
};

QTEST_MAIN(TestOverviewPast)
#include "tst_overviewpast.moc"
