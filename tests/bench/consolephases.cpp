// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The console's own side of tests/bench/console.py: one phase a process, so that memory and start are those of a fresh
// one. Prints one JSON object. A frame is one pass of the event loop with its painting, in processor time of the GUI
// thread (design.md, section 8).

#include "app/bootstrap/heap.h"
#include "app/bootstrap/taskmailbox.h"
#include "app/shell/mainwindow.h"
#include "tests/bench/livepods.h"

#include <QApplication>
#include <QTextStream>

using namespace Strato;
using namespace Strato::Bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void tellAndQuit()
{
    print({ { u"painted_ms"_s, sinceStart() } });
    QCoreApplication::quit();
}

int emptyWindow()
{
    QMainWindow window;
    window.resize(1920, 1080);
    const FirstPaint paint(&window, tellAndQuit);
    window.show();
    return QApplication::exec();
}

/// Of a hundred thousand pixels how many differ.
double difference(const QImage& a, const QImage& b)
{
    qint64 differ = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            differ += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    }
    return 1e5 * static_cast<double>(differ) / a.width() / a.height();
}

/// As app/main.cpp opens it. @p compare: how much of the picture comes after the first painting.
int shellAlone(QApplication& app, const Clock& clock, bool compare)
{
    Application application(app, clock, {}, {});
    MainWindow* window = application.openWindow();
    window->resize(1920, 1080);
    QImage first;
    const FirstPaint paint(window, [&] {
        if (!compare) {
            tellAndQuit();
            return;
        }
        first = window->grab().toImage();
        QTimer::singleShot(1s, window, [&] {
            print({ { u"late_pixels"_s, difference(first, window->grab().toImage()) } });
            QCoreApplication::quit();
        });
    });
    window->show();
    if (!compare)
        QTimer::singleShot(0, &application, [&application] { application.start(); });
    return QApplication::exec();
}

SyncMethod methodOf(const QString& name)
{
    return name == u"list" ? SyncMethod::List : name == u"watchlist" ? SyncMethod::WatchList : SyncMethod::Auto;
}

/// The first sync of one context without a window, by a method that is told: until its pods are whole and live.
class FirstSync final : public QObject {
public:
    FirstSync(const Clock& clock, QString kubeconfig, QString context, SyncMethod method)
        : m_runtime(clock, listeners())
        , m_kubeconfig(std::move(kubeconfig))
        , m_context(std::move(context))
        , m_method(method)
    {
    }
    void start()
    {
        m_started = milliseconds(CLOCK_MONOTONIC);
        m_runtime.findContexts({ m_kubeconfig, {}, {}, {} }, [this](const ContextsFound& found) {
            m_mailbox.post([this, found] { m_runtime.connectContext(found.config, m_context); });
        });
    }

private:
    RuntimeListeners listeners()
    {
        RuntimeListeners on;
        on.onOwner = [this](Task task) {
            m_mailbox.post([this, task = std::move(task)] {
                task();
                if (ClusterSession* session = m_runtime.session(m_context))
                    session->setMethod(m_method); // long before the first answer asks for it
            });
        };
        on.status = [this](const SourceStatus& status) {
            const bool pods = status.id.ends_with("/pods");
            if ((pods && status.freshness == Freshness::Live) || (!pods && status.error))
                m_mailbox.post([this, status] { handle(status); });
        };
        return on;
    }
    void handle(const SourceStatus& status)
    {
        QJsonObject result;
        if (status.error)
            result[u"error"_s] = status.error->detail;
        else
            result[u"all_rows_ms"_s] = milliseconds(CLOCK_MONOTONIC) - m_started;
        if (!std::exchange(m_done, true))
            print(result);
        QCoreApplication::exit(status.error ? 1 : 0);
    }

    TaskMailbox m_mailbox;
    Runtime m_runtime;
    const QString m_kubeconfig;
    const QString m_context;
    const SyncMethod m_method;
    double m_started = 0;
    bool m_done = false;
};

int firstSync(const Clock& clock, const QStringList& words)
{
    FirstSync sync(clock, words.at(1), words.at(3), methodOf(words.at(2)));
    QTimer::singleShot(0, &sync, [&sync] { sync.start(); });
    QTimer::singleShot(2min, &sync, [] { QCoreApplication::exit(1); });
    return QApplication::exec();
}

int livePods(QApplication& app, const Clock& clock, const QStringList& words)
{
    const QString& phase = words.at(0);
    Options options;
    options.kubeconfig = words.at(1);
    options.contexts = words.mid(3);
    Application application(app, clock, options, {});
    LivePods pods(application,
        phase == u"watch"        ? LivePods::Phase::Watch
            : phase == u"filter" ? LivePods::Phase::Filter
                                 : LivePods::Phase::Sync,
        words.at(2).toLongLong());
    QTimer::singleShot(0, &pods, [&pods] { pods.start(); });
    return QApplication::exec();
}

} // namespace

// consolephases empty | shell | late | sync|filter|watch KUBECONFIG ROWS CONTEXT... | link KUBECONFIG METHOD CONTEXT
int main(int argc, char** argv)
{
    keepHeapCompact(); // as app/main.cpp does
    QApplication app(argc, argv);
    const SystemClock clock;
    const QStringList words = QCoreApplication::arguments().mid(1);
    const QString phase = words.value(0);
    if (phase == u"empty")
        return emptyWindow();
    if (phase == u"shell" || phase == u"late")
        return shellAlone(app, clock, phase == u"late");
    if (words.size() < 4) {
        QTextStream(stderr) << "consolephases empty | shell | late | sync|filter|watch KUBECONFIG ROWS CONTEXT... |"
                               " link KUBECONFIG METHOD CONTEXT\n";
        return 2;
    }
    return phase == u"link" ? firstSync(clock, words) : livePods(app, clock, words);
}
