// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/acceptheader.h"

#include <optional>

namespace Strato::Estate {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

/// Cuts the part up to @p separator off @p rest.
std::string_view next(std::string_view& rest, char separator)
{
    const std::size_t end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view {} : rest.substr(end + 1);
    return trimmed(part);
}

std::optional<MediaChoice> parseRange(std::string_view range)
{
    MediaChoice choice;
    const std::string_view type = next(range, ';');
    choice.proto = type == "application/vnd.kubernetes.protobuf";
    if (!choice.proto && type != "application/json" && type != "*/*" && type != "application/*")
        return std::nullopt;
    std::string_view as;
    std::string_view group;
    std::string_view version;
    while (!range.empty()) {
        std::string_view value = next(range, ';');
        const std::string_view key = next(value, '=');
        if (key == "as")
            as = value;
        else if (key == "g")
            group = value;
        else if (key == "v")
            version = value;
    }
    if (as.empty())
        return choice;
    if (group == "meta.k8s.io" && version == "v1" && as == "Table" && !choice.proto)
        choice.form = ObjectForm::Table;
    else if (group == "meta.k8s.io" && version == "v1" && as.starts_with("PartialObjectMetadata"))
        choice.form = ObjectForm::Partial;
    else if (group == "apidiscovery.k8s.io" && version == "v2" && as == "APIGroupDiscoveryList" && !choice.proto)
        choice.form = ObjectForm::Discovery;
    else
        return std::nullopt;
    return choice;
}

} // namespace

std::vector<MediaChoice> parseAccept(std::string_view header)
{
    std::vector<MediaChoice> choices;
    if (trimmed(header).empty())
        choices.emplace_back();
    while (!header.empty()) {
        if (const auto choice = parseRange(next(header, ',')))
            choices.push_back(*choice);
    }
    return choices;
}

} // namespace Strato::Estate
