// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words of the table of clusters; every number in it leads to the list that it counts.
#include "models/base/plaintext.h"
#include "models/items/overviewdoubts.h"
#include "ui/text/freshnesstext.h"
#include "views/overview/overviewpage.h"
#include "views/overview/overviewwords.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

using Row = std::function<const ClusterSummary&(int)>;

struct Maker {
    const OverviewWords& words;
    Row at;

    [[nodiscard]] WordsProxy::Column number(const QString& title,
        const std::function<int(const ClusterSummary&)>& value, const QString& kind, const QString& filter = {}) const
    {
        return { title,
            [at = at, value, &f = words.formats](
                int row) { return at(row).known ? f.numbers.count(value(at(row))) : Numbers::missing(); },
            [at = at, kind, filter](
                int row) { return listWithin(kind, filter, cleanUtf8(at(row).name, 128)).toString(); } };
    }
    [[nodiscard]] WordsProxy::Column resource(
        const QString& title, ResourceSums ClusterSummary::*sums, bool bytes) const
    {
        return { title, [at = at, sums, bytes, w = words](int row) { return w.share(at(row).*sums, bytes); },
            [at = at](int row) { return listWithin(u"Node"_s, {}, cleanUtf8(at(row).name, 128)).toString(); },
            [at = at, sums, bytes, w = words](int row) {
                const QString from = cleanUtf8(at(row).usageFrom, 128);
                const QString story = w.shareStory(at(row).*sums, bytes);
                //: tooltip; %1: the source of figures, such as "metrics.k8s.io" or the name of a Prometheus
                return from.isEmpty() ? story : story + u'\n' + OverviewPage::tr("Use from %1").arg(from);
            } };
    }
    [[nodiscard]] WordsProxy::Column ratio(
        const QString& title, const std::function<std::optional<double>(const ClusterSummary&)>& value) const
    {
        return { title, [at = at, value, &f = words.formats](int row) {
                    const auto known = value(at(row));
                    return known ? f.numbers.percent(*known) : Numbers::missing();
                } };
    }
    [[nodiscard]] WordsProxy::Column alerts(const QString& title) const
    {
        return { title,
            [at = at, w = words](int row) {
                return w.areAlertsKnown(at(row)) ? w.formats.numbers.count(*at(row).alertsFiring) : Numbers::missing();
            },
            [at = at](int row) { return overviewWithin(u"alerts"_s, cleanUtf8(at(row).name, 128)).toString(); },
            [at = at, w = words](int row) { return w.areAlertsKnown(at(row)) ? QString() : w.whyNoAlerts(at(row)); },
            [at = at](int row) -> std::optional<Health> {
                return at(row).alertsFiring.value_or(0) > 0 ? std::optional(at(row).health) : std::nullopt;
            } };
    }
    [[nodiscard]] WordsProxy::Column freshness(const QString& title) const
    {
        const auto status = [at = at, w = words](int row) { return statusOf(at(row), w.sources); };
        const auto isOfPast = [w = words] { return w.moment.past || w.isCatchingUp(); };
        return { title,
            [status, isOfPast, at = at, w = words](int row) {
                if (w.isCatchingUp())
                    return w.whyUnknown();
                return isOfPast() ? pastFreshness(at(row).known ? w.moment.past : std::nullopt, w.formats)
                                  : freshnessText(status(row), w.formats);
            },
            [at = at](int row) {
                return at(row).name.empty() ? QString() : Place { u"start"_s, {} }.toString();
            },
            [status, isOfPast, w = words](int row) {
                return isOfPast() ? QString() : freshnessStory(status(row), w.formats, w.model.state().at);
            },
            [status, isOfPast, at = at, w = words](int row) {
                if (!isOfPast())
                    return std::optional(healthOf(status(row).freshness));
                return std::optional(at(row).known || w.isCatchingUp() ? Health::Changing : Health::Unknown);
            } };
    }
};

} // namespace

/// Of the past, "none" is believed only beside objects of then: a server that kept no alerts answers the same.
bool OverviewWords::areAlertsKnown(const ClusterSummary& cluster) const
{
    return cluster.alertsFiring && (*cluster.alertsFiring > 0 || cluster.known || !moment.past);
}

QString OverviewWords::whyNoAlerts(const ClusterSummary& cluster) const
{
    if (!moment.past)
        return OverviewPage::tr("No metrics server tells alerts of it.");
    if (!cluster.alertsFiring)
        return model.state().hasMetrics ? OverviewPage::tr("No metrics server has kept any of that time.")
                                        : OverviewPage::tr("No metrics server has answered for this moment yet.");
    return OverviewPage::tr(
        "No alert of that time was kept, and the objects of then are unknown: whether one fired is not known.");
}

void OverviewWords::apply(WordsProxy& proxy, const ClustersModel& clusters) const
{
    const Row at
        = [&clusters](int row) -> const ClusterSummary& { return clusters.rows()[static_cast<std::size_t>(row)]; };
    const Maker make { *this, at };
    const auto name = [at](int row) {
        return at(row).name.empty() ? OverviewPage::tr("all clusters") : cleanUtf8(at(row).name, 128);
    };
    const auto isProduction = [at, this](int row) {
        return !at(row).cluster.empty() && std::ranges::find(production, at(row).cluster) != production.end();
    };
    using C = ClusterSummary;
    proxy.setWords(
        { { OverviewPage::tr("Cluster"), name },
            make.number(
                OverviewPage::tr("Nodes"), [](const C& c) { return c.nodes.total; }, u"Node"_s),
            make.number(
                OverviewPage::tr("Nodes ill"), [](const C& c) { return c.nodes.ill(); }, u"Node"_s, u"state:ill"_s),
            make.number(
                OverviewPage::tr("Pods"), [](const C& c) { return c.pods.total; }, u"Pod"_s),
            make.number(
                OverviewPage::tr("Pods not ready"), [](const C& c) { return c.pods.ill(); }, u"Pod"_s,
                u"state:notready"_s),
            make.resource(OverviewPage::tr("CPU requested / used"), &C::cpuCores, false),
            make.ratio(OverviewPage::tr("CPU used"), [](const C& c) { return c.cpuCores.usedRatio(); }),
            make.resource(OverviewPage::tr("Memory requested / used"), &C::memoryBytes, true),
            make.ratio(OverviewPage::tr("Memory used"), [](const C& c) { return c.memoryBytes.usedRatio(); }),
            make.alerts(OverviewPage::tr("Alerts")),
            { OverviewPage::tr("Changes"),
                [at, this](int row) {
                    return at(row).known ? formats.numbers.count(at(row).changesLastHour) : Numbers::missing();
                } },
            make.freshness(OverviewPage::tr("Freshness")),
            { OverviewPage::tr("Known from"),
                [at, this](
                    int row) { return at(row).asOf ? formats.times.clock(*at(row).asOf) : Numbers::missing(); } } },
        { [name, at](int row) { return overviewPlace({}, at(row).name.empty() ? QString() : name(row)).toString(); },
            {}, isProduction });
}

} // namespace Strato
