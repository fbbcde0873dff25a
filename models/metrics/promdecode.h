// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/metrics/joinreport.h"
#include "models/metrics/metricstypes.h"

#include <string_view>

namespace Strato {

/// Decoders of the Prometheus HTTP API v1 (https://prometheus.io/docs/prometheus/latest/querying/api/). Pure, any
/// thread. An envelope with status "error" becomes an Error with the server's own words, cleaned; anything else that
/// does not follow the format is Malformed, HTML is UnexpectedContent. Bodies over 64 MiB are TooLarge.
[[nodiscard]] Result<MetricsAnswer<InstantValue>> decodePromVector(std::string_view body);
/// Series without `spacing`: the caller knows its step.
[[nodiscard]] Result<MetricsAnswer<Series>> decodePromMatrix(std::string_view body);
[[nodiscard]] Result<MetricsAnswer<FiringAlert>> decodePromAlerts(std::string_view body);
[[nodiscard]] Result<MetricsAnswer<AlertRule>> decodePromRules(std::string_view body); ///< alerting ones
[[nodiscard]] Result<MetricsAnswer<std::string>> decodePromStrings(std::string_view body);
/// What /status/buildinfo tells: `version`, and the flavour by what else is there.
[[nodiscard]] Result<ServerBuild> decodePromBuild(std::string_view body);

} // namespace Strato
