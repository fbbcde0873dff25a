// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/runtime.h"
#include "app/bootstrap/taskmailbox.h"
#include "models/base/fakeclock.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

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

    void filesThatHangAreSaidAndDoNotHoldUpTheEnd()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"config"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]\n"
                   "contexts: [{name: mine, context: {cluster: c}}]\n");
        file.close();
        TaskMailbox mailbox;
        FakeClock clock;
        std::shared_ptr<const LoadedKubeConfig> config;
        std::vector<ErrorCode> said;
        RuntimeListeners on;
        on.onOwner = [&](Task task) { mailbox.post(std::move(task)); };
        on.contextFailed = [&](const QString& /*context*/, const Error& error) { said.push_back(error.code); };
        Runtime runtime(clock, std::move(on));
        runtime.findContexts({ path, {}, {}, {} },
            [&](const ContextsFound& found) { mailbox.post([&config, found] { config = found.config; }); });
        QTRY_VERIFY(config != nullptr);
        QVERIFY(QFile::remove(path));
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0); // named by the user, so it is waited for
        runtime.connectContext(config, u"mine"_s);
        clock.advance(std::chrono::seconds(9));
        runtime.connectContext(config, u"mine"_s); // impatient: waits anew
        clock.advance(std::chrono::seconds(9));
        runtime.dataThread().post([&] { mailbox.post([&] { said.push_back(ErrorCode::Cancelled); }); }); // a mark
        QTRY_COMPARE(said, std::vector { ErrorCode::Cancelled });
        clock.advance(std::chrono::seconds(2));
        runtime.dataThread().post([] {});
        QTRY_COMPARE(said, (std::vector { ErrorCode::Cancelled, ErrorCode::FileSilent }));
        QVERIFY(runtime.openContexts().isEmpty());
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
