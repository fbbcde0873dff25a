// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/changemarks.h"

#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace Strato {

namespace {

using Kind = ChangeMark::Kind;
using Values = std::vector<std::pair<std::string, std::string>>;

// Their coming and going is somebody's doing; pods, replica sets, jobs and endpoints come and go by themselves.
constexpr std::array<std::string_view, 11> placedByPeople { "Deployment", "StatefulSet", "DaemonSet", "CronJob",
    "Service", "Ingress", "ConfigMap", "Secret", "HorizontalPodAutoscaler", "Namespace", "PersistentVolumeClaim" };
// Their coming and going is told by what they are part of; their content is somebody's doing all the same.
constexpr std::array<std::string_view, 2> editedByPeople { "PodDisruptionBudget", "ResourceQuota" };
constexpr std::array<std::string_view, 3> workloads { "Deployment", "StatefulSet", "DaemonSet" };
constexpr std::array<std::string_view, 3> autoscalers { "horizontal-pod-autoscaler", "kube-controller-manager",
    "keda" };

template <std::size_t n> bool contains(const std::array<std::string_view, n>& all, std::string_view one)
{
    return std::ranges::find(all, one) != all.end();
}

/// Says that an object was written and not what became another.
bool isEdit(const ChangeMark& mark)
{
    return mark.code == "changed" || mark.code == "configChanged";
}

/// Compares two states of one record and collects marks.
class Differ final {
public:
    explicit Differ(const Change& change)
        : m_change(change)
        , m_record(change.after ? *change.after : *change.before)
        , m_kind(m_record.schema ? std::string_view(m_record.schema->kind) : std::string_view())
    {
    }

    std::vector<ChangeMark> run()
    {
        if (m_record.provisional || m_kind.empty() || (m_change.before && m_change.before->provisional))
            return {};
        if (m_change.unfollowed)
            return {}; // we left, it did not
        if (!m_change.before)
            m_change.initial ? foundAtStart() : appeared();
        else if (!m_change.after)
            gone();
        else
            differences();
        return std::move(m_marks);
    }

private:
    void mark(Kind kind, std::string_view code, Values values = {})
    {
        ChangeMark mark;
        mark.entity = m_record.entity;
        mark.cluster = m_record.cluster;
        mark.nameSpace = m_record.nameSpace;
        mark.objectKind = IString(m_kind);
        mark.name = m_record.name;
        mark.kind = kind;
        mark.code = code;
        mark.values = std::move(values);
        if (m_change.after) // who deleted is not recorded
            mark.fieldManager = m_record.text(Columns::changedBy);
        mark.at = m_at.value_or(m_change.sourceTime == Instant {} ? m_change.seenTime : m_change.sourceTime);
        m_marks.push_back(std::move(mark));
    }

    [[nodiscard]] std::string_view before(std::string_view column) const { return m_change.before->text(column); }
    [[nodiscard]] std::string_view after(std::string_view column) const { return m_change.after->text(column); }
    [[nodiscard]] bool textDiffers(std::string_view column) const { return before(column) != after(column); }
    [[nodiscard]] bool numberDiffers(std::string_view column) const
    {
        return m_change.before->integer(column) != m_change.after->integer(column);
    }
    [[nodiscard]] static std::string number(const RecordPtr& record, std::string_view column)
    {
        const auto value = record->integer(column);
        return value ? std::to_string(*value) : std::string();
    }
    [[nodiscard]] Values fromTo(std::string_view column) const
    {
        return { { "from", number(m_change.before, column) }, { "to", number(m_change.after, column) } };
    }

    void foundAtStart()
    {
        const auto changedAt = m_record.integer(Columns::changedAt);
        if (!contains(placedByPeople, m_kind) || !changedAt)
            return;
        m_at = Instant { *changedAt };
        const bool isNew = *m_at - m_record.created < std::chrono::seconds(2);
        mark(isNew ? Kind::Appeared : Kind::Other, isNew ? "appeared" : "changed");
    }

    void appeared()
    {
        if (m_record.created != Instant {})
            m_at = m_record.created;
        if (m_kind == "Node")
            mark(Kind::Node, "nodeJoined");
        else if (contains(placedByPeople, m_kind))
            mark(Kind::Appeared, "appeared");
    }

    void gone()
    {
        if (m_kind == "Node")
            mark(Kind::Node, m_change.finalStateUnknown ? "nodeLeftBefore" : "nodeLeft");
        else if (contains(placedByPeople, m_kind))
            mark(Kind::Gone, m_change.finalStateUnknown ? "goneBefore" : "gone");
    }

    void differences()
    {
        if (m_change.before->uid != m_change.after->uid)
            return; // another incarnation: told as gone and appeared
        if (numberDiffers(Columns::changedAt) && m_record.integer(Columns::changedAt))
            m_at = Instant { *m_record.integer(Columns::changedAt) };
        if (contains(workloads, m_kind))
            workload();
        else if (m_kind == "Node")
            node();
        else if (m_kind == "ConfigMap" || m_kind == "Secret")
            configuration();
        else if (m_kind == "HorizontalPodAutoscaler"
            && (numberDiffers(Columns::minPods) || numberDiffers(Columns::maxPods)))
            autoscaler();
        else if (contains(placedByPeople, m_kind) || contains(editedByPeople, m_kind))
            edited();
    }

    /// Of kinds that are not looked into. Controllers that only report write the status, which does not count here;
    /// what the cluster itself notes on an object (that a claim is bound) is nobody's doing.
    void edited()
    {
        if (numberDiffers(Columns::changedAt) && m_change.after->integer(Columns::changedAt)
            && after(Columns::changedBy) != "kube-controller-manager")
            mark(Kind::Other, "changed");
    }

