// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/kube/config/kubeconfig.h"

namespace Strato {

/// What an exec credential plugin gave (client.authentication.k8s.io, ExecCredentialStatus).
struct ExecCredential {
    SecretBytes token; ///< empty: none
    QByteArray clientCertificatePem; ///< empty: none; then there is no key either
    SecretBytes clientKeyPem;
    std::optional<Instant> expires; ///< expirationTimestamp; nothing: until it is refused

    bool operator==(const ExecCredential&) const = default;
};

/// Larger answers are refused: a token has a few kilobytes, a chain of certificates some tens.
constexpr qint64 maxExecCredentialBytes = 1024LL * 1024;

/// client.authentication.k8s.io/v1 or /v1beta1. Errors: SignInFailed.
[[nodiscard]] Result<void> checkExecApiVersion(const QString& apiVersion);

/// What a plugin is told in KUBERNETES_EXEC_INFO: an ExecCredential of @p apiVersion, never interactive, with
/// spec.cluster where @p cluster is given. Pure.
[[nodiscard]] QByteArray encodeExecInfo(const QString& apiVersion, const std::optional<KubeExecCluster>& cluster);

/// What a plugin wrote to its standard output, judged as client-go does it: its version must be @p apiVersion, and a
/// token or a certificate with its key must be there. Errors: SignInFailed, which never quotes what was read. Pure.
[[nodiscard]] Result<ExecCredential> decodeExecCredential(const QByteArray& output, const QString& apiVersion);

} // namespace Strato
