// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/result.h"

#include <QString>

#include <optional>

namespace Strato {

/// One context that the first page offers.
struct StartContext {
    enum class Credential : std::uint8_t {
        Unknown,
        None,
        Token,
        TokenFile,
        ClientCertificate,
        Basic,
        ExecPlugin,
        AuthProvider
    };
    /// What is true of it now: of these exactly one, and `error` belongs to it.
    enum class State : std::uint8_t {
        Reading, ///< its files are being read
        Unusable, ///< as it is written
        NotAsked, ///< nobody asked its server anything
        Checking, ///< its server is being asked
        Reachable, ///< its server answers and lets us in
        Silent, ///< it was reachable, and now that it is asked again it does not answer
        Unreachable, ///< asked for the last time, its server did not answer or did not let us in
        Connecting,
        Connected,
        Interrupted, ///< connected, but its server does not answer now
        Failed ///< could not be opened; it may be tried again
    };
    QString name;
    Credential credential = Credential::Unknown;
    QString from; ///< "~/.kube/config:12"
    QString identity; ///< a hint; may be empty
    std::optional<Instant> expires;
    State state = State::Reading;
    std::optional<Instant> answeredAt {}; ///< of Reachable and Silent: when its server let us in
    std::optional<Error> error; ///< of Unusable, Unreachable, Interrupted and Failed

    /// Connected, or on the way.
    [[nodiscard]] bool open() const
    {
        return state == State::Connecting || state == State::Connected || state == State::Interrupted;
    }
    bool operator==(const StartContext&) const = default;
};

} // namespace Strato
