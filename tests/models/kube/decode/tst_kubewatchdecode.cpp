// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/watchframesplitter.h"
#include "models/kube/schema/columnids.h"
#include "tests/models/kube/decode/decodefixtures.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

constexpr const char* podTable = R"T({"kind":"Table","apiVersion":"meta.k8s.io/v1",
 "metadata":{"resourceVersion":"77","continue":"next","remainingItemCount":19800},
 "columnDefinitions":[{"name":"Name","type":"string","format":"name","priority":0},{"name":"Ready","type":"string"},
  {"name":"Status","type":"string"},{"name":"Restarts","type":"string"},{"name":"Age","type":"string"},
  {"name":"IP","type":"string","priority":1},{"name":"Node","type":"string","priority":1},
  {"name":"Nominated Node","type":"string","priority":1}],
 "rows":[{"cells":["web-1","1/2","CrashLoopBackOff","12 (3m ago)","5d","10.0.0.1","node-1","<none>"],
  "object":{"kind":"PartialObjectMetadata","metadata":{"name":"web-1","namespace":"shop","uid":"u1",
   "resourceVersion":"70","creationTimestamp":"2026-01-02T03:04:05Z","labels":{"app":"web"}}}}]})T";

constexpr const char* widgetTable = R"({"kind":"Table","metadata":{"resourceVersion":"9"},
 "columnDefinitions":[{"name":"Name","type":"string"},{"name":"Ready","type":"string"},{"name":"Max Size","type":"integer"},{"name":"Ratio","type":"number","priority":1},{"name":"Age","type":"date"},{"name":"Name","type":"string"}],
 "rows":[{"cells":["w1","True",12345678901,0.5,"3d","again"],"object":{"metadata":{"name":"w1","namespace":"shop","uid":"x","resourceVersion":"8"}}},
         {"object":{"metadata":{"name":"w2","namespace":"shop","uid":"y","resourceVersion":"9","deletionTimestamp":"2026-01-02T03:04:05Z"}},"cells":["w2",null,null,null,"3d"]}]})";

ResourceKind widgetKind()
{
    return { "example.org", "v1", "Widget", "widgets", true, { "list", "watch" }, {}, {} };
}

} // namespace

class TestKubeWatchDecode final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void framesSurviveAnyCut_data();
    void framesSurviveAnyCut();
    void eventsAreDecoded_data();
    void eventsAreDecoded();
    void unknownEventTypeStopsTheStream();
    void fieldsInAnotherOrderAreRead();
    void jsonFramesNeedNoNewline();
    void oversizedFramesAreRefusedForGood();
    void garbageBetweenFramesIsMalformed();
    void provisionalRowsFillBuiltInColumns();
    void customResourcesGetTheServersColumns();
    void quantitiesOfAMetricsServerAreNumbers();
    void aTableWithoutRowsMayHaveNoColumns();
    void watchAsTableKeepsTheSchema();
    void kindsWithoutTableKeepTheirMetadata();
    void otherVersionsOfAKnownKindKeepTheirMetadata();
    void statusesTellWhatToDo_data();
    void statusesTellWhatToDo();
};

void TestKubeWatchDecode::framesSurviveAnyCut_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("chunk");
    for (const char* file : { "watch.pb", "watch.json" })
        for (const int chunk : { 1, 2, 3, 7, 64, 1000, 1'000'000 })
            QTest::addRow("%s by %d", file, chunk) << QString::fromLatin1(file) << chunk;
}

void TestKubeWatchDecode::framesSurviveAnyCut()
{
    QFETCH(const QString, file);
    QFETCH(const int, chunk);
    const std::string bytes = fixture(file);
    const WireFormat format = file.endsWith(u".pb"_s) ? WireFormat::Protobuf : WireFormat::Json;
    WatchFrameSplitter whole(format);
    WatchFrameSplitter splitter(format);
    std::vector<std::string> expected;
    std::vector<std::string> frames;
    QVERIFY(whole.feed(bytes, expected).has_value());
    for (std::size_t at = 0; at < bytes.size(); at += static_cast<std::size_t>(chunk))
        QVERIFY(splitter.feed(std::string_view(bytes).substr(at, static_cast<std::size_t>(chunk)), frames).has_value());
    QCOMPARE(frames.size(), std::size_t(4));
    QVERIFY(frames == expected);
    QCOMPARE(splitter.pendingBytes(), std::size_t(0));
}

