// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <functional>

class QSocketNotifier;

namespace Strato {

/// Tells when this machine's addresses or default routes have become others: another network, a VPN up or down. Told by
/// the kernel (rtnetlink(7)); what it says only makes us look again, so that renewed leases and the bridges of
/// containers are no news. Where netlink is refused it stays silent. GUI thread.
class NetworkWatch final : public QObject {
    Q_OBJECT
public:
    explicit NetworkWatch(QObject* parent = nullptr);
    /// @p events: a datagram socket that is taken over; @p present: the state of the network, compared as a whole.
    NetworkWatch(int events, std::function<QByteArray()> present, QObject* parent = nullptr);
    ~NetworkWatch() override;
    NetworkWatch(const NetworkWatch&) = delete;
    NetworkWatch& operator=(const NetworkWatch&) = delete;

    [[nodiscard]] bool isWatching() const { return m_notifier != nullptr; }

signals:
    void networkChanged(); ///< once a burst of events

private:
    void handleEvents();
    void look();

    const int m_events;
    const std::function<QByteArray()> m_present;
    QByteArray m_known;
    QSocketNotifier* m_notifier = nullptr;
    QTimer m_settle; // events come in bursts
};

/// Addresses by interface (without loopback, link-local ones and the ends of containers) and default routes, as text.
[[nodiscard]] QByteArray presentNetwork();

} // namespace Strato
