// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/application.h"

#include "app/shell/aboutdialog.h"
#include "app/shell/mainwindow.h"
#include "app/shell/pagewiring.h"
#include "app/shell/prometheusdialog.h"
#include "app/shell/settingsdialog.h"
#include "app/shell/shortcutsdialog.h"
#include "app/shell/windowmemory.h"
#include "ui/cards/toastarea.h"
#include "ui/plaintext/filedialog.h"
#include "ui/text/errortext.h"
#include "ui/theme/systemappearance.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QStandardPaths>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

const QString windowsLayout = u"windows"_s;

Scheme schemeOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return Scheme::System;
    case ThemeChoice::Dark: return Scheme::Dark;
    case ThemeChoice::Light: return Scheme::Light;
    case ThemeChoice::HighContrastDark: return Scheme::HighContrastDark;
    case ThemeChoice::HighContrastLight: return Scheme::HighContrastLight;
    }
    return Scheme::System;
}

ZoneChoice zoneOf(const QString& name)
{
    if (name.isEmpty())
        return {};
    if (name == u"UTC"_s)
        return { ZoneChoice::Kind::Utc, {} };
    return { ZoneChoice::Kind::Named, name.toLatin1() };
}

SettingsDialog::ForThisRun forThisRun(const Options& options)
{
    SettingsDialog::ForThisRun run { {}, options.language };
    if (!options.theme.isEmpty())
        run.theme = options.theme == u"dark"_s ? ThemeChoice::Dark : ThemeChoice::Light;
    return run;
}

AppSettings overridden(AppSettings settings, const Options& options)
{
    const SettingsDialog::ForThisRun run = forThisRun(options);
    settings.theme = run.theme.value_or(settings.theme);
    if (!run.language.isEmpty())
        settings.language = run.language;
    return settings;
}

} // namespace

QString userSettingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/stratoscope/settings.json"_s;
}

Application::Application(QApplication& app, const Clock& clock, Options options, const QString& settingsFile)
    : m_app(app)
    , m_clock(clock)
    , m_settings(settingsFile)
{
    m_appearance = std::make_unique<SystemAppearance>(m_theme);
    m_theme.apply(app);
    const std::optional<Error> problem = settingsFile.isEmpty() ? std::nullopt : m_settings.load();
    m_console = std::make_unique<Console>(clock, std::move(options), m_settings, m_secrets);
    applySettings(m_settings.settings());
    m_pages = makePages(*m_console, m_theme, [this] { chooseKubeconfig(); });
    connect(&m_settings, &SettingsStore::changed, this, &Application::applySettings);
    connect(&m_settings, &SettingsStore::saveFailed, this, [this](const Error& error) {
        //: %1: why, in words
        m_notice = tr("Nothing will be saved: %1").arg(errorSentence(error));
        showNotice();
    });
    connect(&m_settings, &SettingsStore::savedAgain, this, [this] {
        m_notice.clear();
        showNotice();
    });
    connect(&m_secrets, &SecretStore::waitingChanged, this, [this](bool waiting) {
        m_keychainNotice = waiting ? errorSentence({ ErrorCode::KeychainSilent, {} }) : QString();
        showNotice();
    });
    connect(&m_secrets, &SecretStore::unavailable, this, [this](const Error& error) {
        say(Health::Warning, tr("No keychain"),
            tr("Passwords and tokens are kept until you close the console: %1").arg(error.detail));
    });
    connect(m_console.get(), &Console::demoFailed, this,
        [this](const Error& error) { say(Health::Critical, tr("The demo estate"), errorSentence(error)); });
    connect(m_console.get(), &Console::contextsChanged, this, &Application::handleFirstContexts);
    connect(m_console.get(), &Console::kubeconfigProblems, this, &Application::sayProblems);
    if (problem)
        m_notice = tr("The settings could not be read and were put aside: %1").arg(errorSentence(*problem));
}

Application::~Application()
{
    m_settings.flush();
    m_settings.disconnect(this); // the windows that would show it go now
    for (MainWindow* window : windows()) {
        window->disconnect(this);
        delete window;
    }
}

