// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"
#include "models/metrics/metricssource.h"
#include "models/net/httptypes.h"

namespace Strato {

/// How to reach a configured metrics server. @p secret: password, token, or header values one a line. @p via: the API
/// server that a service proxy leads through; null: that cluster is not connected (ClusterNotOpen). A sign-in over
/// plain http to another machine is refused (InvalidArgument). Reads no file. No error tells a secret.
[[nodiscard]] Result<HttpEndpoint> metricsEndpoint(
    const PrometheusSettings& settings, const QByteArray& secret, const HttpEndpoint* via);

/// Whether nobody on the way can read what is sent to @p server: https, or this machine.
[[nodiscard]] bool isPrivate(const QUrl& server);

/// Whether withCertificates() has anything to read.
[[nodiscard]] bool namesCertificates(const PrometheusSettings& settings);

/// One of the files that settings name, and why it cannot be used: not read, no PEM, another certificate's key.
struct CertificateProblem {
    enum class File : std::uint8_t { Authority, Certificate, Key };
    File file = File::Authority;
    QString path;
    Error error;
};

/// All that withCertificates() would fail on. Not on the GUI thread.
[[nodiscard]] std::vector<CertificateProblem> certificateProblems(const PrometheusSettings& settings);

/// @p endpoint of metricsEndpoint() with what the files of certificates hold. Not on the GUI thread: a mount may hang.
/// What is no regular file is refused (FileUnreadable), for nobody knows when a pipe ends.
[[nodiscard]] Result<HttpEndpoint> withCertificates(HttpEndpoint endpoint, const PrometheusSettings& settings);

/// How much of it may be asked.
[[nodiscard]] QueryScheduler::Limits queryLimitsOf(const PrometheusSettings& settings);

/// What the models need to know of a configured metrics server.
[[nodiscard]] MetricsSettings metricsSettingsOf(const PrometheusSettings& settings);

} // namespace Strato
