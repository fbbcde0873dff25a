// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/saturating.h"
#include "models/kube/decode/podparts.h"
#include "models/kube/decode/projections.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Strato {

namespace {

namespace C = Columns;

using namespace PodParts;

struct Restarts {
    std::int64_t count = 0;
    std::optional<std::int64_t> last;

    void add(const Container& container)
    {
        count = saturatingSum(count, container.restarts);
        const auto finished = container.lastTerminated["finishedAt"].optionalNumber();
        if (finished && (!last || *last < *finished))
            last = finished;
    }
};

/// What kubectl prints of a pod, worked out as it does it (pkg/printers, printPod). Containers are added in their
/// order, init containers first.
class Printed {
public:
    Printed(const Spec& spec, const Status& status, std::string& word)
        : m_spec(spec)
        , m_status(status)
        , m_word(word)
        , m_total(spec.containers + static_cast<int>(spec.sidecars.size()))
    {
        m_word = status.scheduled.reason == "SchedulingGated" ? status.scheduled.reason
            : status.reason.empty()                           ? status.phase
                                                              : status.reason;
    }

    /// Up to the first that holds the pod up: that one's word stays.
    void addInit(const Container& container)
    {
        if (m_initializing)
            return;
        ++m_initIndex;
        m_restarts.add(container);
        const bool sidecar = m_spec.isSidecar(container.name);
        if (sidecar)
            m_sidecars.add(container);
        if (container.terminated.exists() && container.terminated["exitCode"].number() == 0)
            return;
        if (sidecar && container.started) {
            m_ready += container.ready ? 1 : 0;
            return;
        }
        m_initializing = true;
        m_word = "Init:";
        if (container.terminated.exists())
            appendEndOf(m_word, container.terminated);
        else if (!container.waitingReason.empty() && container.waitingReason != "PodInitializing")
            m_word += container.waitingReason;
        else
            m_word.append(std::to_string(m_initIndex)).append("/").append(std::to_string(m_spec.initContainers));
    }

    /// The first container that has something to tell is heard.
    void add(const Container& container)
    {
        if (m_initializing && !m_status.initialized.isTrue())
            return;
        if (!std::exchange(m_ordinary, true))
            m_restarts = m_sidecars;
        m_restarts.add(container);
        const bool waits = !container.waitingReason.empty();
        if (!waits && !container.terminated.exists()) {
            const bool runs = container.ready && container.running.exists();
            m_running = m_running || runs;
            m_ready += runs ? 1 : 0;
        } else if (!std::exchange(m_told, true)) {
            m_word = container.waitingReason;
            if (!waits)
                appendEndOf(m_word, container.terminated);
        }
    }

    void finish(bool deleted)
    {
        // Without any status of a container, its restarts are those of the sidecars all the same.
        if (!m_ordinary && (!m_initializing || m_status.initialized.isTrue()))
            m_restarts = m_sidecars;
        if (m_word == "Completed" && m_running)
            m_word = m_status.ready.isTrue() ? "Running" : "NotReady";
        if (deleted && m_status.reason == "NodeLost")
            m_word = "Unknown";
        else if (deleted && m_status.phase != "Succeeded" && m_status.phase != "Failed")
            m_word = "Terminating";
    }

    [[nodiscard]] std::string_view word() const { return m_word; }
    [[nodiscard]] std::int64_t ready() const { return m_ready; }
    [[nodiscard]] std::int64_t total() const { return m_total; }
    [[nodiscard]] const Restarts& restarts() const { return m_restarts; }

private:
    const Spec& m_spec;
    const Status& m_status;
    std::string& m_word;
    std::int64_t m_ready = 0;
    std::int64_t m_total = 0;
    int m_initIndex = -1;
    bool m_initializing = false;
    bool m_ordinary = false; // an ordinary container was added
    bool m_told = false; // and one of them had something to tell
    bool m_running = false;
    Restarts m_restarts;
    Restarts m_sidecars;
};

void appendState(std::string& to, const Container& container)
{
    if (container.waiting.exists()) {
        to.append("Waiting(").append(container.waitingReason).append(")");
    } else if (container.terminated.exists()) {
        to += "Terminated(";
        appendEndOf(to, container.terminated);
        to += ')';
    } else {
        to += container.running.exists() ? "Running" : "Waiting()";
    }
}

/// Waits that end by themselves.
bool isPassing(std::string_view word)
{
    static constexpr std::array<std::string_view, 3> words { "ContainerCreating", "PodInitializing", "Pending" };
    return std::ranges::find(words, word) != words.end();
}

bool isProgressOfInit(std::string_view word)
{
    return word.starts_with("Init:") && word.size() > 5 && word[5] >= '0' && word[5] <= '9';
}

/// Why the pod as a whole came to its end. Its containers' last words, which kubectl prints, are what came of it.
bool hasOwnEnd(std::string_view word, const Status& status)
{
    if (status.reason.empty() || word == "Unknown")
        return false;
    return status.phase == "Failed" || status.reason == "NodeLost";
}

void judge(std::string_view word, const Status& status, bool unschedulable, RecordBuilder& into)
{
    // NOLINTBEGIN(bugprone-branch-clone): the order of the questions is the meaning
    if (word == "Terminating" || word == "SchedulingGated")
        into.fare(Health::Changing, word);
    else if (hasOwnEnd(word, status))
        into.fare(Health::Critical, status.reason);
    else if (word == "Completed" || word == "Succeeded")
        into.fare(Health::Well, {});
    else if (unschedulable)
        into.fare(Health::Warning, "Unschedulable");
    else if (isPassing(word) || isProgressOfInit(word))
        into.fare(Health::Changing, word);
    else if (word == "Running" && status.ready.isTrue())
        into.fare(Health::Well, {});
    else if (word == "Running" || word == "NotReady")
        into.fare(Health::Warning, "NotReady");
    else if (word.empty() || (word == "Unknown" && status.phase != "Unknown"))
        into.fare(Health::Unknown, word);
    else
        into.fare(Health::Critical, word);
    // NOLINTEND(bugprone-branch-clone)
}

/// Texts over all containers: what each is doing, which ids they have, which are not ready, how the last one ended.
struct ContainerTexts {
    std::string& states;
    std::string& ids;
    std::string& unready;
    std::string_view waiting;
    std::string_view waitingMessage;
    WireView lastEnd;

