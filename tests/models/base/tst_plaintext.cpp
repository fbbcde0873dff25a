// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"

#include <QTest>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestPlainText : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void terminalSequencesAreTakenOut_data();
    void terminalSequencesAreTakenOut();
    void markupStaysAsItIs();
    void whatIsPlainStaysAsItIs();
    void halfCharactersAreTakenOut();
    void lengthIsBoundedAtACharacter();
    void malformedUtf8IsMarked();
    void aLineHasNoBreaks();
    void invisiblesAreFoundAndShown();
    void namesAreBoundedInBytes();
};

void TestPlainText::terminalSequencesAreTakenOut_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("cleaned");
    QTest::newRow("colour") << u"a\u001B[31mred\u001B[0m b"_s << u"ared b"_s;
    QTest::newRow("cursor") << u"\u001B[2J\u001B[1;1Hhello"_s << u"hello"_s;
    QTest::newRow("title by BEL") << u"\u001B]0;owned\u0007text"_s << u"text"_s;
    QTest::newRow("clipboard, OSC 52") << u"\u001B]52;c;cm0gLXJm\u001B\\text"_s << u"text"_s;
    QTest::newRow("link, OSC 8") << u"\u001B]8;;http://evil\u0007here\u001B]8;;\u0007"_s << u"here"_s;
    QTest::newRow("DCS") << u"a\u001BP1;2|junk\u001B\\b"_s << u"ab"_s;
    QTest::newRow("eight-bit CSI") << u"a\u009B31mb"_s << u"ab"_s;
    QTest::newRow("overwriting") << u"safe\rrm -rf"_s << u"saferm -rf"_s;
    QTest::newRow("backspace") << u"ab\bc"_s << u"abc"_s;
    QTest::newRow("NUL and BEL") << u"a"_s + QChar(0) + u"b\u0007"_s << u"ab"_s;
    QTest::newRow("line ends") << u"a\r\nb\tc\n"_s << u"a\nb\tc\n"_s;
    QTest::newRow("C1") << u"a\u0085b\u0090c"_s << u"abc"_s;
    QTest::newRow("unfinished") << u"a\u001B["_s << u"a"_s;
    QTest::newRow("unfinished title keeps the next line") << u"a\u001B]0;x\nb"_s << u"a\nb"_s;
    QTest::newRow("escape alone at the end") << u"a\u001B"_s << u"a"_s;
}

void TestPlainText::terminalSequencesAreTakenOut()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, cleaned);
    QCOMPARE(cleanText(raw), cleaned);
    QCOMPARE(cleanText(cleaned), cleaned);
}

void TestPlainText::markupStaysAsItIs()
{
    // It is shown as plain text, so there is nothing to escape here.
    for (const QString& text : { u"<b>bold</b>"_s, u"<img src=file:///etc/passwd>"_s, u"a < b && c > d"_s, u"&amp;"_s })
        QCOMPARE(cleanText(text), text);
}

void TestPlainText::whatIsPlainStaysAsItIs()
{
    const QString text = u"订单服务 ok, café, 😀, Ελληνικά"_s;
    QCOMPARE(cleanText(text), text);
    QCOMPARE(cleanUtf8(text.toStdString()), text);
}

void TestPlainText::halfCharactersAreTakenOut()
{
    const QString half = u"a"_s + QChar(0xD83D) + u"b"_s + QChar(0xDE00) + QChar(0xFFFF);
    QCOMPARE(cleanText(half), u"ab"_s);
    const QString pairs = u"a"_s + QChar(0xD83F) + QChar(0xDFFE) + u"b"_s; // U+1FFFE is no character either
    QCOMPARE(cleanText(pairs), u"ab"_s);
}

void TestPlainText::lengthIsBoundedAtACharacter()
{
    QCOMPARE(cleanText(u"abcdef"_s, 3), u"abc…"_s);
    QCOMPARE(cleanText(u"abc"_s, 3), u"abc"_s);
    const QString faces = u"😀😀"_s;
    const QString bounded = cleanText(faces, 3);
    QCOMPARE(bounded, u"😀…"_s); // a half would be none, and the whole is over the bound
}

void TestPlainText::malformedUtf8IsMarked()
{
    QCOMPARE(cleanUtf8("a\xFFz"), u"a\uFFFDz"_s);
    QCOMPARE(cleanUtf8(std::string_view("\xF0\x9F\x98", 3)).contains(QChar(0xFFFD)), true);
}

void TestPlainText::aLineHasNoBreaks()
{
    QCOMPARE(cleanLine(u"a\nb\tc\u2028d\u2029e"_s), u"a b c d e"_s);
}

void TestPlainText::invisiblesAreFoundAndShown()
{
    const QString name = u"prod\u202Egnp"_s;
    QVERIFY(hasInvisibles(name));
    QCOMPARE(showInvisibles(name), u"prod<U+202E>gnp"_s);
    for (const char16_t c : { u'\u200B', u'\u200F', u'\u202A', u'\u2066', u'\u2069', u'\uFEFF', u'\u061C' })
        QVERIFY(hasInvisibles(QString(QChar(c))));
    QVERIFY(!hasInvisibles(u"production 生产"_s));
}

void TestPlainText::namesAreBoundedInBytes()
{
    QCOMPARE(cleanName("web-1"), std::string("web-1"));
    QCOMPARE(cleanName("a\x1B[31mb"), std::string("ab"));
    const std::string name = cleanName(std::string(300, 'x') + "é", 100);
    QVERIFY(name.size() <= 100);
    std::string chinese;
    for (int i = 0; i < 100; ++i)
        chinese += "单";
    const std::string bounded = cleanName(chinese, 100);
    QVERIFY(bounded.size() <= 100);
    QCOMPARE(bounded, chinese.substr(0, 99)); // whole characters alone
    QVERIFY(cleanName(std::string(600, '\x80'), 100).size() <= 100); // each becomes three bytes
}

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
