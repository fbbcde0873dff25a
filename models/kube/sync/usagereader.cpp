// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/usagereader.h"

#include "models/base/plaintext.h"
#include "models/base/saturating.h"
#include "models/kube/decode/quantity.h"
#include "models/kube/decode/timestamp.h"
#include "models/kube/sync/jsonreply.h"

#include <nlohmann/json.hpp>

namespace Strato {
namespace {

/// "20s", "1m30s", "15.5s": what the API writes for a window. Zero for anything else.
Duration windowOf(const std::string& text)
{
    double seconds = 0;
    double number = 0;
    double scale = 0; // of the digits behind a point
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            number = scale == 0 ? number * 10 + (c - '0') : number + (c - '0') * scale;
            scale /= 10;
        } else if (c == '.') {
            scale = 0.1;
        } else {
            seconds += number * (c == 'h' ? 3600 : c == 'm' ? 60 : c == 's' ? 1 : 0);
            number = 0;
            scale = 0;
        }
    }
    constexpr double longest = 1e9; // thirty years: more is no window
    return seconds > longest ? Duration::zero() : Duration(static_cast<Duration::rep>(seconds * 1e9));
}

bool addUsage(const nlohmann::json& usage, UsageSample& sample)
{
    const auto cpu = quantityMilli(textMember(usage, "cpu"));
    const auto memory = quantityValue(textMember(usage, "memory"));
    sample.cpuMilli = saturatingSum(sample.cpuMilli, cpu.value_or(0));
    sample.memoryBytes = saturatingSum(sample.memoryBytes, memory.value_or(0));
    return cpu && memory;
}

std::optional<UsageSample> sampleOf(const nlohmann::json& item, const IString& cluster, bool pod)
{
    UsageSample sample;
    const nlohmann::json& metadata = member(item, "metadata");
    const std::string name = cleanName(textMember(metadata, "name"));
    const std::string nameSpace = cleanName(textMember(metadata, "namespace"));
    bool whole = !name.empty();
    if (pod) {
        const nlohmann::json& containers = member(item, "containers");
        whole = whole && containers.is_array() && !containers.empty();
        if (whole) {
            for (const nlohmann::json& container : containers)
                whole = addUsage(member(container, "usage"), sample) && whole;
        }
    } else {
        whole = addUsage(member(item, "usage"), sample) && whole;
    }
    if (!whole)
        return std::nullopt; // a part of the containers is not the pod's use
    sample.entity = EntityId::kubernetes(cluster.view(), "", pod ? "Pod" : "Node", nameSpace, name);
    sample.at = parseTimestamp(textMember(item, "timestamp")).value_or(Instant {});
    sample.window = windowOf(textMember(item, "window"));
    return sample;
}

} // namespace

Result<std::vector<UsageSample>> decodeUsage(const Result<HttpResponse>& reply, const IString& cluster, bool pods)
{
    const auto json = jsonReply(reply);
    if (!json)
        return tl::unexpected(json.error());
    std::vector<UsageSample> samples;
    const nlohmann::json& items = member(*json, "items");
    if (items.is_array()) {
        samples.reserve(items.size());
        for (const nlohmann::json& item : items) {
            if (auto sample = sampleOf(item, cluster, pods))
                samples.push_back(std::move(*sample));
        }
    }
    return samples;
}

} // namespace Strato
