// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/formats.h"
#include "ui/pages/place.h"

#include <QMainWindow>
#include <QMap>
#include <QTimer>

#include <functional>

class QShortcut;
class QStackedWidget;

namespace Strato {

struct AppSettings;
class CommandPalette;
class Console;
class NavList;
class Navigator;
class Page;
class PageFactory;
class PaletteSource;
class PastFrame;
class SignInPane;
class StatusStrip;
class Theme;
class TimeBar;
class ToastArea;
class TopBar;

/// One top-level window: places on the left, clusters above, time under them, the page in the middle, freshness below.
/// Routes between pages, which never know each other. Several windows share one Console and its cursor.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(
        Console& console, Theme& theme, const PageFactory& pages, const Formats& formats, QWidget* parent = nullptr);
    ~MainWindow() override;

    void goTo(const Place& place); ///< a step of the navigator
    void setFormats(const Formats& formats);
    [[nodiscard]] Page* page(const QString& viewId); ///< made when first asked for; null: no such view
    [[nodiscard]] Place currentPlace() const;
    [[nodiscard]] ToastArea* toasts() const { return m_toasts; }
    void setNotice(const QString& text);
    void setTimeShared(bool shared); ///< with other windows, which is said beside the clock
    /// What the clusters' choice in the top bar does: a step of the navigator, with the view as it is.
    void showClusters(const QStringList& contexts);

signals:
    void moved(); ///< to another place
    void closing();
    void quitRequested();
    void newWindowRequested();
    void settingsRequested();
    void prometheusRequested();
    void shortcutsRequested(const QList<QAction*>& actions);
    void aboutRequested();
    void settingsEdited(const std::function<void(Strato::AppSettings&)>& edit); ///< by a command of this window

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    [[nodiscard]] Place lastPlaceOf(const QString& view);
    void buildActions();
    void buildLookCommands(); // what people change while they look, without the dialog
    QAction* addCommand(const char* id, const QKeySequence& keys, std::function<void()> run);
    void connectConsole();
    void connectNavigation();
    void retranslate();
    void handleMoved(const Place& place);
    void refreshTime();
    void refreshMarks();
    void refreshBadges();
    void openPalette();
    void restoreLayout();
    void rememberLayout();
    void showConnectionDetails(const QString& context);
    void showSourceDetails(const QString& statusId);
    void connectSignIn();
    void showSignIn(); // what was put away, with the focus
    void openLink(const QString& address);
    void choose(const QModelIndex& index);
    void dropClosedClusters();
    void refreshExplanation();
    void fillPalette();

    Console& m_console;
    Theme& m_theme;
    const PageFactory& m_factory;
    Formats m_formats;
    QTimer m_clockTimer;
    QShortcut* m_leavePast = nullptr; ///< Esc wherever the focus is; off while live, so that the key means what it did
    Navigator* m_navigator = nullptr;
    TopBar* m_topBar = nullptr;
    NavList* m_places = nullptr;
    TimeBar* m_timeBar = nullptr;
    SignInPane* m_signIn = nullptr;
    PastFrame* m_frame = nullptr;
    QStackedWidget* m_stack = nullptr;
    StatusStrip* m_status = nullptr;
    CommandPalette* m_palette = nullptr;
    PaletteSource* m_paletteSource = nullptr;
    ToastArea* m_toasts = nullptr;
    bool m_arriving = false; ///< the page is being led to a place
    QMap<QString, Page*> m_pages;
    QStringList m_open; // contexts, when they were looked at last
    QMap<QByteArray, QAction*> m_commands; // by id, for titles in the present language
};

} // namespace Strato
