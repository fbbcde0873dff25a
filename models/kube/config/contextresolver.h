// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/kube/config/kubeconfigloader.h"
#include "models/net/httptypes.h"

namespace Strato {

/// What the command line or a dialog sets over a kubeconfig. Empty fields change nothing.
struct ContextOverrides {
    QString cluster; ///< name of another cluster entry
    QString user; ///< name of another user entry
    QString ns;
    QString server; ///< clears the kubeconfig's tls-server-name
    QString tlsServerName;
    QString certificateAuthority; ///< path; drops the kubeconfig's CA and insecure flag
    bool insecureSkipTlsVerify = false; ///< drops the kubeconfig's CA
    bool disableCompression = false;
    SecretBytes token;
    QString tokenFile;
    QString username;
    SecretBytes password;
    KubeImpersonation impersonate; ///< groups replace, extra is merged key by key
};

enum class CredentialKind : std::uint8_t {
    None, ///< anonymous
    Token,
    TokenFile,
    ClientCertificate,
    Basic,
    ExecPlugin,
    AuthProvider, ///< known, not run yet
};

/// The secrets of a context. For makeAuthorizer() only; never shown.
struct KubeCredentials {
    SecretBytes token; ///< wins over tokenFile until that has been read once
    QString tokenFile;
    QString username;
    SecretBytes password;
    KubeImpersonation impersonate;
    std::optional<KubeExecConfig> exec;
    std::optional<KubeExecCluster> execCluster; ///< of exec: what it is told, where it asks for that
    std::optional<KubeAuthProvider> authProvider;

    bool operator==(const KubeCredentials&) const = default;
};

/// What may be shown of a credential: its kind, where it was written, until when it holds, whom it names.
struct CredentialInfo {
    CredentialKind kind = CredentialKind::None;
    SourceMark from;
    std::optional<Instant> certificateNotAfter; ///< of the client certificate
    QString identity; ///< certificate's CN, basic user, token's subject, plugin's command: a hint, unverified
    QStringList groups; ///< certificate's organizations: a hint
    QString impersonates; ///< user acted as; empty: nobody
};

/// All that is needed to speak to one cluster as one user.
struct ResolvedContext {
    QString name; ///< as asked for, or the current context's
    SourceMark at;
    HttpEndpoint endpoint; ///< without authorizer: set it from makeAuthorizer()
    QString ns; ///< "default" if nothing says otherwise
    bool namespaceExplicit = false; ///< the context or an override names it
    bool namespaceOverridden = false; ///< an override names it
    KubeCredentials credentials;
    CredentialInfo credential;
    QByteArray tokenFileDigest; ///< SHA-256 of what the token file holds now: another one may be accepted
    std::vector<QString> filesRead; ///< CA, certificate, key: resolve again when they change (every 5 min)
    std::vector<Error> warnings; ///< a context that names no user, credentials kept off plain http
};

/// Reads the files of one context and checks all of it; other contexts do not matter. @p name empty: the current one.
/// @p now judges certificates. Blocks on files: call from a worker.
/// Errors: UnknownContext, NotFound (file, entry), InvalidArgument, Malformed, CertificateExpired, PermissionDenied,
/// FileUnreadable.
[[nodiscard]] Result<ResolvedContext> resolveContext(
    const LoadedKubeConfig& config, const QString& name, Instant now, const ContextOverrides& overrides = {});

/// What a process inside a cluster is given. Handed in, never read from the environment here.
struct InClusterEnvironment {
    QString serviceHost; ///< KUBERNETES_SERVICE_HOST
    QString servicePort; ///< KUBERNETES_SERVICE_PORT
    QString podNamespace; ///< POD_NAMESPACE
    QString accountFolder; ///< /var/run/secrets/kubernetes.io/serviceaccount

    [[nodiscard]] bool possible() const; ///< host, port and a token file are there
};

/// The service account of the pod we run in. Overrides: server, token or tokenFile, certificateAuthority.
[[nodiscard]] Result<ResolvedContext> resolveInCluster(
    const InClusterEnvironment& inCluster, Instant now, const ContextOverrides& overrides = {});

/// The kubeconfig's context; in-cluster only where the kubeconfig is empty and we are inside one, as kubectl does.
[[nodiscard]] Result<ResolvedContext> resolveDefault(const LoadedKubeConfig& config,
    const InClusterEnvironment& inCluster, Instant now, const ContextOverrides& overrides = {});

} // namespace Strato
