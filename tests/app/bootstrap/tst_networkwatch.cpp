// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/networkwatch.h"

#include <QSignalSpy>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

#include <array>

using namespace Strato;
using namespace Qt::StringLiterals;

/// K32: which of the kernel's events are a change of network. The kernel is a socket pair here.
class TestNetworkWatch final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        QCOMPARE(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, m_ends.data()), 0);
        m_present = "eth0=10.0.0.2";
        m_looks = 0;
        m_watch = std::make_unique<NetworkWatch>(m_ends[0], [this] {
            ++m_looks;
            return m_present;
        });
    }
    void cleanup()
    {
        m_watch.reset();
        close(m_ends[1]);
    }

    void anotherAddressIsToldOnceABurst()
    {
        QSignalSpy changed(m_watch.get(), &NetworkWatch::networkChanged);
        m_present = "wlan0=192.168.1.7";
        for (int i = 0; i < 20; ++i)
            QCOMPARE(write(m_ends[1], "event", 5), ssize_t { 5 });
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(m_looks, 2); // at the start, and once for all of them
    }

    void aRenewedLeaseIsNoNews()
    {
        QSignalSpy changed(m_watch.get(), &NetworkWatch::networkChanged);
        QCOMPARE(write(m_ends[1], "event", 5), ssize_t { 5 });
        QTRY_COMPARE(m_looks, 2);
        QCOMPARE(changed.count(), 0);
    }

    void theKernelCanBeAsked()
    {
        const NetworkWatch real;
        QVERIFY(real.isWatching());
        QVERIFY(!presentNetwork().contains("127.0.0.1"));
        QCOMPARE(presentNetwork(), presentNetwork());
    }

private:
    std::array<int, 2> m_ends {};
    QByteArray m_present;
    int m_looks = 0;
    std::unique_ptr<NetworkWatch> m_watch;
};

QTEST_GUILESS_MAIN(TestNetworkWatch)
#include "tst_networkwatch.moc"
