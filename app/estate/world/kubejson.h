// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/world/worldstate.h"
#include "models/base/clock.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace Strato::Estate {

using Json = nlohmann::json;

[[nodiscard]] std::string isoTime(Instant at); ///< "2026-11-24T03:45:20Z", as metav1.Time
[[nodiscard]] std::string isoMicroTime(Instant at); ///< with six digits, as metav1.MicroTime
[[nodiscard]] std::string coresText(double cores); ///< "1500m", "4"
[[nodiscard]] std::string bytesText(double bytes); ///< whole "Gi", "Mi" or "Ki"

/// One entry of managedFields; @p fields as fieldsV1 has them, @p subresource empty or "status", "scale".
[[nodiscard]] Json managedEntry(const std::string& manager, Instant at, const std::string& apiVersion,
    const Json& fields, const std::string& subresource = {});
[[nodiscard]] Json ownerReference(
    const std::string& apiVersion, const std::string& kind, const std::string& name, const std::string& uid);
/// apiVersion, kind and metadata with name, uid, creationTimestamp and (when given) namespace.
[[nodiscard]] Json kubeObject(const std::string& apiVersion, const std::string& kind, const std::string& nameSpace,
    const std::string& name, const std::string& uid, Instant created);
[[nodiscard]] Json condition(
    const std::string& type, bool status, Instant since, const std::string& reason, const std::string& message);

} // namespace Strato::Estate
