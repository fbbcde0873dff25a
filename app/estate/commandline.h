// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <string>

namespace Strato::Estate {

/// What `stratoscope-estate serve` was told.
struct ServeOptions {
    QString stateDirectory; ///< empty: $XDG_CACHE_HOME/stratoscope/estate
    std::uint64_t seed = 2026;
    std::uint16_t port = 0; ///< of the first cluster; the next has the next; 0: any free one
    int clusters = 2;
    int pods = 0; ///< per cluster; above what the company has: filler
    int nodes = 0;
    double churn = 0; ///< changes a second over the filler pods of all clusters
    bool prometheus = true;
    bool history = true;
    bool faultPlan = true; ///< the daily plan of faults and releases; injected ones work in any case
    std::int64_t parentPid = 0; ///< the estate ends when this process does; 0: it lives alone
};

/// What `stratoscope-estate inject` was told.
struct InjectOptions {
    QString stateDirectory;
    std::string kind;
    std::string target;
    std::string cluster; ///< empty: the first that has the target
    int seconds = 0; ///< 0: the kind's own length
    bool list = false;
};

struct EstateCommand {
    enum class Verb : std::uint8_t { Serve, Inject, Backfill, Help, Version };
    Verb verb = Verb::Help;
    ServeOptions serve; ///< of Backfill too: which world
    std::int64_t untilSeconds = 0; ///< Backfill: metrics of the past end here (since the epoch)
    InjectOptions inject;
    QString help;
};

/// Reads the command line (without the program's name). InvalidArgument: the sentence to show.
[[nodiscard]] Result<EstateCommand> parseCommand(const QStringList& arguments);
/// Where state lives when nothing was said.
[[nodiscard]] QString defaultStateDirectory();

} // namespace Strato::Estate
