// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/reflectorrig.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Strato {

std::string configMapJson(const std::string& name, int version, const std::string& value, const std::string& uid)
{
    return R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":")" + name + R"(","namespace":"ns","uid":")"
        + (uid.empty() ? "uid-" + name : uid) + R"(","resourceVersion":")" + std::to_string(version)
        + R"(","creationTimestamp":"2026-01-02T03:04:05Z","labels":{"value":")" + value + R"("}},"data":{}})";
}

std::string listJson(
    int version, const std::vector<std::string>& items, const std::string& continueToken, int remaining)
{
    std::string joined;
    for (const std::string& item : items)
        joined += (joined.empty() ? "" : ",") + item;
    std::string metadata = R"({"resourceVersion":")" + std::to_string(version) + '"';
    if (!continueToken.empty())
        metadata += R"(,"continue":")" + continueToken + R"(","remainingItemCount":)" + std::to_string(remaining);
    return R"({"apiVersion":"v1","kind":"ConfigMapList","metadata":)" + metadata + R"(},"items":[)" + joined + "]}";
}

std::string eventJson(const std::string& type, const std::string& object)
{
    return R"({"type":")" + type + R"(","object":)" + object + "}\n";
}

std::string bookmarkJson(int version, bool endsInitialEvents)
{
    const std::string annotations
        = endsInitialEvents ? R"(,"annotations":{"k8s.io/initial-events-end":"true"})" : std::string();
    return eventJson("BOOKMARK",
        R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"resourceVersion":")" + std::to_string(version) + '"'
            + annotations + "}}");
}

std::string statusJson(int code, const std::string& reason, const std::string& message, const std::string& causeReason)
{
    const std::string details
        = causeReason.empty() ? std::string() : R"(,"details":{"causes":[{"reason":")" + causeReason + R"("}]})";
    return R"({"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":")" + message
        + R"(","reason":")" + reason + '"' + details + R"(,"code":)" + std::to_string(code) + "}";
}

std::string podJson(const std::string& name, int version, const std::string& ip)
{
    return R"({"apiVersion":"v1","kind":"Pod","metadata":{"name":")" + name + R"(","namespace":"shop","uid":"uid-)"
        + name + R"(","resourceVersion":")" + std::to_string(version)
        + R"("},"spec":{"containers":[{"name":"c"}]},"status":{"phase":"Running","podIP":")" + ip
        + R"(","containerStatuses":[{"name":"c","containerID":"containerd://cafe-)" + name + R"("}]}})";
}

std::string podListJson(int version, const std::string& items)
{
    return R"({"apiVersion":"v1","kind":"PodList","metadata":{"resourceVersion":")" + std::to_string(version)
        + R"("},"items":[)" + items + "]}";
}

std::string emptyListJson(const std::string& kind)
{
    return R"({"apiVersion":"v1","kind":")" + kind + R"(List","metadata":{"resourceVersion":"10"},"items":[]})";
}

std::string kubeSystemJson()
{
    return R"({"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system","uid":"cluster-uid"}})";
}

ReflectorRig::ReflectorRig(ReflectorSettings settings)
    : store(clock, std::make_unique<ChangeLog>(),
        [this](const std::vector<Change>& c) { changes.insert(changes.end(), c.begin(), c.end()); })
{
    settings.cluster = IString("c1");
    if (settings.kind.kind.empty())
        settings.kind = { "", "v1", "ConfigMap", "configmaps", true, {}, {}, {} };
    ReflectorHost host { transport, 1, executor, store, policy, lane(), lane(), [this] { return random; }, {} };
    reflector = std::make_unique<Reflector>(std::move(host), std::move(settings), [this] {
        if (history.empty() || history.back() != freshness())
            history.push_back(freshness());
    });
}

ReflectorRig::~ReflectorRig() = default;

DecodeLane ReflectorRig::lane()
{
    return [this](Task task) {
        if (laneBusy)
            m_held.push_back(std::move(task));
        else
            task();
    };
}

void ReflectorRig::freeLane()
{
    laneBusy = false;
    for (const Task& task : std::exchange(m_held, {}))
        task();
    run();
}

QStringList ReflectorRig::asked() const
{
    QStringList all;
    for (const FakeHttpTransport::Call& call : transport.calls()) {
        const QString version = call.parameter(u"resourceVersion"_s);
        if (call.isWatch())
            all << (call.parameter(u"sendInitialEvents"_s) == u"true"_s ? u"WATCHLIST"_s
                                                                        : QString(u"WATCH "_s + version));
        else if (!call.parameter(u"includeObject"_s).isNull())
            all << u"TABLE"_s;
        else if (!call.parameter(u"continue"_s).isNull())
            all << QString(u"LIST token="_s + call.parameter(u"continue"_s) + version);
        else
            all << QString(u"LIST "_s + version + (call.parameter(u"limit"_s).isNull() ? u" whole"_s : u""_s));
    }
    return all;
}

RequestId ReflectorRig::open() const
{
    const std::vector<RequestId> waiting = transport.waiting();
    return waiting.empty() ? 0 : waiting.back();
}

void ReflectorRig::advance(Duration by)
{
    const Duration end = clock.monotonic() + by;
    run();
    while (const auto due = executor.nextDue()) {
        if (*due > end)
            break;
        clock.advance(std::max(*due - clock.monotonic(), Duration(0)));
        run();
    }
    clock.advance(end - clock.monotonic());
    run();
}

void ReflectorRig::respond(int status, const std::string& body)
{
    QVERIFY2(open() != 0, "nothing waits for an answer");
    transport.respond(open(), status, body);
    run();
}

void ReflectorRig::openWatch()
{
    QVERIFY2(open() != 0 && transport.call(open()).isWatch(), "no watch waits");
    transport.sendHead(open());
    run();
}

void ReflectorRig::sendEvents(const std::vector<std::string>& events)
{
    for (const std::string& event : events)
        transport.sendData(open(), event);
    run();
}

void ReflectorRig::endWatch()
{
    transport.finish(open());
    run();
}

void ReflectorRig::sync(int version, const std::vector<std::string>& items)
{
    reflector->start();
    respond(200, listJson(version, items));
    openWatch();
}

std::map<std::string, std::string> ReflectorRig::stored() const
{
    std::map<std::string, std::string> all;
    store.current()->forEach(
        [&](const RecordPtr& record) { all[std::string(record->name.view())] = std::string(record->label("value")); });
    return all;
}

} // namespace Strato
