// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QString>
#include <QUrl>

namespace Strato {

/// The proxy variables of a process, as kubectl reads them. Values may hold passwords: never log them.
struct ProxyEnvironment {
    QString httpProxy; ///< http_proxy, HTTP_PROXY
    QString httpsProxy; ///< HTTPS_PROXY, https_proxy
    QString noProxy; ///< NO_PROXY, no_proxy: hosts, .domains, addresses, CIDR, host:port, '*'; comma-separated

    [[nodiscard]] static ProxyEnvironment fromProcess();
};

/// The proxy for @p server: @p explicitProxy if there is one (it also wins over NO_PROXY), else as the environment
/// says; an empty URL means direct. Loopback addresses are always direct unless told explicitly, as in kubectl.
/// Errors: InvalidArgument for a scheme other than http, https, socks5, socks5h.
[[nodiscard]] Result<QUrl> effectiveProxy(
    const QUrl& server, const QUrl& explicitProxy, const ProxyEnvironment& environment);

/// Whether @p host is this machine: "localhost", 127.0.0.0/8 or ::1.
[[nodiscard]] bool isLoopback(const QString& host);

/// True if @p noProxy (see ProxyEnvironment) names @p server.
[[nodiscard]] bool isExempt(const QUrl& server, const QString& noProxy);

/// @p proxy for people: scheme, host and port, nothing that a password may stand in.
[[nodiscard]] QString proxyForDisplay(const QUrl& proxy);

} // namespace Strato
