// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/filterquery.h"
#include "models/items/naturalorder.h"
#include "tests/models/items/recordmaker.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

class TestFilterQuery : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void termsSelectRecords_data();
    void termsSelectRecords();
    void stateWordsSelectWhatTheOverviewCounts();
    void errorsSayWhere_data();
    void errorsSayWhere();
    void halfTypedTermsAreLeftOut_data();
    void halfTypedTermsAreLeftOut();
    void termsKnowTheirPlace();
    void aWordThatLooksLikeAFieldAndIsNoneIsFound();
    void longerWordNarrows();
    void narrowingNeverLosesARecord();
    void naturalKeysOrderAsTheComparison();
    void numbersOrderByValue();
};

void TestFilterQuery::termsSelectRecords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* text, bool matches) { QTest::newRow(text) << QString::fromUtf8(text) << matches; };
    // The record: shop/order-svc-1 on n1, CrashLoopBackOff, critical, of ReplicaSet order-svc, in c1 "hangzhou-1",
    // labels app=order, tier=backend, app.kubernetes.io/name=order.
    row("", true);
    row("order", true);
    row("ORDER svc", true);
    row("payment", false);
    row("-payment", true);
    row("-order", false);
    row("\"order-svc\"", true);
    row("\"order svc\"", false);
    row("-\"order-svc\"", false);
    row("ns:shop", true);
    row("ns:sh", true);
    row("ns:\"sh\"", false);
    row("ns:\"shop\"", true);
    row("namespace:payment", false);
    row("ns:payment,shop", true);
    row("-ns:shop", false);
    row("node:n1", true);
    row("node:n2", false);
    row("status:crash", true);
    row("status:critical", true);
    row("status:running", false);
    row("kind:pod", true);
    row("kind:pods", true);
    row("kind:deployment", false);
    row("cluster:hangzhou", true);
    row("cluster:c1", true);
    row("cluster:shanghai", false);
    row("owner:order-svc", true);
    row("owner:replicaset/order", true);
    row("owner:payment", false);
    row("name:order-svc-1", true);
    row("app=order", true);
    row("app==order", true);
    row("app=Order", false);
    row("app!=order", false);
    row("app!=web", true);
    row("nolabel!=web", true);
    row("app in (web, order)", true);
    row("app in(web)", false);
    row("app notin (web)", true);
    row("app notin (order, web)", false);
    row("!app", false);
    row("!team", true);
    row("label:app", true);
    row("label:team", false);
    row("label:!team", true);
    row("label:app=order", true);
    row("app.kubernetes.io/name", true);
    row("app=order,tier=backend", true);
    row("app=order,tier=frontend", false);
    row("app=order ns:shop order -payment", true);
    row("image:latest", false);
}

void TestFilterQuery::termsSelectRecords()
{
    QFETCH(const QString, text);
    QFETCH(const bool, matches);
    const auto parsed = FilterQuery::parse(text.toStdString());
    QVERIFY(!parsed.error.has_value());
    auto record = makePod(podSchema(),
        { .name = "order-svc-1",
            .status = "CrashLoopBackOff",
            .health = Health::Critical,
            .labels = { { IString("app"), IString("order") }, { IString("app.kubernetes.io/name"), IString("order") },
                { IString("tier"), IString("backend") } } });
    record->owner = { IString("ReplicaSet"), IString("order-svc"), IString("u") };
    FilterMatcher matcher(parsed.query, [](const IString&) { return std::string_view("hangzhou-1"); });
    QCOMPARE(matcher.matches(*record), matches);
}

void TestFilterQuery::stateWordsSelectWhatTheOverviewCounts()
{
    const auto loops = makePod(podSchema(), { .name = "order-svc-1", .status = "CrashLoopBackOff" });
    const auto matches
        = [&](const char* text) { return FilterMatcher(FilterQuery::parse(text).query).matches(*loops); };
    QVERIFY(matches("state:failing") && matches("state:fail") && matches("state:ill"));
    QVERIFY(matches("state:notready") && matches("state:unready,failing") && matches("-state:ready"));
    QVERIFY(!matches("state:ready") && !matches("state:unready") && !matches("-state:failing")
        && !matches("state:running"));
}

void TestFilterQuery::errorsSayWhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("position");
    using Code = FilterError::Code;
    QTest::newRow("quote") << u"ns:shop \"order"_s << int(Code::UnclosedQuote) << 8;
    QTest::newRow("quote in field") << u"ns:\"shop"_s << int(Code::UnclosedQuote) << 3;
    QTest::newRow("set") << u"app in (a, b"_s << int(Code::UnclosedSet) << 7;
    QTest::newRow("empty set") << u"x app in ( )"_s << int(Code::EmptySet) << 9;
    QTest::newRow("key") << u"a?b=c"_s << int(Code::InvalidLabelKey) << 0;
    QTest::newRow("absent key") << u"order !a?b"_s << int(Code::InvalidLabelKey) << 6;
}

void TestFilterQuery::errorsSayWhere()
{
    QFETCH(const QString, text);
    QFETCH(const int, code);
    QFETCH(const int, position);
    const auto parsed = FilterQuery::parse(text.toStdString());
    QVERIFY(parsed.error.has_value());
    QCOMPARE(int(parsed.error->code), code);
    QCOMPARE(int(parsed.error->position), position);
    QVERIFY(parsed.error->length > 0);
    QVERIFY(parsed.error->position + parsed.error->length <= std::size_t(text.size()));
}

