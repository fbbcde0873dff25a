// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <cstdint>

namespace Strato {

/// Why something failed. One line of meaning each; the sentence for people is made in ui/text/errortext.cpp.
enum class ErrorCode : std::uint8_t {
    InvalidArgument, ///< the caller's or the user's input cannot be used
    NotFound, ///< a file, context, object or address that is not there
    UnknownContext, ///< no kubeconfig has it; detail: its name
    ClusterNotOpen, ///< what it is reached through is not connected; detail: the context
    ProgramMissing, ///< another program that is not installed; detail: the package that has it
    NotAskedFor, ///< left out because somebody said so
    PermissionDenied, ///< the operating system refused a file
    FileUnreadable, ///< a file exists and cannot be read
    FileUnwritable, ///< a file could not be written: a broken disk
    FileSilent, ///< nothing came of a file in time: a mount that is gone
    Malformed, ///< bytes that do not follow their format
    TooLarge, ///< over one of our caps (frame, document, depth)
    Unsupported, ///< the other side or this version cannot do it
    Unauthenticated, ///< 401, or no usable credential
    SignInNotAllowed, ///< a sign-in program that nobody approved, or that the policy forbids; detail: which, and how to
    SignInFailed, ///< a sign-in program is missing, failed or gave no usable credential
    Forbidden, ///< 403
    Conflict, ///< 409
    Gone, ///< 410, or an expired resource version
    TooManyRequests, ///< 429
    ServerError, ///< 5xx
    UnexpectedStatus, ///< any other status, redirects among them
    UnexpectedContent, ///< an answer of the wrong content type (HTML from a proxy)
    ConnectFailed, ///< refused, unreachable, no route
    NameUnresolved, ///< DNS had no answer
    TlsFailed, ///< handshake or verification failed
    TlsUnverified, ///< asked for by name: nobody checks who the server is
    CertificateExpired, ///< our or their certificate is past its date
    ProxyFailed, ///< the proxy refused or failed
    TimedOut, ///< connect, first byte, silence or total limit passed
    ConnectionLost, ///< broken after it was established
    Cancelled, ///< by the user or by shutdown
    StorageFull, ///< no space left
    KeychainSilent, ///< the desktop's keychain has not answered yet
    ReadOnly, ///< a write to something that only allows reads
    Internal, ///< a bug of ours, reported instead of crashing
};

/// A failure as a value. `detail` is technical, untranslated, already cleaned of control characters and secrets;
/// it names what and where ("~/.kube/config:12: users[1].user.token"). Of codes that say so it is a bare value.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    int httpStatus = 0; ///< 0 when no HTTP answer was involved

    bool operator==(const Error&) const = default;
};

template <class T> using Result = tl::expected<T, Error>;

/// Shorthand for `return fail(code, detail)` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, QString detail, int httpStatus = 0)
{
    return tl::unexpected<Error>(Error { code, std::move(detail), httpStatus });
}

/// Stable lower-case name of a code ("timedOut"), for logs, --output json and other programs of ours.
[[nodiscard]] QString errorCodeName(ErrorCode code);
/// The code of that name; Internal for one that nobody knows.
[[nodiscard]] ErrorCode errorCodeNamed(QStringView name);

} // namespace Strato
