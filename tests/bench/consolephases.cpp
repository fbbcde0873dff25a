// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The console's own side of tests/bench/console.py: one phase a process, so that memory and start are those of a fresh
// one. Prints one JSON object. A frame is one pass of the event loop with its painting, in processor time of the GUI
// thread (design.md, section 8).

#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "models/base/clock.h"
#include "views/explorer/explorerpage.h"
#include "views/explorer/resourcelist.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QTextStream>

#include <dirent.h>
#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

double milliseconds(clockid_t which)
{
    timespec time {};
    clock_gettime(which, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double percentile(std::vector<double> values, double part)
{
    if (values.empty())
        return -1;
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size()))) - 1];
}

/// A line "VmRSS:  123 kB" of /proc/self/status, in MB.
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

/// Processor time of every pass of the event loop.
class Frames final : public QObject {
public:
    Frames()
    {
        auto* loop = QAbstractEventDispatcher::instance();
        connect(loop, &QAbstractEventDispatcher::awake, this, [this] { begin(); });
        connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, [this] { end(); });
    }
    void restart() { m_frames.clear(); }
    [[nodiscard]] const std::vector<double>& frames() const { return m_frames; }

private:
    void begin()
    {
        if (m_begin < 0)
            m_begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    }
    void end()
    {
        if (m_begin >= 0)
            m_frames.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - m_begin);
        m_begin = -1;
    }
    std::vector<double> m_frames;
    double m_begin = -1;
};

/// Calls back once, after @p widget was painted.
class FirstPaint final : public QObject {
public:
    FirstPaint(QWidget* widget, std::function<void()> painted)
        : m_painted(std::move(painted))
    {
        widget->installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && m_painted) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, std::exchange(m_painted, nullptr));
        }
        return false;
    }

private:
    std::function<void()> m_painted;
};

void print(const QJsonObject& result)
{
    QTextStream(stdout) << QJsonDocument(result).toJson(QJsonDocument::Compact) << '\n' << Qt::flush;
}

/// Follows the pods of one context in the Explorer and measures what the phase asks for.
class LivePods final : public QObject {
public:
    LivePods(Application& application, QString phase, qint64 expected)
        : m_application(application)
        , m_phase(std::move(phase))
        , m_expected(expected)
    {
        m_poll.setInterval(5);
        connect(&m_poll, &QTimer::timeout, this, &LivePods::look);
    }

    void start()
    {
        m_window = m_application.openWindow({ u"explorer"_s, { { u"kind"_s, u"Pod"_s } } });
        m_window->resize(1920, 1080);
        m_window->show();
        m_started = milliseconds(CLOCK_MONOTONIC);
        m_application.start();
        m_poll.start();
    }

private:
    [[nodiscard]] ResourceList* list() const
    {
        const auto* page = dynamic_cast<ExplorerPage*>(m_window->page(u"explorer"_s));
        return page != nullptr ? page->list() : nullptr;
    }

