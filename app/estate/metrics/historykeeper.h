// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/childprocess.h"
#include "app/estate/metrics/historyplan.h"

namespace Strato::Estate {

/// Keeps the metrics of the past beside a running Prometheus: knows which stretches its data holds, and has a process
/// of its own, at the lowest priority, write those that lack. Main thread.
class HistoryKeeper final {
public:
    /// @p folder as for backfill(). Data of another company is removed: call before Prometheus starts.
    HistoryKeeper(QString folder, std::uint64_t seed, Instant now);
    ~HistoryKeeper(); ///< ends the process and removes its work in progress

    HistoryKeeper(const HistoryKeeper&) = delete;
    HistoryKeeper& operator=(const HistoryKeeper&) = delete;

    /// Starts to write with @p command, this program's own verb.
    void write(const QByteArrayList& command);
    [[nodiscard]] bool writing() const { return m_process.running(); }
    /// Call every second or so: notes that live metrics are there up to @p now, and sees to the process.
    void beat(Instant now);

private:
    void noteLive(Instant until) const;

    QString m_folder;
    Instant m_liveSince;
    ChildProcess m_process;
};

} // namespace Strato::Estate