void TestKubeWatchDecode::eventsAreDecoded_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("protobuf") << u"watch.pb"_s;
    QTest::newRow("json") << u"watch.json"_s;
}

void TestKubeWatchDecode::eventsAreDecoded()
{
    QFETCH(const QString, file);
    const WireFormat format = file.endsWith(u".pb"_s) ? WireFormat::Protobuf : WireFormat::Json;
    WatchFrameSplitter splitter(format);
    std::vector<std::string> frames;
    QVERIFY(splitter.feed(fixture(file), frames).has_value());
    KubeDecoder decoder = decoderFor("", "Pod");
    std::vector<WatchEvent> events;
    for (const std::string& frame : frames) {
        auto event = decoder.watchEvent(frame, format);
        QVERIFY2(event.has_value(), event ? "" : qPrintable(event.error().detail));
        events.push_back(std::move(*event));
    }
    QCOMPARE(events[0].type, WatchEventType::Added);
    QCOMPARE(events[0].resourceVersion, std::string("1042"));
    QCOMPARE(shown(*events[0].record, Columns::status), u"CrashLoopBackOff"_s);
    QCOMPARE(events[1].type, WatchEventType::Bookmark);
    QCOMPARE(events[1].resourceVersion, std::string("3000"));
    QVERIFY(events[1].initialEventsEnd);
    QVERIFY(!events[1].record);
    QCOMPARE(events[2].type, WatchEventType::Deleted);
    QVERIFY(events[2].record);
    QCOMPARE(events[3].type, WatchEventType::Error);
    QCOMPARE(events[3].status->code, 410);
    QVERIFY(events[3].status->isExpired());
    QVERIFY(events[3].status->isTooLargeResourceVersion());
    QCOMPARE(events[3].status->retryAfterSeconds, std::optional<int>(1));
}

void TestKubeWatchDecode::unknownEventTypeStopsTheStream()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto event
        = decoder.watchEvent(R"({"type":"REPLACED","object":{"metadata":{"name":"p"}}})", WireFormat::Json);
    QCOMPARE(event.error().code, ErrorCode::Malformed);
    QVERIFY(event.error().detail.contains(u"REPLACED"_s));
    const auto missing = decoder.watchEvent(R"({"object":{"metadata":{"name":"p"}}})", WireFormat::Json);
    QCOMPARE(missing.error().code, ErrorCode::Malformed);
    const auto bookmark = decoder.watchEvent(R"({"type":"BOOKMARK","object":{"metadata":{}}})", WireFormat::Json);
    QCOMPARE(bookmark.error().code, ErrorCode::Malformed);
}

void TestKubeWatchDecode::fieldsInAnotherOrderAreRead()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto event = decoder.watchEvent(
        R"({"object":{"status":{"phase":"Failed"},"metadata":{"uid":"u","name":"p"},"kind":"Pod"},"type":"MODIFIED"})",
        WireFormat::Json);
    QVERIFY2(event.has_value(), event ? "" : qPrintable(event.error().detail));
    QCOMPARE(shown(*event->record, Columns::status), u"Failed"_s);
    const auto list
        = decoder.list(R"({"items":[{"metadata":{"name":"p"}}],"metadata":{"resourceVersion":"5"},"kind":"PodList"})",
            WireFormat::Json);
    QVERIFY(list.has_value());
    QCOMPARE(list->resourceVersion, std::string("5"));
    QCOMPARE(decoder.list(R"({"items":null,"metadata":{}})", WireFormat::Json)->records.size(), std::size_t(0));
}

