// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/childprocess.h"
#include "models/base/result.h"

#include <QString>

#include <cstdint>
#include <string>

namespace Strato::Estate {

/// A Prometheus of the estate's own, on a free loopback port; it dies with us, however we end. Main thread.
class PrometheusChild final {
public:
    /// Starts it in @p folder, where prometheus.yml and rules.yml are and its data goes. It answers a moment later.
    /// NotFound: it is not installed.
    [[nodiscard]] Result<void> start(const QString& folder);
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    /// Call now and then: starts it again, on the same port, when it has ended by itself.
    void watch();

private:
    [[nodiscard]] bool spawn();

    QString m_program, m_folder;
    std::uint16_t m_port = 0;
    ChildProcess m_process;
    int m_restarts = 0;
};

} // namespace Strato::Estate
