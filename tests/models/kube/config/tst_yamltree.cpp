// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/yamltree.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;

class TestYamlTree final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void valuesKeepTheirKindAndPlace();
    void aliasesAndMergeKeysAreApplied();
    void hostileTextsAreRefused_data();
    void hostileTextsAreRefused();
    void depthOfSixtyFourIsTheLimit();
    void plainScalarsAreTypedAsYaml11_data();
    void plainScalarsAreTypedAsYaml11();
    void everyCutIsSurvived();
};

void TestYamlTree::valuesKeepTheirKindAndPlace()
{
    const auto root = parseYaml("a: 1\nb:\n  - x\n  - 'y'\nc: ~\n", u"f"_s);
    QVERIFY(root.has_value());
    QCOMPARE(root->find("b")->items[1].text(), u"y"_s);
    QCOMPARE(root->find("b")->items[1].line, 4);
    QCOMPARE(root->find("b")->items[1].column, 5);
    QVERIFY(root->find("b")->items[1].quoted);
    QCOMPARE(root->find("c")->kind, YamlNode::Kind::Null);
    QVERIFY(!root->find("d"));
    QCOMPARE(parseYaml("", u"f"_s)->kind, YamlNode::Kind::Null);
    QCOMPARE(parseYaml(R"("\uFEFFa")", u"f"_s)->text(), u"\uFEFFa"_s); // no mark of a byte order within a text
    QCOMPARE(parseYaml("# only a comment\n", u"f"_s)->kind, YamlNode::Kind::Null);
}

void TestYamlTree::aliasesAndMergeKeysAreApplied()
{
    const auto root = parseYaml("base: &b {x: 1, y: 2}\none:\n  <<: *b\n  y: 3\ntwo: *b\n", u"f"_s);
    QVERIFY2(root.has_value(), root ? "" : qPrintable(root.error().detail));
    const auto marked = parseYaml("\"\\uFEFFa\": 1\n", u"f"_s);
    QCOMPARE(toJson(*marked).toObject().keys(), QStringList { u"\uFEFFa"_s }); // no mark of a byte order within a key
    const QByteArray json = QJsonDocument(toJson(*root).toObject()).toJson(QJsonDocument::Compact);
    QCOMPARE(json, QByteArray(R"({"base":{"x":1,"y":2},"one":{"x":1,"y":3},"two":{"x":1,"y":2}})"));
}

void TestYamlTree::hostileTextsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& text, ErrorCode code) {
        QTest::newRow(name) << text << static_cast<int>(code);
    };
    QByteArray laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const QByteArray last = "*a" + QByteArray::number(i - 1) + ",";
        const QByteArray list = last.repeated(9);
        laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + list + "]\n";
    }
    row("billion laughs", laughs, ErrorCode::TooLarge);
    row("10,000 brackets", QByteArray(10'000, '['), ErrorCode::TooLarge);
    row("10,000 braces", QByteArray(10'000, '{'), ErrorCode::TooLarge);
    row("10,000 dashes", QByteArray("- ").repeated(10'000), ErrorCode::TooLarge);
    row("10,000 question marks", QByteArray("? ").repeated(10'000), ErrorCode::TooLarge);
    row("anchor in itself", "a: &a [*a]\n", ErrorCode::Malformed);
    row("unknown anchor", "a: *nobody\n", ErrorCode::Malformed);
    row("more than 4 MiB", QByteArray(4 * 1024 * 1024 + 1, '#'), ErrorCode::TooLarge);
    row("NUL byte", QByteArray("a: b\0c", 6), ErrorCode::Malformed);
    row("tab indentation", "a:\n\tb: c\n", ErrorCode::Malformed);
    row("open quote", "a: \"b", ErrorCode::Malformed);
    row("end within an escape", "a: \"\\", ErrorCode::Malformed); // the parser's words quote what stands there: NUL
    row("list as a key", "[a]: b\n", ErrorCode::Malformed);
}

void TestYamlTree::hostileTextsAreRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, code);
    const auto root = parseYaml(text, u"file.yaml"_s);
    QVERIFY(!root);
    QCOMPARE(static_cast<int>(root.error().code), code);
    QVERIFY(root.error().detail.startsWith(u"file.yaml:"_s));
    QCOMPARE(cleanText(root.error().detail), root.error().detail);
}

void TestYamlTree::depthOfSixtyFourIsTheLimit()
{
    QVERIFY(parseYaml(QByteArray(64, '[') + QByteArray(64, ']'), u"f"_s).has_value());
    QCOMPARE(parseYaml(QByteArray(65, '[') + QByteArray(65, ']'), u"f"_s).error().code, ErrorCode::TooLarge);
}

void TestYamlTree::plainScalarsAreTypedAsYaml11_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("type");
    const auto row = [](const char* text, const char* type) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(type);
    };
    for (const char* number : { "1", "-1", "+1", "1.5", ".5", "1e3", "0x1F", "0b101", "1_000", ".inf", "433e40" })
        row(number, "number");
    for (const char* flag : { "true", "False", "yes", "No", "on", "OFF", "y" })
        row(flag, "bool");
    for (const char* text :
        { "abc", "1.2.3", "10.0.0.1", "'1'", "\"true\"", "!!str 12", "1-2", "e3", "2026-01-01", "https://a:1" })
        row(text, "text");
}

void TestYamlTree::plainScalarsAreTypedAsYaml11()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, type);
    const auto root = parseYaml("a: " + text + "\n", u"f"_s);
    QVERIFY(root.has_value());
    const YamlNode& value = *root->find("a");
    QCOMPARE(value.isNumber() ? u"number"_s : value.isBool() ? u"bool"_s : u"text"_s, type);
    QCOMPARE(value.isText(), type == u"text"_s);
}

void TestYamlTree::everyCutIsSurvived()
{
    const QByteArray whole
        = "a: &x {b: [1, 'two', \"thr\\u0065e\"], c: |\n    block\n    text\n}\nd: *x\ne:\n  - f\n  - ? g\n    : h\n";
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        const auto root = parseYaml(whole.left(size), u"f"_s);
        QVERIFY(root || !root.error().detail.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestYamlTree)
#include "tst_yamltree.moc"
