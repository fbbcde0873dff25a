// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plaintext/copytext.h"
#include "ui/plaintext/filedialog.h"
#include "ui/plaintext/messagedialog.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/safeurlopener.h"
#include "ui/plaintext/tooltip.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestUiPlainText final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void markupIsShownLiterally_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("bold") << u"<b>bold</b>"_s;
        QTest::newRow("image") << u"<img src=file:///etc/passwd>"_s;
        QTest::newRow("comparison") << u"a < b && c > d"_s;
        QTest::newRow("link") << u"<a href=\"https://example.org\">here</a>"_s;
    }
    void markupIsShownLiterally()
    {
        QFETCH(const QString, text);
        const PlainLabel label(text);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), text);
        QVERIFY(!label.openExternalLinks());
        const QString tip = plainToolTip(text);
        QVERIFY(tip.startsWith(u"<qt>"_s));
        QVERIFY(!tip.mid(4, tip.size() - 9).contains(u'<'));
    }

    void controlsAreRemovedAndNamesSpelledOut()
    {
        PlainLabel label(u"a\u001b[31mred\u0007"_s);
        QVERIFY(!label.text().contains(QChar(0x1b)));
        QVERIFY(!label.text().contains(QChar(7)));
        label.setIdentifier(true);
        label.setText(u"prod\u202Egnp"_s);
        QVERIFY(label.text().contains(u"<U+202E>"_s));
    }

    void elidedLabelMayShrinkAndKeepsItsText()
    {
        PlainLabel label(QString(400, u'x'));
        const int natural = label.minimumSizeHint().width();
        label.setElide(true);
        QVERIFY(label.minimumSizeHint().width() < natural / 10);
        label.resize(60, 20);
        const QImage shown = label.grab().toImage();
        QVERIFY(!shown.isNull());
        QCOMPARE(label.fullText().size(), 400);
    }

    void labelCopiesItsWholeText()
    {
        PlainLabel label(u"6fb3d2ab-33b1"_s);
        label.setCopyable(true);
        QTest::keySequence(&label, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"6fb3d2ab-33b1"_s);
    }

    void clipboardHoldsPlainTextOnly()
    {
        copyText(u"kubectl get pods\n"_s);
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), u"kubectl get pods"_s);
        QVERIFY(!data->hasHtml());
    }

    void csvIsGuardedAndQuoted_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << u"pod"_s << u"pod"_s;
        QTest::newRow("comma") << u"a,b"_s << u"\"a,b\""_s;
        QTest::newRow("quote") << u"a\"b"_s << u"\"a\"\"b\""_s;
        QTest::newRow("formula") << u"=cmd()"_s << u"'=cmd()"_s;
        QTest::newRow("at") << u"@sum"_s << u"'@sum"_s;
        QTest::newRow("plus") << u"+1-2"_s << u"'+1-2"_s;
        QTest::newRow("tab") << u"\tx"_s << u"'\tx"_s;
        QTest::newRow("negative number") << u"-3.2"_s << u"-3.2"_s;
        QTest::newRow("line end") << u"a\nb"_s << u"\"a\nb\""_s;
        QTest::newRow("empty") << QString() << QString();
    }
    void csvIsGuardedAndQuoted()
    {
        QFETCH(const QString, raw);
        QFETCH(const QString, cell);
        QCOMPARE(csvCell(raw), cell);
    }

    void tabSeparatedRowsStayOneLine() { QCOMPARE(tsvRow({ u"a\tb"_s, u"c\nd"_s }), u"a b\tc d"_s); }

    void onlyCleanWebLinksPass_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<bool>("passes");
        QTest::newRow("https") << u"https://grafana.example.org/d/1?x=2#y"_s << true;
        QTest::newRow("http") << u"http://127.0.0.1:9090/graph"_s << true;
        QTest::newRow("mixed case scheme") << u"HtTpS://example.org/"_s << true;
        QTest::newRow("file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("smb") << u"smb://host/share"_s << false;
        QTest::newRow("dav") << u"dav://host/"_s << false;
        QTest::newRow("msdt") << u"ms-msdt:/id"_s << false;
        QTest::newRow("javascript") << u"JaVaScRiPt:alert(1)"_s << false;
        QTest::newRow("user") << u"https://good.example@evil.example/"_s << false;
        QTest::newRow("bare at") << u"https:@evil.example"_s << false;
        QTest::newRow("leading space") << u" https://example.org/"_s << false;
        QTest::newRow("backslash") << u"https:\\\\example.org"_s << false;
        QTest::newRow("bidi") << u"https://example.org/\u202Egnp"_s << false;
        QTest::newRow("line end") << u"https://example.org/\nx"_s << false;
        QTest::newRow("empty") << QString() << false;
    }
    void onlyCleanWebLinksPass()
    {
        QFETCH(const QString, link);
        QFETCH(const bool, passes);
        int launched = 0;
        const SafeUrlOpener opener(
            [&](const QUrl&) {
                ++launched;
                return true;
            },
            [](const QString&) { return true; });
        QCOMPARE(opener.open(link).has_value(), passes);
        QCOMPARE(launched, passes ? 1 : 0);
    }

    void strangeHostsAreAskedAboutInPunycode()
    {
        QStringList asked;
        int launched = 0;
        SafeUrlOpener opener(
            [&](const QUrl&) {
                ++launched;
                return true;
            },
            [&](const QString& shown) {
                asked << shown;
                return false;
            });
        const Result<void> refused = opener.open(u"https://b\u00fccher.example/"_s);
        QCOMPARE(refused.error().code, ErrorCode::Cancelled);
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked.front().contains(u"xn--bcher-kva"_s));
        opener.setKnownHosts({ u"xn--bcher-kva.example"_s });
        QVERIFY(opener.open(u"https://b\u00fccher.example/"_s).has_value());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(launched, 1);
    }

    void dialogShowsEveryTextPlainAndDefaultsToSafety()
    {
        Theme theme;
        MessageDialog dialog(theme,
            { .health = Health::Critical,
                .headline = u"<b>x</b>"_s,
                .text = u"<i>y</i>"_s,
                .details = u"<u>z</u>"_s,
                .acceptText = u"Delete…"_s,
                .dangerous = true });
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(dialog.findChild<QPlainTextEdit*>()->toPlainText(), u"<u>z</u>"_s);
        for (const QPushButton* button : dialog.findChildren<QPushButton*>())
            QCOMPARE(button->isDefault(), button->text() != u"Delete…"_s);
    }

    void aFileDialogShowsWholeNames()
    {
        const QTemporaryDir folder;
        const QString longName = u"kubeconfig-of-production-north.yaml"_s;
        QFile file(folder.filePath(longName));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFileDialog dialog(nullptr, u"Open"_s, folder.path());
        fitFileColumns(dialog);
        dialog.show();
        const auto* tree = dialog.findChild<QTreeView*>(u"treeView"_s);
        QVERIFY(tree);
        QTRY_VERIFY(tree->model()->rowCount(tree->rootIndex()) == 1);
        for (int column = 0; column < tree->model()->columnCount(); ++column) {
            const QModelIndex cell = tree->model()->index(0, column, tree->rootIndex());
            if (!tree->isColumnHidden(column))
                QTRY_VERIFY2(tree->columnWidth(column) >= tree->sizeHintForIndex(cell).width(),
                    qPrintable(u"%1: %2 of %3, dialog %4"_s.arg(column)
                                   .arg(tree->columnWidth(column))
                                   .arg(tree->sizeHintForIndex(cell).width())
                                   .arg(dialog.width())));
        }
    }
};

QTEST_MAIN(TestUiPlainText)
#include "tst_uiplaintext.moc"
