// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"
#include "models/metrics/joinreport.h"
#include "ui/text/errortext.h"
#include "ui/text/numbers.h"

#include <QStringList>

namespace Strato {

/// What failed at a metrics server and what to do: other remedies than those of a cluster.
[[nodiscard]] ErrorText metricsErrorText(const Error& error, MetricsReach reach);

/// "Prometheus 2.42.0"; empty when the server does not say.
[[nodiscard]] QString serverName(const ServerBuild& build);

/// What keeps the series from joining at all and what to do about it, one sentence or two; empty: nothing does.
[[nodiscard]] QString joinTrouble(const JoinReport& report);

/// How one cluster fares, in words: how many nodes and pods join, under which value of the label, what would fit
/// better.
[[nodiscard]] QString joinSentence(const JoinReport& report, const ClusterJoin& join, const Numbers& numbers);

/// What does not join, a line each, at most @p most of a kind and then how many more there are.
[[nodiscard]] QStringList joinDetails(const ClusterJoin& join, std::size_t most);

} // namespace Strato
