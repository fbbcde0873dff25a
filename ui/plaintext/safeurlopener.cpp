// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plaintext/safeurlopener.h"

#include "models/base/plaintext.h"

#include <QDesktopServices>

#include <algorithm>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

SafeUrlOpener::SafeUrlOpener(Launch launch, Confirm confirm)
    : m_launch(std::move(launch))
    , m_confirm(std::move(confirm))
{
}

SafeUrlOpener::SafeUrlOpener(Confirm confirm)
    : SafeUrlOpener([](const QUrl& url) { return QDesktopServices::openUrl(url); }, std::move(confirm))
{
}

void SafeUrlOpener::setKnownHosts(QSet<QString> hosts)
{
    m_knownHosts = std::move(hosts);
}

Result<QUrl> SafeUrlOpener::checked(const QString& text)
{
    const bool odd = std::ranges::any_of(text, [](QChar c) { return c.isSpace() || c.unicode() < 0x20 || c == u'\\'; });
    if (text.size() > 8192 || odd || cleanText(text, 8192) != text || hasInvisibles(text))
        return fail(ErrorCode::InvalidArgument, u"link holds characters that no address has"_s);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return fail(ErrorCode::InvalidArgument, u"not an address"_s);
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return fail(ErrorCode::InvalidArgument, u"scheme is neither https nor http: "_s + url.scheme());
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@'))
        return fail(ErrorCode::InvalidArgument, u"link carries a user name"_s);
    return url;
}

Result<void> SafeUrlOpener::open(const QString& text) const
{
    const Result<QUrl> url = checked(text);
    if (!url)
        return tl::unexpected<Error>(url.error());
    const QString host = url->host(QUrl::FullyEncoded).toLower();
    if (!m_knownHosts.contains(host) && !(m_confirm && m_confirm(url->toString(QUrl::FullyEncoded))))
        return fail(ErrorCode::Cancelled, u"not opened: "_s + host);
    if (!m_launch || !m_launch(*url))
        return fail(ErrorCode::NotFound, u"the desktop has no program for this link"_s);
    return {};
}

} // namespace Strato
