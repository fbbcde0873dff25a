// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/heap.h"
#include "app/cli/doctorcommand.h"
#include "app/cli/getcommand.h"
#include "app/cli/options.h"
#include "app/cli/rendercommand.h"
#include "app/quitsignals.h"
#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "app/shell/pagewiring.h"
#include "app/version.h"

#include <QApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>

namespace {

using namespace Strato;
using namespace Qt::StringLiterals;

/// Whether a window can be opened: a display, or a platform that needs none, chosen by name.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

void setNames()
{
    QCoreApplication::setApplicationName(u"stratoscope"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STRATO_VERSION));
    QGuiApplication::setDesktopFileName(u"org.stratoscope.Stratoscope"_s);
}

QtMessageHandler usualHandler = nullptr;

/// Qt's platform without a display complains of each window that it cannot tell its least size; stderr belongs to us.
void withoutPlatformChatter(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (!message.startsWith(u"This plugin does not support "_s))
        usualHandler(type, context, message);
}

template <class Command> int runCommand(int& argc, char** argv, const Clock& clock, const Options& options)
{
    QCoreApplication app(argc, argv);
    setNames();
    const QuitSignals quitSignals;
    Command command(clock, options);
    QTimer::singleShot(0, &command, [&command] { command.start(); });
    return QCoreApplication::exec();
}

/// What the user decided about sign-in programs holds for pictures as well; how windows look does not.
AppSettings rememberedPlugins()
{
    const AppSettings remembered = readSettings(userSettingsFile());
    AppSettings plugins;
    plugins.pluginPolicy = remembered.pluginPolicy;
    plugins.pluginAllowlist = remembered.pluginAllowlist;
    plugins.approvedPlugins = remembered.approvedPlugins;
    return plugins;
}

int runRender(int& argc, char** argv, const Clock& clock, const Options& options)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    usualHandler = qInstallMessageHandler(withoutPlatformChatter);
    QApplication app(argc, argv);
    setNames();
    const QuitSignals quitSignals;
    Application application(app, clock, options, {}); // nothing is remembered of a picture
    application.console().settings().set(rememberedPlugins());
    RenderCommand command(application, options);
    QTimer::singleShot(0, &command, [&command] { command.start(); });
    return QApplication::exec();
}

int runWindow(int& argc, char** argv, const Clock& clock, const Options& options)
{
    if (!hasDisplay()) {
        std::fprintf(stderr,
            "stratoscope: no display (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "For a picture without one: stratoscope --demo render overview -o overview.png\n");
        return static_cast<int>(ExitStatus::Usage);
    }
    QApplication app(argc, argv);
    setNames();
    const QuitSignals quitSignals;
    Application application(app, clock, options, userSettingsFile());
    for (MainWindow* window : application.openRememberedWindows())
        window->show();
    QTimer::singleShot(0, &application, [&application] { application.start(); });
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    keepHeapCompact();
    std::signal(SIGPIPE, SIG_IGN); // NOLINT(cert-err33-c): a closed pipe is an error of that write
    const ParsedOptions parsed = parseOptions({ argv + 1, argv + argc }, viewIds());
    if (!parsed.options) {
        std::fputs(qUtf8Printable(parsed.text), parsed.status == ExitStatus::Done ? stdout : stderr);
        return static_cast<int>(parsed.status);
    }
    const SystemClock clock;
    switch (parsed.options->command) {
    case Command::Window: return runWindow(argc, argv, clock, *parsed.options);
    case Command::Render: return runRender(argc, argv, clock, *parsed.options);
    case Command::Get: return runCommand<GetCommand>(argc, argv, clock, *parsed.options);
    case Command::Doctor: return runCommand<DoctorCommand>(argc, argv, clock, *parsed.options);
    }
    return static_cast<int>(ExitStatus::Usage);
}
