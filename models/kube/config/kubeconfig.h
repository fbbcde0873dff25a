// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/kube/config/secretbytes.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace Strato {

/// Where in which file something was written. Line is 1-based, 0: nowhere in particular.
struct SourceMark {
    QString file;
    int line = 0;

    [[nodiscard]] QString text() const; ///< "/home/u/.kube/config:12"
    bool operator==(const SourceMark&) const = default;
};

/// What clusters, users and contexts of a kubeconfig share. `problems` holds what is wrong inside the entry (a field of
/// the wrong type, base64 that is none): whoever uses the entry gets that error, nobody else does.
struct KubeConfigEntry {
    QString name;
    SourceMark at;
    std::map<QString, int> lines; ///< field -> line
    std::vector<Error> problems;

    [[nodiscard]] SourceMark mark(const QString& field) const; ///< the field's own line, else the entry's
};

struct KubeCluster : KubeConfigEntry {
    QString server;
    QString tlsServerName;
    bool insecureSkipTlsVerify = false;
    QString certificateAuthority; ///< absolute path once loaded
    QByteArray certificateAuthorityData; ///< decoded
    QString proxyUrl;
    bool disableCompression = false;
    std::map<QString, QJsonValue> extensions;
};

struct KubeExecVariable {
    QString name;
    QString value;

    bool operator==(const KubeExecVariable&) const = default;
};

/// A credential plugin as configured. models/kube/exec runs it; never run here.
struct KubeExecConfig {
    QString command; ///< absolute if it had a slash, else looked up in PATH
    QStringList args;
    std::vector<KubeExecVariable> env;
    QString apiVersion;
    QString installHint; ///< control characters made visible
    bool provideClusterInfo = false;
    QString interactiveMode; ///< Never, IfAvailable, Always

    bool operator==(const KubeExecConfig&) const = default;
};

/// What a credential plugin is told of the cluster where its entry asks for that (provideClusterInfo).
struct KubeExecCluster {
    QString server; ///< base URL
    QString tlsServerName;
    bool insecureSkipTlsVerify = false;
    QByteArray certificateAuthorityPem;
    QString proxyUrl;
    bool disableCompression = false;
    QJsonValue config; ///< the cluster's extension client.authentication.k8s.io/exec; null: none

    bool operator==(const KubeExecCluster&) const = default;
};

struct KubeAuthProvider {
    QString name;
    std::map<QString, SecretBytes> config;

    bool operator==(const KubeAuthProvider&) const = default;
};

/// Acting as somebody else: sent as Impersonate-* headers.
struct KubeImpersonation {
    QString user;
    QString uid;
    QStringList groups;
    std::map<QString, QStringList> extra;

    [[nodiscard]] bool isEmpty() const;
    bool operator==(const KubeImpersonation&) const = default;
};

struct KubeUser : KubeConfigEntry {
    QString clientCertificate; ///< absolute path once loaded
    QByteArray clientCertificateData;
    QString clientKey; ///< absolute path once loaded
    SecretBytes clientKeyData;
    SecretBytes token;
    QString tokenFile; ///< absolute path once loaded
    QString username;
    SecretBytes password;
    KubeImpersonation impersonate;
    std::optional<KubeAuthProvider> authProvider;
    std::optional<KubeExecConfig> exec;
};

struct KubeContext : KubeConfigEntry {
    QString cluster;
    QString user;
    QString ns;
};

/// One file, or several merged. Maps are by name.
struct KubeConfig {
    QString file; ///< empty: merged
    QString currentContext;
    std::map<QString, KubeCluster> clusters;
    std::map<QString, KubeUser> users;
    std::map<QString, KubeContext> contexts;
    std::vector<Error> warnings; ///< entries left out because they have no usable name, further documents

    [[nodiscard]] bool isEmpty() const;
};

/// Error detail in one form: "file:line: field: message", so that every message names its place.
[[nodiscard]] Error configError(ErrorCode code, const SourceMark& at, const QString& field, const QString& message);

/// Characters other than letters, marks, numbers, punctuation, symbols, separators and white space as U+001B (S2).
[[nodiscard]] QString visibleControls(const QString& text);

/// One kubeconfig text. Relative paths stay as written. Errors: Malformed, TooLarge (file:line: field: …). Pure.
[[nodiscard]] Result<KubeConfig> parseKubeConfig(const QByteArray& bytes, const QString& file);

} // namespace Strato
