// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSocketNotifier>

#include <memory>

namespace Strato {

/// While it lives SIGINT, SIGTERM and SIGHUP end the application's event loop with status 128 + signal, so that
/// everything is taken down in order: sign-in programs have sessions of their own and would outlive us. After the first
/// one the next ends the process at once, by the default action. One that is ignored already (nohup) stays ignored.
/// Where the system has no pipe to spare all keep their default action. One at a time, after the QCoreApplication; GUI
/// thread.
class QuitSignals final {
public:
    QuitSignals();
    ~QuitSignals();
    Q_DISABLE_COPY_MOVE(QuitSignals)

private:
    int m_read = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Strato
