// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/metrics/metricpages.h"

#include <cstdint>
#include <string>
#include <vector>

namespace Strato::Estate {

/// prometheus.yml: every target of @p targets at 127.0.0.1:@p port, every five seconds, with its labels.
[[nodiscard]] std::string prometheusConfig(const std::vector<MetricTarget>& targets, std::uint16_t port);
/// The alerting rules beside it.
[[nodiscard]] std::string alertingRules();

} // namespace Strato::Estate
