// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/codeview.h"
#include "ui/code/detailstable.h"
#include "ui/code/yamlhighlighter.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/wrappedlines.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestUiCode final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;
    using Token = YamlHighlighter::Token;
    using Span = YamlHighlighter::Span;

    static bool isPlain(QWidget& widget, int y)
    {
        const QImage image = widget.grab().toImage();
        return image.pixel(image.width() - 1, y) == image.pixel(image.width() - 1, y - 3);
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void linesFallIntoTokens()
    {
        QCOMPARE(YamlHighlighter::tokens(u"  replicas: 8"),
            (std::vector<Span> { { 2, 8, Token::Key }, { 12, 1, Token::Number } }));
        QCOMPARE(YamlHighlighter::tokens(u"- name: app # x"),
            (std::vector<Span> {
                { 0, 1, Token::Mark }, { 2, 4, Token::Key }, { 8, 3, Token::String }, { 12, 3, Token::Comment } }));
        QCOMPARE(YamlHighlighter::tokens(u"paused: false"),
            (std::vector<Span> { { 0, 6, Token::Key }, { 8, 5, Token::Word } }));
        QCOMPARE(YamlHighlighter::tokens(u"url: \"http://a: b # c\""),
            (std::vector<Span> { { 0, 3, Token::Key }, { 5, 17, Token::String } }));
        QVERIFY(YamlHighlighter::tokens(u"").empty());
        QCOMPARE(YamlHighlighter::tokens(u"# only"), (std::vector<Span> { { 0, 6, Token::Comment } }));
    }

    void blockScalarsAreSeen()
    {
        QVERIFY(YamlHighlighter::opensBlock(u"script: |"));
        QVERIFY(YamlHighlighter::opensBlock(u"- >-"));
        QVERIFY(YamlHighlighter::opensBlock(u"a: |2+"));
        QVERIFY(!YamlHighlighter::opensBlock(u"a: b|"));
        QVERIFY(!YamlHighlighter::opensBlock(u"a: 12"));
    }

    void longLineStaysLinear()
    {
        const QString line = QString(2'000'000, u'-');
        QVERIFY(YamlHighlighter::tokens(line).size() < 5000);
    }

    void textIsCleanedAndNeverMarkup()
    {
        CodeView view(m_theme);
        view.setText(u"a: <b>x</b>\u001b[31m\n"_s);
        QVERIFY(view.text().startsWith(u"a: <b>x</b>"_s));
        QVERIFY(!view.text().contains(QChar(0x1b)));
        QVERIFY(view.editor()->isReadOnly());
    }

    void findCountsWrapsAndGoesBack()
    {
        CodeView view(m_theme);
        view.setText(u"app\nb\nApp\napp\n"_s);
        QCOMPARE(view.find(u"app"_s), 3);
        QCOMPARE(view.editor()->textCursor().blockNumber(), 0);
        view.findNext(false);
        QCOMPARE(view.editor()->textCursor().blockNumber(), 2);
        view.findNext(false);
        view.findNext(false);
        QCOMPARE(view.editor()->textCursor().blockNumber(), 0);
        view.findNext(true);
        QCOMPARE(view.editor()->textCursor().blockNumber(), 3);
        QCOMPARE(view.find(u"nothing"_s), 0);
    }

    void aLineOfMegabytesStandsInSeveralAndIsCopiedAsOne()
    {
        const QString value(1'000'000, u'x');
        CodeView view(m_theme);
        view.resize(600, 400);
        view.setText(u"a: 1\nb: "_s + value + u"\nc: 3\n"_s);
        view.show();
        for (QTextBlock block = view.editor()->document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= 4097);
        QCOMPARE(view.text(), u"a: 1\nb: "_s + value + u"\nc: 3\n"_s);
        view.editor()->selectAll();
        view.editor()->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), view.text());
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->formats(), QStringList { u"text/plain"_s });
        QTextCursor cursor = view.editor()->textCursor(); // from within the value to within the next line
        cursor.setPosition(4 + 4096 * 3);
        cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        view.editor()->setTextCursor(cursor);
        view.editor()->copy();
        const QString tail = QGuiApplication::clipboard()->text();
        QVERIFY(tail.endsWith(u"x\nc: 3\n"_s));
        QCOMPARE(tail.count(u'\n'), 2);
    }

    void noBreakTearsACharacterApart()
    {
        CodeView view(m_theme);
        view.setText(QString(4095, u'a') + QString::fromUcs4(U"\U0001F600", 1) + QString(10, u'b'));
        QCOMPARE(view.editor()->document()->blockCount(), 2);
        QVERIFY(!view.editor()->document()->begin().next().text().front().isLowSurrogate());
    }

    void selectionSurvivesANewVersion()
    {
        CodeView view(m_theme);
        view.setText(u"a: 1\nb: 2\nc: 3\n"_s);
        QTextCursor cursor = view.editor()->textCursor();
        cursor.setPosition(5);
        cursor.setPosition(9, QTextCursor::KeepAnchor);
        view.editor()->setTextCursor(cursor);
        view.setText(u"a: 1\nb: 7\nc: 3\n"_s);
        QCOMPARE(view.editor()->textCursor().selectedText(), u"b: 7"_s);
    }

    void longValuesTakeSeveralLines()
    {
        const QString digest = u"registry.example.io/shop/checkout@sha256:"_s + QString(64, u'a');
        DetailsTable table(m_theme);
        table.setRows({ { u"image"_s, digest }, { u"state"_s, u"running"_s },
            { u"a.very.long.prefix.example.io/with-a-name-of-its-own-that-is-long"_s, QString(2000, u'b') },
            { u"owner"_s, u"ReplicaSet "_s + QString(80, u'c'), {}, u"rs"_s } });
        table.resize(360, table.heightForWidth(360));
        table.show();
        const auto labels = table.findChildren<PlainLabel*>();
        const auto valueOf = [&](const QString& start) {
            return *std::ranges::find_if(labels, [&](auto* label) { return label->fullText().startsWith(start); });
        };
        const PlainLabel* image = valueOf(u"registry"_s);
        const PlainLabel* brief = valueOf(u"running"_s);
        const PlainLabel* endless = valueOf(u"bbb"_s);
        QCOMPARE(brief->height(), m_theme.rowHeight());
        QVERIFY(!isPlain(table, brief->geometry().bottom())); // a line between the rows, wherever they begin
        QVERIFY(image->height() > 2 * brief->height());
        const QStringList lines = wrappedLines(digest, image->font(), image->width(), 5);
        QCOMPARE(lines.join(QString()), digest); // all of it
        QVERIFY(endless->height() < 6 * brief->height()); // bounded
        QVERIFY(wrappedLines(endless->fullText(), endless->font(), endless->width(), 5).last().endsWith(u'…'));
        QVERIFY(table.findChild<QPushButton*>()->geometry().right() < table.width()); // elided, not cut
        for (const PlainLabel* label : labels)
            QVERIFY2(label->geometry().right() < table.width(), qPrintable(label->fullText()));
    }

    void anAddressIsATextWithAButtonBesideIt()
    {
        const QString address = u"https://runbooks.example.io/a?b=<i>c</i>"_s;
        DetailsTable table(m_theme);
        DetailsTable::Row row { u"runbook"_s, address };
        row.address = true;
        table.setRows({ row });
        const QSignalSpy opened(&table, &DetailsTable::addressActivated);
        auto* button = table.findChild<QPushButton*>();
        button->click();
        QCOMPARE(opened.value(0).value(0).toString(), address);
        QVERIFY(button->accessibleName().contains(address));
        const auto labels = table.findChildren<PlainLabel*>();
        QVERIFY(std::ranges::any_of(labels, [&](auto* label) {
            return label->fullText() == address && label->textFormat() == Qt::PlainText && !label->openExternalLinks();
        }));
    }

    void changedValuesTouchNothingElse()
    {
        DetailsTable table(m_theme);
        table.setRows({ { u"uid"_s, u"1"_s }, { u"state"_s, u"<b>waiting</b>"_s, Health::Critical },
            { u"owner"_s, u"R&D"_s, {}, u"rs"_s } });
        const QList<QLabel*> before = table.findChildren<QLabel*>();
        table.setRows({ { u"uid"_s, u"2"_s }, { u"state"_s, u"running"_s, Health::Well },
            { u"owner"_s, u"R&D"_s, {}, u"rs"_s } });
        QCOMPARE(table.findChildren<QLabel*>(), before);
        for (const QLabel* label : before)
            QCOMPARE(label->textFormat(), Qt::PlainText);
        const QSignalSpy followed(&table, &DetailsTable::linkActivated);
        QPushButton* link = table.findChild<QPushButton*>();
        QCOMPARE(link->text(), u"R&&D"_s);
        link->click();
        QCOMPARE(followed.value(0).value(0).toString(), u"rs"_s);
    }
};

QTEST_MAIN(TestUiCode)
#include "tst_uicode.moc"
