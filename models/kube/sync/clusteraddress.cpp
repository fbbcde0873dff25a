// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/clusteraddress.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

/// One spelling of what leads to the same place.
QUrl plainUrl(const QUrl& url)
{
    QUrl plain = url.adjusted(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    if (plain.path() == "/"_L1)
        plain.setPath({});
    if (plain.scheme() == "https"_L1 && plain.port() == 443)
        plain.setPort(-1);
    return plain;
}

} // namespace

IString clusterAddress(const HttpEndpoint& endpoint)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(plainUrl(endpoint.baseUrl).toEncoded());
    hash.addData(QByteArrayView("\n"));
    hash.addData(endpoint.tls.caPem);
    // A gateway tells its clusters apart by the name; the same private address behind two proxies is two servers.
    if (!endpoint.tls.serverName.isEmpty())
        hash.addData(QByteArray("\nname " + endpoint.tls.serverName.toUtf8()));
    if (!endpoint.proxy.isEmpty())
        hash.addData(QByteArray("\nproxy " + endpoint.proxy.adjusted(QUrl::RemoveUserInfo).toEncoded()));
    if (endpoint.tls.insecure)
        hash.addData(QByteArrayView("\nunverified"));
    return IString("h-" + hash.result().toHex().left(32).toStdString());
}

bool isProvenAddress(const HttpEndpoint& endpoint)
{
    return endpoint.baseUrl.scheme() == "https"_L1 && !endpoint.tls.insecure;
}

IString ClusterUids::find(const IString& address) const
{
    const auto it = m_uids.find(address);
    return it == m_uids.end() ? IString() : it->second;
}

} // namespace Strato