void TestKubeWatchDecode::jsonFramesNeedNoNewline()
{
    WatchFrameSplitter splitter(WireFormat::Json);
    std::vector<std::string> frames;
    QVERIFY(splitter
                .feed(R"( {"a":"}\"{"}{"b":[{}]}
 {"c":)",
                    frames)
                .has_value());
    QCOMPARE(frames.size(), std::size_t(2));
    QCOMPARE(frames[0], std::string(R"({"a":"}\"{"})"));
    QCOMPARE(frames[1], std::string(R"({"b":[{}]})"));
    QVERIFY(splitter.pendingBytes() > 0); // cut there: never handed out
    QVERIFY(splitter.feed("1}", frames).has_value());
    QCOMPARE(frames[2], std::string(R"({"c":1})"));
}

void TestKubeWatchDecode::oversizedFramesAreRefusedForGood()
{
    DecodeLimits limits;
    limits.maxFrameBytes = 100;
    std::vector<std::string> frames;
    WatchFrameSplitter json(WireFormat::Json, limits);
    QCOMPARE(json.feed("{\"a\":\"" + std::string(200, 'x'), frames).error().code, ErrorCode::TooLarge);
    QCOMPARE(json.feed("\"}", frames).error().code, ErrorCode::TooLarge);
    WatchFrameSplitter protobuf(WireFormat::Protobuf, limits);
    QCOMPARE(protobuf.feed(std::string("\x7F\xFF\xFF\xFF", 4), frames).error().code, ErrorCode::TooLarge);
    QCOMPARE(protobuf.pendingBytes(), std::size_t(0));
    QVERIFY(frames.empty());
}

void TestKubeWatchDecode::garbageBetweenFramesIsMalformed()
{
    std::vector<std::string> frames;
    WatchFrameSplitter splitter(WireFormat::Json);
    QCOMPARE(splitter.feed("{}<html>", frames).error().code, ErrorCode::Malformed);
    QCOMPARE(frames.size(), std::size_t(1));
}

void TestKubeWatchDecode::provisionalRowsFillBuiltInColumns()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto list = decoder.table(podTable, true);
    QVERIFY2(list.has_value(), list ? "" : qPrintable(list.error().detail));
    QCOMPARE(list->resourceVersion, std::string("77"));
    QCOMPARE(list->continueToken, std::string("next"));
    QCOMPARE(list->remaining, std::optional<std::int64_t>(19800));
    const Record& record = *list->records.front();
    QVERIFY(record.provisional);
    QCOMPARE(record.schema, builtInSchema("", "Pod"));
    QCOMPARE(record.uid, IString("u1"));
    QCOMPARE(shown(record, Columns::ready), u"1/2"_s);
    QCOMPARE(shown(record, Columns::status), u"CrashLoopBackOff"_s);
    QCOMPARE(shown(record, Columns::restarts), u"12"_s);
    QCOMPARE(shown(record, Columns::node), u"node-1"_s);
    QCOMPARE(shown(record, Columns::nominatedNode), QString()); // "<none>" is nothing
    QCOMPARE(record.created, instantFromSeconds(1'767'323'045));
    QVERIFY(record.searchText.find("crashloopbackoff") != std::string::npos);
}

void TestKubeWatchDecode::customResourcesGetTheServersColumns()
{
    KubeDecoder decoder(IString("cluster-1"), widgetKind());
    const auto list = decoder.table(widgetTable, false);
    QVERIFY2(list.has_value(), list ? "" : qPrintable(list.error().detail));
    QCOMPARE(list->records.size(), std::size_t(2));
    const Record& record = *list->records[0];
    QVERIFY(!record.provisional);
    QCOMPARE(record.entity.toString(), u"k8s:cluster-1/example.org/Widget/shop/w1"_s);
    QCOMPARE(shown(record, "ready"), u"True"_s);
    QCOMPARE(shown(record, "maxSize"), u"12345678901"_s);
    QCOMPARE(shown(record, "ratio"), u"0.5"_s);
    const KindSchema& schema = *list->schema;
    QCOMPARE(schema.columns[static_cast<std::size_t>(schema.column("maxSize"))].serverTitle, std::string("Max Size"));
    QVERIFY(!schema.columns[static_cast<std::size_t>(schema.column("ratio"))].shown);
    QCOMPARE(schema.column("age"), -1);
    QCOMPARE(shown(*list->records[1], "maxSize"), QString());
    QCOMPARE(list->records[1]->health, Health::Changing);
}

void TestKubeWatchDecode::quantitiesOfAMetricsServerAreNumbers()
{
    const ResourceKind kind { "metrics.k8s.io", "v1beta1", "NodeMetrics", "nodes", false, { "list" }, {}, {} };
    KubeDecoder decoder(IString("cluster-1"), kind);
    const auto list = decoder.table(
        R"({"kind":"Table","metadata":{},"columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"cpu","type":"string","format":"quantity"},{"name":"memory","type":"string","format":"quantity"},{"name":"Window","type":"string","format":"duration"}],
 "rows":[{"cells":["n1","247043521n","1536Mi","10.1s"],"object":{"metadata":{"name":"n1"}}}]})",
        false);
    QVERIFY2(list.has_value(), list ? "" : qPrintable(list.error().detail));
    const Record& record = *list->records.front();
    QVERIFY(record.integer("cpu") == std::optional<std::int64_t>(248)); // thousandths, rounded up
    QVERIFY(record.integer("memory") == std::optional<std::int64_t>(std::int64_t(1536) * 1024 * 1024));
    QCOMPARE(shown(record, "window"), u"10.1s"_s);
}

