// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/settingsstore.h"
#include "app/shell/aboutdialog.h"
#include "app/shell/libraryversions.h"
#include "app/shell/navigator.h"
#include "app/shell/settingsdialog.h"
#include "app/shell/shortcutsdialog.h"
#include "app/shell/windowmemory.h"
#include "models/kube/schema/kubeschemas.h"
#include "ui/text/celltext.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTranslator>
#include <QTreeWidget>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

/// A language in which every translated text is in marks.
class MarkingTranslator final : public QTranslator {
public:
    [[nodiscard]] QString translate(
        const char* /*context*/, const char* source, const char* /*comment*/, int /*n*/) const override
    {
        return u"«"_s + QString::fromUtf8(source);
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

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

    void headersOfBuiltInKindsAreOfOneLanguage()
    {
        MarkingTranslator translator;
        QVERIFY(qApp->installTranslator(&translator));
        for (const SchemaPtr& schema : builtInSchemas()) {
            for (const ColumnSpec& column : schema->columns) {
                const QString title = QString::fromStdString(column.serverTitle);
                const QString said
                    = title.isEmpty() ? columnTitle(QString::fromStdString(column.id)) : serverTitle(title);
                QVERIFY2(said.startsWith(u"«"_s), qPrintable(said));
            }
        }
        QCOMPARE(serverTitle(u"MOONPHASE"_s), u"MOONPHASE"_s); // of somebody's own kind
        QCOMPARE(serverTitle(u"memory"_s), columnTitle(u"memory")); // metrics-server's
        qApp->removeTranslator(&translator);
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

    void settingsShowWhatTheCommandLineDecides()
    {
        QTemporaryDir folder;
        SettingsStore store(folder.filePath(u"settings.json"_s));
        AppSettings settings;
        settings.theme = ThemeChoice::HighContrastDark;
        settings.language = u"en"_s;
        store.set(settings);
        SettingsDialog dialog(m_theme, store);
        QVERIFY(box(dialog, u"Colours"_s)->isEnabled() && box(dialog, u"Language"_s)->isEnabled());
        QCOMPARE(notesOfTheCommandLine(dialog), 0);
        dialog.setForThisRun({ ThemeChoice::Light, {} });
        QCOMPARE(box(dialog, u"Colours"_s)->currentIndex(), static_cast<int>(ThemeChoice::Light));
        QVERIFY(!box(dialog, u"Colours"_s)->isEnabled() && box(dialog, u"Language"_s)->isEnabled());
        QCOMPARE(notesOfTheCommandLine(dialog), 1);
        dialog.setForThisRun({ ThemeChoice::Light, u"zh_CN"_s });
        QCOMPARE(box(dialog, u"Language"_s)->currentData().toString(), u"zh_CN"_s);
        QCOMPARE(notesOfTheCommandLine(dialog), 2);
        QCOMPARE(store.settings(), settings); // what is remembered stays
    }

    void signInProgramsAreRuledInTheSettings()
    {
        SettingsStore store { QString() };
        AppSettings settings;
        settings.approvedPlugins[QByteArray(64, 'a')] = u"/usr/bin/aws"_s;
        store.set(settings);
        SettingsDialog dialog(m_theme, store);
        dialog.show();
        QComboBox* policy = box(dialog, u"May run"_s);
        const QList<QPlainTextEdit*> fields = dialog.findChildren<QPlainTextEdit*>();
        const auto list = std::ranges::find(fields, u"Listed programs"_s, &QWidget::accessibleName);
        QVERIFY(policy != nullptr && list != fields.end());
        QCOMPARE(policy->currentIndex(), static_cast<int>(ExecPolicy::AllowAll));
        QVERIFY(!(*list)->isEnabled());
        policy->setCurrentIndex(static_cast<int>(ExecPolicy::Allowlist));
        emit policy->activated(policy->currentIndex());
        QCOMPARE(store.settings().pluginPolicy, ExecPolicy::Allowlist);
        QVERIFY((*list)->isEnabled());
        (*list)->setPlainText(u" aws \n\n/usr/bin/kubelogin"_s);
        AppSettings meanwhile = store.settings();
        meanwhile.connectedContexts = { u"a"_s };
        store.set(meanwhile); // what is being typed stays
        QVERIFY((*list)->toPlainText().contains(u"kubelogin"_s));
        const QList<QPushButton*> buttons = dialog.findChildren<QPushButton*>();
        const auto forget = std::ranges::find(buttons, u"Forget them"_s, &QPushButton::text);
        (*forget)->click();
        QVERIFY(store.settings().approvedPlugins.empty());
        QVERIFY(!(*forget)->isEnabled());
        const auto restore = std::ranges::find(buttons, u"Restore"_s, &QPushButton::text);
        (*restore)->click();
        QCOMPARE(store.settings().approvedPlugins.size(), std::size_t(1));
        QCOMPARE(store.settings().connectedContexts, QStringList { u"a"_s });
        dialog.accept(); // typed, and then closed with the keyboard
        QCOMPARE(store.settings().pluginAllowlist, (QStringList { u"aws"_s, u"/usr/bin/kubelogin"_s }));
    }

    void settingsNameNoPageThatIsNotThere()
    {
        SettingsStore empty { QString() };
        SettingsDialog dialog(m_theme, empty);
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            QVERIFY2(!label->text().contains(u"start page"_s), qPrintable(label->text()));
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
    static QComboBox* box(const QDialog& dialog, const QString& name)
    {
        const auto boxes = dialog.findChildren<QComboBox*>();
        const auto it = std::ranges::find(boxes, name, &QWidget::accessibleName);
        return it == boxes.end() ? nullptr : *it;
    }
    static qsizetype notesOfTheCommandLine(const QDialog& dialog)
    {
        const auto labels = dialog.findChildren<QLabel*>();
        return std::ranges::count_if(labels, [](const QLabel* label) {
            return !label->isHidden() && label->text() == u"Set on the command line for this run."_s;
        });
    }

    Theme m_theme;
};

QTEST_MAIN(TestShellParts)
#include "tst_shellparts.moc"
