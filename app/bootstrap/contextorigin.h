// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/config/contextresolver.h"

#include <memory>
#include <optional>
#include <vector>

namespace Strato {

/// The contexts that were found, and what was wrong on the way.
struct ContextsFound {
    std::shared_ptr<const LoadedKubeConfig> config; ///< null when an explicit file could not be used
    std::vector<KubeContextChoice> choices;
    std::optional<Error> error;
    std::vector<Error> warnings {}; ///< missing and unreadable files, entries left out: each with its place
};

/// One context as it stands before any connection: what the first-start page shows.
struct ContextReadiness {
    QString name;
    std::optional<CredentialInfo> credential;
    std::optional<Error> error; ///< why it cannot be used
    std::vector<Error> warnings {}; ///< it can, but not as it is written: each with its place
};

/// Where a context was read from, and what came of it.
struct ContextOrigin {
    std::shared_ptr<const LoadedKubeConfig> config;
    ResolvedContext resolved;
};

/// Reads the files that @p known came from once more and resolves @p name: a login may have written another token, a
/// cluster may have moved. Files that cannot be read any more, or hold nothing, leave what is known in force. Blocks
/// on files: call from a BlockingPool. Errors: as resolveContext().
[[nodiscard]] Result<ContextOrigin> resolveAnew(
    std::shared_ptr<const LoadedKubeConfig> known, const QString& name, Instant now);

/// Whether both are reached in the same way and prove themselves in the same way; credentials aside.
[[nodiscard]] bool isReachedAlike(const HttpEndpoint& a, const HttpEndpoint& b);

/// Whether reading its kubeconfig anew may help against it: a credential that is refused, a server that is not there.
[[nodiscard]] bool mayBeOutdated(const Error& error);

} // namespace Strato