void TestKubeWatchDecode::aTableWithoutRowsMayHaveNoColumns()
{
    KubeDecoder decoder(IString("cluster-1"), widgetKind());
    const auto list = decoder.table(
        R"({"kind":"Table","metadata":{"resourceVersion":"5"},"columnDefinitions":null,"rows":null})", false);
    QVERIFY2(list.has_value(), list ? "" : qPrintable(list.error().detail));
    QVERIFY(list->records.empty());
    QVERIFY(!decoder.table(R"({"kind":"Table","metadata":{},"rows":[]})", false).has_value()); // but it says so
    QVERIFY(decoder.table(R"({"kind":"Table","metadata":{},"columnDefinitions":null,"rows":[]})", false).has_value());
    QVERIFY(decoder.table(widgetTable, false).has_value());
}

void TestKubeWatchDecode::watchAsTableKeepsTheSchema()
{
    KubeDecoder decoder(IString("cluster-1"), widgetKind());
    const auto list = decoder.table(widgetTable, false);
    QVERIFY(list.has_value());
    const std::string row
        = R"("rows":[{"cells":["w1","False",1,0.25,"3d"],"object":{"metadata":{"name":"w1","namespace":"shop","uid":"x","resourceVersion":"12"}}}])";
    const auto event = decoder.watchEvent(
        R"({"type":"MODIFIED","object":{"kind":"Table","metadata":{},)" + row + "}}", WireFormat::Json);
    QVERIFY2(event.has_value(), event ? "" : qPrintable(event.error().detail));
    QCOMPARE(event->record->schema, list->schema);
    QCOMPARE(event->resourceVersion, std::string("12"));
    QCOMPARE(shown(*event->record, "ready"), u"False"_s);
    const auto bookmark = decoder.watchEvent(
        R"({"type":"BOOKMARK","object":{"kind":"Table","rows":[{"cells":[],"object":{"metadata":{"name":"b","resourceVersion":"40","annotations":{"k8s.io/initial-events-end":"true"}}}}]}})",
        WireFormat::Json);
    QVERIFY2(bookmark.has_value(), bookmark ? "" : qPrintable(bookmark.error().detail));
    QCOMPARE(bookmark->resourceVersion, std::string("40"));
    QVERIFY(bookmark->initialEventsEnd);
    // As servers send it a moment before a watch ends: of no object.
    const auto last = decoder.watchEvent(
        R"({"type":"BOOKMARK","object":{"kind":"Table","metadata":{"resourceVersion":"41"},"rows":[{"cells":["",0],"object":{"kind":"PartialObjectMetadata","metadata":{"resourceVersion":"41","creationTimestamp":null}}}]}})",
        WireFormat::Json);
    QVERIFY2(last.has_value(), last ? "" : qPrintable(last.error().detail));
    QCOMPARE(last->resourceVersion, std::string("41"));
    QVERIFY(!last->initialEventsEnd);
    // Servers repeat the same definitions; the records still share one schema.
    const auto again = decoder.table(widgetTable, false);
    QCOMPARE(again->schema, list->schema);
}

