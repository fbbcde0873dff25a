// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"
#include "models/metrics/metricssource.h"
#include "models/net/httptypes.h"

namespace Strato {

/// How to reach a configured metrics server. @p secret: password, token, or header values one a line. @p via: the API
/// server that a service proxy leads through; null: that cluster is not connected (NotFound). Reads the files of
/// certificates. No error tells a secret.
[[nodiscard]] Result<HttpEndpoint> metricsEndpoint(
    const PrometheusSettings& settings, const QByteArray& secret, const HttpEndpoint* via);

/// What the models need to know of a configured metrics server.
[[nodiscard]] MetricsSettings metricsSettingsOf(const PrometheusSettings& settings);

} // namespace Strato
