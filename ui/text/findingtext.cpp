// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/findingtext.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPart = 200;

using Values = std::vector<std::pair<std::string, std::string>>;

std::string_view raw(const Values& values, std::string_view name)
{
    const auto it = std::ranges::find(values, name, &std::pair<std::string, std::string>::first);
    return it == values.end() ? std::string_view() : std::string_view(it->second);
}

QString text(const Values& values, std::string_view name)
{
    const std::string_view value = raw(values, name);
    return value.empty() ? Numbers::missing() : cleanLine(cleanUtf8(value, longestPart), longestPart);
}

QString bytes(const Values& values, std::string_view name, const Formats& formats)
{
    bool ok = false;
    const std::string_view value = raw(values, name);
    const double number = QByteArray(value.data(), static_cast<qsizetype>(value.size())).toDouble(&ok);
    return ok ? formats.numbers.bytes(number) : Numbers::missing();
}

QString percent(const Values& values, std::string_view name, const Formats& formats)
{
    bool ok = false;
    const std::string_view value = raw(values, name);
    const double number = QByteArray(value.data(), static_cast<qsizetype>(value.size())).toDouble(&ok);
    return ok ? formats.numbers.percent(number) : Numbers::missing();
}

/// One sentence a code. %1 and on are the code's values in the order that `values` names; a name with "#bytes" or
/// "#percent" at its end is a number to be written so.
struct Sentence {
    const char* code;
    const char* text;
    std::vector<std::string_view> values;
};

const std::vector<Sentence>& sentences()
{
    static const std::vector<Sentence> table {
        //: Sentences about what is wrong; %1 and on are values from the cluster
        { "podCrashLooping", QT_TRANSLATE_NOOP("Finding", "crash-looping: %1 restarts, last exit %2 (%3)"),
            { "restarts", "exitCode", "reason" } },
        { "podOOMKilled", QT_TRANSLATE_NOOP("Finding", "out of memory: killed (the pod may use %2), %1 restarts"),
            { "restarts", "limitBytes#bytes" } },
        { "podImagePull", QT_TRANSLATE_NOOP("Finding", "image cannot be pulled: %2 (%1)"), { "reason", "images" } },
        { "podConfigError", QT_TRANSLATE_NOOP("Finding", "container cannot start: %1"), { "reason" } },
        { "podUnschedulable", QT_TRANSLATE_NOOP("Finding", "no node takes it: %1"), { "message" } },
        { "podPending", QT_TRANSLATE_NOOP("Finding", "pending: %1"), { "reason" } },
        { "podNotReady", QT_TRANSLATE_NOOP("Finding", "running but not ready: %1"), { "unready" } },
        { "podEvicted", QT_TRANSLATE_NOOP("Finding", "evicted: %1"), { "message" } },
        { "podFailed", QT_TRANSLATE_NOOP("Finding", "failed: %1"), { "reason" } },
        { "podTerminatingLong", QT_TRANSLATE_NOOP("Finding", "terminating for longer than its grace period"), {} },
        { "containerRestarting", QT_TRANSLATE_NOOP("Finding", "restarted %1 times, last because of %2"),
            { "restarts", "reason" } },
        { "podMemoryNearLimit", QT_TRANSLATE_NOOP("Finding", "memory %1 of %2"),
            { "usedBytes#bytes", "limitBytes#bytes" } },
        { "nodeNotReady", QT_TRANSLATE_NOOP("Finding", "node is not ready: %1"), { "status" } },
        { "nodePressure", QT_TRANSLATE_NOOP("Finding", "under pressure: %1"), { "pressures" } },
        { "nodeUnschedulable", QT_TRANSLATE_NOOP("Finding", "takes no new pods: cordoned"), {} },
        { "deploymentUnavailable", QT_TRANSLATE_NOOP("Finding", "%1 of %2 replicas available"),
            { "available", "replicas" } },
        { "rolloutStuck", QT_TRANSLATE_NOOP("Finding", "rollout does not go on: %1 of %2 updated"),
            { "updated", "replicas" } },
        { "statefulSetNotReady", QT_TRANSLATE_NOOP("Finding", "%1 of %2 replicas ready"), { "available", "replicas" } },
        { "daemonSetMissing", QT_TRANSLATE_NOOP("Finding", "runs on %1 of %2 nodes"), { "available", "replicas" } },
        { "jobFailed", QT_TRANSLATE_NOOP("Finding", "job failed: %1 failed pods"), { "failed" } },
        { "hpaAtMax", QT_TRANSLATE_NOOP("Finding", "at its maximum of %1 replicas and wants more"), { "replicas" } },
        { "hpaUnable", QT_TRANSLATE_NOOP("Finding", "cannot scale: %1"), { "reason" } },
        { "pdbBlocked", QT_TRANSLATE_NOOP("Finding", "no pod may be moved: %1 healthy, %2 wanted"),
            { "currentHealthy", "desiredHealthy" } },
        { "pvcPending", QT_TRANSLATE_NOOP("Finding", "volume claim waits (storage class %1)"), { "storageClass" } },
        { "pvcLost", QT_TRANSLATE_NOOP("Finding", "volume is lost: %1"), { "volume" } },
        { "volumeFailed", QT_TRANSLATE_NOOP("Finding", "volume failed: %1"), { "reason" } },
        { "namespaceTerminatingLong", QT_TRANSLATE_NOOP("Finding", "namespace does not go away: %1"), { "message" } },
        { "quotaNearlyFull", QT_TRANSLATE_NOOP("Finding", "quota of %2 is %1 used"), { "ratio#percent", "resource" } },
        { "alertFiring", QT_TRANSLATE_NOOP("Finding", "%1: %2"), { "alert", "summary" } },
    };
    return table;
}

