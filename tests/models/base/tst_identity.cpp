// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/entityid.h"
#include "models/base/istring.h"
#include "models/base/plaintext.h"
#include "models/base/record.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <latch>
#include <thread>
#include <unordered_set>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestIdentity : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void equalTextsAreOneString();
    void emptyNeedsNoEntry();
    void stringIsFreedWithItsLastHandle();
    void manyStringsAreFoundAgain();
    void aSupplyGivesHandlesAndKeepsNone();
    void stringsThatComeAndGoFindTheirPlaces();
    void manyThreadsAgreeOnOneEntry();
    void kubernetesPartsComeBackWhole_data();
    void kubernetesPartsComeBackWhole();
    void textComesBackAsTheSameEntity();
    void textHoldsOnlyWhatMayBeShown();
    void brokenTextsAreNoEntity_data();
    void brokenTextsAreNoEntity();
    void placesThatLookAlikeDiffer();
    void missingCellIsNotZero();
    void sameContentIgnoresTheVersionAlone();
    void fractionsComeBackWhole();
};

void TestIdentity::equalTextsAreOneString()
{
    const IString a("order-svc");
    const IString b(std::string("order-") + "svc");
    QCOMPARE(a, b);
    QCOMPARE(a.id(), b.id());
    QVERIFY(!(a == IString("order-svd")));
    QCOMPARE(a.view(), std::string_view("order-svc"));
}

void TestIdentity::emptyNeedsNoEntry()
{
    const auto before = IString::usage();
    const IString empty("");
    QVERIFY(empty.empty());
    QCOMPARE(empty, IString());
    QCOMPARE(IString::usage().strings, before.strings);
}

void TestIdentity::stringIsFreedWithItsLastHandle()
{
    const auto before = IString::usage();
    {
        IString first("a string that nobody else holds");
        IString second = first;
        IString third = std::move(first);
        second = IString("another that nobody holds");
        QCOMPARE(IString::usage().strings, before.strings + 2);
        const IString& itself = third;
        third = itself;
        QCOMPARE(third.view(), std::string_view("a string that nobody else holds"));
    }
    QCOMPARE(IString::usage().strings, before.strings);
    QCOMPARE(IString::usage().bytes, before.bytes);
}

