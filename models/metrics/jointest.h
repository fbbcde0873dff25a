// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/metrics/joinreport.h"
#include "models/metrics/prometheusclient.h"

namespace Strato {

/// What a test is to find out.
struct JoinQuestion {
    std::string clusterLabel; ///< empty: the server covers one cluster
    ClusterNames names;
    std::vector<JoinCluster> clusters;
};

/// Asks @p client who it is, which families of metrics it has and which of its series join to the clusters asked for.
/// On the client's Executor; the answer comes there once, an error of the first question that could not be answered.
/// The client may go only after the answer.
void testJoin(
    PrometheusClient& client, Instant at, JoinQuestion question, std::function<void(Result<JoinReport>)> answer);

} // namespace Strato
