// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/application.h"
#include "tests/bench/firstscreen.h"
#include "tests/bench/measures.h"

#include <QJsonArray>
#include <QTimer>

namespace Strato::Bench {

/// Opens the Explorer on the pods of some contexts, waits until every row is live and painted, and then does what the
/// phase asks for: nothing (sync), watches (idle or under churn), or types a filter. Prints one JSON object.
class LivePods final : public QObject {
public:
    enum class Phase : std::uint8_t { Sync, Watch, Filter };
    LivePods(Application& application, Phase phase, qint64 expected);

    void start();

private:
    void connectContexts();
    [[nodiscard]] ResourceList* list() const;
    void giveUp();
    void handlePainted();
    [[nodiscard]] bool allLive() const;
    void handleAllLive();
    void watchOnceSteady();
    void watch();
    void standStill();
    void lookAtWatch();
    void watched();
    [[nodiscard]] double heapGrowth() const;
    void dumpWhenTold();
    void finish();

    Application& m_application;
    const Phase m_phase;
    const qint64 m_expected;
    PassMeter m_passes;
    FirstScreen m_screen;
    QTimer m_patience;
    QTimer m_watching;
    QTimer m_remembering;
    QJsonArray m_memory; // MB resident, at the beginning of the watch and each minute after
    QJsonObject m_result;
    class MainWindow* m_window = nullptr;
    std::unique_ptr<FirstPaint> m_standing;
    std::unique_ptr<QObject> m_more; // the part that a phase adds
    std::size_t m_heap = 0;
    double m_started = 0;
    double m_watchBegan = 0;
    double m_cpu = 0;
    int m_handles = 0;
    int m_threads = 0;
    int m_timers = 0;
    int m_waited = 0; // s
    std::optional<Instant> m_knownSince; // at first
};

} // namespace Strato::Bench
