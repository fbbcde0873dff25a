// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/kube/exec/execplan.h"

namespace Strato {

/// One exec credential plugin as it stands: what it is, whom it serves, how its last run fares. A value for the window
/// and for the command line; holds no credential. Everything in it is the kubeconfig's or the plugin's own text.
struct ExecPluginState {
    enum class Phase : std::uint8_t {
        Idle, ///< nobody needed it yet, or its credential is to be fetched again
        Looking, ///< for the program that its command means
        Unapproved, ///< waits for a person
        Running,
        SignedIn,
        Failed, ///< or the policy forbids it
    };
    QByteArray id; ///< of its entry: configuration and cluster
    QStringList contexts; ///< open ones that need it, sorted; empty: it is not in use any more
    ExecPlan plan; ///< its path is empty until it was found
    QString installHint; ///< cleaned
    Phase phase = Phase::Idle;
    QStringList said; ///< the newest lines of its standard error, cleaned; at most linesKept
    qint64 linesLost = 0; ///< older ones
    std::optional<Duration> runningSince; ///< monotonic
    std::optional<Error> error; ///< of Unapproved and Failed
    std::optional<int> exitStatus; ///< of Failed: its own
    std::optional<Instant> nextTry; ///< of Failed: when the next request may run it again; nothing: when a person asks
    std::optional<Instant> expires; ///< of SignedIn

    static constexpr qsizetype linesKept = 200;
    bool operator==(const ExecPluginState&) const = default;
};

} // namespace Strato