void Application::start()
{
    m_console->start();
}

QList<MainWindow*> Application::windows() const
{
    QList<MainWindow*> open;
    for (const QPointer<MainWindow>& window : m_windows) {
        if (window)
            open.push_back(window);
    }
    return open;
}

MainWindow* Application::openWindow(const Place& place)
{
    auto* window = new MainWindow(*m_console, m_theme, m_pages, m_formats);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connectWindow(window);
    m_windows.push_back(window);
    window->goTo(place);
    showNotice();
    sayWhetherTimeIsShared();
    connect(window, &QObject::destroyed, this, &Application::sayWhetherTimeIsShared, Qt::QueuedConnection);
    return window;
}

/// One at a time; what is lost comes before what is waited for.
void Application::showNotice() const
{
    for (MainWindow* window : windows())
        window->setNotice(m_notice.isEmpty() ? m_keychainNotice : m_notice);
}

void Application::sayWhetherTimeIsShared() const
{
    const QList<MainWindow*> open = windows();
    for (MainWindow* window : open)
        window->setTimeShared(open.size() > 1);
}

QList<MainWindow*> Application::openRememberedWindows()
{
    const auto& layouts = m_settings.settings().layouts;
    const auto held = layouts.find(windowsLayout);
    QList<MainWindow*> opened;
    for (const RememberedWindow& window :
        held == layouts.end() ? std::vector<RememberedWindow>() : decodeWindows(held->second)) {
        MainWindow* made = openWindow(window.place);
        made->restoreGeometry(window.geometry);
        opened.push_back(made);
    }
    if (opened.isEmpty())
        opened.push_back(openWindow());
    return opened;
}

/// Closing the last window, or quitting, keeps what was open: that is how the next start should look.
void Application::rememberWindows(const MainWindow* without)
{
    std::vector<RememberedWindow> open;
    for (const MainWindow* window : windows()) {
        if (window != without)
            open.push_back({ window->currentPlace(), window->saveGeometry() });
    }
    if (!open.empty() && !m_quitting)
        m_settings.setLayout(windowsLayout, encodeWindows(open));
}

void Application::quit()
{
    rememberWindows(nullptr);
    m_quitting = true;
    QCoreApplication::quit();
}

void Application::connectWindow(MainWindow* window)
{
    connect(window, &MainWindow::quitRequested, this, &Application::quit);
    connect(window, &MainWindow::moved, this, [this] { rememberWindows(nullptr); });
    connect(window, &MainWindow::closing, this, [this, window] {
        const QList<MainWindow*> open = windows();
        const bool others
            = std::ranges::any_of(open, [&](const MainWindow* w) { return w != window && w->isVisible(); });
        rememberWindows(others ? window : nullptr);
    });
    connect(
        window, &MainWindow::newWindowRequested, this, [this, window] { openWindow(window->currentPlace())->show(); });
    connect(window, &MainWindow::settingsRequested, this, [this, window] {
        SettingsDialog dialog(m_theme, m_settings, window);
        dialog.setClusterNames(clusterNames());
        dialog.setForThisRun(forThisRun(m_console->options()));
        connect(&dialog, &SettingsDialog::prometheusRemoveRequested, m_console.get(), &Console::removePrometheus);
        connect(&dialog, &SettingsDialog::prometheusEditRequested, this,
            [this, &dialog](const QString& name) { editPrometheus(name, &dialog); });
        connect(&m_settings, &SettingsStore::changed, &dialog, [this] { emit m_console->clustersChanged(); }); // marks
        dialog.exec();
    });
    connect(window, &MainWindow::settingsEdited, this, [this](const std::function<void(AppSettings&)>& edit) {
        AppSettings settings = m_settings.settings();
        edit(settings);
        m_settings.set(std::move(settings));
    });
    connect(window, &MainWindow::prometheusRequested, this, [this, window] {
        PrometheusDialog dialog(m_theme, prometheusPort(*m_console), m_formats, window);
        dialog.exec();
    });
    connect(window, &MainWindow::shortcutsRequested, this, [this, window](const QList<QAction*>& actions) {
        ShortcutsDialog dialog(m_theme, actions, window);
        dialog.exec();
    });
    connect(window, &MainWindow::aboutRequested, this, [this, window] {
        AboutDialog dialog(m_theme, window);
        dialog.exec();
    });
}