    void look()
    {
        const ResourceList* pods = list();
        const qint64 rows = pods != nullptr ? pods->model().totalCount() : 0;
        const double now = milliseconds(CLOCK_MONOTONIC) - m_started;
        if (rows > 0 && m_result[u"first_rows_ms"_s].isUndefined())
            m_result[u"first_rows_ms"_s] = now;
        if (rows < m_expected || pods->model().hasPendingWork() || provisionalRows(*pods)) {
            if (now > 120'000) {
                m_result[u"error"_s] = u"only %1 rows after two minutes"_s.arg(rows);
                finish();
            }
            return;
        }
        m_poll.stop();
        m_result[u"all_rows_ms"_s] = now;
        m_result[u"rows"_s] = rows;
        m_result[u"peak_mb"_s] = statusMegabytes("VmHWM");
        if (m_phase == u"sync")
            finish();
        else if (m_phase == u"filter")
            QTimer::singleShot(1000, this, [this] { typeFilter(0); });
        else
            QTimer::singleShot(10'000, this, [this] { watch(); });
    }

    [[nodiscard]] static bool provisionalRows(const ResourceList& pods)
    {
        const RecordTableModel& model = pods.model();
        const int last = model.rowCount() - 1;
        for (const int row : { 0, last / 2, last }) {
            const RecordPtr record = model.recordAt(model.index(row, 0));
            if (record && record->provisional)
                return true;
        }
        return false;
    }

    /// Idle or under churn: the same figures, over a minute or as long as the driver wants.
    void watch()
    {
        m_frames.restart();
        m_heap = mallinfo2().uordblks;
        m_handles = entries("/proc/self/fd");
        m_threads = entries("/proc/self/task");
        m_cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
        const int seconds = qEnvironmentVariableIntValue("BENCH_SECONDS");
        QTimer::singleShot((seconds > 0 ? seconds : 60) * 1000, this, [this] { watched(); });
        m_watchBegan = milliseconds(CLOCK_MONOTONIC);
    }

    void watched()
    {
        const double seconds = (milliseconds(CLOCK_MONOTONIC) - m_watchBegan) / 1000;
        m_result[u"seconds"_s] = seconds;
        m_result[u"core_share"_s] = (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - m_cpu) / 1000 / seconds;
        m_result[u"frames"_s] = static_cast<qint64>(m_frames.frames().size());
        m_result[u"frame_p95_ms"_s] = percentile(m_frames.frames(), 0.95);
        m_result[u"frame_p99_ms"_s] = percentile(m_frames.frames(), 0.99);
        m_result[u"frame_max_ms"_s] = percentile(m_frames.frames(), 1);
        m_result[u"heap_growth_mb"_s]
            = (static_cast<double>(mallinfo2().uordblks) - static_cast<double>(m_heap)) / 1024 / 1024;
        m_result[u"handles_growth"_s] = entries("/proc/self/fd") - m_handles;
        m_result[u"threads_growth"_s] = entries("/proc/self/task") - m_threads;
        m_result[u"settled_mb"_s] = statusMegabytes("VmRSS");
        m_result[u"rows_after"_s] = list()->model().totalCount();
        finish();
    }

    /// Keys of a search, forward and back, each with its painting.
    void typeFilter(int step)
    {
        static const QString text = u"checkout-7 node:hangzhou"_s;
        const int length = static_cast<int>(text.size());
        if (step >= 2 * length) {
            m_result[u"keys"_s] = static_cast<qint64>(m_keys.size());
            m_result[u"key_p95_ms"_s] = percentile(m_keys, 0.95);
            m_result[u"key_max_ms"_s] = percentile(m_keys, 1);
            finish();
            return;
        }
        const QString typed = step < length ? text.left(step + 1) : text.left(2 * length - step - 1);
        const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        list()->setFilter(typed);
        m_window->grab(QRect(0, 0, 1, 1)); // layouts
        list()->table()->repaint();
        m_keys.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin);
        QTimer::singleShot(30, this, [this, step] { typeFilter(step + 1); });
    }

    void finish()
    {
        m_poll.stop();
        print(m_result);
        QCoreApplication::exit(m_result.contains(u"error"_s) ? 1 : 0);
    }

    Application& m_application;
    const QString m_phase;
    const qint64 m_expected;
    Frames m_frames;
    QTimer m_poll;
    QJsonObject m_result;
    MainWindow* m_window = nullptr;
    std::vector<double> m_keys;
    std::size_t m_heap = 0;
    double m_started = 0;
    double m_watchBegan = 0;
    double m_cpu = 0;
    int m_handles = 0;
    int m_threads = 0;
};

int emptyWindow()
{
    QMainWindow window;
    window.resize(1920, 1080);
    const FirstPaint paint(&window, [] { QCoreApplication::quit(); });
    window.show();
    return QApplication::exec();
}

int shellAlone(QApplication& app, const Clock& clock)
{
    Application application(app, clock, {}, {});
    MainWindow* window = application.openWindow();
    window->resize(1920, 1080);
    const FirstPaint paint(window, [] { QCoreApplication::quit(); });
    window->show();
    return QApplication::exec();
}

} // namespace

// consolephases empty | shell | sync KUBECONFIG ROWS CONTEXT... | filter ... | watch ...
int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const SystemClock clock;
    const QStringList words = QCoreApplication::arguments().mid(1);
    const QString phase = words.value(0);
    if (phase == u"empty")
        return emptyWindow();
    if (phase == u"shell")
        return shellAlone(app, clock);
    if (words.size() < 4) {
        QTextStream(stderr) << "consolephases empty | shell | sync|filter|watch KUBECONFIG ROWS CONTEXT...\n";
        return 2;
    }
    Options options;
    options.kubeconfig = words.at(1);
    options.contexts = words.mid(3);
    Application application(app, clock, options, {});
    LivePods pods(application, phase, words.at(2).toLongLong());
    QTimer::singleShot(0, &pods, [&pods] { pods.start(); });
    return QApplication::exec();
}
