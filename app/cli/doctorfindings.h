// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bootstrap/runtime.h"
#include "app/cli/objectwait.h"
#include "models/metrics/joinreport.h"
#include "ui/text/errortext.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace Strato {

/// What the doctor found, piece by piece, as it is printed: keys are words, values sentences, figures or lists. Each
/// function adds to @p problems, a sentence each, what is not well. Pure.

[[nodiscard]] nlohmann::json programFindings(); ///< version and the libraries that this process runs with
[[nodiscard]] nlohmann::json kubeconfigFindings(const ContextsFound& found, std::vector<std::string>& problems);
/// @p resolved: the context's entry as read from its files.
[[nodiscard]] nlohmann::json contextFindings(const QString& context, const Result<ResolvedContext>& resolved,
    const ContextOutcome& outcome, std::vector<std::string>& problems);
/// Of a context that nobody named and that was not connected.
[[nodiscard]] nlohmann::json untriedFindings(
    const QString& context, const Result<ResolvedContext>& resolved, std::vector<std::string>& problems);
[[nodiscard]] nlohmann::json syncFindings(
    const QString& context, const std::vector<KindSyncStatus>& kinds, std::vector<std::string>& problems);
/// Whether each cluster's nodes are all measured, and some of its pods; pods come and go between two scrapes.
[[nodiscard]] bool isScrapedWhole(const Result<JoinReport>& report);
[[nodiscard]] nlohmann::json metricsFindings(
    const PrometheusSettings& server, const Result<JoinReport>& report, std::vector<std::string>& problems);
/// Where a cluster's figures of CPU and memory come from: a metrics server that joins, metrics.k8s.io, or nowhere.
[[nodiscard]] std::string usageFinding(const ClusterInfo& info, const std::vector<std::string>& joinedServers);

/// Code, sentence and remedy of an error.
[[nodiscard]] nlohmann::json errorFinding(const Error& error, const ErrorText& words);

/// As indented lines of "key: value"; lists as lines of "- value". Nothing in either can harm a terminal.
[[nodiscard]] std::string findingsText(const nlohmann::json& findings);
[[nodiscard]] std::string findingsJson(const nlohmann::json& findings);

} // namespace Strato
