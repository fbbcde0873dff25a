// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/proxysettings.h"

#include <QByteArray>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

QString firstSet(const char* one, const char* other)
{
    const QString value = qEnvironmentVariable(one);
    return value.isEmpty() ? qEnvironmentVariable(other) : value;
}

using Address = std::vector<unsigned char>; // 4 or 16 bytes

std::optional<Address> parseAddress(const QString& text)
{
    const QByteArray latin = text.toLatin1();
    Address bytes(16);
    if (inet_pton(AF_INET6, latin.constData(), bytes.data()) == 1) {
        constexpr std::array<unsigned char, 12> mapped { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
        if (std::equal(mapped.begin(), mapped.end(), bytes.begin()))
            bytes.erase(bytes.begin(), bytes.begin() + 12);
        return bytes;
    }
    bytes.resize(4);
    if (inet_pton(AF_INET, latin.constData(), bytes.data()) == 1)
        return bytes;
    return std::nullopt;
}

bool inNetwork(const Address& address, const Address& network, int prefix)
{
    if (address.size() != network.size() || prefix < 0 || prefix > static_cast<int>(network.size()) * 8)
        return false;
    for (std::size_t i = 0; i < network.size() && prefix > 0; ++i, prefix -= 8) {
        const unsigned mask = prefix >= 8 ? 0xffU : (0xff00U >> prefix) & 0xffU;
        if ((address[i] & mask) != (network[i] & mask))
            return false;
    }
    return true;
}

bool nameMatches(const QString& host, QString pattern)
{
    if (pattern.startsWith("*."_L1))
        pattern.remove(0, 1);
    const QString domain = pattern.startsWith(u'.') ? pattern : u'.' + pattern;
    return (!pattern.startsWith(u'.') && host == pattern) || host.endsWith(domain);
}

bool entryMatches(const QString& host, int port, QString entry)
{
    if (entry == "*"_L1)
        return true;
    const std::optional<Address> address = parseAddress(host);
    if (const qsizetype slash = entry.indexOf(u'/'); slash >= 0) {
        const std::optional<Address> network = parseAddress(entry.left(slash));
        bool ok = false;
        const int prefix = QStringView(entry).mid(slash + 1).toInt(&ok);
        return ok && address && network && inNetwork(*address, *network, prefix);
    }
    if (const std::optional<Address> same = parseAddress(entry))
        return address && *same == *address;
    if (const qsizetype colon = entry.lastIndexOf(u':'); colon >= 0) {
        bool ok = false;
        const int wanted = QStringView(entry).mid(colon + 1).toInt(&ok);
        if (!ok || wanted != port)
            return false;
        entry.truncate(colon);
        if (entry.startsWith(u'[') && entry.endsWith(u']'))
            entry = entry.mid(1, entry.size() - 2);
        if (const std::optional<Address> same = parseAddress(entry))
            return address && *same == *address;
    }
    return !entry.isEmpty() && nameMatches(host, entry);
}

Result<QUrl> checkedProxy(const QUrl& proxy)
{
    constexpr std::array schemes { "http"_L1, "https"_L1, "socks5"_L1, "socks5h"_L1 };
    const QString scheme = proxy.scheme();
    if (std::ranges::none_of(schemes, [&scheme](QLatin1StringView known) { return scheme == known; }))
        return fail(ErrorCode::InvalidArgument,
            u"the proxy's scheme must be http, https, socks5 or socks5h, not \"%1\""_s.arg(scheme));
    if (!proxy.isValid() || proxy.host().isEmpty())
        return fail(ErrorCode::InvalidArgument, u"the proxy's address names no host"_s);
    return proxy;
}

} // namespace

bool isLoopback(const QString& host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const std::optional<Address> address = parseAddress(host);
    if (!address)
        return false;
    if (address->size() == 4)
        return address->front() == 127;
    return std::all_of(address->begin(), address->end() - 1, [](unsigned char b) { return b == 0; })
        && address->back() == 1;
}

ProxyEnvironment ProxyEnvironment::fromProcess()
{
    return { firstSet("HTTP_PROXY", "http_proxy"), firstSet("HTTPS_PROXY", "https_proxy"),
        firstSet("NO_PROXY", "no_proxy") };
}

bool isExempt(const QUrl& server, const QString& noProxy)
{
    const QString host = server.host(QUrl::FullyEncoded).toLower();
    const int port = server.port(server.scheme() == "http"_L1 ? 80 : 443);
    const QStringList entries = noProxy.toLower().split(u',', Qt::SkipEmptyParts);
    return std::ranges::any_of(
        entries, [&host, port](const QString& entry) { return entryMatches(host, port, entry.trimmed()); });
}

Result<QUrl> effectiveProxy(const QUrl& server, const QUrl& explicitProxy, const ProxyEnvironment& environment)
{
    if (!explicitProxy.isEmpty())
        return checkedProxy(explicitProxy);
    QString named = server.scheme() == "http"_L1 ? environment.httpProxy : environment.httpsProxy;
    if (named.isEmpty() || isLoopback(server.host()) || isExempt(server, environment.noProxy))
        return QUrl();
    if (!named.contains("://"_L1))
        named.prepend("http://"_L1);
    return checkedProxy(QUrl(named));
}

QString proxyForDisplay(const QUrl& proxy)
{
    QUrl shown; // of the rest any part may repeat a password, and none says where the proxy is
    shown.setScheme(proxy.scheme());
    shown.setHost(proxy.host());
    shown.setPort(proxy.port());
    return shown.toString();
}

} // namespace Strato
