// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/livepods.h"

#include "app/shell/mainwindow.h"
#include "tests/bench/typing.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/explorer/explorerpage.h"

#include <QApplication>
#include <QFile>
#include <QSemaphore>
#include <QSocketNotifier>

#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace Strato::Bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 120s;
constexpr double longestWatch = 2'400'000; // ms
constexpr int historyFillsWithin = 180; // s
constexpr auto rssEvery = 1min;
constexpr auto standstill = 10s;

/// Of all windows and what hangs on the application.
int timerObjects()
{
    qsizetype count = QCoreApplication::instance()->findChildren<QTimer*>().size();
    for (const QWidget* window : QApplication::topLevelWidgets())
        count += window->findChildren<QTimer*>().size();
    return static_cast<int>(count);
}

int environmentNumber(const char* name, int otherwise)
{
    const int number = qEnvironmentVariableIntValue(name);
    return number > 0 ? number : otherwise;
}

} // namespace

LivePods::LivePods(Application& application, Phase phase, qint64 expected)
    : m_application(application)
    , m_phase(phase)
    , m_expected(expected)
{
    connect(&m_patience, &QTimer::timeout, this, &LivePods::giveUp);
    // The page may make its list anew while it learns what the cluster serves.
    m_passes.onPainted([this]() -> const QObject* { return list() ? list()->table()->view()->viewport() : nullptr; },
        [this] { handlePainted(); });
    connect(&m_watching, &QTimer::timeout, this, &LivePods::lookAtWatch);
    connect(&m_remembering, &QTimer::timeout, this, [this] { m_memory.append(statusMegabytes("VmRSS")); });
}

void LivePods::start()
{
    m_window = m_application.openWindow({ u"explorer"_s, { { u"kind"_s, u"Pod"_s } } });
    m_window->resize(1920, 1080);
    // The clock of the rows begins in a window that stands: what a start costs is a row of its own, and since_start_ms
    // has both.
    m_standing = std::make_unique<FirstPaint>(m_window, [this] { connectContexts(); });
    m_window->show();
}

void LivePods::connectContexts()
{
    const QString url = qEnvironmentVariable("BENCH_PROMETHEUS");
    if (!url.isEmpty()) {
        PrometheusSettings server;
        server.name = u"prometheus"_s;
        server.url = url;
        m_application.console().addPrometheus(server, {}, false);
    }
    m_started = milliseconds(CLOCK_MONOTONIC);
    m_application.start();
    m_patience.start(patience);
}

ResourceList* LivePods::list() const
{
    const auto* page = m_window ? dynamic_cast<ExplorerPage*>(m_window->page(u"explorer"_s)) : nullptr;
    return page != nullptr ? page->list() : nullptr;
}

void LivePods::giveUp()
{
    m_result[u"error"_s] = u"not all rows are live and painted after two minutes"_s;
    if (list())
        m_result[u"rows"_s] = list()->model().totalCount();
    finish();
}

void LivePods::handlePainted()
{
    const double now = milliseconds(CLOCK_MONOTONIC) - m_started;
    m_screen.painted(*list(), now);
    if (allLive()) {
        m_result[u"all_rows_ms"_s] = now;
        handleAllLive();
    }
}

bool LivePods::allLive() const
{
    const RecordTableModel& model = list()->model();
    if (model.totalCount() < m_expected || model.hasPendingWork())
        return false;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.recordAt(model.index(row, 0))->provisional)
            return false;
    }
    return true;
}

void LivePods::handleAllLive()
{
    m_patience.stop();
    m_passes.onPainted({}, {});
    m_result[u"since_start_ms"_s] = sinceStart();
    m_result[u"until_started_ms"_s] = sinceStart() - (milliseconds(CLOCK_MONOTONIC) - m_started);
    m_result[u"cpu_ms"_s] = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    m_result[u"gui_cpu_ms"_s] = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    m_result[u"rows"_s] = list()->model().totalCount();
    m_result[u"screen_rows"_s] = m_screen.rowsOfScreen();
    m_result[u"first_rows_ms"_s] = m_screen.firstRows().value_or(-1);
    m_result[u"screen_ms"_s] = m_screen.finalCells(*list()).value_or(-1);
    m_result[u"fill_frame_max_ms"_s] = m_passes.frames().empty() ? -1 : [this] {
        QJsonObject frames;
        m_passes.report(frames);
        return frames[u"frame_max_ms"_s].toDouble();
    }();
    m_result[u"peak_mb"_s] = statusMegabytes("VmHWM");
    if (m_phase == Phase::Sync) {
        finish();
    } else if (m_phase == Phase::Filter) {
        auto typing = std::make_unique<Typing>(*m_window, *list());
        connect(typing.get(), &Typing::done, this, [this](const QJsonObject& figures) {
            for (auto it = figures.begin(); it != figures.end(); ++it)
                m_result[it.key()] = it.value();
            finish();
        });
        m_more = std::move(typing);
    } else {
        QTimer::singleShot(10s, this, [this] { watchOnceSteady(); });
    }
}

