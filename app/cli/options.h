// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/clustertypes.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace Strato {

/// Exit statuses of the program (design, section 7).
enum class ExitStatus : int {
    Done = 0,
    SomethingWrong = 1, ///< done, and what was found is not well
    Usage = 2, ///< wrong arguments, or no display
    Unreachable = 3,
    Refused = 4, ///< authentication, rights
    Incomplete = 5, ///< data missing or stale
    Cancelled = 130
};

enum class Command : std::uint8_t { Window, Render, Get, Doctor };

/// What the command line asked for.
struct Options {
    Command command = Command::Window;
    bool demo = false;
    QString kubeconfig; ///< empty: the usual places
    QStringList contexts; ///< empty: for a window what was open last, for the doctor all, else the current context
    SyncMethod sync = SyncMethod::Auto; ///< how a cluster's objects are fetched first
    bool allowExec = false; ///< sign-in programs that nobody approved run as well, for this run
    QStringList estateArguments; ///< handed to the demo estate
    QString theme; ///< "dark", "light"; empty: settings
    QString language; ///< "en", "zh_CN"; empty: settings
    bool json = false; ///< --output json

    QString view; ///< render: the id of a view
    QString outputFile; ///< render: .png, .svg or .pdf
    QSize size { 1920, 1080 };
    std::chrono::seconds wait {}; ///< render: between the arrival of all data and the picture

    QString kind; ///< get: "pods", "po", "Pod", "deployments.apps"
    QString name; ///< get: one object; empty: all
    QString nameSpace;
    bool allNamespaces = false;
    QString selector; ///< get: label selector or filter text
};

/// The outcome of parsing: run with options, or end at once (help, version, mistakes) with text and status.
struct ParsedOptions {
    std::optional<Options> options;
    ExitStatus status = ExitStatus::Done;
    QString text; ///< to stdout when status is Done, else to stderr
};

/// Reads the command line. @p arguments without the program's name, @p views: what can be rendered. Pure.
[[nodiscard]] ParsedOptions parseOptions(std::vector<std::string> arguments, const std::vector<std::string>& views);

} // namespace Strato
