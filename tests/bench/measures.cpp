// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/measures.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>
#include <QJsonDocument>
#include <QTextStream>
#include <QTimer>
#include <QWidget>

#include <dirent.h>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace Strato::Bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double halfBudget = 8; // ms

} // namespace

double milliseconds(clockid_t which)
{
    timespec time {};
    clock_gettime(which, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double processorWait()
{
    std::ifstream file("/proc/thread-self/schedstat");
    double ran = 0;
    double waited = 0;
    file >> ran >> waited;
    return waited / 1e6;
}

double sinceStart()
{
    return milliseconds(CLOCK_MONOTONIC) - qEnvironmentVariable("BENCH_BEGUN").toDouble();
}

double percentile(std::vector<double> values, double part)
{
    if (values.empty())
        return -1;
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size()))) - 1];
}

double statusMegabytes(const std::string& key)
{
    std::ifstream file("/proc/self/status");
    std::string word;
    while (file >> word) {
        if (word == key + ':') {
            double kilobytes = 0;
            file >> kilobytes;
            return kilobytes / 1024;
        }
    }
    return -1;
}

int entries(const char* folder)
{
    int count = 0;
    if (DIR* dir = opendir(folder)) {
        while (readdir(dir) != nullptr) // NOLINT(concurrency-mt-unsafe): this folder is read by one thread
            ++count;
        closedir(dir);
    }
    return count;
}

void print(const QJsonObject& result)
{
    QTextStream(stdout) << QJsonDocument(result).toJson(QJsonDocument::Compact) << '\n' << Qt::flush;
}

PassMeter::PassMeter()
{
    auto* loop = QAbstractEventDispatcher::instance();
    // Sent once a pass, also when work is left and nothing blocks. A thread that waits uses no processor time.
    connect(loop, &QAbstractEventDispatcher::awake, this, [this] { end(); });
    QCoreApplication::instance()->installEventFilter(this);
    restart();
}

void PassMeter::onPainted(std::function<const QObject*()> widget, std::function<void()> painted)
{
    m_widget = std::move(widget);
    m_onPainted = std::move(painted);
}

void PassMeter::restart()
{
    m_passes.clear();
    m_paintedPasses = 0;
    m_cpu = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    m_delay = processorWait();
    m_painted = false;
    m_paintedWidget = false;
}

bool PassMeter::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint) {
        m_painted = true;
        m_paintedWidget = m_paintedWidget || (m_widget && watched == m_widget());
    }
    return false;
}

void PassMeter::end()
{
    Pass pass { milliseconds(CLOCK_THREAD_CPUTIME_ID) - m_cpu, 0, std::exchange(m_painted, false) };
    const double delay = processorWait();
    pass.wall = pass.cpu + delay - std::exchange(m_delay, delay);
    m_paintedPasses += pass.painted ? 1 : 0;
    if (pass.painted || pass.cpu >= halfBudget)
        m_passes.push_back(pass);
    if (std::exchange(m_paintedWidget, false) && m_onPainted)
        m_onPainted();
    m_cpu = milliseconds(CLOCK_THREAD_CPUTIME_ID); // what the bench itself did is not the program's
}

std::vector<Pass> PassMeter::frames() const
{
    return m_passes;
}

void PassMeter::report(QJsonObject& into) const
{
    std::vector<double> cpu;
    std::vector<double> wall;
    for (const Pass& pass : m_passes) {
        cpu.push_back(pass.cpu);
        wall.push_back(pass.wall);
    }
    into[u"frames"_s] = static_cast<qint64>(m_paintedPasses);
    into[u"slow_without_paint"_s] = static_cast<qint64>(m_passes.size() - m_paintedPasses);
    into[u"frame_p50_ms"_s] = percentile(cpu, 0.5);
    into[u"frame_p95_ms"_s] = percentile(cpu, 0.95);
    into[u"frame_p99_ms"_s] = percentile(cpu, 0.99);
    into[u"frame_max_ms"_s] = percentile(cpu, 1);
    into[u"wall_p95_ms"_s] = percentile(wall, 0.95);
    into[u"wall_p99_ms"_s] = percentile(wall, 0.99);
}

FirstPaint::FirstPaint(QWidget* widget, std::function<void()> painted)
    : m_painted(std::move(painted))
{
    widget->installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint && m_painted) {
        watched->removeEventFilter(this);
        QTimer::singleShot(0, this, std::exchange(m_painted, nullptr));
    }
    return false;
}

} // namespace Strato::Bench
