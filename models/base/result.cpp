// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/result.h"

namespace Strato {

using namespace Qt::StringLiterals;

QString errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument: return u"invalidArgument"_s;
    case ErrorCode::NotFound: return u"notFound"_s;
    case ErrorCode::UnknownContext: return u"unknownContext"_s;
    case ErrorCode::ClusterNotOpen: return u"clusterNotOpen"_s;
    case ErrorCode::ProgramMissing: return u"programMissing"_s;
    case ErrorCode::NotAskedFor: return u"notAskedFor"_s;
    case ErrorCode::PermissionDenied: return u"permissionDenied"_s;
    case ErrorCode::FileUnreadable: return u"fileUnreadable"_s;
    case ErrorCode::FileUnwritable: return u"fileUnwritable"_s;
    case ErrorCode::FileSilent: return u"fileSilent"_s;
    case ErrorCode::Malformed: return u"malformed"_s;
    case ErrorCode::TooLarge: return u"tooLarge"_s;
    case ErrorCode::Unsupported: return u"unsupported"_s;
    case ErrorCode::Unauthenticated: return u"unauthenticated"_s;
    case ErrorCode::SignInNotAllowed: return u"signInNotAllowed"_s;
    case ErrorCode::SignInFailed: return u"signInFailed"_s;
    case ErrorCode::Forbidden: return u"forbidden"_s;
    case ErrorCode::Conflict: return u"conflict"_s;
    case ErrorCode::Gone: return u"gone"_s;
    case ErrorCode::TooManyRequests: return u"tooManyRequests"_s;
    case ErrorCode::ServerError: return u"serverError"_s;
    case ErrorCode::UnexpectedStatus: return u"unexpectedStatus"_s;
    case ErrorCode::UnexpectedContent: return u"unexpectedContent"_s;
    case ErrorCode::ConnectFailed: return u"connectFailed"_s;
    case ErrorCode::NameUnresolved: return u"nameUnresolved"_s;
    case ErrorCode::TlsFailed: return u"tlsFailed"_s;
    case ErrorCode::TlsUnverified: return u"tlsUnverified"_s;
    case ErrorCode::CertificateExpired: return u"certificateExpired"_s;
    case ErrorCode::ProxyFailed: return u"proxyFailed"_s;
    case ErrorCode::TimedOut: return u"timedOut"_s;
    case ErrorCode::ConnectionLost: return u"connectionLost"_s;
    case ErrorCode::Cancelled: return u"cancelled"_s;
    case ErrorCode::StorageFull: return u"storageFull"_s;
    case ErrorCode::KeychainSilent: return u"keychainSilent"_s;
    case ErrorCode::ReadOnly: return u"readOnly"_s;
    case ErrorCode::Internal: return u"internal"_s;
    }
    return u"internal"_s;
}

ErrorCode errorCodeNamed(QStringView name)
{
    int code = 0;
    while (code < int(ErrorCode::Internal) && errorCodeName(static_cast<ErrorCode>(code)) != name)
        ++code;
    return static_cast<ErrorCode>(code);
}

} // namespace Strato
