// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done in a window by key, menu and palette, and its words in the present language.

#include "app/settings/appsettings.h"
#include "app/shell/console.h"
#include "app/shell/mainwindow.h"
#include "app/shell/navigator.h"
#include "app/shell/pagefactory.h"
#include "app/shell/palettesource.h"
#include "app/shell/topbar.h"
#include "ui/cards/navlist.h"
#include "ui/pages/page.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int textStep = 10; // percent

QString navText(const char* text)
{
    return QCoreApplication::translate("Navigation", text);
}

} // namespace

QAction* MainWindow::addCommand(const char* id, const QKeySequence& keys, std::function<void()> run)
{
    auto* action = new QAction(this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    addAction(action);
    m_commands.insert(id, action);
    return action;
}

void MainWindow::buildActions()
{
    addCommand("palette", QKeySequence(u"Ctrl+K"_s), [this] { openPalette(); });
    addCommand("back", QKeySequence(u"Alt+Left"_s), [this] { m_navigator->back(); });
    addCommand("forward", QKeySequence(u"Alt+Right"_s), [this] { m_navigator->forward(); });
    addCommand("live", QKeySequence(u"Ctrl+L"_s), [this] { m_console.cursor().goLive(); });
    m_leavePast = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(m_leavePast, &QShortcut::activated, this, [this] { m_console.cursor().goLive(); });
    addCommand("pause", QKeySequence(u"Ctrl+P"_s),
        [this] { m_console.cursor().isLive() ? m_console.cursor().pause() : m_console.cursor().goLive(); });
    addCommand("filter", {}, [this] { // "/" belongs to the filter field itself
        if (auto* page = qobject_cast<Page*>(m_stack->currentWidget()))
            page->focusFilter();
    });
    addCommand("newWindow", QKeySequence::New, [this] { emit newWindowRequested(); });
    addCommand("fullScreen", QKeySequence(u"F11"_s), [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    addCommand("prometheus", {}, [this] { emit prometheusRequested(); });
    addCommand("signIn", {}, [this] { showSignIn(); });
    addCommand("settings", QKeySequence(u"Ctrl+,"_s), [this] { emit settingsRequested(); });
    addCommand("shortcuts", QKeySequence(u"F1"_s), [this] { emit shortcutsRequested(actions()); });
    addCommand("about", {}, [this] { emit aboutRequested(); });
    addCommand("close", QKeySequence(u"Ctrl+W"_s), [this] { close(); });
    addCommand("quit", QKeySequence(u"Ctrl+Q"_s), [this] { emit quitRequested(); });
    buildLookCommands();
    auto* menu = new QMenu(m_topBar);
    for (const char* id :
        { "newWindow", "fullScreen", "", "prometheus", "signIn", "settings", "", "shortcuts", "about", "", "quit" }) {
        if (*id == '\0')
            menu->addSeparator();
        else
            menu->addAction(m_commands.value(id));
    }
    m_topBar->setMenu(menu);
    int number = 1;
    for (const PageFactory::Entry& entry : m_factory.entries()) {
        if (entry.listed && number <= 9)
            addCommand(QByteArray("go:" + entry.id.toLatin1()).constData(), QKeySequence(u"Ctrl+%1"_s.arg(number++)),
                [this, id = entry.id] { goTo(lastPlaceOf(id)); });
    }
}

void MainWindow::buildLookCommands()
{
    const auto edits = [this](auto edit) { return [this, edit] { emit settingsEdited(edit); }; };
    const auto resize = [](int by) {
        return [by](AppSettings& s) {
            s.textPercent = std::clamp(s.textPercent + by, AppSettings::leastText, AppSettings::mostText);
        };
    };
    addCommand("largerText", {}, edits(resize(textStep)))
        ->setShortcuts({ QKeySequence(QKeySequence::ZoomIn), QKeySequence(u"Ctrl+="_s) });
    addCommand("smallerText", QKeySequence(QKeySequence::ZoomOut), edits(resize(-textStep)));
    addCommand("usualText", QKeySequence(u"Ctrl+0"_s), edits([](AppSettings& s) { s.textPercent = 100; }));
    addCommand("dark", {}, edits([](AppSettings& s) { s.theme = ThemeChoice::Dark; }));
    addCommand("light", {}, edits([](AppSettings& s) { s.theme = ThemeChoice::Light; }));
    addCommand("desktopTheme", {}, edits([](AppSettings& s) { s.theme = ThemeChoice::System; }));
    addCommand("english", {}, edits([](AppSettings& s) { s.language = u"en"_s; }));
    addCommand("chinese", {}, edits([](AppSettings& s) { s.language = u"zh_CN"_s; }));
}

void MainWindow::retranslate()
{
    const QMap<QByteArray, QString> titles { { "palette", tr("Command palette") }, { "back", tr("Back") },
        { "forward", tr("Forward") }, { "live", tr("Go live") }, { "pause", tr("Pause or go on") },
        { "filter", tr("Filter this list") }, { "newWindow", tr("New window") }, { "fullScreen", tr("Full screen") },
        { "prometheus", tr("Add a Prometheus…") }, { "signIn", tr("Sign-in programs") },
        { "settings", tr("Settings…") }, { "shortcuts", tr("Keyboard shortcuts") },
        { "about", tr("About Stratoscope") }, { "close", tr("Close window") }, { "quit", tr("Quit") },
        { "largerText", tr("Larger text") }, { "smallerText", tr("Smaller text") },
        { "usualText", tr("Text in its usual size") }, { "dark", tr("Dark theme") }, { "light", tr("Light theme") },
        { "desktopTheme", tr("Theme of the desktop") },
        //: %1: a language by its own name
        { "english", tr("Language: %1").arg(u"English"_s) },
        { "chinese", tr("Language: %1").arg(u"中文 (Chinese)"_s) } };
    for (auto it = titles.begin(); it != titles.end(); ++it)
        m_commands.value(it.key())->setText(it.value());
    std::vector<NavList::Entry> entries;
    QByteArray section;
    QString title;
    for (const PageFactory::Entry& entry : m_factory.entries()) {
        if (entry.id == currentPlace().view)
            title = navText(entry.title);
        if (QAction* action = m_commands.value("go:" + entry.id.toLatin1()))
            //: %1: name of a view
            action->setText(tr("Go to %1").arg(navText(entry.title)));
        if (!entry.listed)
            continue;
        if (section != entry.section) {
            section = entry.section;
            entries.push_back({ {}, navText(entry.section) });
        }
        entries.push_back({ entry.id, navText(entry.title) });
    }
    m_places->setEntries(entries);
    m_places->setAccessibleName(tr("Views"));
    m_places->setCurrentId(currentPlace().view);
    //: %1: name of a view; the program's name is not translated
    setWindowTitle(title.isEmpty() ? u"Stratoscope"_s : tr("%1 – Stratoscope").arg(title));
    fillPalette();
}

void MainWindow::fillPalette()
{
    QList<std::pair<QString, Place>> views;
    for (const PageFactory::Entry& entry : m_factory.entries())
        views.push_back({ navText(entry.title), Place { entry.id, {} } });
    m_paletteSource->setViews(views);
    m_paletteSource->setActions(actions());
}

} // namespace Strato
