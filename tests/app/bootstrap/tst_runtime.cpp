// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/runtime.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QtTest>

#include <semaphore>

using namespace Strato;
using namespace Qt::StringLiterals;

/// The end of the data side: threads that are busy with each other's work end in the order in which they call.
class TestRuntime final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aWorkerMayHandOnWhileAllEnds()
    {
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watch = held;
        std::binary_semaphore begun(0);
        {
            Runtime runtime(m_clock, listeners());
            runtime.workers().submit([&runtime, &begun, held = std::move(held)](const std::stop_token& stop) {
                std::binary_semaphore asked(0);
                const std::stop_callback callback(stop, [&] { asked.release(); });
                begun.release();
                asked.acquire();
                runtime.dataThread().post([held] {}); // the data thread lives, or lets go of it at its end
            });
            begun.acquire();
        }
        QVERIFY(watch.expired());
    }

    void aRequestUnderWayIsToldOrLetGo()
    {
        QTcpServer silent; // accepts in the kernel, and never answers
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watch = held;
        {
            Runtime runtime(m_clock, listeners());
            HttpEndpoint endpoint;
            endpoint.baseUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(silent.serverPort()));
            endpoint.plainHttpAllowed = true;
            const EndpointId id = runtime.transport().open(std::move(endpoint));
            HttpRequest request;
            request.pathAndQuery = u"/"_s;
            (void)collect(runtime.transport(), id, std::move(request), runtime.dataThread(),
                [held = std::move(held)](const Result<HttpResponse>&) {});
            QTRY_VERIFY(silent.hasPendingConnections());
        }
        QVERIFY(watch.expired());
    }

private:
    static RuntimeListeners listeners()
    {
        RuntimeListeners listeners;
        listeners.onOwner = [](const Task&) {};
        return listeners;
    }

    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestRuntime)
#include "tst_runtime.moc"
