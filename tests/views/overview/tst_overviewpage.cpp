// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/filterquery.h"
#include "tests/views/overview/overviewrig.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/cards/counttile.h"
#include "ui/cards/statepanel.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/timeserieschart.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/text/wrappedlines.h"
#include "views/overview/wordsproxy.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestOverviewPage final : public QObject {
    Q_OBJECT
private slots:
    void init() { m_rig = std::make_unique<OverviewRig>(); }
    void cleanup() { m_rig.reset(); }

    void numbersOpenListsOfJustSoMany_data()
    {
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<QString>("id");
        for (const char* cluster : { "", "hangzhou-1" }) {
            for (const char* id : { "faults", "pods", "nodes", "alerts", "running", "unready", "pending", "failing",
                     "completed", "terminating" })
                QTest::addRow("%s %s", *cluster ? cluster : "all", id)
                    << QString::fromLatin1(cluster) << QString::fromLatin1(id);
        }
    }
    void numbersOpenListsOfJustSoMany()
    {
        QFETCH(const QString, cluster);
        QFETCH(const QString, id);
        page().goTo({ u"overview"_s, { { u"cluster"_s, cluster } } });
        auto* button = page().findChild<QAbstractButton*>(id);
        QVERIFY(button);
        const QString number = numberOf(button);
        QVERIFY2(number.toInt() > 0, qPrintable(number));
        const Place place = pressed(button);
        QCOMPARE(place.parameters.value(u"cluster"_s), cluster);
        QCOMPARE(rowsAt(place), number.toInt());
    }

    void cellsOfTheClusterTableOpenWhatTheyCount()
    {
        auto* clusters = m_rig->table(u"Clusters"_s);
        QCOMPARE(clusters->model()->rowCount(), 3); // two and their sum
        int pressed = 0;
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < clusters->model()->columnCount(); ++column) {
                const QModelIndex cell = clusters->model()->index(row, column);
                const QString id = cell.model()->headerData(column, Qt::Horizontal, HeaderIdRole).toString();
                if (!QStringList { u"nodes"_s, u"nodesIll"_s, u"pods"_s, u"podsIll"_s, u"alerts"_s }.contains(id))
                    continue;
                const auto place = Place::parse(cell.data(WordsProxy::CellLinkRole).toString());
                QVERIFY(place);
                QCOMPARE(rowsAt(*place), cell.data().toString().toInt());
                ++pressed;
            }
        }
        QCOMPARE(pressed, 15);
    }

    void aNumberInTheTableIsPressedWithOneClick()
    {
        page().show();
        auto* clusters = m_rig->table(u"Clusters"_s);
        QSignalSpy asked(&page(), &Page::placeRequested);
        const QModelIndex pods = clusters->model()->index(0, 3);
        QTest::mouseClick(
            clusters->view()->viewport(), Qt::LeftButton, {}, clusters->view()->visualRect(pods).center());
        QCOMPARE(asked.count(), 1);
        const auto place = asked.front().front().value<Place>();
        QCOMPARE(place.parameters.value(u"kind"_s), u"Pod"_s);
        QCOMPARE(place.parameters.value(u"within"_s), u"hangzhou-1"_s);
        QVERIFY(!place.parameters.contains(u"cluster"_s)); // what is chosen for the window stays
        clusters->view()->setCurrentIndex(clusters->model()->index(1, 9));
        QTest::keyClick(clusters->view(), Qt::Key_Return);
        const Place alerts = asked.back().front().value<Place>();
        QCOMPARE(alerts.parameters.value(u"part"_s), u"alerts"_s);
        QCOMPARE(alerts.parameters.value(u"within"_s), u"shanghai-1"_s);
        QVERIFY(!alerts.parameters.contains(u"cluster"_s));
    }

    void aListOfOneClusterLeavesAloneWhatIsChosenForTheWindow()
    {
        const Place of { u"overview"_s, { { u"part"_s, u"alerts"_s }, { u"within"_s, u"hangzhou-1"_s } } };
        page().goTo(of);
        QCOMPARE(page().place(), of);
        const int alone = m_rig->table(u"Alerts firing"_s)->model()->rowCount();
        auto* alerts = m_rig->table(u"Alerts firing"_s);
        for (int row = 0; row < alone; ++row) // those of no object lead to a list of their own cluster
            QVERIFY(!alerts->model()->index(row, 0).data(WordsProxy::LinkRole).toString().contains(u"cluster="_s));
        page().goTo({ u"overview"_s, { { u"part"_s, u"alerts"_s } } });
        QVERIFY(m_rig->table(u"Alerts firing"_s)->model()->rowCount() > alone);
        page().goTo({ u"overview"_s, { { u"within"_s, u"hangzhou-1"_s } } }); // the overview itself is of all
        QCOMPARE(page().place(), (Place { u"overview"_s, {} }));
    }

    void callsAndErrorsOpenTheServicesThatTheySumUp()
    {
        m_rig->tellMetrics();
        QCOMPARE(m_rig->number("calls")->content().number, u"100"_s);
        QCOMPARE(m_rig->number("errors")->content().number, u"5.0 %"_s);
        const Place place = pressed(m_rig->number("calls"));
        QCOMPARE(pressed(m_rig->number("errors")), place);
        page().goTo(place);
        auto* calls = m_rig->table(u"Calls by service"_s);
        double sum = 0;
        for (int row = 0; row < calls->model()->rowCount(); ++row)
            sum += calls->model()->index(row, 3).data(RawRole).toDouble();
        QCOMPARE(calls->model()->rowCount(), 3);
        QCOMPARE(sum, 100.0);
        page().goTo({ u"overview"_s, { { u"cluster"_s, u"shanghai-1"_s } } }); // its series carry the id
        QCOMPARE(m_rig->number("calls")->content().number, u"50"_s);
    }

    void allFindingsAreOneButtonAway()
    {
        auto* all = button(u"all "_s);
        const Place place = pressed(all);
        page().goTo(place);
        const int rows = m_rig->table(u"All that is wrong"_s)->model()->rowCount();
        QCOMPARE(all->text(), u"all %1"_s.arg(rows));
        QVERIFY(rows > m_rig->table(u"Worst now"_s)->model()->rowCount());
        page().resize(1400, 1000);
        const Place back = pressed(button(u"Back"_s));
        QCOMPARE(back, (Place { u"overview"_s, {} }));
    }

    void rowsLeadToTheirObjects()
    {
        auto* alerts = m_rig->table(u"Alerts"_s);
        QCOMPARE(alerts->model()->rowCount(), 6); // one told twice counts once, a pending one does not fire
        const auto place = Place::parse(alerts->model()->index(0, 0).data(WordsProxy::LinkRole).toString());
        QVERIFY(place);
        QCOMPARE(place->view, u"explorer"_s);
        QVERIFY(place->parameters.value(u"entity"_s).contains(u"loop"_s));
        auto* worst = m_rig->table(u"Worst now"_s);
        for (int row = 0; row < worst->model()->rowCount(); ++row)
            QVERIFY(Place::parse(worst->model()->index(row, 0).data(WordsProxy::LinkRole).toString()));
    }

    void aHostLeadsToItsNodeOrSaysThatItHasNone()
    {
        RecordHub hub(m_rig->clock);
        auto delta = std::make_shared<Delta>();
        delta->toSeq = 1;
        delta->upserted
            = { m_rig->object(m_rig->inputs.front(), "Node", "n1", { { C::internalIp, word("10.0.0.7") } }) };
        const EntityId node = delta->upserted.front()->entity;
        hub.apply({ m_rig->inputs.front().cluster, delta });
        page().setHostNodes([&hub] { return HostNodes(hub, { { "c1", "hangzhou-1" } }); });
        auto metrics = std::make_shared<MetricsOverview>();
        metrics->source = "prometheus:a";
        metrics->at = m_rig->now();
        for (const char* instance : { "10.0.0.7:9100", "vm-1:9100" })
            metrics->hosts.push_back({ "hangzhou-1", instance, { {}, { { m_rig->now(), 0.5 } }, 15s } });
        page().setMetricsExpected(true, {});
        page().setMetrics({ metrics });
        auto* map = page().findChild<HeatMap*>();
        QSignalSpy asked(&page(), &Page::placeRequested);
        QTest::keyClick(map, Qt::Key_Home);
        QTest::keyClick(map, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().front().value<Place>().parameters.value(u"entity"_s), node.toString());
        QVERIFY2(!map->readout().contains(u"no node"_s), qPrintable(map->readout()));
        QTest::keyClick(map, Qt::Key_Down);
        QTest::keyClick(map, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QVERIFY2(map->readout().contains(u"no node of an open cluster"_s), qPrintable(map->readout()));
    }

    void placesAreRememberedAndOutsideOnesAreHarmless()
    {
        const Place part { u"overview"_s, { { u"cluster"_s, u"hangzhou-1"_s }, { u"part"_s, u"alerts"_s } } };
        page().goTo(part);
        QCOMPARE(page().place(), part);
        page().goTo({ u"overview"_s, { { u"part"_s, u"nonsense"_s } } });
        QCOMPARE(page().place(), (Place { u"overview"_s, {} }));
    }

    void eachPaneSaysHowOldItIs_data()
    {
        QTest::addColumn<Freshness>("freshness");
        QTest::addColumn<QString>("words");
        QTest::newRow("live") << Freshness::Live << QString();
        QTest::newRow("stale") << Freshness::Stale << u"stale since 15:59:00"_s;
        QTest::newRow("lost") << Freshness::Lost << u"lost since 15:59:00"_s;
        QTest::newRow("catching up") << Freshness::CatchingUp << u"catching up, 12 left"_s;
    }
    void eachPaneSaysHowOldItIs()
    {
        QFETCH(const Freshness, freshness);
        QFETCH(const QString, words);
        m_rig->tellMetrics();
        const Instant asOf = m_rig->now() - 1min;
        SourceStatus bad = OverviewRig::status("k8s:c1", u"hangzhou-1"_s, freshness, asOf);
        bad.behind = 12;
        SourceStatus prometheus = OverviewRig::status("prometheus:a", u"main"_s, freshness, asOf);
        prometheus.behind = 12;
        page().setSources({ bad, OverviewRig::status("k8s:c2", u"shanghai-1"_s, Freshness::Live, asOf), prometheus });
        const QString ofObjects = words.isEmpty() ? words : QString(u"hangzhou-1: "_s + words);
        for (const QString& title : { u"Worst now"_s, u"Changed in the last hour"_s, u"Pods and alerts"_s })
            QCOMPARE(m_rig->card(title)->age().words, ofObjects);
        for (const QString& title : { u"CPU by host"_s, u"Calls and errors"_s })
            QCOMPARE(m_rig->card(title)->age().words, words);
        for (const char* id : { "faults", "pods", "nodes" })
            QCOMPARE(m_rig->number(id)->content().age.words, ofObjects);
        for (const char* id : { "alerts", "calls", "errors" })
            QCOMPARE(m_rig->number(id)->content().age.words, words);
        QCOMPARE(m_rig->number("pods")->content().number, u"12"_s); // old data stays
        auto* clusters = m_rig->table(u"Clusters"_s);
        QCOMPARE(clusters->model()->index(0, 11).data().toString(), words.isEmpty() ? u"live"_s : words);
        QCOMPARE(clusters->model()->index(1, 11).data().toString(), u"live"_s);
    }

    void severalOldClustersAreAllNamed()
    {
        page().setSources({ OverviewRig::status("k8s:c1", u"hangzhou-1"_s, Freshness::Stale, m_rig->now() - 1min),
            OverviewRig::status("k8s:c2", u"shanghai-1"_s, Freshness::Stale, m_rig->now() - 2min) });
        const Card* worst = m_rig->card(u"Worst now"_s);
        QCOMPARE(worst->age().words, u"2 cluster(s) stale since 15:58:00"_s); // the oldest
        for (const QString& name : { u"hangzhou-1"_s, u"shanghai-1"_s })
            QVERIFY2(worst->accessibleDescription().contains(name), qPrintable(worst->accessibleDescription()));
        QVERIFY(m_rig->number("pods")->toolTip().contains(u"hangzhou-1"_s));
    }

    void aLostClusterDoesNotVeilAnotherThatIsChosen()
    {
        page().setSources({ OverviewRig::status("k8s:c1", u"hangzhou-1"_s, Freshness::Lost, m_rig->now()),
            OverviewRig::status("k8s:c2", u"shanghai-1"_s, Freshness::Live, m_rig->now()) });
        page().goTo({ u"overview"_s, { { u"cluster"_s, u"shanghai-1"_s } } });
        QVERIFY(m_rig->card(u"Worst now"_s)->age().words.isEmpty());
        page().goTo({ u"overview"_s, { { u"cluster"_s, u"hangzhou-1"_s } } });
        QVERIFY(m_rig->card(u"Worst now"_s)->age().words.startsWith(u"lost since"_s));
    }

    void missingIsADashWithItsReason()
    {
        for (OverviewInput& input : m_rig->inputs)
            input.hasAlertSource = false;
        m_rig->tell();
        page().setMetricsExpected(false, {});
        for (const char* id : { "alerts", "calls", "errors" }) {
            QCOMPARE(m_rig->number(id)->content().number, u"–"_s);
            QCOMPARE(m_rig->number(id)->content().note, u"no metrics server"_s);
        }
        page().setMetricsExpected(true, {});
        QCOMPARE(m_rig->number("calls")->content().note, u"no answer yet"_s);
        SourceStatus lost = OverviewRig::status("prometheus:a", u"main"_s, Freshness::Lost, m_rig->now());
        lost.error = Error { ErrorCode::ConnectFailed, {} };
        page().setSources({ lost });
        QCOMPARE(m_rig->number("calls")->content().note, u"lost since 16:00:00"_s);
        const auto* hosts = m_rig->card(u"CPU by host"_s)->findChild<StatePanel*>();
        QVERIFY2(
            hosts->content().reason.startsWith(u"main\nlost since 16:00:00\n"_s), qPrintable(hosts->content().reason));
        page().setMetrics({ std::make_shared<MetricsOverview>() });
        QCOMPARE(m_rig->number("calls")->content().note, u"none told by the metrics server"_s);
        for (const auto* chart : page().findChildren<TimeSeriesChart*>())
            QVERIFY(chart->content().lines.empty() && !chart->content().whyEmpty.isEmpty());
        OverviewPage fresh(m_rig->theme, m_rig->clock);
        QCOMPARE(fresh.findChild<BigNumberCard*>(u"pods"_s)->content().number, u"–"_s);
        QCOMPARE(fresh.findChild<BigNumberCard*>(u"pods"_s)->content().note, u"no cluster has answered"_s);
    }

    void nothingIsWrongIsSaidOnlyWhenAllHaveAnswered()
    {
        m_rig->makeWell();
        const auto live = [this](const char* id, const QString& name) {
            return OverviewRig::status(id, name, Freshness::Live, m_rig->now());
        };
        const SourceStatus c1 = live("k8s:c1", u"hangzhou-1"_s);
        const SourceStatus c2 = live("k8s:c2", u"shanghai-1"_s);
        SourceStatus alerts = live("prometheus:a", u"main"_s);
        page().setSources({ c1, c2, alerts });
        const auto said = [this] { return m_rig->panelOf(u"Worst now"_s); };
        QCOMPARE(said().title, u"Nothing is wrong"_s);
        QCOMPARE(said().health, std::optional(Health::Well));
        QCOMPARE(m_rig->number("faults")->content().health, Health::Well);

        alerts.freshness = Freshness::CatchingUp;
        page().setSources({ c1, c2, alerts });
        QCOMPARE(said().title, u"Nothing found so far"_s);
        QCOMPARE(said().reason, u"Alerts of main: catching up"_s);
        QCOMPARE(said().health, std::optional(Health::Unknown));
        QCOMPARE(m_rig->number("faults")->content().health, Health::Unknown);
        QCOMPARE(m_rig->number("faults")->content().note, u"so far"_s);
        QCOMPARE(m_rig->panelOf(u"Alerts"_s).title, u"No alert so far"_s);

        SourceStatus lost = c2;
        lost.freshness = Freshness::Lost;
        lost.asOf = m_rig->now() - 1min;
        lost.error = Error { ErrorCode::TimedOut, {} };
        alerts.freshness = Freshness::Live;
        page().setSources({ c1, lost, alerts });
        QVERIFY2(
            said().reason.startsWith(u"Objects of shanghai-1: lost since 16:00:00\n"_s), qPrintable(said().reason));
        QCOMPARE(said().buttons.size(), std::size_t(1));
        page().goTo({ u"overview"_s, { { u"cluster"_s, u"hangzhou-1"_s } } }); // the other is not asked about
        QCOMPARE(said().title, u"Nothing is wrong"_s);
    }

    void podsThatAreNotReadyYetAreNotCalledWell()
    {
        m_rig->makeWell();
        const Cells starting { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(0, 1) },
            { C::readySince, at(m_rig->now() - 30s) } };
        m_rig->inputs.front().snapshot = std::make_shared<FixedSnapshot>(
            std::vector<RecordPtr> { m_rig->object(m_rig->inputs.front(), "Pod", "starts", starting) });
        m_rig->tell();
        QCOMPARE(m_rig->panelOf(u"Worst now"_s).title, u"Nothing found so far"_s);
        QCOMPARE(m_rig->panelOf(u"Worst now"_s).reason, u"1 pod(s) not ready, not yet for long"_s);
        m_rig->clock.advance(2min);
        m_rig->tell(); // longer than a pod may take: it is a finding now
        QCOMPARE(names(*m_rig->table(u"Worst now"_s)), QStringList { u"starts"_s });
    }

    void emptyListsSayWhatIsMissingAndWhatToDo()
    {
        m_rig->makeWell();
        for (OverviewInput& input : m_rig->inputs)
            input.hasAlertSource = false;
        m_rig->tell();
        // Alerts nobody tells, and no one is asked.
        QCOMPARE(m_rig->panelOf(u"Worst now"_s).title, u"No object is ill"_s);
        QCOMPARE(m_rig->panelOf(u"Alerts firing"_s).buttons.front().id, u"prometheus"_s);
        const QSignalSpy wanted(&page(), &OverviewPage::prometheusRequested);
        panelButton(u"Alerts firing"_s)->click();
        QCOMPARE(wanted.count(), 1);
        page().setSources({ OverviewRig::status("prometheus:a", u"main"_s, Freshness::Live, m_rig->now()) });
        QVERIFY(
            m_rig->panelOf(u"Worst now"_s).reason.contains(u"Alerts of hangzhou-1: no metrics server tells them"_s));
        OverviewPage fresh(m_rig->theme, m_rig->clock); // nothing has come yet
        const auto* worst = fresh.findChildren<StratoTable*>().front()->findChild<StatePanel*>();
        QCOMPARE(worst->content().title, u"Nothing known yet"_s);
        fresh.setAnyClusterOpen(false);
        fresh.catchUp();
        QCOMPARE(worst->content().title, u"No cluster is open"_s);
        const QSignalSpy asked(&fresh, &Page::placeRequested);
        worst->findChildren<QPushButton*>().last()->click();
        QCOMPARE(asked.front().front().value<Place>().view, u"start"_s);
    }

    void yesterdayIsNamedOnlyWhereItIsDrawn()
    {
        m_rig->tellMetrics();
        QVERIFY(!m_rig->card(u"Calls and errors"_s)->note().contains(u"yesterday"_s));
        auto metrics = std::make_shared<MetricsOverview>();
        metrics->calls.samples = metrics->callsBefore.samples = { { m_rig->now(), 5 } };
        page().setMetrics({ metrics });
        QCOMPARE(m_rig->card(u"Calls and errors"_s)->note(), u"yesterday dotted"_s);
    }

    void productionIsMarkedInTheTableOfClusters()
    {
        page().setProduction({ "c2" });
        auto* clusters = m_rig->table(u"Clusters"_s);
        QVERIFY(!clusters->model()->index(0, 0).data(WordsProxy::ProductionRole).toBool());
        QVERIFY(clusters->model()->index(1, 0).data(WordsProxy::ProductionRole).toBool());
        QVERIFY(!clusters->model()->index(2, 0).data(WordsProxy::ProductionRole).toBool());
        QCOMPARE(clusters->model()->index(2, 0).data().toString(), u"all clusters"_s);
    }

    void theWorstThingsStayCalmUnderThePointer()
    {
        page().show();
        auto* worst = m_rig->table(u"Worst now"_s);
        const QString first = worst->model()->index(9, 0).data().toString();
        const QPoint inside = worst->view()->visualRect(worst->model()->index(0, 0)).center();
        QTest::mouseMove(worst->view()->viewport(), inside);
        QTRY_VERIFY(worst->view()->isBusyUnderHand());
        const QStringList before = names(*worst);
        m_rig->clock.advance(1min);
        m_rig->inputs.front().findingInputs.alerts.push_back(
            { "Fresh", "critical", false, { { "alertname", "Fresh" } }, {}, "new", {}, m_rig->now() });
        m_rig->tell();
        QCOMPARE(names(*worst), before);
        QPushButton* pill = nullptr;
        for (auto* one : worst->findChildren<QPushButton*>())
            pill = one->text().contains(u"worse will move up"_s) ? one : pill;
        QVERIFY(pill && pill->isVisible());
        QCOMPARE(pill->text(), u"1 worse will move up: Fresh"_s);
        pill->click();
        QVERIFY(names(*worst) != before);
        QVERIFY(names(*worst).contains(u"Fresh"_s));
    }

    void listsAreSortedByTheUserAndKeepIt()
    {
        page().goTo({ u"overview"_s, { { u"part"_s, u"findings"_s } } });
        auto* all = m_rig->table(u"All that is wrong"_s);
        all->view()->sortByColumn(0, Qt::AscendingOrder);
        QStringList sorted = names(*all);
        std::ranges::sort(sorted, {}, [](const QString& s) { return s.toLower(); });
        QCOMPARE(names(*all), sorted);
        m_rig->tell();
        QCOMPARE(names(*all), sorted);
        auto* clusters = m_rig->table(u"Clusters"_s);
        clusters->view()->sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(names(*clusters), (QStringList { u"shanghai-1"_s, u"hangzhou-1"_s, u"all clusters"_s }));
        OverviewPage other(m_rig->theme, m_rig->clock);
        clusters->setColumnShown("memory", false);
        other.restoreLayout(page().layoutState());
        for (const auto* table : other.findChildren<StratoTable*>()) {
            if (table->view()->accessibleName() == u"Clusters"_s)
                QVERIFY(!table->isColumnShown("memory"));
        }
    }

    void theTableOfClustersUsesItsWholeWidth()
    {
        page().show();
        const TableView* view = m_rig->table(u"Clusters"_s)->view();
        int used = 0;
        for (int column = 0; column < view->model()->columnCount(); ++column)
            used += view->columnWidth(column);
        QCOMPARE(used, view->viewport()->width());
    }

    void whatAFindingIsHasRoom_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1366x768") << QSize(1158, 660);
        QTest::newRow("1920x1080") << QSize(1712, 960);
    }
    void whatAFindingIsHasRoom()
    {
        QFETCH(const QSize, size);
        page().resize(size);
        page().show();
        const TableView* view = m_rig->table(u"Worst now"_s)->view();
        const QFont& font = m_rig->theme.font(Type::Body);
        const int spacing = QFontMetrics(font).lineSpacing();
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (const int column : { 2, 3, 4, 6 }) { // where, why, touches, owner
                const QModelIndex index = view->model()->index(row, column);
                const int room = view->visualRect(index).height() / spacing;
                const QStringList lines = wrappedLines(
                    index.data().toString(), font, view->columnWidth(column) - 2 * m_rig->theme.px(8), room);
                QVERIFY2(!lines.join(QString()).contains(u'…'), qPrintable(lines.join(u'|')));
            }
        }
    }

    void wrappedTextLosesNothingUntilItsLastLine()
    {
        const QFont& font = m_rig->theme.font(Type::Body);
        const QString text = u"crash-looping: Error, exit code 1, restarted 4 times"_s;
        const int width = QFontMetrics(font).horizontalAdvance(text) * 2 / 3;
        QCOMPARE(wrappedLines(text, font, width, 2).join(u' '), text);
        QVERIFY(wrappedLines(text, font, width, 1).front().endsWith(u'…'));
        QCOMPARE(wrappedLines(text, font, width / 3, 2).size(), 2);
        QCOMPARE(wrappedLines(QString(), font, width, 2).join(QString()), QString());
        QCOMPARE(wrappedLines(u"数据库连接被拒绝，已重启四次"_s, font, width / 3, 9).join(QString()),
            u"数据库连接被拒绝，已重启四次"_s);
    }

    void nothingIsClippedOnASmallScreen_data()
    {
        QTest::addColumn<bool>("alertsAreTold");
        QTest::newRow("no alert fires") << true;
        QTest::newRow("no metrics server") << false;
    }
    void nothingIsClippedOnASmallScreen()
    {
        QFETCH(const bool, alertsAreTold);
        for (OverviewInput& input : m_rig->inputs) {
            input.findingInputs.alerts.clear();
            input.hasAlertSource = alertsAreTold;
        }
        m_rig->tell();
        page().resize(1158, 659);
        page().show();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        for (const auto* tile : page().findChildren<CountTile*>())
            QVERIFY2(tile->width() >= tile->sizeHint().width(), qPrintable(tile->count()));
        for (const auto* panel : page().findChildren<StatePanel*>()) {
            if (!panel->isVisible())
                continue;
            const QRect shown(panel->mapTo(&page(), QPoint()), panel->size());
            QVERIFY2(page().rect().contains(shown), qPrintable(panel->content().title));
            QVERIFY2(panel->height() >= panel->minimumSizeHint().height(), qPrintable(panel->content().title));
            const auto* parent = panel->parentWidget();
            QVERIFY2(parent->rect().contains(panel->geometry()), qPrintable(panel->content().title));
        }
    }

    void cardsHaveALineOnceThereIsAPast()
    {
        QVERIFY(m_rig->number("pods")->content().history.isEmpty()); // one point is no line
        m_rig->clock.advance(1min);
        m_rig->tell();
        m_rig->clock.advance(1min);
        m_rig->tell();
        QCOMPARE(m_rig->number("pods")->content().history, (QList<double> { 12, 12, 12 }));
        m_rig->clock.stepWall(-1h); // the clock is moved into the past: no line from what came later
        m_rig->tell();
        QVERIFY(m_rig->number("pods")->content().history.isEmpty());
    }

