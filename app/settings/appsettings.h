// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/kube/exec/execplan.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace Strato {

enum class ThemeChoice : std::uint8_t { System, Dark, Light, HighContrastDark, HighContrastLight };

/// How a metrics server is reached.
enum class MetricsReach : std::uint8_t {
    Direct, ///< its own URL
    ServiceProxy, ///< through a cluster: /api/v1/namespaces/NS/services/SVC:PORT/proxy
    Grafana ///< through Grafana: /api/datasources/proxy/uid/UID
};

enum class MetricsAuth : std::uint8_t { None, Basic, Bearer, ClientCertificate, Headers };

/// One metrics server as the user configured it. Secrets (password, token, key, header values) are not here but in the
/// secret store under `secretKey()`.
struct PrometheusSettings {
    QString name;
    MetricsReach reach = MetricsReach::Direct;
    QString url; ///< of the server, or of Grafana
    QString viaContext; ///< ServiceProxy: which context
    QString nameSpace; ///< ServiceProxy
    QString service; ///< ServiceProxy: "prometheus:9090"
    QString dataSourceUid; ///< Grafana
    MetricsAuth auth = MetricsAuth::None;
    QString user; ///< Basic
    QStringList headerNames; ///< Headers: "X-Scope-OrgID"
    QString clientCertificateFile; ///< ClientCertificate: PEM
    QString clientKeyFile;
    QString caFile; ///< own authority, PEM; empty: the system's
    QString clusterLabel = QStringLiteral("cluster"); ///< empty: it covers one cluster
    QStringList contexts; ///< which contexts it covers; empty: all
    std::map<QString, QString> clusterValues; ///< context -> its value of clusterLabel, where that is not its name
    int queriesAtOnce = 4; ///< 1 .. 64
    int queriesASecond = 10; ///< 1 .. 1000
    bool starting = false; ///< we start it just now: that it does not answer yet is no loss. Never saved
    bool operator==(const PrometheusSettings&) const = default;
    [[nodiscard]] QString secretKey() const { return QStringLiteral("prometheus/") + name; }
};

/// What the demo estate's own metrics server is called. No server of the user's is: a form refuses the name.
[[nodiscard]] inline QString demoServerName()
{
    return QStringLiteral("prometheus (demo)");
}

/// What the user decided about one cluster, kept by its id (uid of kube-system): names of contexts do not matter.
struct ClusterMark {
    bool production = true; ///< unmarked counts as production
    bool locked = true; ///< read-only until unlocked
    bool operator==(const ClusterMark&) const = default;
};

/// Everything that is remembered between starts. A value: the store reads and writes it, the shell changes copies.
struct AppSettings {
    ThemeChoice theme = ThemeChoice::System;
    bool redGreenSafe = false;
    bool reducedMotion = false;
    QString language; ///< "en", "zh_CN"; empty: the system's
    int textPercent = 100; ///< leastText .. mostText
    static constexpr int leastText = 75;
    static constexpr int mostText = 200;
    QString timeZone; ///< IANA name, "UTC"; empty: local
    QStringList connectedContexts; ///< reopened at the next start
    QStringList kubeconfigFiles; ///< opened by hand, beside the usual places
    std::vector<PrometheusSettings> prometheus;
    std::map<QString, ClusterMark> clusters;
    ExecPolicy pluginPolicy = ExecPolicy::AllowAll; ///< which sign-in programs may run at all
    QStringList pluginAllowlist; ///< of Allowlist: absolute paths, or names that are sought in PATH
    std::map<QByteArray, QString>
        approvedPlugins; ///< fingerprint of an ExecPlan -> its program: what the user approved
    std::map<QString, QByteArray> layouts; ///< opaque states of windows, splitters and tables by name
    bool operator==(const AppSettings&) const = default;

    [[nodiscard]] ClusterMark markOf(const QString& clusterId) const;
    /// @p approveAll: --allow-exec was given.
    [[nodiscard]] ExecConsent execConsent(bool approveAll) const;
};

/// JSON (UTF-8, two-space indent), version 1.
[[nodiscard]] QByteArray encodeSettings(const AppSettings& settings);
/// Unknown keys are ignored; a value of the wrong type is that key's default, but a credentialPluginPolicy that is none
/// of ours is DenyAll: what it forbids is not known. Errors: Malformed with line and column,
/// Unsupported for a version that is newer than ours.
[[nodiscard]] Result<AppSettings> decodeSettings(const QByteArray& text);

} // namespace Strato
