// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <protozero/pbf_reader.hpp>

using namespace Strato::Testing;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

const std::string Pods = "/api/v1/namespaces/conformance/pods";
const std::string Maps = "/api/v1/namespaces/conformance/configmaps";
const std::string Events = "/api/v1/namespaces/conformance/events";
const std::string Proto = "application/vnd.kubernetes.protobuf";

/// What runtime.Unknown holds.
struct Envelope {
    std::string apiVersion;
    std::string kind;
    std::string raw;
};

Envelope envelope(const std::string& bytes)
{
    Envelope out;
    if (bytes.compare(0, 4, std::string("k8s\0", 4)) != 0)
        return out;
    protozero::pbf_reader unknown(bytes.data() + 4, bytes.size() - 4);
    while (unknown.next()) {
        if (unknown.tag() == 1) {
            protozero::pbf_reader type = unknown.get_message();
            while (type.next()) {
                const bool version = type.tag() == 1;
                (version ? out.apiVersion : out.kind) = type.get_string();
            }
        } else if (unknown.tag() == 2) {
            out.raw = unknown.get_string();
        } else {
            unknown.skip();
        }
    }
    return out;
}

/// The text at a path of field numbers, first occurrence each.
std::string textAt(const std::string& bytes, std::initializer_list<std::uint32_t> path)
{
    std::string at = bytes;
    for (const std::uint32_t number : path) {
        protozero::pbf_reader reader(at);
        std::string next;
        if (!reader.next(number))
            return {};
        next = reader.get_string();
        at = next;
    }
    return at;
}

std::vector<std::string> items(const std::string& list)
{
    std::vector<std::string> out;
    protozero::pbf_reader reader(list);
    while (reader.next(2))
        out.push_back(reader.get_string());
    return out;
}

/// The events of a protobuf watch: type and object, whole frames only.
std::vector<std::pair<std::string, Envelope>> frames(const std::string& body)
{
    std::vector<std::pair<std::string, Envelope>> out;
    std::size_t at = 0;
    while (at + 4 <= body.size()) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i)
            size = size << 8U | static_cast<unsigned char>(body[at + i]);
        if (at + 4 + size > body.size())
            break;
        const std::string event = body.substr(at + 4, size);
        out.emplace_back(textAt(event, { 1 }), envelope(textAt(event, { 2, 1 })));
        at += 4 + size;
    }
    return out;
}

// Field numbers of k8s.io/api/core/v1 and meta/v1, generated.proto.
constexpr std::uint32_t Metadata = 1;
constexpr std::uint32_t MetaName = 1;
constexpr std::uint32_t MetaUid = 5;
constexpr std::uint32_t MetaVersion = 6;
constexpr std::uint32_t PodSpec = 2;
constexpr std::uint32_t SpecNodeName = 10;
constexpr std::uint32_t PodStatus = 3;
constexpr std::uint32_t StatusPhase = 1;

} // namespace

