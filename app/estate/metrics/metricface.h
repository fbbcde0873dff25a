// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/metrics/metricpages.h"
#include "models/base/result.h"

#include <cstdint>
#include <map>

namespace Strato::Estate {

class HttpServer;
class LivingWorld;

/// The exporters of the estate behind one loopback port: a path a target. The pages are made when they are asked for.
class MetricFace final {
public:
    explicit MetricFace(const LivingWorld& world);
    /// Opens a port of @p server, which must end before this object does.
    [[nodiscard]] Result<std::uint16_t> open(HttpServer& server);
    [[nodiscard]] const std::vector<MetricTarget>& targets() const { return m_targets; }

private:
    [[nodiscard]] HttpResponse answer(const HttpRequest& request) const;

    const LivingWorld& m_world;
    std::vector<MetricTarget> m_targets;
    std::map<std::string, std::size_t> m_byPath;
};

} // namespace Strato::Estate