void Application::editPrometheus(const QString& name, QWidget* parent)
{
    const std::vector<PrometheusSettings> configured = m_settings.settings().prometheus;
    const auto held = std::ranges::find(configured, name, &PrometheusSettings::name);
    if (held == configured.end())
        return;
    PrometheusDialog dialog(m_theme, prometheusPort(*m_console, *held), m_formats, parent);
    if (held->auth != MetricsAuth::None && held->auth != MetricsAuth::ClientCertificate)
        m_secrets.read(held->secretKey(), [open = QPointer(&dialog)](const Result<QByteArray>& secret) {
            if (open && secret)
                open->takeSecret(*secret); // else it is typed anew
        });
    dialog.exec();
}

void Application::applySettings(const AppSettings& stored)
{
    const AppSettings settings = overridden(stored, m_console->options());
    m_theme.setScheme(schemeOf(settings.theme));
    m_theme.setRedGreenSafe(settings.redGreenSafe);
    m_theme.setTextScale(settings.textPercent / 100.0);
    m_theme.setReducedMotion(settings.reducedMotion ? std::optional(true) : std::nullopt);
    applyLanguage(settings.language.isEmpty() ? QLocale::system().name() : settings.language);
    const QLocale locale(m_language);
    m_formats = { Numbers(locale), TimeText(zoneOf(settings.timeZone), locale) };
    for (MainWindow* window : windows())
        window->setFormats(m_formats);
}

void Application::applyLanguage(const QString& language)
{
    const QString wanted = language.startsWith(u"zh"_s) ? u"zh_CN"_s : u"en_US"_s;
    if (wanted == m_language)
        return;
    m_language = wanted;
    QLocale::setDefault(QLocale(wanted));
    m_app.removeTranslator(&m_ours);
    m_app.removeTranslator(&m_qts);
    if (m_qts.load(QLocale(wanted), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_app.installTranslator(&m_qts);
    if (m_ours.load(u":/i18n/stratoscope_"_s + wanted + u".qm"_s))
        m_app.installTranslator(&m_ours);
}

QMap<QString, QString> Application::clusterNames() const
{
    QMap<QString, QString> names;
    for (const auto& [context, cluster] : m_console->clusters())
        names.insert(
            QString::fromUtf8(cluster.id.view().data(), static_cast<qsizetype>(cluster.id.view().size())), context);
    return names;
}

void Application::chooseKubeconfig()
{
    QWidget* parent = m_windows.isEmpty() ? nullptr : m_windows.front().data();
    const QString file = chooseFileToOpen(parent, tr("Open a kubeconfig"));
    if (!file.isEmpty())
        m_console->openKubeconfig(file);
}

void Application::say(Health health, const QString& title, const QString& text) const
{
    for (MainWindow* window : windows())
        window->toasts()->show(health, title, text);
}

void Application::sayProblems(const std::vector<Error>& problems)
{
    constexpr std::size_t mostSaid = 3; // the page of clusters has them all
    QStringList lines;
    for (const Error& problem : problems) {
        if (static_cast<std::size_t>(lines.size()) == mostSaid) {
            lines.push_back(tr("%n more", nullptr, static_cast<int>(problems.size() - mostSaid)));
            break;
        }
        lines.push_back(errorSentence(problem));
    }
    say(Health::Warning, kubeconfigTrouble(!m_console->contexts().choices.empty()), lines.join(u'\n'));
}

void Application::handleFirstContexts()
{
    // Nothing to open by habit or by argument: the first thing seen is what could be opened.
    if (m_startShown || m_console->options().demo || !m_console->clusters().empty())
        return;
    m_startShown = true;
    for (MainWindow* window : windows())
        window->goTo({ u"start"_s, {} });
}

} // namespace Strato
