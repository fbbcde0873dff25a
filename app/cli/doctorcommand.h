// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/objectwait.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>

namespace Strato {

/// `stratoscope doctor`: what can be reached, as whom, how it is read, and what is wrong and what to do, for each
/// context asked for and each metrics server. Statuses: Done when all is well, SomethingWrong otherwise, and those of
/// the first failure when nothing could be reached. Main thread.
class DoctorCommand final : public QObject {
    Q_OBJECT
public:
    DoctorCommand(const Clock& clock, const Options& options);
    ~DoctorCommand() override;

    void start(); ///< quits the application with an ExitStatus when done

private:
    void examine();
    void examineContext(const QString& context, const ContextOutcome& outcome);
    void examineMetrics();
    void addSync(const QString& context, const std::vector<KindSyncStatus>& kinds);
    void report();

    const Clock& m_clock;
    ObjectWait m_wait;
    std::unique_ptr<nlohmann::json> m_findings; // { contexts: [...], metrics: [...] }
    int m_pending = 0;
    bool m_wrong = false;
    QTimer m_settle;
};

} // namespace Strato
