// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/aboutdialog.h"
#include "app/shell/libraryversions.h"
#include "app/shell/navigator.h"
#include "app/shell/shortcutsdialog.h"
#include "app/shell/windowmemory.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Qt::StringLiterals;

/// Parts of the shell that need no cluster.
class TestShellParts final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme.apply(*qApp); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void backAndForwardAreThoseOfABrowser()
    {
        Navigator navigator;
        QSignalSpy moved(&navigator, &Navigator::moved);
        const Place a { u"overview"_s, {} };
        const Place b { u"explorer"_s, { { u"kind"_s, u"Pod"_s } } };
        const Place c { u"start"_s, {} };
        navigator.visit(a);
        navigator.visit(b);
        navigator.visit(b); // already there: no step
        QVERIFY(navigator.canGoBack() && !navigator.canGoForward());
        navigator.amend({ u"explorer"_s, { { u"kind"_s, u"Node"_s } } });
        navigator.back();
        QCOMPARE(navigator.current(), a);
        navigator.forward();
        QCOMPARE(navigator.current().parameters.value(u"kind"_s), u"Node"_s);
        navigator.back();
        navigator.visit(c); // cuts off what lay ahead
        QVERIFY(!navigator.canGoForward());
        QCOMPARE(moved.count(), 6);
    }

    void windowsAreRememberedWithTheirPlaces()
    {
        const std::vector<RememberedWindow> windows { { { u"explorer"_s, { { u"filter"_s, u"ns:shop & more"_s } } },
                                                          QByteArray("\x01\x00\xff geometry", 12) },
            { { u"overview"_s, {} }, {} } };
        QCOMPARE(decodeWindows(encodeWindows(windows)), windows);
        QVERIFY(decodeWindows("no json").empty());
        QCOMPARE(decodeWindows(R"([{"place":"javascript:x"},{"place":"strato:overview"}])").size(), std::size_t(1));
        QCOMPARE(decodeWindows(encodeWindows(std::vector<RememberedWindow>(100, windows[1]))).size(), std::size_t(8));
    }

    void everyLibraryIsNamedWithItsVersion()
    {
        const QList<LibraryVersion> versions = libraryVersions();
        for (const char* name : { "Qt", "libcurl", "OpenSSL", "nghttp2", "zlib", "simdjson", "nlohmann-json",
                 "yaml-cpp", "RE2", "QtKeychain", "protozero", "ISA-L", "Boost" }) {
            const auto it = std::ranges::find(versions, QString::fromLatin1(name), &LibraryVersion::name);
            QVERIFY2(it != versions.end(), name);
            QVERIFY2(it->version.contains(QRegularExpression(u"\\d"_s)), name);
        }
        const AboutDialog about(m_theme);
        const QString shown = about.findChild<QPlainTextEdit*>()->toPlainText();
        for (const LibraryVersion& library : versions)
            QVERIFY2(shown.contains(library.name) && shown.contains(library.version), qPrintable(library.name));
    }

    void shortcutsAreFoundByKeyAndByWord()
    {
        QAction palette(u"Command palette"_s);
        palette.setShortcut(QKeySequence(u"Ctrl+K"_s));
        ShortcutsDialog dialog(m_theme, { &palette });
        auto* list = dialog.findChild<QTreeWidget*>();
        const auto shown = [&] {
            QStringList texts;
            for (int g = 0; g < list->topLevelItemCount(); ++g) {
                for (int i = 0; i < list->topLevelItem(g)->childCount(); ++i) {
                    if (!list->topLevelItem(g)->child(i)->isHidden())
                        texts.push_back(list->topLevelItem(g)->child(i)->text(0));
                }
            }
            return texts;
        };
        QVERIFY(shown().size() > 15);
        dialog.findChild<QLineEdit*>()->setText(u"ctrl+k"_s);
        QCOMPARE(shown(), QStringList { u"Command palette"_s });
        dialog.findChild<QLineEdit*>()->setText(u"palette"_s);
        QCOMPARE(shown(), QStringList { u"Command palette"_s });
    }

    void theDesktopFileIsTheOneThatIsInstalled()
    {
        QFile main(QStringLiteral(STRATO_SOURCE_DIR) + u"/app/main.cpp"_s);
        QVERIFY(main.open(QIODevice::ReadOnly));
        const QRegularExpression naming(u"setDesktopFileName\\(u\"([^\"]+)\""_s);
        const QString name = naming.match(QString::fromUtf8(main.readAll())).captured(1);
        QVERIFY(!name.isEmpty());
        QVERIFY2(QFile::exists(QStringLiteral(STRATO_SOURCE_DIR) + u"/resources/"_s + name + u".desktop"_s),
            qPrintable(name));
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestShellParts)
#include "tst_shellparts.moc"
