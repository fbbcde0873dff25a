// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/overviewwords.h"

#include "models/base/plaintext.h"
#include "models/metrics/errorlimittypes.h"
#include "ui/text/findingtext.h"
#include "ui/text/freshnesstext.h"
#include "views/overview/overviewpage.h"

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

using Column = WordsProxy::Column;

QString plain(std::string_view text)
{
    return cleanUtf8(text, 256);
}

template <class Model> auto reader(const Model& model)
{
    return [&model](int row) -> const auto&
    {
        return model.rows()[static_cast<std::size_t>(row)];
    };
}

QString rate(const std::optional<double>& value, const Formats& formats)
{
    return value ? formats.numbers.rate(*value) : Numbers::missing();
}

} // namespace

Place entityPlace(const EntityId& entity)
{
    const auto parts = entity.kubernetesParts();
    if (!parts)
        return {};
    QString kind = QString::fromStdString(parts->kind);
    if (!parts->group.empty())
        kind += u'.' + QString::fromStdString(parts->group);
    return { u"explorer"_s, { { u"kind"_s, kind }, { u"entity"_s, entity.toString() } } };
}

Place listPlace(const QString& kind, const QString& filter, const QString& cluster)
{
    Place place { u"explorer"_s, { { u"kind"_s, kind } } };
    if (!filter.isEmpty())
        place.parameters.insert(u"filter"_s, filter);
    if (!cluster.isEmpty())
        place.parameters.insert(u"cluster"_s, cluster);
    return place;
}

Place listWithin(const QString& kind, const QString& filter, const QString& cluster)
{
    Place place = listPlace(kind, filter, {});
    place.parameters.insert(u"within"_s, cluster);
    return place;
}

Place overviewPlace(const QString& part, const QString& cluster)
{
    Place place { u"overview"_s, {} };
    if (!part.isEmpty())
        place.parameters.insert(u"part"_s, part);
    if (!cluster.isEmpty())
        place.parameters.insert(u"cluster"_s, cluster);
    return place;
}

Place overviewWithin(const QString& part, const QString& cluster)
{
    Place place = overviewPlace(part, {});
    if (!cluster.isEmpty())
        place.parameters.insert(u"within"_s, cluster);
    return place;
}

QString OverviewWords::clusterName(std::string_view id) const
{
    return cleanUtf8(model.nameOf(id), 128);
}

QString OverviewWords::whyUnknown() const
{
    if (isCatchingUp())
        return OverviewPage::tr("catching up");
    if (!moment.past)
        return OverviewPage::tr("no cluster has answered");
    return moment.knownSince && *moment.knownSince > *moment.past
        //: %1: a time of day, before which nothing is known
        ? OverviewPage::tr("not recorded before %1").arg(formats.times.brief(*moment.knownSince, *moment.past))
        : OverviewPage::tr("not recorded then");
}

QString OverviewWords::whyUnknownStory() const
{
    if (isCatchingUp())
        return OverviewPage::tr("That moment is being looked up.");
    if (!moment.past)
        return OverviewPage::tr("No cluster has answered.");
    return moment.knownSince && *moment.knownSince > *moment.past
        //: %1: a time of day
        ? OverviewPage::tr("This console has recorded objects from %1 on.")
              .arg(formats.times.brief(*moment.knownSince, *moment.past))
        : OverviewPage::tr("This console was not watching then.");
}

QString OverviewWords::share(const ResourceSums& sums, bool bytes) const
{
    const auto percent = [this](const std::optional<double>& ratio) {
        return ratio ? formats.numbers.percent(*ratio) : Numbers::missing();
    };
    const double capacity = sums.capacity.value_or(std::nan(""));
    //: %1 and %2: shares such as "71 %" and "38 %", requested and used; %3: all there is, such as "96" cores or "1.2
    //: TiB"
    return OverviewPage::tr("%1 / %2 of %3")
        .arg(percent(sums.requestedRatio()), percent(sums.usedRatio()),
            bytes ? formats.numbers.bytes(capacity) : formats.numbers.cores(capacity));
}