/// The same answers in protobuf, read by field numbers alone.
class TestConformanceProtobuf : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = ConformanceTarget::make();
        QVERIFY(applyFixture(*m_target));
        m_admin = std::make_unique<ApiClient>(m_target->admin());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anObjectSaysTheSameAsInJson()
    {
        const ApiReply reply = m_admin->get(Pods + "/pod-1", Proto);
        QCOMPARE(reply.header("content-type"), Proto);
        const Envelope pod = envelope(reply.body);
        QCOMPARE(pod.kind, std::string("Pod"));
        QCOMPARE(pod.apiVersion, std::string("v1"));
        const json expected = parsed(m_admin->get(Pods + "/pod-1"));
        QCOMPARE(textAt(pod.raw, { Metadata, MetaName }), std::string("pod-1"));
        QCOMPARE(textAt(pod.raw, { Metadata, MetaUid }), expected["metadata"]["uid"].get<std::string>());
        QCOMPARE(
            textAt(pod.raw, { Metadata, MetaVersion }), expected["metadata"]["resourceVersion"].get<std::string>());
        QCOMPARE(textAt(pod.raw, { PodSpec, SpecNodeName }), std::string("conformance-node"));
        QCOMPARE(textAt(pod.raw, { PodStatus, StatusPhase }), std::string("Running"));
    }

    void aListHasVersionAndItems()
    {
        const Envelope list = envelope(m_admin->get(Pods, Proto).body);
        QCOMPARE(list.kind, std::string("PodList"));
        QVERIFY(std::stoull(textAt(list.raw, { 1, 2 })) > 0);
        QCOMPARE(items(list.raw).size(), std::size_t { 5 });
        QCOMPARE(textAt(items(list.raw)[4], { Metadata, MetaName }), std::string("pod-5"));
        const Envelope page = envelope(m_admin->get(Pods + "?limit=2", Proto).body);
        QCOMPARE(items(page.raw).size(), std::size_t { 2 });
        QVERIFY(!textAt(page.raw, { 1, 3 }).empty()); // continue
    }

    void metadataAloneCanBeHadOfEveryKind()
    {
        const std::string partial = Proto + ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
        for (const std::string& path :
            { Pods, std::string("/apis/conformance.example.com/v1/namespaces/conformance/gadgets") }) {
            const Envelope list = envelope(m_admin->get(path, partial).body);
            QCOMPARE(list.kind, std::string("PartialObjectMetadataList"));
            QVERIFY(!textAt(items(list.raw).front(), { Metadata, MetaName }).empty());
            QVERIFY(textAt(items(list.raw).front(), { PodSpec }).empty());
        }
    }

    void customResourcesHaveNoProtobuf()
    {
        const std::string path = "/apis/conformance.example.com/v1/namespaces/conformance/gadgets";
        QCOMPARE(m_admin->get(path, Proto).status, 406);
        const ApiReply either = m_admin->get(path, Proto + ",application/json");
        QCOMPARE(either.header("content-type"), std::string("application/json"));
        QCOMPARE(either.status, 200);
    }

    void aTableIsJsonEvenWhenProtobufIsPreferred()
    {
        const std::string accept = Proto + ";as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1;g=meta.k8s.io";
        QCOMPARE(parsed(m_admin->get(Pods, accept))["kind"].get<std::string>(), std::string("Table"));
    }

    void aRefusalIsAStatusInProtobuf()
    {
        const ApiReply reply = m_admin->get(Pods + "/absent", Proto);
        QCOMPARE(reply.status, 404);
        const Envelope status = envelope(reply.body);
        QCOMPARE(status.kind, std::string("Status"));
        QCOMPARE(textAt(status.raw, { 2 }), std::string("Failure"));
        QCOMPARE(textAt(status.raw, { 4 }), std::string("NotFound"));
    }

    void aWatchComesInFrames()
    {
        const auto watch = open("watch=1&resourceVersion=" + now());
        QVERIFY(m_target->apply(fixtureConfigMap("framed", "1")));
        QVERIFY(m_target->remove(fixtureConfigMap("framed", "1")));
        QVERIFY(watch->waitFor([](const std::string& body) { return frames(body).size() == 2; }));
        const auto events = frames(watch->reply().body);
        QCOMPARE(events[0].first + " " + events[1].first, std::string("ADDED DELETED"));
        QCOMPARE(events[0].second.kind, std::string("ConfigMap"));
        QCOMPARE(textAt(events[0].second.raw, { Metadata, MetaName }), std::string("framed"));
        QVERIFY(watch->reply().headers.size() > 1);
        QVERIFY(watch->reply().header("content-type").starts_with(Proto));
    }

    void initialEventsEndWithABookmark()
    {
        if (minorVersion(*m_target) < InitialEventsMinor)
            QSKIP("initial events by watch need Kubernetes 1.34");
        QVERIFY(m_target->apply(fixtureConfigMap("framed", "2")));
        const auto watch
            = open("watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        QVERIFY(watch->waitFor(
            [](const std::string& body) { return !frames(body).empty() && frames(body).back().first == "BOOKMARK"; }));
        const Envelope mark = frames(watch->reply().body).back().second;
        QCOMPARE(mark.kind, std::string("ConfigMap"));
        constexpr std::uint32_t Annotations = 12;
        QCOMPARE(textAt(mark.raw, { Metadata, Annotations, 1 }), std::string("k8s.io/initial-events-end"));
    }

    void aForgottenVersionIsAnErrorWithAStatus()
    {
        const std::string old = now(Events);
        QVERIFY(m_target->apply(fixtureEvent("forgotten")));
        if (!m_target->compact())
            QSKIP("this server cannot be told to forget");
        const auto watch = open("watch=1&resourceVersion=" + old, Events);
        QVERIFY(watch->waitForEnd());
        const auto events = frames(watch->reply().body);
        QCOMPARE(events.size(), std::size_t { 1 });
        QCOMPARE(events[0].first, std::string("ERROR"));
        QCOMPARE(events[0].second.kind, std::string("Status"));
        QCOMPARE(textAt(events[0].second.raw, { 4 }), std::string("Expired"));
    }

private:
    [[nodiscard]] std::string now(const std::string& path = Maps) const
    {
        return parsed(m_admin->get(path))["metadata"]["resourceVersion"].get<std::string>();
    }
    [[nodiscard]] std::unique_ptr<ApiStream> open(const std::string& query, const std::string& path = Maps) const
    {
        ApiRequest request;
        request.path = path + "?" + query;
        request.accept = Proto + ";stream=watch";
        return m_admin->stream(std::move(request));
    }

    std::unique_ptr<ConformanceTarget> m_target;
    std::unique_ptr<ApiClient> m_admin;
};

QTEST_GUILESS_MAIN(TestConformanceProtobuf)
#include "tst_conformance_protobuf.moc"
