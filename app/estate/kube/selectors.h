// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/resourceinfo.h"
#include "app/estate/kube/storedobject.h"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Strato::Estate {

/// One term of a label selector: key, operator, values.
struct LabelTerm {
    enum class Operator : std::uint8_t { In, NotIn, Exists, DoesNotExist, GreaterThan, LessThan };
    std::string key;
    Operator op = Operator::Exists;
    std::vector<std::string> values;
};

struct FieldTerm {
    std::string path;
    bool equal = true;
    std::string value;
};

/// Which objects of a resource a list or watch means.
struct ObjectFilter {
    std::string nameSpace; ///< empty: all
    std::vector<LabelTerm> labels;
    std::vector<FieldTerm> fields;

    [[nodiscard]] bool matches(const StoredObject& object) const;
    [[nodiscard]] bool selects() const { return !labels.empty() || !fields.empty(); }
};

/// "app=web,tier in (a,b),!legacy,cpu>4"; the unexpected value is the message for people.
[[nodiscard]] tl::expected<std::vector<LabelTerm>, std::string> parseLabelSelector(std::string_view text);
/// "spec.nodeName=n1,status.phase!=Running" for @p resource; other fields are refused as kube-apiserver does.
[[nodiscard]] tl::expected<std::vector<FieldTerm>, std::string> parseFieldSelector(
    std::string_view text, const ResourceInfo& resource);

} // namespace Strato::Estate