QString OverviewWords::shareStory(const ResourceSums& sums, bool bytes) const
{
    const auto number = [&](const std::optional<double>& value) {
        const double known = value.value_or(std::nan(""));
        return bytes ? formats.numbers.bytes(known) : formats.numbers.cores(known);
    };
    //: amounts of CPU cores or bytes of memory; a dash where one is not known
    QString story
        = OverviewPage::tr("Capacity %1, for pods %2\nRequested by pods %3\nUsed %4")
              .arg(number(sums.capacity), number(sums.allocatable), number(sums.requested), number(sums.used));
    if (!sums.used)
        story += u'\n'
            + OverviewPage::tr("Use is not known: neither a metrics server nor metrics.k8s.io has told it yet.");
    return story;
}

void OverviewWords::apply(WordsProxy& proxy, const FindingsModel& findings) const
{
    const auto at = [read = reader(findings)](int row) -> const Finding& { return read(row).finding; };
    const Formats& f = formats;
    const auto why = [at, f](int row) { return findingText(at(row), f); };
    const auto since = [at, f, this](int row) {
        const auto& begun = at(row).since;
        return begun ? f.times.brief(*begun, model.state().at) : Numbers::missing();
    };
    //: Column titles: what, where, why, touches, owner, since
    proxy.setWords({ { OverviewPage::tr("What"), [at](int row) { return plain(at(row).name.view()); } },
                       { OverviewPage::tr("Namespace"), [at](int row) { return plain(at(row).nameSpace.view()); } },
                       { OverviewPage::tr("Where"),
                           [at, this](int row) {
                               const QString space = plain(at(row).nameSpace.view());
                               const QString cluster = clusterName(at(row).cluster.view());
                               return space.isEmpty() ? cluster : QString(cluster + u' ' + space);
                           } },
                       { OverviewPage::tr("Why"), why, {}, why },
                       { OverviewPage::tr("Touches"), [at, f](int row) { return findingTouches(at(row), f); } },
                       //: column title: calls a second that a trouble touches
                       { OverviewPage::tr("Calls"), [at, f](int row) { return rate(at(row).callsAffected, f); } },
                       { OverviewPage::tr("Owner"),
                           [at](int row) {
                               return at(row).owner.empty() ? OverviewPage::tr("nobody named")
                                                            : cleanUtf8(at(row).owner, 128);
                           } },
                       { OverviewPage::tr("Since"), since, {},
                           [at, f](int row) {
                               const auto& begun = at(row).since;
                               return begun ? f.times.full(*begun) : OverviewPage::tr("Nothing says when it began.");
                           } } },
        { [at, this](int row) {
             const Place place = entityPlace(at(row).entity);
             return (place.view.isEmpty() ? overviewWithin(u"alerts"_s, clusterName(at(row).cluster.view())) : place)
                 .toString();
         },
            [at](int row) { return QString(plain(at(row).kind.view()) + u' ' + plain(at(row).name.view())); }, {} });
}

void OverviewWords::apply(WordsProxy& proxy, const ChangesModel& changes) const
{
    const auto at = reader(changes);
    const Formats& f = formats;
    proxy.setWords(
        { { OverviewPage::tr("When"), [at, f](int row) { return f.times.hourMinute(at(row).at); }, {},
              [at, f](int row) { return f.times.full(at(row).at); } },
            { OverviewPage::tr("What"),
                [at, f](int row) { return QString(plain(at(row).name.view()) + u' ' + changeText(at(row), f)); } },
            { OverviewPage::tr("Namespace"), [at](int row) { return plain(at(row).nameSpace.view()); } },
            { OverviewPage::tr("Cluster"), [at, this](int row) { return clusterName(at(row).cluster.view()); } },
            //: column title: what has changed, without the thing's name
            { OverviewPage::tr("Change"), [at, f](int row) { return changeText(at(row), f); } },
            //: column title: the program or the person that made a change
            { OverviewPage::tr("By"), [at](int row) { return changeAuthor(at(row)); } },
            { OverviewPage::tr("Person"),
                [at](int row) {
                    return at(row).person.empty() ? OverviewPage::tr("not recorded") : cleanUtf8(at(row).person, 128);
                } } },
        { [at](int row) { return entityPlace(at(row).entity).toString(); },
            [at, f, this](int row) {
                const ChangeMark& mark = at(row);
                return QString(plain(mark.objectKind.view()) + u' ' + plain(mark.name.view()) + u' '
                    + changeText(mark, f) + u'\n' + clusterName(mark.cluster.view()));
            },
            {} });
}