QString valueText(const Values& values, std::string_view name, const Formats& formats)
{
    if (name.ends_with("#bytes"))
        return bytes(values, name.substr(0, name.size() - 6), formats);
    if (name.ends_with("#percent"))
        return percent(values, name.substr(0, name.size() - 8), formats);
    return text(values, name);
}

} // namespace

QString findingText(const Finding& finding, const Formats& formats)
{
    const auto& table = sentences();
    const auto it = std::ranges::find_if(table, [&](const Sentence& s) { return finding.code == s.code; });
    if (it == table.end())
        return cleanUtf8(finding.code, longestPart);
    QString sentence = QCoreApplication::translate("Finding", it->text);
    QStringList parts;
    for (const std::string_view name : it->values)
        parts.push_back(valueText(finding.values, name, formats));
    // One pass for all places, so that a "%1" inside a value stays as it is.
    QString out;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == u'%' && i + 1 < sentence.size() && sentence[i + 1].isDigit();
        const qsizetype index = place ? sentence[i + 1].digitValue() - 1 : -1;
        if (index >= 0 && index < parts.size()) {
            out += parts[index];
            ++i;
        } else {
            out += sentence[i];
        }
    }
    const QString alert
        = finding.code == "alertFiring" ? QString() : cleanUtf8(raw(finding.values, "alert"), longestPart);
    if (const QString more = cleanUtf8(raw(finding.values, "more"), longestPart); !more.isEmpty())
        //: %1: what an alert says, %2: how many alerts of the same name fire for the same thing besides it
        out = QCoreApplication::translate("Finding", "%1 (and %2 more)").arg(out, more);
    //: %1: what is wrong, %2: name of an alert that fires for the same thing
    return alert.isEmpty() ? out : QCoreApplication::translate("Finding", "%1; alert %2").arg(out, alert);
}

QString findingTouches(const Finding& finding, const Formats& formats)
{
    QStringList parts;
    if (finding.callsAffected)
        parts.push_back(formats.numbers.rate(*finding.callsAffected));
    if (!raw(finding.values, "pods").empty())
        //: %1 of %2 pods
        parts.push_back(QCoreApplication::translate("Finding", "%1 of %2 pods")
                            .arg(text(finding.values, "pods"), text(finding.values, "of")));
    else if (finding.touches)
        parts.push_back(QCoreApplication::translate("Finding", "%n pod(s)", nullptr, *finding.touches));
    return parts.isEmpty() ? Numbers::missing() : parts.join(u", "_s);
}

QString changeText(const ChangeMark& change, const Formats& /*formats*/)
{
    //: What changed, in few words; the thing's name stands before it
    static const std::vector<std::pair<std::string_view, const char*>> words {
        { "imageChanged", QT_TRANSLATE_NOOP("Change", "image changed") },
        { "rolloutStarted", QT_TRANSLATE_NOOP("Change", "rollout started") },
        { "rolloutDone", QT_TRANSLATE_NOOP("Change", "rollout done") },
        { "replicasChanged", QT_TRANSLATE_NOOP("Change", "replicas") },
        { "hpaScaled", QT_TRANSLATE_NOOP("Change", "scaled by its autoscaler") },
        { "paused", QT_TRANSLATE_NOOP("Change", "paused") },
        { "resumed", QT_TRANSLATE_NOOP("Change", "resumed") },
        { "configChanged", QT_TRANSLATE_NOOP("Change", "configuration changed") },
        { "hpaLimitsChanged", QT_TRANSLATE_NOOP("Change", "autoscaler limits changed") },
        { "appeared", QT_TRANSLATE_NOOP("Change", "created") },
        { "gone", QT_TRANSLATE_NOOP("Change", "deleted") },
        { "goneBefore", QT_TRANSLATE_NOOP("Change", "deleted by then, unseen") },
        { "nodeJoined", QT_TRANSLATE_NOOP("Change", "joined the cluster") },
        { "nodeLeft", QT_TRANSLATE_NOOP("Change", "left the cluster") },
        { "nodeLeftBefore", QT_TRANSLATE_NOOP("Change", "left the cluster by then, unseen") },
        { "nodeCordoned", QT_TRANSLATE_NOOP("Change", "cordoned") },
        { "nodeUncordoned", QT_TRANSLATE_NOOP("Change", "uncordoned") },
        { "nodeNotReady", QT_TRANSLATE_NOOP("Change", "became not ready") },
        { "nodeReady", QT_TRANSLATE_NOOP("Change", "became ready") },
        { "changed", QT_TRANSLATE_NOOP("Change", "changed") },
    };
    const auto it = std::ranges::find(words, change.code, &std::pair<std::string_view, const char*>::first);
    const QString what
        = it == words.end() ? cleanUtf8(change.code, longestPart) : QCoreApplication::translate("Change", it->second);
    const bool both = !raw(change.values, "from").empty() && !raw(change.values, "to").empty();
    return both ? what + u' ' + text(change.values, "from") + u" → "_s + text(change.values, "to") : what;
}

QString changeAuthor(const ChangeMark& change)
{
    if (!change.person.empty())
        return cleanUtf8(change.person, longestPart);
    if (!change.fieldManager.empty())
        return cleanUtf8(change.fieldManager, longestPart);
    //: Nobody wrote down who made a change
    return QCoreApplication::translate("Change", "not recorded");
}

} // namespace Strato
