// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QObject>

#include <ctime>
#include <functional>
#include <string>
#include <vector>

class QWidget;

namespace Strato::Bench {

[[nodiscard]] double milliseconds(clockid_t which);
/// Milliseconds since the driver started this process (BENCH_BEGUN, CLOCK_MONOTONIC); without it since the machine did.
[[nodiscard]] double sinceStart();
/// The value below which @p part of @p values lie; -1 of none.
[[nodiscard]] double percentile(std::vector<double> values, double part);
/// Milliseconds that this thread was ready and waited for a processor.
[[nodiscard]] double processorWait();
/// A line "VmRSS:  123 kB" of /proc/self/status, in MB; -1 when there is none.
[[nodiscard]] double statusMegabytes(const std::string& key);
[[nodiscard]] int entries(const char* folder);
/// One line on stdout, at once.
void print(const QJsonObject& result);

/// One pass of the GUI thread's event loop, from one wait to the next.
struct Pass {
    double cpu = 0; ///< processor time of the thread, ms
    double wall = 0; ///< the same and what it waited for a processor, ms
    bool painted = false;
};

/// Measures every pass of the event loop, and sees whether something was painted in it.
class PassMeter final : public QObject {
public:
    PassMeter();
    /// Called at the end of each pass that painted what @p widget answers then.
    void onPainted(std::function<const QObject*()> widget, std::function<void()> painted);
    void restart();
    [[nodiscard]] std::size_t paintedPasses() const { return m_paintedPasses; }
    /// What is judged: the passes that painted, and those that did not but took half a frame's budget.
    [[nodiscard]] std::vector<Pass> frames() const;
    /// p95, p99 and maximum of the frames, how many painted, and wall time beside.
    void report(QJsonObject& into) const;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void end();

    std::vector<Pass> m_passes; // only what frames() may want
    std::function<void()> m_onPainted;
    std::function<const QObject*()> m_widget;
    std::size_t m_paintedPasses = 0;
    double m_cpu = 0;
    double m_delay = 0;
    bool m_painted = false;
    bool m_paintedWidget = false;
};

/// Calls back once, after the pass in which @p widget was painted first.
class FirstPaint final : public QObject {
public:
    FirstPaint(QWidget* widget, std::function<void()> painted);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::function<void()> m_painted;
};

} // namespace Strato::Bench
