// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/testserver.h"

#include <openssl/ssl.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace Strato::Test {

class ServerConnection;

/// The inside of TestServer: its thread, its sockets, its record of what was asked.
class ServerCore final : public std::enable_shared_from_this<ServerCore> {
public:
    explicit ServerCore(const TestServer::Options& options);
    ~ServerCore();
    void start();
    void stop();

    void post(std::function<void()> task); ///< any thread
    void withConnection(int id, std::function<void(ServerConnection&)> action); ///< any thread
    void eachConnection(std::function<void(ServerConnection&)> action); ///< any thread
    void dispatch(int connection, int stream, TestRequest request); ///< server thread

    void on(const QByteArray& prefix, TestServer::Handler handler);
    [[nodiscard]] QList<TestRequest> requests() const;
    [[nodiscard]] const TestServer::Options& options() const { return m_options; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] int accepted() const { return m_accepted; }
    [[nodiscard]] int open() const { return m_open; }
    [[nodiscard]] qint64 bytesSent() const { return m_bytesSent; }
    void sent(qint64 bytes) { m_bytesSent += bytes; }
    void goSilent() { m_silent = true; }

private:
    void run();
    void round();
    void acceptOne();
    void runTasks();
    void prepareTls();

    const TestServer::Options m_options;
    SSL_CTX* m_tls = nullptr;
    int m_listener = -1;
    int m_event = -1;
    int m_port = 0;
    std::atomic<int> m_accepted = 0;
    std::atomic<int> m_open = 0;
    std::atomic<qint64> m_bytesSent = 0;
    std::atomic<bool> m_silent = false;
    std::atomic<bool> m_stopping = false;
    std::map<int, std::unique_ptr<ServerConnection>> m_connections; // server thread
    mutable std::mutex m_mutex; // guards the next three
    std::vector<std::function<void()>> m_tasks;
    std::map<QByteArray, std::shared_ptr<TestServer::Handler>> m_handlers; // shared: a handler may keep state
    std::vector<TestRequest> m_requests; ///< no QList: a copy that shares would be read while it grows
    std::thread m_thread;
};

} // namespace Strato::Test
