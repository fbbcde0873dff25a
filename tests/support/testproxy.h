// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace Strato::Test {

/// An HTTP proxy (CONNECT) or a SOCKS5 proxy on loopback, with a thread of its own. Names are not resolved: whatever is
/// asked for, the target's port on loopback answers. Its wires are good; ChaosProxy before it spoils them.
class TestProxy final {
public:
    enum class Kind { HttpConnect, Socks5 };

    TestProxy(Kind kind, int targetPort);
    ~TestProxy();
    TestProxy(const TestProxy&) = delete;
    TestProxy& operator=(const TestProxy&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] int accepted() const { return m_accepted; }
    /// What clients said to the proxy itself: CONNECT requests with headers, SOCKS requests ("name:port").
    [[nodiscard]] QByteArrayList asked() const;
    void refuseWith(const QByteArray& statusLine); ///< HttpConnect: answers this instead of opening

private:
    struct Pair;

    void run();
    void wake() const;
    void acceptOne();
    void serve(Pair& pair, bool fromClient);
    bool open(Pair& pair) const;
    bool negotiate(Pair& pair);
    bool negotiateHttp(Pair& pair);
    bool negotiateSocks(Pair& pair);

    const Kind m_kind;
    const int m_targetPort;
    int m_listener = -1;
    int m_event = -1;
    int m_port = 0;
    std::atomic<bool> m_stopping = false;
    std::atomic<int> m_accepted = 0;
    std::map<int, std::unique_ptr<Pair>> m_pairs; // proxy thread
    mutable std::mutex m_mutex; // guards the next two
    QByteArrayList m_asked;
    QByteArray m_refusal;
    std::thread m_thread;
};

} // namespace Strato::Test
