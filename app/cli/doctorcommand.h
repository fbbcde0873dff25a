// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/objectwait.h"
#include "app/settings/secretstore.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>

namespace Strato {

/// What the doctor reads beside its options, and where its report goes. The defaults are the user's.
struct DoctorEnds {
    QString settingsFile; ///< with the metrics servers; empty: none
    std::function<void(const std::string& text, ExitStatus status)> finish;
    std::chrono::milliseconds patience = usualPatience; ///< with each context, side by side
    /// With the demo estate, which is born with the command: until then what is not there yet is no fault.
    std::chrono::milliseconds birth = std::chrono::seconds(60);
};

/// The user's settings file; prints to stdout and quits the application with the status.
[[nodiscard]] DoctorEnds usersDoctorEnds();

/// `stratoscope doctor`: what can be reached, as whom, how it is read, and what is wrong and what to do, for each
/// context (of those asked for, else of all) and each metrics server, which need no cluster. Statuses: Done when all is
/// well, SomethingWrong otherwise, Incomplete when only time was lacking, and those of the first failure when nothing
/// could be reached. Main thread.
class DoctorCommand final : public QObject {
    Q_OBJECT
public:
    DoctorCommand(const Clock& clock, const Options& options, DoctorEnds ends = usersDoctorEnds());
    ~DoctorCommand() override;

    void start(); ///< the end is told to DoctorEnds::finish, once

private:
    void examineOnceSettled();
    [[nodiscard]] static bool isSettled(const ClusterSession& session); ///< data thread
    void examine();
    void examineContext(const QString& context, const ContextOutcome& outcome);
    void examineKinds(const QString& context, const std::vector<KindSyncStatus>& kinds);
    void examineMetrics();
    void examineServer(const PrometheusSettings& server, const QByteArray& secret);
    void askServer(const PrometheusSettings& server, const QByteArray& secret);
    void takeReport(const PrometheusSettings& server, const Result<JoinReport>& report);
    void finishPart();
    void report();
    void giveUp(const Error& error, const QString& said);
    [[nodiscard]] ExitStatus status() const;

    const Clock& m_clock;
    const DoctorEnds m_ends;
    SecretStore m_secrets;
    ObjectWait m_wait;
    std::unique_ptr<nlohmann::json> m_findings;
    std::vector<std::string> m_problems;
    std::map<QString, std::vector<std::string>> m_joined; // metrics servers that join, by context
    std::optional<Error> m_failure; ///< why there is no context to examine
    bool m_incomplete = false;
    bool m_examined = false;
    int m_pending = 0;
    QTimer m_settle;
    QTimer m_again;
    Duration m_bornBy {}; // monotonic; until then the demo may lack something
};

} // namespace Strato
