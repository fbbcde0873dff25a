// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/options.h"
#include "models/base/result.h"

#include <QObject>
#include <QTimer>

namespace Strato {

class Application;
class MainWindow;

/// `stratoscope render VIEW -o FILE`: the window with that view, drawn once its data has arrived, without a display.
/// Waits at most 60 s; what is missing by then is said on stderr and the status is Incomplete. Where nothing can be
/// opened, or the file cannot be written, it says why at once and draws nothing. GUI thread.
class RenderCommand final : public QObject {
    Q_OBJECT
public:
    RenderCommand(Application& application, const Options& options);

    void start(); ///< quits the application with an ExitStatus when done

private:
    void openCurrent();
    void look();
    void finish(bool whole);
    void giveUp(const Error& error);
    [[nodiscard]] std::optional<Error> whatIsHopeless() const;
    [[nodiscard]] QByteArray draw(QWidget& widget) const; ///< the file's bytes

    Application& m_application;
    const Options m_options;
    MainWindow* m_window = nullptr;
    QTimer m_poll;
    int m_looks = 0;
    int m_settledLooks = 0;
    int m_hopelessLooks = 0;
};

} // namespace Strato