void OverviewWords::apply(WordsProxy& proxy, const AlertsModel& alerts) const
{
    const auto at = reader(alerts);
    const Formats& f = formats;
    const auto summary = [at](int row) {
        const QString first = cleanUtf8(at(row).alert.summary, 512);
        const auto alike = static_cast<int>(at(row).others.size()) + 1;
        //: of alerts of one rule on several things: how many they are; %1: what the first of them says
        return alike == 1 ? first : OverviewPage::tr("%n alike: %1", nullptr, alike).arg(first);
    };
    const auto summaries = [at](int row) {
        constexpr std::size_t mostSaid = 12;
        const std::vector<std::string>& others = at(row).others;
        QStringList all { cleanUtf8(at(row).alert.summary, 512) };
        for (std::size_t i = 0; i < std::min(others.size(), mostSaid); ++i)
            all.push_back(cleanUtf8(others[i], 512));
        if (others.size() > mostSaid)
            all.push_back(OverviewPage::tr("%n more", nullptr, static_cast<int>(others.size() - mostSaid)));
        return all.join(u'\n');
    };
    proxy.setWords(
        { { OverviewPage::tr("Alert"), [at](int row) { return plain(at(row).alert.name); } },
            { OverviewPage::tr("Cluster"), [at, this](int row) { return clusterName(at(row).cluster); } },
            { OverviewPage::tr("Namespace"), [at](int row) { return plain(at(row).alert.label("namespace")); } },
            { OverviewPage::tr("What it says"), summary, {}, summaries },
            { OverviewPage::tr("Since"),
                [at, f, this](int row) {
                    const auto& begun = at(row).alert.activeAt;
                    return begun ? f.times.brief(*begun, model.state().at) : Numbers::missing();
                } } },
        { [at, this](int row) {
             const Place place = at(row).others.empty() ? entityPlace(at(row).entity) : Place {};
             return (place.view.isEmpty() ? overviewWithin(u"alerts"_s, clusterName(at(row).cluster)) : place)
                 .toString();
         },
            [at](int row) {
                QStringList lines;
                for (const auto& [name, value] : at(row).alert.labels)
                    lines.push_back(plain(name) + u'=' + plain(value));
                return lines.join(u'\n');
            },
            {} });
}

void OverviewWords::apply(WordsProxy& proxy, const CallsModel& calls) const
{
    const auto at = reader(calls);
    const Formats& f = formats;
    const auto ratio = [at](int row) {
        const ServiceCalls& one = at(row);
        return one.callsPerSecond > 0 ? std::optional(one.failedPerSecond / one.callsPerSecond) : std::nullopt;
    };
    proxy.setWords(
        { { OverviewPage::tr("Service"), [at](int row) { return plain(at(row).service); } },
            { OverviewPage::tr("Namespace"), [at](int row) { return plain(at(row).nameSpace); } },
            { OverviewPage::tr("Cluster"), [at, this](int row) { return clusterName(at(row).cluster); } },
            { OverviewPage::tr("Calls"), [at, f](int row) { return f.numbers.rate(at(row).callsPerSecond); } },
            //: column title: calls a second that failed
            { OverviewPage::tr("Failed"), [at, f](int row) { return f.numbers.rate(at(row).failedPerSecond); } },
            { OverviewPage::tr("Error rate"),
                [ratio, f](int row) { return ratio(row) ? f.numbers.percent(*ratio(row)) : Numbers::missing(); }, {},
                {},
                [ratio](int row) { return ratio(row) ? std::optional(healthOfErrors(*ratio(row))) : std::nullopt; } } },
        { [at, this](int row) {
             QString filter = u"name:\""_s + plain(at(row).service) + u'"';
             if (!at(row).nameSpace.empty())
                 filter += u" ns:\""_s + plain(at(row).nameSpace) + u'"';
             return listWithin(u"Service"_s, filter, clusterName(at(row).cluster)).toString();
         },
            {}, {} });
}

} // namespace Strato
