// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fixedsnapshot.h"
#include "tests/views/explorer/explorerrig.h"
#include "ui/cards/statepanel.h"
#include "ui/code/codeview.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/rowlistmodel.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/eventstab.h"
#include "views/explorer/summarytab.h"
#include "views/explorer/yamltab.h"

#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// What the details of an object show as things change around it, and what looking costs.
class TestDetailsPane final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
        m_rig = std::make_unique<ExplorerRig>();
        m_port = std::make_unique<ExplorerPort>(m_rig->port());
        m_pane = std::make_unique<DetailsPane>(m_rig->theme, *m_port);
        m_pane->setFormats(Formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
        m_pane->resize(600, 800);
        m_pane->show();
        m_set = makeObject({ .kind = "ReplicaSet", .name = "api" });
        m_child = pod("api-1");
    }
    void cleanup()
    {
        m_pane.reset();
        m_port.reset();
        m_rig.reset();
    }

    void childrenOwnersAndEventsAreThoseOfNow()
    {
        m_rig->put({ m_set, m_child, eventOf("started") });
        m_pane->setRecord(m_child);
        QVERIFY(isInSummary(u"ReplicaSet api"_s));
        QCOMPARE(m_pane->events()->rows()->rowCount(), 1);
        m_pane->setRecord(m_set);
        QVERIFY(isInSummary(u"api-1"_s));
        QVERIFY(!isInSummary(u"api-2"_s));

        m_rig->put({ pod("api-2") });
        m_pane->catchUp();
        QVERIFY(isInSummary(u"api-2"_s));
        m_rig->put({}, { m_child->entity });
        m_pane->catchUp();
        QVERIFY(!isInSummary(u"api-1"_s));
        QVERIFY(isInSummary(u"api-2"_s));
    }

    void aWholeObjectIsTakenApartInTheBackgroundAndItsYamlOnlyWhereItIsSeen()
    {
        m_rig->put({ m_child });
        m_pane->setRecord(m_child);
        m_pane->fetchNow();
        m_rig->backgroundHeld = true;
        answer(R"({"metadata":{"annotations":{"of":"a"}}})");
        QVERIFY(m_pane->isLoading());
        m_rig->finishBackground();
        QVERIFY(!m_pane->isLoading());
        QVERIFY(isInSummary(u"a"_s));
        QVERIFY(m_rig->background.empty()); // nobody looks at the YAML
        m_pane->findChild<QTabWidget*>()->setCurrentWidget(m_pane->yaml());
        QCOMPARE(m_rig->background.size(), std::size_t(1));
        QVERIFY(m_pane->yaml()->code()->text().isEmpty());
        m_rig->finishBackground();
        QVERIFY(m_pane->yaml()->code()->text().contains(u"of: a"_s));
    }

    void whatTheBackgroundMadeOfAnEarlierChoiceIsNotTaken()
    {
        m_rig->put({ m_child, m_set });
        m_pane->setRecord(m_child);
        m_pane->fetchNow();
        m_rig->backgroundHeld = true;
        answer(R"({"metadata":{"annotations":{"of":"the pod"}}})");
        m_pane->setRecord(m_set);
        m_rig->finishBackground();
        QVERIFY(!isInSummary(u"the pod"_s));
    }

    void whoAnswersForAnObjectIsNamedByItOrWhatItBelongsTo()
    {
        const auto space = makeObject({ .kind = "Namespace",
            .name = "shop",
            .nameSpace = "",
            .labels = { { IString("example.com/team"), IString("payments") } } });
        m_rig->put({ m_set, m_child, space });
        m_pane->setRecord(m_child);
        QVERIFY(isInSummary(u"payments, named by Namespace shop"_s));
        const auto set
            = makeObject({ .kind = "ReplicaSet", .name = "api", .labels = { { IString("team"), IString("core") } } });
        m_rig->put({ set });
        m_pane->catchUp();
        QVERIFY(isInSummary(u"core, named by ReplicaSet api"_s));
        m_pane->setRecord(set);
        QVERIFY(isInSummary(u"core"_s));
    }

    void anObjectOfTheSameNameWithAnotherUidIsNotTheOneShown()
    {
        m_rig->put({ m_set, m_child });
        m_pane->setRecord(m_set);
        QVERIFY(!isInSummary(u"gone: this is the last that was seen"_s));
        m_rig->put({ makeObject({ .kind = "ReplicaSet", .name = "api", .uid = "another" }) });
        m_pane->catchUp();
        QVERIFY(isInSummary(u"gone: this is the last that was seen"_s));
        m_rig->put({ m_set });
        m_pane->setFormats(Formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
        QVERIFY(!isInSummary(u"gone: this is the last that was seen"_s)); // whatever makes it look anew
    }

    void whatWasOfAClosedClusterIsUnknownAndItCanBeConnectedAgain()
    {
        ExplorerPageRig rig;
        rig.page.setStatuses(ExplorerRig::live({ "pods" }));
        rig.open();
        rig.put({ m_child });
        rig.page.show();
        rig.page.goTo(ExplorerRig::place(u"Pod"_s, {}, m_child->entity));
        QTRY_VERIFY(rig.page.details()->record());
        auto* missing = rig.page.details()->findChild<StatePanel*>(u"missing"_s);
        QVERIFY(!missing->isVisible());

        rig.hub.apply({ IString("c1"), nullptr });
        rig.page.setClusters({});
        rig.page.details()->catchUp();
        const QString head = headOf(*rig.page.details());
        QVERIFY2(head.contains(u"hangzhou-1 · unknown"_s) && !head.contains(u"gone"_s), qPrintable(head));
        QVERIFY(isIn(*rig.page.details(), u"unknown: its cluster is not connected"_s));
        QVERIFY(missing->isVisible());
        QCOMPARE(missing->content().title, u"hangzhou-1 is not connected"_s);
        missing->findChild<QPushButton*>()->click();
        QCOMPARE(rig.connected, QStringList { u"hangzhou-1"_s });

        ExplorerCluster opening; // asked, and it has not said yet who it is
        opening.name = u"hangzhou-1"_s;
        rig.page.setClusters({ opening });
        rig.page.details()->catchUp();
        QVERIFY(isIn(*rig.page.details(), u"unknown: its cluster is being read"_s));
        QVERIFY(!missing->isVisible());
        rig.page.setStatuses({});
        rig.open(); // its pods are not listed yet
        rig.page.details()->catchUp();
        QVERIFY(isIn(*rig.page.details(), u"unknown: its cluster is being read"_s));
        rig.page.setStatuses(ExplorerRig::live({ "pods" }));
        rig.page.details()->catchUp();
        QVERIFY(isIn(*rig.page.details(), u"gone: this is the last that was seen"_s));
        rig.put({ m_child });
        rig.page.details()->catchUp();
        QVERIFY(!isIn(*rig.page.details(), u"gone: this is the last that was seen"_s));
    }

    void whatHasNoUidShowsNoEmptyRow()
    {
        m_pane->setRecord(m_set);
        QVERIFY(isInSummary(u"uid"_s));
        auto computed = std::make_shared<Record>(*m_set);
        computed->uid = {};
        m_pane->setRecord(computed);
        QVERIFY(!isInSummary(u"uid"_s));
    }

    void whileNothingChangesNothingIsVisited()
    {
        std::vector<RecordPtr> all { m_set, m_child, eventOf("started") };
        for (int i = 0; i < 500; ++i)
            all.push_back(makePod("other-" + std::to_string(i)));
        m_rig->put(all);
        m_pane->setRecord(m_set);
        const std::uint64_t visits = m_rig->hub.relationVisits(IString("c1"));
        for (int second = 0; second < 5; ++second)
            m_pane->catchUp();
        m_rig->put({ makeObject({ .name = "far", .cluster = "c2" }) }, {}, "c2");
        m_pane->catchUp();
        QCOMPARE(m_rig->hub.relationVisits(IString("c1")), visits);
        m_rig->put({ makePod("other-1", "Failed") }); // in its cluster, but none of its own
        m_pane->catchUp();
        QVERIFY(m_rig->hub.relationVisits(IString("c1")) - visits <= 2);
    }

    void addressesOfAnnotationsCanBeOpened()
    {
        m_rig->put({ m_child });
        m_pane->setRecord(m_child);
        m_pane->fetchNow();
        const std::string tooLong = "https://e.io/" + std::string(5000, 'x'); // is cut: another address
        nlohmann::json object { { "metadata",
            { { "annotations",
                { { "runbook", "https://runbooks.example.io/pods?a=1" }, { "script", "javascript:alert(1)" },
                    { "user", "https://bank.example.io@evil.example.io/" }, { "file", "file:///etc/passwd" },
                    { "words", "see https://e.io/" }, { "long", tooLong } } } } } };
        m_rig->objects.back().second(FetchedObject { QByteArray::fromStdString(object.dump()), m_rig->clock.now() });
        QStringList offered;
        for (const SummarySection& section : m_pane->summary()->sections()) {
            for (const DetailsTable::Row& row : section.rows) {
                if (row.address)
                    offered.append(row.name);
            }
        }
        QCOMPARE(offered, QStringList { u"runbook"_s });
        emit m_pane->summary()->addressActivated(u"https://runbooks.example.io/pods?a=1"_s);
        QCOMPARE(m_rig->addresses, QStringList { u"https://runbooks.example.io/pods?a=1"_s });
    }

    void whatChangedIsReadAgainUnlessItsYamlIsLookedAt()
    {
        int version = 1;
        const auto changed = [this, &version] {
            auto record = std::make_shared<Record>(*m_child);
            record->resourceVersion = IString(std::to_string(++version));
            m_rig->put({ record });
            m_pane->catchUp();
        };
        const auto answer = [this] {
            m_rig->objects.back().second(FetchedObject { R"({"metadata":{}})", m_rig->clock.now() });
        };
        m_rig->put({ m_child });
        m_pane->setRecord(m_child);
        m_pane->fetchNow();
        const std::size_t asked = m_rig->objects.size();
        changed();
        QCOMPARE(m_rig->objects.size(), asked); // the first answer is still on its way
        answer();
        QCOMPARE(m_rig->objects.size(), asked + 1);
        answer();
        changed();
        QCOMPARE(m_rig->objects.size(), asked + 1); // one that changes all the time asks no more of its server

        m_pane->setRecord(m_set);
        m_pane->setRecord(m_child);
        m_pane->fetchNow();
        answer();
        const std::size_t before = m_rig->objects.size();
        m_pane->tabs()->setCurrentWidget(m_pane->yaml());
        changed();
        QCOMPARE(m_rig->objects.size(), before);
        m_pane->showSummary();
        m_pane->catchUp();
        QCOMPARE(m_rig->objects.size(), before + 1);
    }

    void thePastIsLookedThroughOnce()
    {
        const auto snapshot
            = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> { m_set, m_child, eventOf("started") });
        ExplorerPast past;
        past.moment = instantFromSeconds(1'764'000'600);
        past.answers = 1;
        past.snapshots["c1"] = snapshot;
        m_pane->setPast(&past);
        m_pane->setRecord(m_set);
        QVERIFY(isInSummary(u"api-1"_s));
        const int visits = snapshot->visits();
        QVERIFY(visits > 0);
        for (int second = 0; second < 5; ++second)
            m_pane->catchUp();
        m_rig->put({ m_set }); // the present goes on: not shown
        m_pane->catchUp();
        QCOMPARE(snapshot->visits(), visits);
        m_pane->setPast(nullptr);
        m_pane->catchUp();
        QVERIFY(!isInSummary(u"api-1"_s));
    }

private:
    void answer(const char* json) { m_rig->objects.back().second(FetchedObject { json, m_rig->clock.now() }); }
    RecordPtr pod(const std::string& name) const
    {
        return makeObject({ .name = name, .owner = { IString("ReplicaSet"), m_set->name, m_set->uid } });
    }
    RecordPtr eventOf(const std::string& name) const
    {
        return makeObject({ .kind = "Event",
            .name = name,
            .cells = { { "objectUid", Cell(m_child->uid) }, { "objectKind", Cell(IString("Pod")) },
                { "objectName", Cell(m_child->name) }, { "objectNamespace", Cell(m_child->nameSpace) },
                { "message", Cell(IString("Started container")) } } });
    }
    /// Whether a fact of the summary has just these words.
    bool isInSummary(const QString& words) const { return isIn(*m_pane, words); }
    static bool isIn(const DetailsPane& pane, const QString& words)
    {
        const auto sections = pane.summary()->sections();
        return std::ranges::any_of(sections, [&](const SummarySection& section) {
            return std::ranges::any_of(
                section.rows, [&](const DetailsTable::Row& row) { return row.name == words || row.value == words; });
        });
    }

    static QString headOf(const DetailsPane& pane)
    {
        QString text;
        for (const auto* label : pane.findChildren<PlainLabel*>())
            text += label->fullText() + u'\n';
        return text;
    }

    std::unique_ptr<ExplorerRig> m_rig;
    std::unique_ptr<ExplorerPort> m_port;
    std::unique_ptr<DetailsPane> m_pane;
    RecordPtr m_set;
    RecordPtr m_child;
};

QTEST_MAIN(TestDetailsPane)
#include "tst_detailspane.moc"