    void workload()
    {
        if (textDiffers(Columns::images)) {
            mark(Kind::Rollout, "imageChanged",
                { { "from", std::string(before(Columns::images)) }, { "to", std::string(after(Columns::images)) } });
        } else if (textDiffers(Columns::revision) && !before(Columns::revision).empty()) {
            mark(Kind::Rollout, "rolloutStarted",
                { { "from", std::string(before(Columns::revision)) },
                    { "to", std::string(after(Columns::revision)) } });
        }
        if (numberDiffers(Columns::replicas)) {
            const bool bySelf = contains(autoscalers, after(Columns::changedBy));
            mark(Kind::Scale, bySelf ? "hpaScaled" : "replicasChanged", fromTo(Columns::replicas));
        }
        if (numberDiffers(Columns::paused))
            mark(Kind::Rollout, m_change.after->integer(Columns::paused).value_or(0) != 0 ? "paused" : "resumed");
        // The deployment controller says so itself; for other kinds the last pod updated is the end.
        constexpr std::string_view done = "NewReplicaSetAvailable";
        if (!before(Columns::progressing).empty() && before(Columns::progressing) != done
            && after(Columns::progressing) == done) {
            m_at.reset();
            mark(Kind::Rollout, "rolloutDone", { { "revision", std::string(after(Columns::revision)) } });
        }
    }

    void node()
    {
        if (numberDiffers(Columns::unschedulable)) {
            const bool closed = m_change.after->integer(Columns::unschedulable).value_or(0) != 0;
            mark(Kind::Node, closed ? "nodeCordoned" : "nodeUncordoned");
        }
        const bool wasReady = !before(Columns::status).starts_with("NotReady");
        const bool isReady = !after(Columns::status).starts_with("NotReady");
        if (wasReady != isReady) {
            m_at.reset();
            mark(Kind::Node, isReady ? "nodeReady" : "nodeNotReady");
        }
    }

    void configuration()
    {
        if (!numberDiffers(Columns::changedAt) && !numberDiffers(Columns::data))
            return;
        Values values;
        if (numberDiffers(Columns::data)) {
            values = { { "keysFrom", number(m_change.before, Columns::data) },
                { "keysTo", number(m_change.after, Columns::data) } };
        }
        mark(Kind::Config, "configChanged", std::move(values));
    }

    void autoscaler()
    {
        mark(Kind::Config, "hpaLimitsChanged",
            { { "minFrom", number(m_change.before, Columns::minPods) },
                { "minTo", number(m_change.after, Columns::minPods) },
                { "maxFrom", number(m_change.before, Columns::maxPods) },
                { "maxTo", number(m_change.after, Columns::maxPods) } });
    }

    const Change& m_change;
    const Record& m_record;
    const std::string_view m_kind;
    std::optional<Instant> m_at; // when the server recorded it
    std::vector<ChangeMark> m_marks;
};

} // namespace

std::vector<ChangeMark> changeMarks(const Change& change)
{
    if (!change.before && !change.after)
        return {};
    return Differ(change).run();
}

void RecentMarks::add(const Change& change)
{
    for (ChangeMark& mark : changeMarks(change)) {
        const Instant oldest = change.seenTime - m_keep;
        if (mark.at < oldest)
            continue;
        const auto place = std::upper_bound(
            m_marks.begin(), m_marks.end(), mark.at, [](Instant at, const ChangeMark& held) { return at < held.at; });
        const auto sameMoment = std::ranges::lower_bound(m_marks.begin(), place, mark.at, {}, &ChangeMark::at);
        if (std::find(sameMoment, place, mark) != place)
            continue;
        const auto number = place - m_marks.begin() - (isEdit(mark) && dropEarlierEdit(mark) ? 1 : 0);
        m_marks.insert(m_marks.begin() + number, std::move(mark));
        while (!m_marks.empty() && m_marks.front().at < oldest)
            dropOldest();
        if (m_marks.size() > mostMarks) {
            dropOldest();
            ++m_forgotten;
        }
    }
}

bool RecentMarks::dropEarlierEdit(const ChangeMark& mark)
{
    const auto [last, isFirst] = m_lastEdit.try_emplace(mark.entity, mark.at);
    if (isFirst || mark.at < last->second)
        return false;
    const Instant before = std::exchange(last->second, mark.at);
    if (mark.at - before > sameEdit)
        return false;
    const auto from = std::ranges::lower_bound(m_marks, before, {}, &ChangeMark::at);
    const auto to = std::ranges::upper_bound(m_marks, before, {}, &ChangeMark::at);
    const auto same = std::find_if(from, to, [&](const ChangeMark& held) {
        return isEdit(held) && held.entity == mark.entity && held.code == mark.code
            && held.fieldManager == mark.fieldManager;
    });
    if (same == to)
        return false;
    m_marks.erase(same);
    return true;
}

void RecentMarks::dropOldest()
{
    const auto last = m_lastEdit.find(m_marks.front().entity);
    if (last != m_lastEdit.end() && last->second <= m_marks.front().at)
        m_lastEdit.erase(last);
    m_marks.pop_front();
}

std::vector<ChangeMark> RecentMarks::since(Instant since) const
{
    const auto first = std::ranges::lower_bound(m_marks, since, {}, &ChangeMark::at);
    return { first, m_marks.end() };
}

} // namespace Strato
