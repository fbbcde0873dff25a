// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/resourceinfo.h"
#include "app/estate/kube/storedobject.h"

namespace Strato::Estate {

/// Encodes @p object, whose metadata has its resourceVersion already, in all the ways it will be served.
[[nodiscard]] StoredObjectPtr encodeObject(
    const ResourceInfo& resource, nlohmann::json object, std::uint64_t resourceVersion);
/// True when both say the same but for their resourceVersion.
[[nodiscard]] bool sameContent(const StoredObject& a, const StoredObject& b);
/// The same content under another resourceVersion (a deletion's).
[[nodiscard]] StoredObjectPtr withVersion(
    const ResourceInfo& resource, const StoredObject& object, std::uint64_t resourceVersion);
/// Value at a dotted path of plain names ("status.phase") as selectors compare it: text, "true", number; empty when
/// absent.
[[nodiscard]] std::string valueAt(const nlohmann::json& object, std::string_view path);

} // namespace Strato::Estate
