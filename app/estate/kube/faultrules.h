// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/estateserver.h"

#include <functional>
#include <mutex>
#include <optional>

namespace Strato::Estate {

/// Stands before a cluster's API and misbehaves as told, once or often; counts what was asked. Thread-safe.
class FaultRules final {
public:
    void add(FaultRule rule);
    void clear();
    /// The answer of the first rule that concerns @p request, or @p inner's.
    [[nodiscard]] HttpResponse answer(const HttpRequest& request, const HttpHandler& inner);
    [[nodiscard]] std::uint64_t requestCount(const std::string& text) const;

private:
    [[nodiscard]] std::optional<FaultRule> take(const HttpRequest& request);

    mutable std::mutex m_mutex; // guards both
    std::vector<FaultRule> m_rules;
    std::vector<std::string> m_targets; ///< newest 10,000 request targets
    std::size_t m_nextTarget = 0;
};

} // namespace Strato::Estate