/// Under churn the history of objects grows to its bound first, and forgets its oldest from then on: what grows after
/// that is lost memory.
void LivePods::watchOnceSteady()
{
    const auto since = m_application.console().knownSince();
    if (!m_knownSince)
        m_knownSince = since;
    if (!qEnvironmentVariableIsSet("BENCH_FRAMES") || since != m_knownSince || ++m_waited > historyFillsWithin)
        watch();
    else
        QTimer::singleShot(1s, this, [this] { watchOnceSteady(); });
}

/// Idle or under churn: the same figures, over a minute or as long as the driver wants.
void LivePods::watch()
{
    m_passes.restart();
    m_heap = mallinfo2().uordblks;
    m_handles = entries("/proc/self/fd");
    m_threads = entries("/proc/self/task");
    m_timers = timerObjects();
    m_memory = { statusMegabytes("VmRSS") };
    m_remembering.start(rssEvery);
    m_cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    m_watchBegan = milliseconds(CLOCK_MONOTONIC);
    m_watching.start(std::chrono::seconds(environmentNumber("BENCH_SECONDS", 60)));
    if (const int span = environmentNumber("BENCH_HEAP_SECONDS", 0); span > 0)
        QTimer::singleShot(
            std::chrono::seconds(span), this, [this] { m_result[u"heap_growth_span_mb"_s] = heapGrowth(); });
    if (const int after = environmentNumber("BENCH_STANDSTILL_AFTER", 0); after > 0)
        QTimer::singleShot(std::chrono::seconds(after), this, &LivePods::standStill);
}

/// The window's thread does nothing for a while, as under a debugger or a file dialog of the desktop: what comes
/// meanwhile waits.
void LivePods::standStill()
{
    const double before = statusMegabytes("VmRSS");
    QSemaphore().tryAcquire(1, std::chrono::milliseconds(standstill).count()); // nobody ever releases it
    m_result[u"standstill_mb"_s] = statusMegabytes("VmRSS") - before;
    const double begun = milliseconds(CLOCK_MONOTONIC);
    // Behind all that was posted to this thread meanwhile.
    QTimer::singleShot(
        0, this, [this, begun] { m_result[u"after_standstill_ms"_s] = milliseconds(CLOCK_MONOTONIC) - begun; });
}

/// Since the watch began, MB.
double LivePods::heapGrowth() const
{
    return (static_cast<double>(mallinfo2().uordblks) - static_cast<double>(m_heap)) / 1024 / 1024;
}

void LivePods::lookAtWatch()
{
    const auto wanted = static_cast<std::size_t>(environmentNumber("BENCH_FRAMES", 0));
    if (m_passes.paintedPasses() < wanted && milliseconds(CLOCK_MONOTONIC) - m_watchBegan < longestWatch) {
        m_watching.start(1s);
        return;
    }
    m_watching.stop();
    watched();
}

void LivePods::watched()
{
    const double seconds = (milliseconds(CLOCK_MONOTONIC) - m_watchBegan) / 1000;
    m_result[u"seconds"_s] = seconds;
    m_result[u"core_share"_s] = (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - m_cpu) / 1000 / seconds;
    m_passes.report(m_result);
    m_result[u"heap_growth_mb"_s] = heapGrowth();
    m_result[u"handles_growth"_s] = entries("/proc/self/fd") - m_handles;
    m_result[u"threads_growth"_s] = entries("/proc/self/task") - m_threads;
    m_result[u"timers_growth"_s] = timerObjects() - m_timers;
    m_result[u"rss_mb_each_minute"_s] = m_memory;
    m_result[u"settled_mb"_s] = statusMegabytes("VmRSS");
    m_result[u"peak_mb"_s] = statusMegabytes("VmHWM");
    m_result[u"rows_after"_s] = list()->model().totalCount();
    m_result[u"metrics_sources"_s] = static_cast<qint64>(m_application.console().metrics().size());
    if (qEnvironmentVariableIsSet("BENCH_DUMP"))
        dumpWhenTold();
    else
        finish();
}

/// The driver reads the server's list before and after: it says when, and what is held then goes to a file.
void LivePods::dumpWhenTold()
{
    auto notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::string told;
        std::getline(std::cin, told);
        QFile file(qEnvironmentVariable("BENCH_DUMP"));
        (void)file.open(QIODevice::WriteOnly);
        const RecordTableModel& model = list()->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            const RecordPtr record = model.recordAt(model.index(row, 0));
            const auto line
                = std::string(record->uid.view()) + ' ' + std::string(record->resourceVersion.view()) + '\n';
            file.write(line.data(), static_cast<qint64>(line.size()));
        }
        file.close();
        finish();
    });
    m_more = std::move(notifier);
    print({ { u"ready"_s, true } });
}

void LivePods::finish()
{
    m_patience.stop();
    print(m_result);
    std::_Exit(m_result.contains(u"error"_s) ? 1 : 0); // taking all down is no part of any figure
}

} // namespace Strato::Bench
