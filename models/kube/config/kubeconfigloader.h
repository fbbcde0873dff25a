// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/config/kubeconfig.h"

namespace Strato {

/// Where kubeconfigs may be. The environment is handed in, never read here.
struct KubeConfigSources {
    QString explicitPath; ///< --kubeconfig: that file alone, and it must exist
    QString kubeconfigVariable; ///< the value of KUBECONFIG; empty: not set
    QString home; ///< the home directory; empty: unknown
    QString workingDirectory; ///< what relative paths of the two above start from
};

/// One context to offer. `name` is what resolveContext() takes.
struct KubeContextChoice {
    QString name; ///< the context's name, or "file/context" for one that another file's namesake hides
    QString context;
    SourceMark at;
    bool hiddenFromKubectl = false; ///< only reachable by file/context
    bool current = false;
};

/// All kubeconfig files of a user, merged as kubectl does it; the files stay for contexts that the merge hides.
struct LoadedKubeConfig {
    KubeConfigSources sources; ///< what it was read from: what to read again
    KubeConfig merged;
    std::vector<KubeConfig> files; ///< in order of precedence, paths made absolute
    std::vector<QString> missing; ///< named in KUBECONFIG and not there
    std::vector<Error> warnings; ///< missing and unreadable files, entries left out
    std::map<QString, QByteArray> digests; ///< path -> SHA-256 of its bytes; only of what could be read

    [[nodiscard]] std::vector<KubeContextChoice> contexts() const; ///< sorted by name
};

/// A context with the cluster and user it means. Pointers into the LoadedKubeConfig.
struct KubeContextParts {
    const KubeContext* context = nullptr;
    const KubeCluster* cluster = nullptr; ///< nullptr: there is none by that name
    const KubeUser* user = nullptr; ///< nullptr: there is none by that name
};

/// The files looked at, in order, duplicates dropped.
[[nodiscard]] QStringList kubeConfigPaths(const KubeConfigSources& sources);

/// Reads and merges: the first file to name an entry wins it whole, the first non-empty current-context wins, relative
/// paths start from their own file. A missing or unreadable file is a warning unless it is the explicit one. Reads
/// files, blocks: call from a BlockingPool. Errors: NotFound, FileUnreadable, PermissionDenied, Malformed, TooLarge.
[[nodiscard]] Result<LoadedKubeConfig> loadKubeConfig(const KubeConfigSources& sources);

/// Whether its files hold the very bytes that they held: reading them costs a hundredth of what parsing them does.
/// Blocks on files: call from a BlockingPool.
[[nodiscard]] bool isUpToDate(const LoadedKubeConfig& loaded);

/// Finds a context by its name or by "file/context" (file: its base name, or its whole path).
[[nodiscard]] std::optional<KubeContextParts> findContext(const LoadedKubeConfig& config, const QString& name);

} // namespace Strato
