// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/config/kubeconfigloader.h"

namespace Strato {

/// Everything wrong with an entry or with a whole merged config, as kubectl judges it, each with file, line and field.
/// They do not stop at the first error. They open files only to see whether they can be read.
[[nodiscard]] std::vector<Error> validateCluster(const KubeCluster& cluster);
[[nodiscard]] std::vector<Error> validateUser(const KubeUser& user);
[[nodiscard]] std::vector<Error> validateContext(const KubeContext& context, const KubeConfig& config);
[[nodiscard]] std::vector<Error> validateConfig(const KubeConfig& config);

/// What is wrong with one context and what it refers to (@p name empty: the current one). Empty: usable.
[[nodiscard]] std::vector<Error> confirmUsable(const LoadedKubeConfig& config, const QString& name);

/// http, https or socks5 with a host. Errors: InvalidArgument.
[[nodiscard]] Result<void> checkProxyUrl(const QString& url);

/// A DNS-1123 label: 1 to 63 of a-z, 0-9 and '-', not at an end.
[[nodiscard]] bool isDnsLabel(QStringView text);

/// Several errors as one: the first one's code, the details joined by "; ".
[[nodiscard]] Error joinErrors(const std::vector<Error>& errors);

} // namespace Strato
