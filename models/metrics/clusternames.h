// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// Which cluster a value of the cluster label means, as the user configured it. A value.
class ClusterNames final {
public:
    ClusterNames() = default;
    /// @p covers: contexts that the server covers, empty: all. @p contextOfValue: what values of the label stand for.
    ClusterNames(std::vector<std::string> covers, std::map<std::string, std::string, std::less<>> contextOfValue);

    /// A cluster's id stands for its context as well, from when it is known.
    void addId(const std::string& id, const std::string& context);
    /// The context that @p value stands for, else the value itself. Empty: no cluster is named and it may be any.
    /// Nothing: a cluster that this server is not configured to cover.
    [[nodiscard]] std::optional<std::string> resolve(std::string_view value) const;
    /// The value that stands for @p context by configuration; nothing: its name or its id does.
    [[nodiscard]] std::optional<std::string> valueOf(std::string_view context) const;
    [[nodiscard]] const std::vector<std::string>& covers() const { return m_covers; }

private:
    std::vector<std::string> m_covers;
    std::map<std::string, std::string, std::less<>> m_contextOfValue;
    std::map<std::string, std::string, std::less<>> m_contextOfId;
};

} // namespace Strato
