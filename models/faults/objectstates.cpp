// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/objectstates.h"

#include "models/kube/schema/columnids.h"

namespace Strato {

namespace {

enum PodField : std::size_t { Status, Phase, Waiting, Ready, Conditions };
enum NodeField : std::size_t { NodeStatus, NodeConditions, Pressures };

std::string_view wordOf(PodState state)
{
    switch (state) {
    case PodState::Ready: return "ready";
    case PodState::NotReady: return "unready";
    case PodState::CrashLooping:
    case PodState::ImagePull:
    case PodState::Failed: return "failing";
    case PodState::Pending: return "pending";
    case PodState::Succeeded: return "completed";
    case PodState::Terminating: return "terminating";
    case PodState::Unknown: return "unknown";
    }
    return {};
}

std::string_view wordOf(NodeState state)
{
    switch (state) {
    case NodeState::Ready: return "ready";
    case NodeState::NotReady: return "notready";
    case NodeState::UnderPressure: return "pressure";
    }
    return {};
}

constexpr std::string_view ill = "ill";
constexpr std::string_view notReady = "notready"; // of pods: for whatever reason

} // namespace

bool isFailing(PodState state)
{
    return state == PodState::CrashLooping || state == PodState::ImagePull || state == PodState::Failed;
}

bool isJudged(const Record& record, const IString& cluster)
{
    return record.cluster == cluster && !record.provisional;
}

bool isIll(PodState state)
{
    return isFailing(state) || state == PodState::NotReady || state == PodState::Pending;
}

ObjectStates::ObjectStates()
    : m_pod({ Columns::status, Columns::phase, Columns::waitingReason, Columns::ready, Columns::conditions })
    , m_node({ Columns::status, Columns::conditions, Columns::pressures })
{
}

PodState ObjectStates::pod(const Record& pod)
{
    m_pod.bind(pod);
    const std::string_view phase = m_pod.text(Phase);
    const auto mentions = [&](std::string_view word) {
        return m_pod.text(Status).find(word) != std::string_view::npos
            || m_pod.text(Waiting).find(word) != std::string_view::npos;
    };
    if (pod.provisional)
        return PodState::Unknown;
    if (pod.deletionRequested)
        return PodState::Terminating;
    if (phase == "Succeeded")
        return PodState::Succeeded;
    if (phase == "Failed")
        return PodState::Failed;
    if (phase == "Unknown")
        return PodState::Unknown;
    if (mentions("CrashLoopBackOff") || mentions("OOMKilled"))
        return PodState::CrashLooping;
    if (mentions("ImagePull") || mentions("InvalidImageName"))
        return PodState::ImagePull;
    if (phase == "Pending")
        return PodState::Pending;
    const auto ready = m_pod.integer(Ready);
    if (!ready)
        return PodState::Unknown;
    // A lost node's pods keep their containers' last word; the cluster takes their condition Ready away.
    const std::string_view conditions = m_pod.text(Conditions);
    const bool isTakenAway = hasCondition(conditions, "Ready=False") || hasCondition(conditions, "Ready=Unknown");
    return fractionPart(*ready) >= fractionWhole(*ready) && !isTakenAway ? PodState::Ready : PodState::NotReady;
}

NodeState ObjectStates::node(const Record& node)
{
    m_node.bind(node);
    const std::string_view conditions = m_node.text(NodeConditions);
    if (m_node.text(NodeStatus).starts_with("NotReady") || hasCondition(conditions, "Ready=False")
        || hasCondition(conditions, "Ready=Unknown"))
        return NodeState::NotReady;
    return m_node.text(Pressures).empty() ? NodeState::Ready : NodeState::UnderPressure;
}

bool ObjectStates::holds(const Record& record, std::string_view word)
{
    if (record.isOf("", "Pod")) {
        const PodState state = pod(record);
        return wordOf(state).starts_with(word)
            || (isIll(state) && (ill.starts_with(word) || notReady.starts_with(word)));
    }
    if (record.isOf("", "Node")) {
        const NodeState state = node(record);
        return wordOf(state).starts_with(word) || (state != NodeState::Ready && ill.starts_with(word));
    }
    return ill.starts_with(word) && (record.health == Health::Warning || record.health == Health::Critical);
}

} // namespace Strato
