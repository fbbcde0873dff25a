// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/yamlscalar.h"
#include "ui/code/yamltext.h"

#include <QTest>

#include <yaml-cpp/yaml.h>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

QString yaml(const char* json, const YamlOptions& options = {})
{
    const auto text = yamlText(json, options);
    return text ? *text : u"failed: "_s + text.error().detail;
}

} // namespace

class TestUiYaml final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void structuresKeepOrderAndShape_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");
        QTest::newRow("order") << QByteArray(R"({"b":1,"a":2})") << u"b: 1\na: 2\n"_s;
        QTest::newRow("nested") << QByteArray(R"({"a":{"b":{"c":true}}})") << u"a:\n  b:\n    c: true\n"_s;
        QTest::newRow("list") << QByteArray(R"({"a":[1,null,2.50]})") << u"a:\n- 1\n- null\n- 2.50\n"_s;
        QTest::newRow("objects") << QByteArray(R"({"a":[{"b":1,"c":[{"d":2}]},{"b":3}]})")
                                 << u"a:\n- b: 1\n  c:\n  - d: 2\n- b: 3\n"_s;
        QTest::newRow("lists of lists") << QByteArray("[[1,2],[3]]") << u"- - 1\n  - 2\n- - 3\n"_s;
        QTest::newRow("empty") << QByteArray(R"({"a":{},"b":[],"c":[{}]})") << u"a: {}\nb: []\nc:\n- {}\n"_s;
        QTest::newRow("bare") << QByteArray("{}") << u"{}\n"_s;
        QTest::newRow("block") << QByteArray(R"({"a":{"b":"x\n y\n"}})") << u"a:\n  b: |\n    x\n     y\n"_s;
    }
    void structuresKeepOrderAndShape()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        QCOMPARE(yaml(json.constData()), expected);
    }

    /// Every text reads back as itself with another program's reader.
    void textsReadBackAsThemselves_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList texts { u""_s, u" "_s, u"plain words"_s, u"null"_s, u"~"_s, u"Yes"_s, u"off"_s, u"true"_s,
            u"12"_s, u"1e3"_s, u"0x1f"_s, u"1.2.3"_s, u"-"_s, u"- a"_s, u"-c"_s, u"?"_s, u": x"_s, u"a: b"_s, u"a:"_s,
            u"a #b"_s, u"#a"_s, u"'a'"_s, u"\"a\""_s, u"it's"_s, u"{a}"_s, u"[a]"_s, u"a, b"_s, u"*a"_s, u"&a"_s,
            u"!a"_s, u"|"_s, u">"_s, u"%a"_s, u"@a"_s, u"`a`"_s, u"---"_s, u"... a"_s, u"trailing "_s, u"\ttab"_s,
            u"a\tb"_s, u"a\nb"_s, u"a\nb\n"_s, u"a\n\nb\n"_s, u"a\n\n"_s, u" a\nb"_s, u"\na"_s, u"a\r\nb"_s,
            u"back\\slash"_s, u"中文"_s, u"2026-01-02T03:04:05Z"_s, u"8080/TCP"_s, u"a\u0001b"_s, u"="_s, u"<<"_s };
        for (qsizetype i = 0; i < texts.size(); ++i)
            QTest::addRow("text %d", static_cast<int>(i)) << texts.at(i);
    }
    void textsReadBackAsThemselves()
    {
        QFETCH(QString, text);
        const QString document = u"key:\n  inner: "_s + yamlScalar(text, 4) + u"\nnext: 1\n"_s;
        const YAML::Node node = YAML::Load(document.toStdString());
        QCOMPARE(QString::fromStdString(node["key"]["inner"].as<std::string>()), text);
        QCOMPARE(node["next"].as<int>(), 1);
        if (!text.contains(u'\n')) {
            const QString line = yamlKey(text) + u": 7\n"_s;
            const YAML::Node keyed = YAML::Load(line.toStdString());
            QCOMPARE(keyed.begin()->second.as<int>(), 7);
        }
    }

    /// Readers take a key before its colon only up to 1,024 characters.
    void longKeysReadBackAsThemselves()
    {
        for (const int length : { 1023, 1024, 1025, 5000 }) {
            const std::string key(static_cast<std::size_t>(length), 'k');
            const QByteArray json = "{\"a\":[{\"KEY\":1,\"b\":2},{\"KEY\":{\"c\":3}},{\"KEY\":[4]},{\"KEY\":{}}]}";
            const auto text = yamlText(QByteArray(json).replace("KEY", QByteArray::fromStdString(key)));
            QVERIFY(text);
            const YAML::Node list = YAML::Load(text->toStdString())["a"];
            QCOMPARE(list.size(), std::size_t(4));
            QCOMPARE(list[0][key].as<int>(), 1);
            QCOMPARE(list[0]["b"].as<int>(), 2);
            QCOMPARE(list[1][key]["c"].as<int>(), 3);
            QCOMPARE(list[2][key][0].as<int>(), 4);
            QVERIFY(list[3][key].IsMap());
        }
    }

    void managedFieldsAreFoldedUnlessAskedFor()
    {
        const char* json = R"({"metadata":{"managedFields":[{"manager":"a"},{"manager":"b"}],"name":"x"}})";
        QCOMPARE(yaml(json), u"metadata:\n  managedFields: # folded, 2 entry(s)\n  name: x\n"_s);
        QVERIFY(yaml(json, { .foldManagedFields = false }).contains(u"- manager: b"_s));
    }

    void secretValuesAreLeftOutAlsoFromTheAppliedCopy()
    {
        const char* json = R"({"data":{"p":"c2VjcmV0"},"stringData":{"q":"secret"},"metadata":{"annotations":
            {"kubectl.kubernetes.io/last-applied-configuration":"{secret}","team":"shop"}}})";
        const QString text = yaml(json, { .hideSecretData = true });
        QVERIFY2(!text.contains(u"secret"_s) && !text.contains(u"c2VjcmV0"_s), qPrintable(text));
        QVERIFY(text.contains(u"p: # not shown, 8 character(s)"_s));
        QVERIFY(text.contains(u"team: shop"_s));
    }

    void aFirstByteOrderMarkIsPartOfItsText()
    {
        const char* json = R"({"\ufeffa":"\ufeffb"})";
        QCOMPARE(yaml(json), u"\"\\ufeffa\": \"\\ufeffb\"\n"_s);
    }

    void malformedAndBottomlessTextsAreErrors()
    {
        QCOMPARE(yamlText("{\"a\":").error().code, ErrorCode::Malformed);
        QCOMPARE(yamlText("<html>").error().code, ErrorCode::Malformed);
        QCOMPARE(yamlText(QByteArray(1'000'000, '[')).error().code, ErrorCode::TooLarge);
    }

    void aLargeObjectIsCutAndSaysSo()
    {
        QByteArray json = "[";
        for (int i = 0; i < 10'000; ++i)
            json += "\"some words\",";
        json.back() = ']';
        const auto text = yamlText(json, { .maxLength = 1'000 });
        QVERIFY(text);
        QVERIFY(text->size() < 1'100);
        QVERIFY(text->endsWith(u"# cut here: the object is larger\n"_s));
    }
};

QTEST_APPLESS_MAIN(TestUiYaml)
#include "tst_uiyaml.moc"
