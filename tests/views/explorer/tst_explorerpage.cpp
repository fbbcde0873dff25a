// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fixedsnapshot.h"
#include "tests/views/explorer/explorerrig.h"
#include "ui/cards/statepanel.h"
#include "ui/code/codeview.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/kindpane.h"
#include "views/explorer/resourcelist.h"
#include "views/explorer/summarytab.h"
#include "views/explorer/yamltab.h"

#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

namespace {

QString allText(const SummaryTab& summary)
{
    QString text;
    for (const SummarySection& section : summary.sections()) {
        for (const DetailsTable::Row& row : section.rows)
            text += row.name + u'=' + row.value + u'\n';
    }
    return text;
}

} // namespace

class TestExplorerPage final : public QObject {
    Q_OBJECT
private slots:
    void init() { m_rig = std::make_unique<ExplorerPageRig>(); }
    void cleanup() { m_rig.reset(); }

    void isSettledOnceKindsAndRowsAreKnown()
    {
        QVERIFY(!m_rig->page.isSettled());
        m_rig->open();
        QVERIFY(!m_rig->page.isSettled());
        m_rig->page.setStatuses(ExplorerRig::live({ "pods" }));
        QVERIFY(m_rig->page.isSettled());
    }

    void everyServedKindIsListedAndCustomOnesUnderTheirGroup()
    {
        m_rig->open();
        QStringList texts;
        auto* list = kinds()->list();
        for (int row = 0; row < list->model()->rowCount(); ++row)
            texts.append(list->model()->index(row, 0).data().toString());
        QVERIFY(texts.contains(u"Deployment"_s));
        QCOMPARE(texts.indexOf(u"Voucher"_s), texts.indexOf(u"shop.example.io"_s) + 1);
        kinds()->filter()->setText(u"po"_s); // a short name
        QVERIFY(!list->isRowHidden(static_cast<int>(texts.indexOf(u"Pod"_s))));
        QVERIFY(list->isRowHidden(static_cast<int>(texts.indexOf(u"Node"_s))));
    }

