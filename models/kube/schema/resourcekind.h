// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// One kind of object that a cluster serves, as discovery names it.
struct ResourceKind {
    std::string group; ///< "" for the core group
    std::string version;
    std::string kind; ///< "Pod"
    std::string plural; ///< "pods"
    bool namespaced = true;
    std::vector<std::string> verbs; ///< "list", "watch", ...
    std::vector<std::string> shortNames; ///< "po"
    std::vector<std::string> categories; ///< "all"

    bool operator==(const ResourceKind&) const = default;
    [[nodiscard]] bool sameKind(const ResourceKind& other) const { return group == other.group && kind == other.kind; }
};

} // namespace Strato
