// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/contextorigin.h"

#include <utility>

namespace Strato {

Result<ContextOrigin> resolveAnew(std::shared_ptr<const LoadedKubeConfig> known, const QString& name, Instant now)
{
    if (!isUpToDate(*known)) {
        Result<LoadedKubeConfig> loaded = loadKubeConfig(known->sources);
        // A file that is just being written must not hand its contexts over to a namesake in another one.
        if (loaded && !loaded->merged.contexts.empty() && loaded->files.size() >= known->files.size())
            known = std::make_shared<const LoadedKubeConfig>(std::move(*loaded));
    }
    Result<ResolvedContext> resolved = resolveContext(*known, name, now);
    if (!resolved)
        return tl::unexpected(resolved.error());
    return ContextOrigin { std::move(known), std::move(*resolved) };
}

bool isReachedAlike(const HttpEndpoint& a, const HttpEndpoint& b)
{
    return a.baseUrl == b.baseUrl && a.tls == b.tls && a.proxy == b.proxy
        && a.disableCompression == b.disableCompression && a.plainHttpAllowed == b.plainHttpAllowed;
}

bool mayBeOutdated(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Unauthenticated:
    case ErrorCode::SignInNotAllowed: // what is to run may be written otherwise by now
    case ErrorCode::SignInFailed:
    case ErrorCode::CertificateExpired:
    case ErrorCode::TlsFailed:
    case ErrorCode::ConnectFailed:
    case ErrorCode::NameUnresolved:
    case ErrorCode::TimedOut: return true;
    default: return false;
    }
}

} // namespace Strato