void TestIdentity::manyStringsAreFoundAgain()
{
    const auto before = IString::usage();
    {
        const auto text = [](int i) { return "string number " + std::to_string(i); };
        std::vector<IString> held;
        held.reserve(20'000);
        for (int i = 0; i < 20'000; ++i)
            held.emplace_back(text(i));
        QCOMPARE(IString::usage().strings, before.strings + 20'000);
        for (int i = 0; i < 20'000; i += 2)
            held[static_cast<std::size_t>(i)] = IString();
        QCOMPARE(IString::usage().strings, before.strings + 10'000);
        for (int i = 1; i < 20'000; i += 2) {
            QCOMPARE(IString(text(i)), held[static_cast<std::size_t>(i)]);
            QCOMPARE(held[static_cast<std::size_t>(i)].view(), std::string_view(text(i)));
        }
        QCOMPARE(IString::usage().strings, before.strings + 10'000);
    }
    QCOMPARE(IString::usage().strings, before.strings);
    QCOMPARE(IString::usage().bytes, before.bytes);
}

void TestIdentity::aSupplyGivesHandlesAndKeepsNone()
{
    const auto before = IString::usage();
    {
        std::vector<IString> taken;
        {
            IStringSupply supply(IString("Running"));
            QCOMPARE(supply.view(), std::string_view("Running"));
            for (int i = 0; i < 200; ++i)
                taken.push_back(supply.take());
            IStringSupply moved(std::move(supply));
            taken.push_back(moved.take());
            moved = IStringSupply(IString("Pending")); // what was counted ahead of the first goes back
            QCOMPARE(moved.take().view(), std::string_view("Pending"));
            QVERIFY(IStringSupply().take().empty());
        }
        QCOMPARE(IString::usage().strings, before.strings + 1);
        QVERIFY(std::ranges::all_of(taken, [&](const IString& each) { return each == IString("Running"); }));
    }
    QCOMPARE(IString::usage().strings, before.strings); // the last handle took the text with it
}

void TestIdentity::stringsThatComeAndGoFindTheirPlaces()
{
    const auto before = IString::usage();
    std::deque<IString> held; // of a cluster in which pods are born and die all the time
    for (int i = 0; i < 100'000; ++i) {
        held.emplace_back("pod-" + std::to_string(i));
        if (held.size() > 500)
            held.pop_front();
        if (i % 977 == 0) {
            QCOMPARE(IString(held.front().view()), held.front());
            QCOMPARE(IString(std::string(held[held.size() / 2].view())), held[held.size() / 2]);
        }
    }
    QCOMPARE(IString::usage().strings, before.strings + 500);
    held.clear();
    QCOMPARE(IString::usage().strings, before.strings);
    QCOMPARE(IString::usage().bytes, before.bytes);
}

void TestIdentity::manyThreadsAgreeOnOneEntry()
{
    const auto before = IString::usage();
    {
        constexpr int threadCount = 4;
        std::latch together(threadCount);
        std::vector<IString> kept(threadCount);
        std::vector<std::jthread> threads;
        threads.reserve(threadCount);
        for (int t = 0; t < threadCount; ++t) {
            threads.emplace_back([&, t] {
                together.arrive_and_wait();
                for (int round = 0; round < 5'000; ++round) {
                    const IString shared("shared-" + std::to_string(round % 7)); // born and dies all the time
                    const IString copy = shared; // NOLINT(performance-unnecessary-copy-initialization)
                    if (round % 7 == 0)
                        kept[static_cast<std::size_t>(t)] = copy;
                }
            });
        }
        threads.clear();
        for (const IString& one : kept)
            QCOMPARE(one, kept.front());
        QCOMPARE(kept.front().view(), std::string_view("shared-0"));
    }
    QCOMPARE(IString::usage().strings, before.strings);
}

void TestIdentity::kubernetesPartsComeBackWhole_data()
{
    QTest::addColumn<std::string>("name");
    for (const char* name : { "web-1", "with/slash", "100%", "%2F", "system:node:a", "名前", "a\nb", "名\nb",
             "\xC2\x9B[A", "\xEF\xBB\xBF", "half \xE5\x90", "\xFF", "" })
        QTest::newRow(QByteArray(name).toPercentEncoding().constData()) << std::string(name);
}

void TestIdentity::kubernetesPartsComeBackWhole()
{
    QFETCH(const std::string, name);
    const EntityId id = EntityId::kubernetes("0c1d", "apps", "Deployment", "shop/x", name);
    const auto parts = id.kubernetesParts();
    QVERIFY(parts.has_value());
    QCOMPARE(parts->cluster, std::string("0c1d"));
    QCOMPARE(parts->group, std::string("apps"));
    QCOMPARE(parts->kind, std::string("Deployment"));
    QCOMPARE(parts->nameSpace, std::string("shop/x"));
    QCOMPARE(parts->name, name);
}

void TestIdentity::textComesBackAsTheSameEntity()
{
    for (const EntityId& id : { EntityId::kubernetes("c", "", "Pod", "ns", "a/b%c"),
             EntityId::host("e", "sccpt01com14"), EntityId::cluster("c") }) {
        const auto again = EntityId::parse(id.text());
        QVERIFY2(again.has_value(), std::string(id.text()).c_str());
        QCOMPARE(*again, id);
    }
    QCOMPARE(EntityId::kubernetes("c", "", "Pod", "ns", "p").text(), std::string_view("k8s:c//Pod/ns/p"));
    QVERIFY(!EntityId::host("e", "h").kubernetesParts().has_value());
    QVERIFY(EntityId().isNull());
    QVERIFY(!EntityId().kubernetesParts().has_value());
}

void TestIdentity::textHoldsOnlyWhatMayBeShown()
{
    for (const char* part : { "a\tb", "\x1b[31m", "\x7F", "\xC2\x9B[A", "\xEF\xBF\xBE", "half \xE5\x90", "名\x01" }) {
        const std::string text(EntityId::kubernetes("c", part, "Kind", part, part).text());
        QCOMPARE(cleanName(text, text.size()), text);
        QVERIFY(EntityId::parse(QString::fromStdString(text).toStdString()).has_value());
    }
    QCOMPARE(EntityId::kubernetes("c", "", "Pod", "ns", "名前").text(), std::string_view("k8s:c//Pod/ns/名前"));
}

void TestIdentity::brokenTextsAreNoEntity_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("empty") << std::string();
    QTest::newRow("no scheme") << std::string("Pod/ns/p");
    QTest::newRow("unknown scheme") << std::string("ftp:a/b");
    QTest::newRow("too few parts") << std::string("k8s:c//Pod/p");
    QTest::newRow("too many parts") << std::string("k8s:c//Pod/ns/p/q");
    QTest::newRow("no name") << std::string("k8s:c//Pod/ns/");
    QTest::newRow("cut escape") << std::string("k8s:c//Pod/ns/p%2");
    QTest::newRow("wrong escape") << std::string("k8s:c//Pod/ns/p%ZZ");
    QTest::newRow("too long") << "k8s:c//Pod/ns/" + std::string(2048, 'x');
}

void TestIdentity::brokenTextsAreNoEntity()
{
    QFETCH(const std::string, text);
    QVERIFY(!EntityId::parse(text).has_value());
}

void TestIdentity::placesThatLookAlikeDiffer()
{
    std::unordered_set<EntityId> ids { EntityId::kubernetes("c", "", "Pod", "a", "b"),
        EntityId::kubernetes("c", "", "Pod", "a/b", ""), EntityId::kubernetes("c", "", "Pod", "", "a/b"),
        EntityId::kubernetes("c", "", "Pod", "a", "%62"), EntityId::kubernetes("d", "", "Pod", "a", "b") };
    QCOMPARE(ids.size(), std::size_t(5));
}

void TestIdentity::missingCellIsNotZero()
{
    auto schema = std::make_shared<KindSchema>();
    schema->columns = { { "restarts", CellType::Count, true, {} }, { "cpu", CellType::Number, true, {} },
        { "node", CellType::Text, true, {} } };
    Record record;
    record.schema = schema;
    record.cells = { Cell(std::int64_t { 0 }), Cell(), Cell(IString("n1")) };
    QCOMPARE(record.integer("restarts"), std::optional<std::int64_t>(0));
    QVERIFY(!record.number("cpu").has_value());
    QVERIFY(!record.integer("node").has_value());
    QVERIFY(!record.integer("no such column").has_value());
    QCOMPARE(record.text("node"), std::string_view("n1"));
    QVERIFY(std::holds_alternative<std::monostate>(record.cell(-1)));
    QVERIFY(std::holds_alternative<std::monostate>(record.cell(99)));
    QVERIFY(record.label("app").empty());
    QVERIFY(!Record().integer("restarts").has_value());
}

void TestIdentity::sameContentIgnoresTheVersionAlone()
{
    Record a;
    a.labels = std::make_shared<LabelSet>(LabelSet { { IString("app"), IString("web") } });
    Record b = a;
    b.resourceVersion = IString("12");
    b.labels = std::make_shared<LabelSet>(*a.labels);
    QVERIFY(sameContent(a, b));
    b.health = Health::Critical;
    QVERIFY(!sameContent(a, b));
    b = a;
    b.labels = nullptr;
    QVERIFY(!sameContent(a, b));
}

void TestIdentity::fractionsComeBackWhole()
{
    for (const auto& [part, whole] :
        { std::pair(2, 3), std::pair(0, 0), std::pair(-1, 5), std::pair(2147483647, -2147483647) }) {
        QCOMPARE(fractionPart(packFraction(part, whole)), part);
        QCOMPARE(fractionWhole(packFraction(part, whole)), whole);
    }
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