    explicit ContainerTexts(RecordBuilder& into)
        : states(into.buffer(States))
        , ids(into.buffer(Ids))
        , unready(into.buffer(Unready))
    {
    }

    void add(const Container& container, bool isInit)
    {
        appendTo(states, container.name);
        states += '=';
        appendState(states, container);
        if (!container.id.empty()) {
            appendTo(ids, container.name);
            ids.append("=").append(container.id);
        }
        if (!isInit && !container.ready)
            appendTo(unready, container.name);
        if (waiting.empty()) {
            waiting = container.waitingReason;
            waitingMessage = container.waiting["message"].text();
        }
        for (const WireView& end : { container.terminated, container.lastTerminated }) {
            if (!end.exists())
                continue;
            // An init container that did its work is no event.
            const bool ordinary = isInit && end["exitCode"].number() == 0;
            if (!ordinary && (!lastEnd.exists() || lastEnd["finishedAt"].number() < end["finishedAt"].number()))
                lastEnd = end;
        }
    }
};

void tellContainers(const Status& status, Printed& printed, ContainerTexts& texts)
{
    for (const WireView view : status.view.each("initContainerStatuses")) {
        const Container container(view);
        printed.addInit(container);
        texts.add(container, true);
    }
    for (const WireView view : status.view.each("containerStatuses")) {
        const Container container(view);
        printed.add(container);
        texts.add(container, false);
    }
}

void fillContainers(const ContainerTexts& texts, const Status& status, bool unschedulable, RecordBuilder& into)
{
    const std::string_view scheduling = unschedulable ? status.scheduled.message : std::string_view();
    const std::string_view told = !scheduling.empty() ? scheduling
        : !status.message.empty()                     ? status.message
        : !texts.waitingMessage.empty()               ? texts.waitingMessage
                                                      : texts.lastEnd["message"].text();
    const bool ended = texts.lastEnd.exists();
    std::string end;
    if (ended)
        appendEndOf(end, texts.lastEnd);
    into.message(C::message, told);
    into.text(C::containers, into.buffer(Names));
    into.message(C::images, into.buffer(Images));
    into.message(C::containerStates, texts.states);
    into.text(C::waitingReason, texts.waiting);
    into.text(C::unready, texts.unready);
    into.text(C::lastTermination, end);
    into.time(C::lastTerminationAt, texts.lastEnd["finishedAt"]);
    into.number(C::lastExitCode, ended ? std::optional(texts.lastEnd["exitCode"].number()) : std::nullopt);
    into.searchable(into.buffer(Images));
}

void fillGates(const Spec& spec, const Status& status, RecordBuilder& into)
{
    if (!spec.hasGates)
        return;
    std::int64_t gates = 0;
    std::int64_t open = 0;
    for (const WireView gate : spec.view.each("readinessGates")) {
        ++gates;
        open += Project::conditionIs(status.view, gate["conditionType"].text(), "True") ? 1 : 0;
    }
    into.fraction(C::readinessGates, open, gates);
}

} // namespace

void Project::pod(const WireView& object, RecordBuilder& into)
{
    const Spec spec(object["spec"], into);
    const Status status(object["status"], into);
    Printed printed(spec, status, into.buffer(Word));
    ContainerTexts texts(into);
    tellContainers(status, printed, texts);
    printed.finish(into.terminating());
    const bool unschedulable = status.scheduled.status == "False" && status.scheduled.reason == "Unschedulable";
    into.fraction(C::ready, printed.ready(), printed.total());
    into.text(C::status, printed.word());
    into.number(C::restarts, printed.restarts().count);
    into.number(C::lastRestart, printed.restarts().last);
    into.ownText(C::ip, status.ip);
    into.text(C::node, spec.node);
    into.text(C::nominatedNode, status.nominatedNode);
    fillGates(spec, status, into);
    podResources(spec.view, into);
    into.text(C::phase, status.phase);
    into.message(C::conditions, into.buffer(Conditions));
    fillContainers(texts, status, unschedulable, into);
    into.time(C::readySince, status.ready.changed);
    into.time(C::startedAt, status.startTime);
    into.flag(C::unschedulable, unschedulable);
    into.text(C::qosClass, status.qosClass);
    into.text(C::serviceAccount, spec.serviceAccount);
    into.text(C::priorityClass, spec.priorityClass);
    into.text(C::hostIp, status.hostIp);
    into.flag(C::hostNetwork, spec.hostNetwork);
    into.ownMessage(C::containerIds, texts.ids);
    into.text(C::claims, into.buffer(Claims));
    judge(printed.word(), status, unschedulable, into);
    for (const std::string_view more : { printed.word(), spec.node, status.ip })
        into.searchable(more);
    if (status.reason != printed.word())
        into.searchable(status.reason);
}

} // namespace Strato