void TestKubeWatchDecode::kindsWithoutTableKeepTheirMetadata()
{
    KubeDecoder decoder(IString("cluster-1"), widgetKind());
    const auto list = decoder.list(
        R"({"kind":"WidgetList","metadata":{"resourceVersion":"3"},"items":[{"kind":"Widget","metadata":{"name":"w","namespace":"n","uid":"u"},"spec":{"any":[1,{"x":2}]}}]})",
        WireFormat::Json);
    QVERIFY(list.has_value());
    QCOMPARE(list->records.front()->name, IString("w"));
    QCOMPARE(list->records.front()->health, Health::Unknown);
    QCOMPARE(list->schema->columns.front().id, std::string("name"));
}

void TestKubeWatchDecode::otherVersionsOfAKnownKindKeepTheirMetadata()
{
    ResourceKind kind = kindOf(*builtInSchema("autoscaling", "HorizontalPodAutoscaler"));
    kind.version = "v1";
    KubeDecoder decoder(IString("cluster-1"), kind);
    const auto record = decoder.object(
        R"({"metadata":{"name":"h"},"spec":{"targetCPUUtilizationPercentage":80,"minReplicas":"odd"}})",
        WireFormat::Json);
    QVERIFY(record.has_value());
    QCOMPARE((*record)->schema->column(Columns::targets), -1);
}

void TestKubeWatchDecode::statusesTellWhatToDo_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("traits");
    const auto row = [](const char* name, const char* json, ErrorCode code, const char* traits = "") {
        QTest::newRow(name) << QByteArray(json) << static_cast<int>(code) << QString::fromLatin1(traits);
    };
    row("forbidden", R"({"kind":"Status","code":403,"reason":"Forbidden","message":"pods is forbidden"})",
        ErrorCode::Forbidden);
    row("expired", R"({"kind":"Status","code":410,"reason":"Expired"})", ErrorCode::Gone, "expired");
    row("gone", R"({"kind":"Status","code":410,"reason":"Gone"})", ErrorCode::Gone, "expired");
    row("expired by reason alone", R"({"kind":"Status","reason":"Expired"})", ErrorCode::Gone, "expired");
    row("too large by cause",
        R"({"kind":"Status","code":504,"reason":"Timeout","details":{"causes":[{"reason":"ResourceVersionTooLarge"}]}})",
        ErrorCode::TimedOut, "tooLarge");
    row("too large by words",
        R"({"kind":"Status","code":504,"reason":"Timeout","message":"Too large resource version: 9, current: 1"})",
        ErrorCode::TimedOut, "tooLarge");
    row("store read error", R"({"kind":"Status","code":500,"reason":"StoreReadError"})", ErrorCode::ServerError,
        "store");
    row("too many", R"({"kind":"Status","code":429,"reason":"TooManyRequests","details":{"retryAfterSeconds":7}})",
        ErrorCode::TooManyRequests);
    row("unsupported", R"({"kind":"Status","code":415,"reason":"UnsupportedMediaType"})", ErrorCode::Unsupported);
}

void TestKubeWatchDecode::statusesTellWhatToDo()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, code);
    QFETCH(const QString, traits);
    const auto status = decodeStatus(json.toStdString(), WireFormat::Json);
    QVERIFY(status.has_value());
    QCOMPARE(static_cast<int>(status->toError().code), code);
    QCOMPARE(status->isExpired(), traits == u"expired"_s);
    QCOMPARE(status->isTooLargeResourceVersion(), traits == u"tooLarge"_s);
    QCOMPARE(status->isStoreReadError(), traits == u"store"_s);
}

QTEST_GUILESS_MAIN(TestKubeWatchDecode)
#include "tst_kubewatchdecode.moc"
