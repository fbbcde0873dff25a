// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/config/kubeconfig.h"

#include <functional>
#include <set>

namespace Strato {

/// The program that a command means, looked up as exec.LookPath() does it: a command with a slash is a path, another is
/// sought in @p path (the value of PATH). Folders that are not absolute are left out, so that no program of the folder
/// we were started in is taken. Blocks on files. Errors: SignInFailed.
[[nodiscard]] Result<QString> findCommand(const QString& command, const QString& path);

/// All that decides what runs: what a person approves, and what the approval is pinned to.
struct ExecPlan {
    QString command; ///< as the kubeconfig has it
    QString path; ///< what it means here: absolute
    QStringList args;
    std::vector<KubeExecVariable> env;
    QString server {}; ///< of the cluster that it is told of; empty: of none
    QByteArray told {}; ///< of that cluster, in KUBERNETES_EXEC_INFO: a kubeconfig writes a part of it

    /// SHA-256 over all of the above, in hexadecimal.
    [[nodiscard]] QByteArray fingerprint() const;
    bool operator==(const ExecPlan&) const = default;
};

/// Which plugins may run at all: kubectl's credentialPluginPolicy.
enum class ExecPolicy : std::uint8_t { AllowAll, DenyAll, Allowlist };

/// What the user decided about plugins.
struct ExecConsent {
    ExecPolicy policy = ExecPolicy::AllowAll;
    QStringList allowlist; ///< of Allowlist: absolute paths, or names that are sought in PATH
    std::set<QByteArray> approved; ///< fingerprints of plans
    bool approveAll = false; ///< --allow-exec: nobody is asked; the policy holds nevertheless

    bool operator==(const ExecConsent&) const = default;
};

/// Whether the policy lets @p plan run; an entry allows the one program that it means, by @p path (the value of PATH).
/// Blocks on files. Errors: SignInNotAllowed.
[[nodiscard]] Result<void> checkExecPolicy(const ExecConsent& consent, const ExecPlan& plan, const QString& path);

} // namespace Strato
