// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/console.h"
#include "app/shell/pagefactory.h"
#include "ui/pages/formats.h"
#include "ui/pages/place.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QMap>
#include <QObject>
#include <QPointer>
#include <QTranslator>

class QApplication;

namespace Strato {

class MainWindow;
class SystemAppearance;

/// The program with windows: look and language from the settings, switched live; the console; its windows. GUI thread.
class Application final : public QObject {
    Q_OBJECT
public:
    /// @p settingsFile empty: nothing is read or saved (render, tests).
    Application(QApplication& app, const Clock& clock, Options options, const QString& settingsFile);
    ~Application() override;

    void start(); ///< sources; windows are opened by openWindow()
    MainWindow* openWindow(const Place& place = { QStringLiteral("overview"), {} });
    /// The windows that were open when the program ended, where they stood; else one. Hidden, as by openWindow().
    QList<MainWindow*> openRememberedWindows();
    [[nodiscard]] Console& console() { return *m_console; }
    [[nodiscard]] Theme& theme() { return m_theme; }
    [[nodiscard]] const PageFactory& pages() const { return m_pages; }
    [[nodiscard]] const Formats& formats() const { return m_formats; }
    [[nodiscard]] QList<MainWindow*> windows() const;

private:
    void applySettings(const AppSettings& stored);
    void applyLanguage(const QString& language);
    void editPrometheus(const QString& name, QWidget* parent);
    void connectWindow(MainWindow* window);
    void chooseKubeconfig();
    void say(Health health, const QString& title, const QString& text) const;
    void handleFirstContexts();
    void sayProblems(const std::vector<Error>& problems);
    void showNotice() const;
    void sayWhetherTimeIsShared() const;
    void rememberWindows(const MainWindow* without);
    void quit();
    [[nodiscard]] QMap<QString, QString> clusterNames() const; ///< of what is open, by id

    QApplication& m_app;
    const Clock& m_clock;
    Theme m_theme;
    std::unique_ptr<SystemAppearance> m_appearance;
    SettingsStore m_settings;
    SecretStore m_secrets;
    std::unique_ptr<Console> m_console;
    PageFactory m_pages;
    Formats m_formats;
    QTranslator m_ours;
    QTranslator m_qts;
    QString m_language; // as applied
    QString m_notice; // "nothing will be saved"
    QString m_keychainNotice; // it is waited for
    QList<QPointer<MainWindow>> m_windows;
    bool m_startShown = false;
    bool m_quitting = false; // the windows are closed one by one then, and all of them are remembered
};

/// The settings file of this user: stratoscope/settings.json under the configuration folder (XDG).
[[nodiscard]] QString userSettingsFile();

} // namespace Strato