private:
    [[nodiscard]] OverviewPage& page() const { return m_rig->caughtUp(); }
    [[nodiscard]] QPushButton* panelButton(const QString& name) const
    {
        return m_rig->table(name)->findChild<StatePanel*>()->findChildren<QPushButton*>().last(); // older ones go later
    }
    [[nodiscard]] QPushButton* button(const QString& part) const
    {
        for (auto* button : page().findChildren<QPushButton*>()) {
            if (button->text().contains(part))
                return button;
        }
        return nullptr;
    }
    static QStringList names(const StratoTable& table)
    {
        QStringList names;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            names.append(table.model()->index(row, 0).data().toString());
        return names;
    }
    static QString numberOf(const QAbstractButton* button)
    {
        if (const auto* card = qobject_cast<const BigNumberCard*>(button))
            return card->content().number;
        return qobject_cast<const CountTile*>(button)->count();
    }
    Place pressed(QAbstractButton* button) const
    {
        const QSignalSpy asked(&page(), &Page::placeRequested);
        button->click();
        return asked.count() == 1 ? asked.front().front().value<Place>() : Place {};
    }
    /// How many rows the list at @p place has: of the page's own part, or of all records that the explorer would show.
    [[nodiscard]] int rowsAt(const Place& place) const
    {
        if (place.view == u"overview"_s) {
            page().goTo(place);
            const QString part = place.parameters.value(u"part"_s);
            const int rows
                = m_rig->table(part == u"alerts"_s ? u"Alerts firing"_s : u"All that is wrong"_s)->model()->rowCount();
            page().goTo({ u"overview"_s, {} });
            return rows;
        }
        const auto parsed = FilterQuery::parse(place.parameters.value(u"filter"_s).toStdString());
        FilterMatcher matcher(parsed.query);
        const QString cluster = place.parameters.value(u"within"_s, place.parameters.value(u"cluster"_s));
        int rows = 0;
        for (const RecordPtr& record : m_rig->records) {
            const bool mine = cluster.isEmpty() || (cluster == u"hangzhou-1"_s) == (record->cluster.view() == "c1");
            rows += mine && QString::fromStdString(record->schema->kind) == place.parameters.value(u"kind"_s)
                && matcher.matches(*record);
        }
        return rows;
    }

    std::unique_ptr<OverviewRig> m_rig;
};

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