void TestFilterQuery::halfTypedTermsAreLeftOut_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : { "ns:", "-", "!", "\"\"", "ns: ", "label:", " , ", "-ns:" })
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestFilterQuery::halfTypedTermsAreLeftOut()
{
    QFETCH(const QString, text);
    const auto parsed = FilterQuery::parse(text.toStdString());
    QVERIFY(!parsed.error.has_value());
    QVERIFY(parsed.query.isEmpty());
}

void TestFilterQuery::termsKnowTheirPlace()
{
    const std::string text = "order  -ns:shop app in (a, b) \"two words\"";
    const auto query = FilterQuery::parse(text).query;
    QCOMPARE(query.terms().size(), std::size_t(4));
    QStringList typed;
    for (const auto& term : query.terms())
        typed.append(QString::fromStdString(text.substr(term.position, term.length)));
    QCOMPARE(typed, QStringList({ u"order"_s, u"-ns:shop"_s, u"app in (a, b)"_s, u"\"two words\""_s }));
    QCOMPARE(query.without(1).text(), std::string("order app in (a, b) \"two words\""));
    QCOMPARE(FilterQuery::parse(query.without(1).text()).query.terms(), query.without(1).terms());
}

void TestFilterQuery::aWordThatLooksLikeAFieldAndIsNoneIsFound()
{
    const auto found = [](std::string_view text) { return std::string(FilterQuery::parse(text).query.unknownField()); };
    QCOMPARE(found("ns:shop Pod:web"), std::string("pod"));
    QCOMPARE(found("-pod:web"), std::string("pod"));
    QCOMPARE(found("ns:shop web"), std::string());
    QCOMPARE(found("10.0.0.7:9100 https://e.io/ \"pod:web\" :x"), std::string());
}

void TestFilterQuery::longerWordNarrows()
{
    const auto narrows = [](const char* now, const char* before) {
        return FilterQuery::parse(now).query.narrows(FilterQuery::parse(before).query);
    };
    QVERIFY(narrows("orde", "ord"));
    QVERIFY(narrows("order ns:shop", "order"));
    QVERIFY(narrows("anything", ""));
    QVERIFY(!narrows("ord", "orde"));
    QVERIFY(!narrows("-orde", "-ord"));
    QVERIFY(!narrows("ns:shop", "ns:\"shop\""));
    QVERIFY(narrows("state:ready", "state:re"));
    QVERIFY(!narrows("state:notready", "state:ready"));
}

void TestFilterQuery::narrowingNeverLosesARecord()
{
    QRandomGenerator random(7);
    const std::string letters = "ab-:=!\"n s/";
    const auto schema = podSchema();
    std::vector<std::shared_ptr<Record>> records;
    for (const char* name : { "a", "ab", "ba-n", "n-s", "a/b", "aab" })
        records.push_back(makePod(schema, { .name = name, .labels = { { IString("a/b"), IString("n") } } }));
    for (int round = 0; round < 20'000; ++round) {
        std::string before;
        std::string now;
        for (int i = random.bounded(6); i > 0; --i)
            before += letters[random.bounded(quint32(letters.size()))];
        now = before;
        for (int i = random.bounded(3); i > 0; --i)
            now.insert(random.bounded(quint32(now.size() + 1)), 1, letters[random.bounded(quint32(letters.size()))]);
        const auto wider = FilterQuery::parse(before);
        const auto narrower = FilterQuery::parse(now);
        if (wider.error || narrower.error || !narrower.query.narrows(wider.query))
            continue;
        FilterMatcher wide(wider.query);
        FilterMatcher narrow(narrower.query);
        for (const auto& record : records)
            QVERIFY2(!narrow.matches(*record) || wide.matches(*record), (before + " -> " + now).c_str());
    }
}

void TestFilterQuery::naturalKeysOrderAsTheComparison()
{
    QRandomGenerator random(3);
    const std::string letters = "aAbZ-_.0019é";
    std::vector<std::string> texts;
    for (int i = 0; i < 300; ++i) {
        std::string text;
        for (int n = random.bounded(14); n > 0; --n)
            text += letters[random.bounded(quint32(letters.size()))];
        texts.push_back(text);
    }
    texts.emplace_back(300, '7');
    texts.emplace_back(299, '9');
    for (const std::string& a : texts) {
        for (const std::string& b : texts) {
            std::string keyA;
            std::string keyB;
            appendNaturalKey(keyA, a);
            appendNaturalKey(keyB, b);
            QVERIFY((naturalCompare(a, b) < 0) == (keyA < keyB));
            QVERIFY((naturalCompare(a, b) == 0) == (keyA == keyB));
            if (naturalPrefix(a) < naturalPrefix(b))
                QVERIFY(keyA < keyB);
        }
    }
}

void TestFilterQuery::numbersOrderByValue()
{
    const std::vector<std::string> ordered { "node", "node-1", "node-2", "node-10", "node-123456789", "node-1234567890",
        "node-a" };
    for (std::size_t i = 0; i + 1 < ordered.size(); ++i)
        QVERIFY2(naturalCompare(ordered[i], ordered[i + 1]) < 0, ordered[i].c_str());
    QVERIFY(naturalCompare("Web-01", "web-1") == 0);
}

QTEST_GUILESS_MAIN(TestFilterQuery)
#include "tst_filterquery.moc"
