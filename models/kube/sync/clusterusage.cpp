// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What metrics.k8s.io says of current use, asked in turns.

#include "models/kube/sync/clustercore.h"
#include "models/kube/sync/jsonreply.h"
#include "models/kube/sync/usagereader.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Strato {
namespace {

constexpr Duration shortestUsagePoll = 10s;

} // namespace

void ClusterSession::Core::pollUsage(std::optional<Duration> every)
{
    m_usageEvery = every ? std::optional(std::max(*every, shortestUsagePoll)) : std::nullopt;
    if (m_usageTimer != 0)
        on.data.cancel(std::exchange(m_usageTimer, 0));
    if (m_usageEvery && m_state != State::Off)
        scheduleUsage(0ns);
}

void ClusterSession::Core::scheduleUsage(Duration delay)
{
    m_usageTimer = on.data.postAfter(delay, guarded([](Core& core) {
        core.m_usageTimer = 0;
        core.requestUsage();
        if (core.m_usageEvery)
            core.scheduleUsage(*core.m_usageEvery);
    }));
}

void ClusterSession::Core::requestUsage()
{
    if (m_state != State::On)
        return;
    if (m_usageOpen > 0)
        return; // a server slower than the interval is not asked twice at once
    std::vector<std::pair<QString, bool>> parts { { u"nodes"_s, false } }; // path, whether it is of pods
    for (const std::string& nameSpace : kinds.namespacesOf("", "Pod"))
        parts.emplace_back(u"namespaces/"_s + QString::fromStdString(nameSpace) + u"/pods"_s, true);
    if (parts.size() == 1)
        parts.emplace_back(u"pods"_s, true);
    m_usageOpen = static_cast<int>(parts.size());
    auto report = std::make_shared<UsageReport>();
    report->cluster = info().id;
    for (const auto& [path, ofPods] : parts) {
        HttpRequest request = jsonGet(u"/apis/metrics.k8s.io/v1beta1/"_s + path);
        request.priority = HttpPriority::Background;
        ask(std::move(request), [weak = weak_from_this(), report, pods = ofPods](Result<HttpResponse> reply) {
            const auto core = weak.lock();
            if (!core || core->m_closed)
                return;
            core->lane()(
                [weak, report, pods, reply = std::move(reply), cluster = report->cluster, data = &core->on.data] {
                    data->post([weak, report, pods, samples = decodeUsage(reply, cluster, pods)]() mutable {
                        if (const auto still = weak.lock(); still && !still->m_closed)
                            still->takeUsage(*report, pods, std::move(samples));
                    });
                });
        });
    }
}

void ClusterSession::Core::takeUsage(UsageReport& report, bool pods, Result<std::vector<UsageSample>> samples)
{
    if (!samples)
        report.error = samples.error();
    else
        std::ranges::move(*samples, std::back_inserter(pods ? report.pods : report.nodes));
    if (--m_usageOpen == 0 && m_listeners.usage)
        m_listeners.usage(report);
}

} // namespace Strato
