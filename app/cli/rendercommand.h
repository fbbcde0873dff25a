// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/options.h"

#include <QObject>
#include <QTimer>

namespace Strato {

class Application;
class MainWindow;

/// `stratoscope render VIEW -o FILE`: the window with that view, drawn once its data has arrived, without a display.
/// Waits at most 60 s; what is missing by then is said on stderr and the status is Incomplete. GUI thread.
class RenderCommand final : public QObject {
    Q_OBJECT
public:
    RenderCommand(Application& application, const Options& options);

    void start(); ///< quits the application with an ExitStatus when done

private:
    void look();
    void finish(bool whole);
    [[nodiscard]] bool write(QWidget& widget, QString& problem) const;

    Application& m_application;
    const Options m_options;
    MainWindow* m_window = nullptr;
    QTimer m_poll;
    int m_looks = 0;
    int m_settledLooks = 0;
};

} // namespace Strato
