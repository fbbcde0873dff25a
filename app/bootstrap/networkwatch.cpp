// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/networkwatch.h"

#include <QFile>
#include <QSocketNotifier>
#include <QStringList>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int settleMs = 300;

int openNetlink()
{
    const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (fd < 0)
        return -1;
    sockaddr_nl address {};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

QByteArray addressText(const sockaddr* address)
{
    std::array<char, INET6_ADDRSTRLEN> text {};
    if (address->sa_family == AF_INET) {
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
        const bool linkLocal = (ntohl(v4->sin_addr.s_addr) >> 16U) == 0xa9feU;
        if (!linkLocal && inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size()))
            return text.data();
    } else if (address->sa_family == AF_INET6) {
        const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
        if (!IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr) && inet_ntop(AF_INET6, &v6->sin6_addr, text.data(), text.size()))
            return text.data();
    }
    return {};
}

/// "eth0 0102A8C0" for each default route of proc(5)'s net/route and net/ipv6_route.
QByteArrayList defaultRoutes()
{
    QByteArrayList routes;
    QFile v4(u"/proc/net/route"_s);
    if (v4.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : v4.readAll().split('\n')) {
            const QByteArrayList fields = line.simplified().split(' ');
            if (fields.size() > 2 && fields[1] == "00000000")
                routes.push_back(fields[0] + ' ' + fields[2]);
        }
    }
    QFile v6(u"/proc/net/ipv6_route"_s);
    if (v6.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : v6.readAll().split('\n')) {
            const QByteArrayList fields = line.simplified().split(' ');
            if (fields.size() > 9 && fields[1] == "00" && fields[0].count('0') == fields[0].size()
                && fields.back() != "lo")
                routes.push_back(fields.back() + ' ' + fields[4]);
        }
    }
    return routes;
}

} // namespace

QByteArray presentNetwork()
{
    QByteArrayList parts = defaultRoutes();
    ifaddrs* all = nullptr;
    if (getifaddrs(&all) == 0) {
        for (const ifaddrs* each = all; each; each = each->ifa_next) {
            const QByteArray name(each->ifa_name);
            const bool ours = each->ifa_addr && (each->ifa_flags & IFF_LOOPBACK) == 0 && !name.startsWith("veth")
                && !name.startsWith("docker") && !name.startsWith("br-");
            if (const QByteArray address = ours ? addressText(each->ifa_addr) : QByteArray(); !address.isEmpty())
                parts.push_back(name + '=' + address);
        }
        freeifaddrs(all);
    }
    std::ranges::sort(parts);
    return parts.join('\n');
}

NetworkWatch::NetworkWatch(QObject* parent)
    : NetworkWatch(openNetlink(), presentNetwork, parent)
{
}

NetworkWatch::NetworkWatch(int events, std::function<QByteArray()> present, QObject* parent)
    : QObject(parent)
    , m_events(events)
    , m_present(std::move(present))
    , m_known(m_present())
{
    if (m_events < 0)
        return;
    m_notifier = new QSocketNotifier(m_events, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &NetworkWatch::handleEvents);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &NetworkWatch::look);
}

NetworkWatch::~NetworkWatch()
{
    delete m_notifier;
    if (m_events >= 0)
        close(m_events);
}

void NetworkWatch::handleEvents()
{
    // What they say does not matter, nor whether some were lost: look() compares the whole.
    std::array<char, 8192> drained {};
    while (recv(m_events, drained.data(), drained.size(), MSG_DONTWAIT) > 0) { }
    if (!m_settle.isActive())
        m_settle.start();
}

void NetworkWatch::look()
{
    QByteArray present = m_present();
    if (present == m_known)
        return;
    m_known = std::move(present);
    emit networkChanged();
}

} // namespace Strato