    void returnInTheFilterOfKindsChoosesWhatFitsBest_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kind");
        QTest::newRow("short name") << u"no"_s << u"Node"_s; // others have it somewhere
        QTest::newRow("beginning") << u"deploy"_s << u"Deployment"_s;
        QTest::newRow("case") << u"CONFIGMAP"_s << u"ConfigMap"_s;
        QTest::newRow("nothing has it") << u"zzz"_s << u"Pod"_s;
    }
    void returnInTheFilterOfKindsChoosesWhatFitsBest()
    {
        QFETCH(QString, typed);
        QFETCH(QString, kind);
        m_rig->open();
        kinds()->filter()->setText(typed);
        QTest::keyClick(kinds()->filter(), Qt::Key_Return);
        QCOMPARE(QString::fromStdString(m_rig->page.list()->kind().kind), kind);
        QCOMPARE(kinds()->filter()->text().isEmpty(), kind != u"Pod");
    }

    void kindsAreFoundByKindPluralAndShortName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        QTest::newRow("kind") << u"ConfigMap"_s << u"ConfigMap"_s;
        QTest::newRow("with group") << u"Deployment.apps"_s << u"Deployment"_s;
        QTest::newRow("plural with group") << u"deployments.apps"_s << u"Deployment"_s;
        QTest::newRow("plural") << u"services"_s << u"Service"_s;
        QTest::newRow("short") << u"po"_s << u"Pod"_s;
        QTest::newRow("custom") << u"Voucher.shop.example.io"_s << u"Voucher"_s;
    }
    void kindsAreFoundByKindPluralAndShortName()
    {
        QFETCH(QString, name);
        QFETCH(QString, kind);
        m_rig->open();
        m_rig->page.goTo(ExplorerRig::place(name));
        QCOMPARE(QString::fromStdString(m_rig->page.list()->kind().kind), kind);
        QCOMPARE(m_rig->followed.back().kind, kind.toStdString());
    }

    void anEntityThatComesLaterIsSelectedWhenItArrives()
    {
        m_rig->open();
        const auto pod = makePod("late-1");
        m_rig->page.details()->tabs()->setCurrentIndex(2); // where another object was read last
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, {}, pod->entity));
        QVERIFY(m_rig->page.list()->currentEntity().isNull());
        QCOMPARE(m_rig->page.details()->tabs()->currentIndex(), 0); // who follows a link sees what is wrong first
        m_rig->put({ pod });
        QTRY_COMPARE(m_rig->page.list()->currentEntity(), pod->entity);
        QTRY_VERIFY(m_rig->page.details()->record());
        QCOMPARE(m_rig->page.place().parameters.value(u"entity"_s), pod->entity.toString());
    }

    void aLinkBeforeDiscoveryIsFollowedAfterIt()
    {
        m_rig->page.goTo(ExplorerRig::place(u"Deployment.apps"_s));
        QVERIFY(!m_rig->page.list());
        m_rig->open();
        QCOMPARE(m_rig->page.list()->kind().kind, std::string("Deployment"));
    }

    void aLinkToAKindThatNoClusterListsSaysSoAndShowsNoOtherList()
    {
        m_rig->open();
        m_rig->put({ makePod("a-1") });
        QVERIFY(m_rig->page.list());
        m_rig->page.goTo(ExplorerRig::place(u"Rollout.argoproj.io"_s, u"status:paused"_s));
        QVERIFY(!m_rig->page.list()); // pods under the filter of rollouts
        QStringList words;
        for (const StatePanel* panel : m_rig->page.findChildren<StatePanel*>()) {
            if (panel->isVisibleTo(&m_rig->page))
                words.append(panel->content().title);
        }
        QVERIFY2(words.contains(u"No open cluster lists Rollout.argoproj.io"_s), qPrintable(words.join(u'|')));
        QVERIFY(m_rig->page.isSettled());
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s));
        QVERIFY(m_rig->page.list());
    }

    void aFilterThatHidesAllOffersWhatMendsIt()
    {
        m_rig->open();
        m_rig->put({ makePod("a-1"), makePod("a-2"), makePod("b-1", "Pending") });
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, u"status:pending a-"_s));
        QCOMPARE(m_rig->page.list()->model().rowCount(), 0);
        const auto buttons = [this] {
            QStringList texts;
            for (const auto* button : m_rig->page.list()->table()->findChildren<QPushButton*>())
                texts.append(button->isHidden() ? QStringList() : QStringList { button->text() });
            return texts;
        };
        QCOMPARE(buttons(), QStringList { u"Clear filter"_s }); // at once; what looks at every row waits for a pause
        QTRY_VERIFY2(buttons().contains(u"Without status:pending: 2"_s), qPrintable(buttons().join(u", "_s)));
        QVERIFY(buttons().contains(u"Without a-: 1"_s));
        m_rig->filter()->setText(
            u"status:pending b-1x"_s); // the ways out of another filter are not offered for this one
        QVERIFY(!buttons().contains(u"Without a-: 1"_s));
        QTRY_VERIFY(buttons().contains(u"Without b-1x: 1"_s));
        emit m_rig->page.list()->table()->stateButtonPressed(u"filter:a-"_s);
        QCOMPARE(m_rig->page.list()->model().rowCount(), 2);
        QCOMPARE(m_rig->page.place().parameters.value(u"filter"_s), u"a-"_s);
    }

    void aWrongFilterSaysWhereAndTheLastGoodOneStays()
    {
        m_rig->open();
        m_rig->put({ makePod("a-1"), makePod("b-1") });
        m_rig->filter()->setText(u"a-"_s);
        QCOMPARE(m_rig->page.list()->model().rowCount(), 1);
        m_rig->filter()->setText(u"a- \"b"_s);
        QCOMPARE(m_rig->page.list()->model().rowCount(), 1);
        bool said = false;
        for (const auto* label : m_rig->page.findChildren<PlainLabel*>())
            said = said || (!label->isHidden() && label->fullText().contains(u"character 4"_s));
        QVERIFY(said);
    }

    void theLastGoodFilterStaysWhileTheTextIsIncomplete()
    {
        m_rig->open();
        auto deployment = makeObject({ .kind = "Deployment", .name = "web" });
        m_rig->put({ makePod("web-1"), makePod("web-2"), makePod("api-1"), deployment,
            makeObject({ .kind = "Deployment", .name = "api" }) });
        for (const QChar key : u"web app in (x"_s)
            QTest::keyClick(m_rig->filter(), key.toLatin1());
        QCOMPARE(m_rig->page.list()->model().rowCount(), 2); // not by the words "app" and "in"
        QVERIFY2(said(u"The closing bracket is missing, at character 12: (x. Filtered meanwhile by: web"_s),
            qPrintable(allSaid()));
        m_rig->page.goTo(ExplorerRig::place(u"Deployment"_s, m_rig->filter()->text())); // another list
        QCOMPARE(m_rig->page.list()->model().rowCount(), 1);
        QTest::keyClick(m_rig->filter(), ')');
        QCOMPARE(m_rig->page.list()->model().rowCount(), 0);
        QVERIFY(!said(u"missing"_s));
        m_rig->filter()->clear();
        m_rig->filter()->setText(u"\"open"_s);
        QVERIFY2(said(u"The closing quote is missing, at character 1: \"open. All rows are shown meanwhile."_s),
            qPrintable(allSaid()));
    }

    void aWorkloadsStatusIsShown()
    {
        m_rig->open();
        for (const auto& kind : { u"Deployment"_s, u"ReplicaSet"_s }) {
            m_rig->page.goTo(ExplorerRig::place(kind));
            QVERIFY(m_rig->page.list()->table()->isColumnShown("status"));
        }
    }

    void besideTheDetailsAPodsStateStaysInSight()
    {
        m_rig->page.resize(1158, 650); // what a window of 1366 leaves
        m_rig->open();
        std::vector<RecordPtr> pods;
        pods.reserve(40);
        for (int i = 0; i < 40; ++i)
            pods.push_back(makePod("checkout-payment-gateway-5d8f9c7b6d-" + std::to_string(i), "CrashLoopBackOff"));
        m_rig->put(pods);
        m_rig->page.show();
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, {}, pods.front()->entity));
        QTRY_VERIFY(m_rig->page.details()->isVisible());
        const auto* view = m_rig->page.list()->table()->view();
        const RecordTableModel& model = m_rig->page.list()->model();
        for (const QString& id : { u"name"_s, u"status"_s, u"ready"_s, u"restarts"_s }) {
            const int column = model.columnOf(id);
            QVERIFY2(!view->isColumnHidden(column), qPrintable(id));
            const int end = view->columnViewportPosition(column) + view->columnWidth(column);
            QTRY_VERIFY2(end <= view->viewport()->width(), qPrintable(id));
        }
        QVERIFY(m_rig->page.list()->table()->isColumnShown("ip")); // though there may be no room for it
    }

    void layoutsAreRememberedByKind()
    {
        m_rig->open();
        m_rig->put({ makePod("a-1") });
        QVERIFY(m_rig->page.list()->table()->isColumnShown("ip"));
        m_rig->page.list()->table()->setColumnShown("ip", false);
        m_rig->page.goTo(ExplorerRig::place(u"Service"_s));
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s));
        QVERIFY(!m_rig->page.list()->table()->isColumnShown("ip"));
        const QByteArray state = m_rig->page.layoutState();
        ExplorerPage other(m_rig->theme, m_rig->port());
        other.restoreLayout(state);
        other.setClusters({ ExplorerRig::cluster("c1", u"hangzhou-1"_s) });
        QVERIFY(!other.list()->table()->isColumnShown("ip"));
    }

    void whatStandsAtTheTopStaysThereWhenRowsComeAboveIt()
    {
        m_rig->open();
        std::vector<RecordPtr> pods;
        for (int i = 100; i < 400; ++i)
            pods.push_back(makePod("pod-" + std::to_string(i)));
        m_rig->put(pods);
        m_rig->page.show();
        auto* view = m_rig->page.list()->table()->view();
        view->verticalScrollBar()->setValue(100 * m_rig->theme.rowHeight());
        const QString top = view->model()->index(view->rowAt(0), 0).data().toString();
        m_rig->put({ makePod("pod-001"), makePod("pod-002"), makePod("pod-003") });
        QTRY_COMPARE(view->model()->index(view->rowAt(0), 0).data().toString(), top);
        QCOMPARE(view->verticalScrollBar()->value(), 103 * m_rig->theme.rowHeight());
    }

    void thePastShowsItsRowsAndAsksForNothing()
    {
        m_rig->open();
        const auto now = makePod("now-1");
        m_rig->put({ now });
        const auto then = makePod("then-1", "CrashLoopBackOff");
        m_rig->pauseAt({ { "c1", std::make_shared<FixedSnapshot>(std::vector<RecordPtr> { then }) } });
        QCOMPARE(m_rig->page.list()->model().rowCount(), 1);
        m_rig->page.show();
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, {}, then->entity));
        QTRY_VERIFY(m_rig->page.details()->record());
        QCOMPARE(m_rig->page.details()->record()->name, then->name);
        QVERIFY(!m_rig->page.details()->isLoading());
        QVERIFY(!m_rig->page.details()->yaml()->refreshButton()->isEnabled());
        m_rig->page.details()->fetchNow();
        QVERIFY(m_rig->objects.empty());
        m_rig->page.setPast(std::nullopt);
        QCOMPARE(m_rig->page.list()->model().recordAt(m_rig->page.list()->model().index(0, 0))->name, now->name);
    }

    void highlightAndDetailsAreOneObjectAlsoAfterAFilterWasCleared_data()
    {
        QTest::addColumn<int>("rows"); // few: rows come one by one; many: the list is re-arranged at once
        QTest::addColumn<bool>("past");
        QTest::newRow("few, now") << 12 << false;
        QTest::newRow("many, now") << 400 << false;
        QTest::newRow("few, past") << 12 << true;
        QTest::newRow("many, past") << 400 << true;
    }
    void highlightAndDetailsAreOneObjectAlsoAfterAFilterWasCleared()
    {
        QFETCH(const int, rows);
        QFETCH(const bool, past);
        const RecordPtr chosen = openWithRows(rows, past);
        m_rig->filter()->setFocus();
        m_rig->filter()->setText(u"api-"_s); // hides what is chosen
        QCOMPARE(m_rig->page.details()->record()->name, chosen->name);
        QVERIFY(saysHidden());
        QTest::keyClick(m_rig->filter(), Qt::Key_Escape); // clears
        QTest::keyClick(m_rig->filter(), Qt::Key_Escape); // leaves: the rows get the focus
        [this] { QTRY_VERIFY(!saysHidden()); }();
        QCOMPARE(highlighted(), QStringList { u"web-3"_s });
        auto* view = m_rig->page.list()->table()->view();
        QCOMPARE(view->currentIndex().siblingAtColumn(0).data().toString(), u"web-3"_s);
        QCOMPARE(m_rig->page.details()->record()->name, chosen->name);
    }

    void whatIsChosenInAFilteredListReplacesWhatTheFilterHides()
    {
        openWithRows(12, false);
        m_rig->filter()->setText(u"api-"_s);
        auto* view = m_rig->page.list()->table()->view();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(1, 0)).center());
        QTRY_COMPARE(m_rig->page.details()->record()->name.view(), std::string_view("api-1"));
        m_rig->filter()->clear();
        QCOMPARE(highlighted(), QStringList { u"api-1"_s });
        QVERIFY(!saysHidden());
        QCOMPARE(m_rig->page.details()->record()->name.view(), std::string_view("api-1"));
    }

    void focusAloneChoosesNothing()
    {
        m_rig->open();
        m_rig->put({ makePod("a-1"), makePod("b-1") });
        m_rig->page.show();
        m_rig->page.list()->table()->view()->setFocus();
        QVERIFY(highlighted().isEmpty());
        QVERIFY(m_rig->page.list()->currentEntity().isNull());
        QTest::keyClick(m_rig->page.list()->table()->view(), Qt::Key_Down);
        QTRY_VERIFY(m_rig->page.details()->record());
        QCOMPARE(highlighted(), QStringList { QString::fromUtf8(m_rig->page.details()->record()->name.view()) });
    }

    void anUnknownPastIsSaidAndNeverShownAsNow()
    {
        m_rig->open();
        m_rig->put({ makePod("now-1") });
        ExplorerPast past;
        past.moment = instantFromSeconds(1'000);
        past.answers = 1;
        past.unknown = { u"hangzhou-1"_s };
        m_rig->page.setPast(past);
        QCOMPARE(m_rig->page.list()->model().rowCount(), 0);
        bool said = false;
        for (const auto* label : m_rig->page.list()->table()->findChildren<PlainLabel*>())
            said = said || label->fullText() == u"Not known"_s;
        QVERIFY(said);
    }

    void whatIsChosenIsNotGoneInAnUnknownPast()
    {
        m_rig->open();
        const RecordPtr pod = makePod("now-1");
        m_rig->put({ pod });
        m_rig->page.show();
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, {}, pod->entity));
        QTRY_VERIFY(m_rig->page.details()->record());
        ExplorerPast past;
        past.moment = instantFromSeconds(1'000);
        past.answers = 1;
        past.unknown = { u"hangzhou-1"_s };
        m_rig->page.details()->setPast(&past);
        QString shown;
        for (const auto* label : m_rig->page.details()->findChildren<PlainLabel*>())
            shown += label->fullText() + u'\n';
        QVERIFY2(shown.contains(u"not recorded then"_s), qPrintable(shown));
        QVERIFY2(!shown.contains(u"gone"_s), qPrintable(shown));
        QVERIFY(allText(*m_rig->page.details()->findChild<SummaryTab*>()).contains(u"State=not recorded then"_s));
    }

    void detailsReadTheObjectOnceTheChoiceRests()
    {
        const auto pod = chosenPod();
        QTRY_COMPARE(m_rig->objects.size(), std::size_t(1));
        QCOMPARE(m_rig->objects.front().first, pod->entity);
        QVERIFY(m_rig->page.details()->isLoading());
        answer(R"({"kind":"Pod","metadata":{"annotations":{"team":"shop"}},"spec":{"containers":[{"name":"app",
            "image":"shop/app:1"}]},"status":{"containerStatuses":[{"name":"app","restartCount":3,
            "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}},
            "state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}})");
        const QString text = allText(*m_rig->page.details()->summary());
        QVERIFY2(text.contains(u"State=waiting: CrashLoopBackOff"_s), qPrintable(text));
        QVERIFY(text.contains(u"Last exit=137 OOMKilled"_s));
        QVERIFY(text.contains(u"team=shop"_s));
        m_rig->page.details()->findChild<QTabWidget*>()->setCurrentWidget(m_rig->page.details()->yaml());
        QVERIFY(m_rig->page.details()->yaml()->code()->text().contains(u"image: shop/app:1"_s));
    }

    void aFailedReadIsAStateAndTheRecordStays()
    {
        chosenPod();
        QTRY_COMPARE(m_rig->objects.size(), std::size_t(1));
        m_rig->objects.back().second(fail(ErrorCode::Forbidden, u"get pods"_s, 403));
        QVERIFY(!m_rig->page.details()->isLoading());
        QVERIFY(allText(*m_rig->page.details()->summary()).contains(u"Name=a-1"_s));
        QVERIFY(m_rig->page.details()->yaml()->refreshButton()->isEnabled());
    }

    void anAnswerForAnEarlierChoiceIsNotTaken()
    {
        chosenPod();
        QTRY_COMPARE(m_rig->objects.size(), std::size_t(1));
        const auto other = makePod("b-1");
        m_rig->put({ other });
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, {}, other->entity));
        QTRY_COMPARE(m_rig->page.details()->record()->name, other->name);
        m_rig->objects.front().second(
            FetchedObject { R"({"metadata":{"annotations":{"of":"a"}}})", m_rig->clock.now() });
        QVERIFY(!allText(*m_rig->page.details()->summary()).contains(u"of=a"_s));
    }

    void anObjectNamesTheAlertsThatFireOnIt()
    {
        const RecordPtr pod = chosenPod();
        const auto said = [this] {
            m_rig->page.details()->setFormats(
                Formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
            return allText(*m_rig->page.details()->summary());
        };
        ClusterSummary cluster;
        cluster.cluster = "c1";
        cluster.name = "hangzhou-1";
        m_rig->overview.clusters = { cluster };
        QVERIFY2(said().contains(u"Firing=unknown: there is no metrics server"_s), qPrintable(said()));
        m_rig->overview.clusters.front().alertsFiring = 1;
        QVERIFY(said().contains(u"Firing=none"_s));
        FiringAlert alert;
        alert.name = "PodSlow";
        alert.severity = "critical";
        alert.summary = "<b>one</b> in twenty";
        alert.activeAt = m_rig->shown - std::chrono::minutes(5);
        m_rig->overview.alerts = { { "c1", alert, pod->entity, {} } };
        QVERIFY2(said().contains(u"critical=PodSlow · since 16:55"_s), qPrintable(said()));
        QVERIFY(said().contains(u"=<b>one</b> in twenty"_s)); // as it is written
        QVERIFY(!said().contains(u"Firing="_s));
        SourceStatus lost;
        lost.id = "prometheus:main";
        lost.label = u"main"_s;
        lost.freshness = Freshness::Lost;
        lost.asOf = m_rig->shown - std::chrono::minutes(5);
        m_rig->sources = { lost };
        QVERIFY2(said().contains(u"Firing=unknown: main is lost since 16:55:00"_s), qPrintable(said()));
        QVERIFY(said().contains(u"critical=PodSlow"_s)); // what was known stays
    }

    void aLinkOfTheSummaryAsksForThatPlace()
    {
        chosenPod();
        QSignalSpy asked(&m_rig->page, &Page::placeRequested);
        emit m_rig->page.details()->summary()->linkActivated(
            entityLink(EntityId::kubernetes("c1", "", "Node", "", "n1")));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().value<Place>().parameters.value(u"kind"_s), u"Node"_s);
    }

    void withNothingChosenTheListHasTheRoomOfTheDetails()
    {
        m_rig->page.resize(1500, 650);
        m_rig->open();
        m_rig->page.show();
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s));
        QVERIFY(m_rig->page.list()->isVisible());
        QVERIFY(!m_rig->page.details()->isVisible());
        const auto pod = chosenPod();
        QVERIFY(m_rig->page.details()->isVisible());
        QVERIFY(m_rig->page.list()->isVisible());
    }

    void onANarrowPageListAndObjectTakeTurns()
    {
        m_rig->page.resize(1050, 650);
        const auto pod = chosenPod();
        QVERIFY(m_rig->page.details()->isVisible());
        QVERIFY(!m_rig->page.list()->isVisible());
        QTest::keyClick(&m_rig->page, Qt::Key_Escape);
        QVERIFY(m_rig->page.list()->isVisible());
        QVERIFY(!m_rig->page.details()->isVisible());
    }

    void theListHasTheWholeHeightAndStaysWhereNothingIsChosen()
    {
        m_rig->page.resize(1400, 700);
        m_rig->open();
        m_rig->put({ makePod("a-1") });
        m_rig->page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_rig->page));
        const auto* list = m_rig->page.list();
        QTRY_COMPARE(list->height(), list->parentWidget()->height());
        const auto pod = chosenPod();
        m_rig->put({}, { pod->entity });
        m_rig->page.goTo(ExplorerRig::place(u"Service"_s)); // nothing of it is chosen
        m_rig->page.resize(1050, 650); // as larger text does
        QTRY_VERIFY(m_rig->page.list()->isVisible());
    }

    void aStaleSourceIsSaidAndVeilsItsRows()
    {
        m_rig->open();
        m_rig->put({ makePod("a-1") });
        auto statuses = ExplorerRig::live({ "pods" });
        statuses["k8s:c1/pods"].freshness = Freshness::Stale;
        statuses["k8s:c1/pods"].asOf = instantFromSeconds(1'764'003'000);
        m_rig->page.setStatuses(statuses);
        QStringList said;
        for (const auto* label : m_rig->page.findChildren<PlainLabel*>())
            said.append(label->fullText());
        QVERIFY2(said.contains(u"stale since 16:50:00"_s), qPrintable(said.join(u", "_s)));
    }

private:
    /// Pods api-* and web-*, of which web-3 is chosen.
    RecordPtr openWithRows(int rows, bool past)
    {
        m_rig->open();
        std::vector<RecordPtr> pods;
        for (int i = 0; i < rows / 2; ++i) {
            pods.push_back(makePod("api-" + std::to_string(i)));
            pods.push_back(makePod("web-" + std::to_string(i)));
        }
        m_rig->put(pods);
        if (past)
            m_rig->pauseAt({ { "c1", std::make_shared<FixedSnapshot>(pods) } });
        m_rig->page.show();
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, {}, pods[7]->entity));
        [this] { QTRY_VERIFY(m_rig->page.details()->record()); }();
        return pods[7];
    }
    QStringList highlighted() const
    {
        QStringList names;
        for (const QModelIndex& row : m_rig->page.list()->table()->view()->selectionModel()->selectedRows())
            names.append(row.data().toString());
        return names;
    }
    bool saysHidden() const
    {
        for (const auto* label : m_rig->page.details()->findChildren<PlainLabel*>()) {
            if (label->isVisible() && label->fullText() == u"Not in the list: the filter hides it"_s)
                return true;
        }
        return false;
    }
    QString allSaid() const
    {
        QStringList texts;
        for (const auto* label : m_rig->page.findChildren<PlainLabel*>()) {
            if (!label->isHidden())
                texts.append(label->fullText());
        }
        return texts.join(u'\n');
    }
    bool said(const QString& words) const { return allSaid().contains(words); }
    KindPane* kinds() const { return m_rig->page.findChild<KindPane*>(); }
    std::shared_ptr<Record> chosenPod()
    {
        m_rig->open();
        auto pod = makePod("a-1", "CrashLoopBackOff");
        m_rig->put({ pod });
        m_rig->page.show();
        m_rig->page.goTo(ExplorerRig::place(u"Pod"_s, {}, pod->entity));
        [this] { QTRY_VERIFY(m_rig->page.details()->record()); }();
        return pod;
    }
    void answer(const char* json) { m_rig->objects.back().second(FetchedObject { json, m_rig->clock.now() }); }

    std::unique_ptr<ExplorerPageRig> m_rig;
};

QTEST_MAIN(TestExplorerPage)
#include "tst_explorerpage.moc"
