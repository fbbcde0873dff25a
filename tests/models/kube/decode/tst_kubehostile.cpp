// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"
#include "models/kube/decode/discovery.h"
#include "models/kube/decode/jsonreader.h"
#include "models/kube/decode/watchframesplitter.h"
#include "models/kube/schema/columnids.h"
#include "tests/models/kube/decode/decodefixtures.h"

#include <QRegularExpression>
#include <QTest>

#include <unordered_set>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

std::string tag(int field, int wireType, const std::string& rest = {})
{
    return std::string(1, static_cast<char>((field << 3) | wireType)) + rest;
}

std::string delimited(int field, const std::string& bytes)
{
    return tag(field, 2, std::string(1, static_cast<char>(bytes.size()))) + bytes;
}

std::string enveloped(const std::string& kind, const std::string& raw)
{
    return std::string("k8s\0", 4) + delimited(1, delimited(1, "v1") + delimited(2, kind)) + delimited(2, raw);
}

} // namespace

/// Damaged, cut and malicious bytes are values, never crashes.
class TestKubeHostile final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void everyCutIsAnErrorOrAWholeAnswer_data();
    void everyCutIsAnErrorOrAWholeAnswer();
    void everyFlippedByteIsSurvived();
    void wrongWireTypesAreMalformed();
    void unknownFieldsAreSkipped();
    void millionDeepJsonIsRefused();
    void millionKeysAreFine();
    void tenMegabyteObjectIsFine();
    void loneSurrogatesAreMalformed();
    void wrongJsonTypesNameTheField();
    void htmlAndOtherKindsAreRefused();
    void hostileTextsAreCleanedAndBounded();
    void everyByteIsSeenWhereverItStands();
    void namesThatLookAlikeAreOfTwoObjects();
    void namelessObjectsAreMalformed();
    void namesThatNoIdHoldsAreRefused();
    void brokenTablesAreRefused();
    void hugeIntegersAreExactOrRefused();
    void lackOfMemoryIsNotTheServersFault();
};

void TestKubeHostile::everyCutIsAnErrorOrAWholeAnswer_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : { "Pod.pb", "Pod.json", "PodList.pb", "PodList.json", "watch.pb", "watch.json" })
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestKubeHostile::everyCutIsAnErrorOrAWholeAnswer()
{
    QFETCH(const QString, file);
    const std::string whole = fixture(file);
    const WireFormat format = file.endsWith(u".pb"_s) ? WireFormat::Protobuf : WireFormat::Json;
    const bool list = file.startsWith(u"PodList"_s);
    const bool watch = file.startsWith(u"watch"_s);
    KubeDecoder decoder = decoderFor("", "Pod");
    int good = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        // A copy of exactly this size, so that a sanitizer sees any read beyond it.
        const std::vector<char> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const std::string_view bytes(cut.data(), cut.size());
        if (watch) {
            WatchFrameSplitter splitter(format);
            std::vector<std::string> frames;
            QVERIFY(splitter.feed(bytes, frames).has_value());
            QVERIFY(frames.size() <= 4);
            const auto event = decoder.watchEvent(bytes, format);
            good += event.has_value() ? 1 : 0;
        } else if (list) {
            good += decoder.list(bytes, format).has_value() ? 1 : 0;
        } else {
            good += decoder.object(bytes, format).has_value() ? 1 : 0;
        }
    }
    // Only what says nothing may be missing: the newline that ends a JSON text, the two empty fields that end an
    // envelope. A cut list is never a shorter list.
    const int allowed = format == WireFormat::Json ? 1 : 2;
    QVERIFY2(good <= allowed || watch, qPrintable(QString::number(good)));
    QVERIFY(watch || (list ? decoder.list(whole, format).has_value() : decoder.object(whole, format).has_value()));
}

void TestKubeHostile::everyFlippedByteIsSurvived()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    for (const WireFormat format : { WireFormat::Protobuf, WireFormat::Json }) {
        const std::string whole = fixture(format == WireFormat::Json ? u"Pod.json"_s : u"Pod.pb"_s);
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string bad = whole;
            bad[at] = static_cast<char>(bad[at] ^ 0xFF);
            const auto result = decoder.object(bad, format);
            QVERIFY(result || !result.error().detail.isEmpty());
        }
    }
}

void TestKubeHostile::wrongWireTypesAreMalformed()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    // metadata (a message) as a varint; metadata.name (text) as a varint; creationTimestamp.seconds as text.
    for (const std::string& raw : { tag(1, 0, "\x05"), delimited(1, tag(1, 0, "\x05")),
             delimited(1, delimited(1, "p") + delimited(8, delimited(1, "x"))) }) {
        const auto record = decoder.object(enveloped("Pod", raw), WireFormat::Protobuf);
        QVERIFY(!record);
        QCOMPARE(record.error().code, ErrorCode::Malformed);
    }
}

void TestKubeHostile::unknownFieldsAreSkipped()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const std::string raw
        = delimited(1, delimited(1, "p") + tag(15, 5, "abcd")) + delimited(15, "future") + tag(14, 0, "\x07");
    const auto protobuf = decoder.object(enveloped("Pod", raw), WireFormat::Protobuf);
    QVERIFY2(protobuf.has_value(), protobuf ? "" : qPrintable(protobuf.error().detail));
    const auto json = decoder.object(
        R"({"future":[{"a":[1,2,{"b":null}]}],"metadata":{"name":"p","x":{"y":[[[]]]}},"spec":{"containers":null}})",
        WireFormat::Json);
    QVERIFY2(json.has_value(), json ? "" : qPrintable(json.error().detail));
    QVERIFY(sameContent(**protobuf, **json));
}

void TestKubeHostile::millionDeepJsonIsRefused()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const std::string open(1'000'000, '[');
    const std::string objects = R"({"metadata":{"name":"p"},"x":)" + open + std::string(1'000'000, ']') + "}";
    for (const std::string& bytes : { open, objects }) {
        QCOMPARE(decoder.object(bytes, WireFormat::Json).error().code, ErrorCode::TooLarge);
        QCOMPARE(decoder.list(bytes, WireFormat::Json).error().code, ErrorCode::TooLarge);
        QCOMPARE(decoder.watchEvent(bytes, WireFormat::Json).error().code, ErrorCode::TooLarge);
        QCOMPARE(decoder.table(bytes, true).error().code, ErrorCode::TooLarge);
        QCOMPARE(decodeResourceList(bytes).error().code, ErrorCode::TooLarge);
    }
    WatchFrameSplitter splitter(WireFormat::Json);
    std::vector<std::string> frames;
    QCOMPARE(splitter.feed("{\"a\":" + open, frames).error().code, ErrorCode::TooLarge);
}

void TestKubeHostile::millionKeysAreFine()
{
    std::string json = R"({"metadata":{"name":"p","annotations":{)";
    for (int i = 0; i < 1'000'000; ++i)
        json += "\"k" + std::to_string(i) + "\":\"v\",";
    json += R"("last":"v"}}})";
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto record = decoder.object(json, WireFormat::Json);
    QVERIFY2(record.has_value(), record ? "" : qPrintable(record.error().detail));
}

void TestKubeHostile::tenMegabyteObjectIsFine()
{
    const std::string json = R"({"type":"ADDED","object":{"metadata":{"name":"c","annotations":{"a":")"
        + std::string(10'000'000, 'x') // NOLINT(bugprone-string-constructor): it is to be large
        + R"("}},"data":{"k":"v"}}})";
    KubeDecoder decoder = decoderFor("", "ConfigMap");
    WatchFrameSplitter splitter(WireFormat::Json);
    std::vector<std::string> frames;
    for (std::size_t at = 0; at < json.size(); at += 65'536)
        QVERIFY(splitter.feed(std::string_view(json).substr(at, 65'536), frames).has_value());
    QCOMPARE(frames.size(), std::size_t(1));
    const auto event = decoder.watchEvent(frames.front(), WireFormat::Json);
    QVERIFY(event.has_value());
    QCOMPARE(shown(*event->record, Columns::data), u"1"_s);
    const std::string larger(17'000'000, ' '); // NOLINT(bugprone-string-constructor): it is to be large
    QCOMPARE(decoder.watchEvent(larger, WireFormat::Json).error().code, ErrorCode::TooLarge);
}

void TestKubeHostile::loneSurrogatesAreMalformed()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto record = decoder.object(R"({"metadata":{"name":"\ud800"}})", WireFormat::Json);
    QVERIFY(!record || !(*record)->name.empty());
    const auto pair = decoder.object(R"({"metadata":{"name":"\ud83d\ude00"}})", WireFormat::Json);
    QVERIFY(pair.has_value());
}

void TestKubeHostile::wrongJsonTypesNameTheField()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto text = decoder.object(R"({"metadata":{"name":"p"},"spec":{"nodeName":7}})", WireFormat::Json);
    QCOMPARE(text.error().code, ErrorCode::Malformed);
    QVERIFY(text.error().detail.contains(u"nodeName"_s));
    const auto object = decoder.object(R"({"metadata":{"name":"p"},"spec":"x"})", WireFormat::Json);
    QCOMPARE(object.error().code, ErrorCode::Malformed);
}

void TestKubeHostile::htmlAndOtherKindsAreRefused()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const std::string html = "<!DOCTYPE html><html><body>Please log in</body></html>";
    QCOMPARE(decoder.list(html, WireFormat::Json).error().code, ErrorCode::Malformed);
    QCOMPARE(decoder.list(html, WireFormat::Protobuf).error().code, ErrorCode::Malformed);
    QCOMPARE(
        decoder.list(R"({"kind":"Table","rows":[]})", WireFormat::Json).error().code, ErrorCode::UnexpectedContent);
    QCOMPARE(
        decoder.list(R"({"kind":"NodeList","items":[]})", WireFormat::Json).error().code, ErrorCode::UnexpectedContent);
    QCOMPARE(decoder.object(fixture(u"Node.pb"_s), WireFormat::Protobuf).error().code, ErrorCode::UnexpectedContent);
    QCOMPARE(decoder.table(R"({"kind":"PodList","items":[]})", true).error().code, ErrorCode::UnexpectedContent);
    QCOMPARE(decodeStatus(R"({"kind":"Pod"})", WireFormat::Json).error().code, ErrorCode::UnexpectedContent);
    QCOMPARE(decodeGroupList("[]").error().code, ErrorCode::Malformed);
}

void TestKubeHostile::hostileTextsAreCleanedAndBounded()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const std::string longText(100'000, 'x');
    const auto record = decoder.object(R"({"metadata":{"name":"a\u001b[31mb\u0000c","labels":{"k\u0007":"<b>v</b>"}},
        "status":{"phase":"\u202egnp","message":")"
            + longText + R"(\u009b31m"}})",
        WireFormat::Json);
    QVERIFY2(record.has_value(), record ? "" : qPrintable(record.error().detail));
    QVERIFY((*record)->name.view().find('\x1b') == std::string_view::npos);
    QVERIFY((*record)->name.view().find('\0') == std::string_view::npos);
    QCOMPARE((*record)->label("k"), std::string_view("<b>v</b>"));
    QVERIFY(shown(**record, Columns::message).size() <= 2049);
    QVERIFY(!shown(**record, Columns::message).contains(QChar(0x9B)));
}

void TestKubeHostile::everyByteIsSeenWhereverItStands()
{
    // Texts are looked at eight bytes at a time: each place in a word, and behind the last whole one.
    KubeDecoder decoder = decoderFor("", "Pod");
    for (int byte = 1; byte < 256; ++byte) {
        for (std::size_t at = 0; at < 19; ++at) {
            std::string name = "web-6d4cf56db6-x2x7";
            name[at] = static_cast<char>(byte);
            const auto record
                = decoder.object(enveloped("Pod", delimited(1, delimited(1, name))), WireFormat::Protobuf);
            QVERIFY2(record.has_value(), record ? "" : qPrintable(record.error().detail));
            const std::string clean = cleanName(name);
            QCOMPARE((*record)->name.view(), std::string_view(clean));
            QCOMPARE((*record)->searchText, QString::fromStdString(clean).toLower().toStdString());
        }
    }
}

/// Names of roles may hold nearly anything. Each is an object of its own, that is linked to and asked for as it is.
void TestKubeHostile::namesThatLookAlikeAreOfTwoObjects()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    std::unordered_set<EntityId> ids;
    const std::vector<std::string> names { "web", "web\x01", "web\x02", "\x01", "\x1b[0m", "\xC2\x9B", "web\xFF" };
    for (const std::string& name : names) {
        const auto record = decoder.object(
            enveloped("Pod", delimited(1, delimited(1, name) + delimited(3, name))), WireFormat::Protobuf);
        QVERIFY2(record.has_value(), record ? "" : qPrintable(record.error().detail));
        const EntityId& id = (*record)->entity;
        QVERIFY(EntityId::parse(id.text()) == id);
        QCOMPARE(id.kubernetesParts()->name, name);
        QCOMPARE(id.kubernetesParts()->nameSpace, name);
        QVERIFY(!(*record)->name.empty());
        ids.insert(id);
    }
    QCOMPARE(ids.size(), names.size());
}

void TestKubeHostile::namelessObjectsAreMalformed()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    QCOMPARE(decoder.object("{}", WireFormat::Json).error().code, ErrorCode::Malformed);
    QCOMPARE(decoder.object(enveloped("Pod", {}), WireFormat::Protobuf).error().code, ErrorCode::Malformed);
    QCOMPARE(
        decoder.watchEvent(R"({"type":"ADDED","object":{}})", WireFormat::Json).error().code, ErrorCode::Malformed);
}

void TestKubeHostile::namesThatNoIdHoldsAreRefused()
{
    std::string bells;
    for (int i = 0; i < 600; ++i)
        bells += "\\u0007"; // three bytes each in an id
    const std::string place = R"({"metadata":{"name":")" + bells + R"(","namespace":")" + bells + R"("}})";
    KubeDecoder decoder = decoderFor("", "Pod");
    QCOMPARE(decoder.object(place, WireFormat::Json).error().code, ErrorCode::TooLarge);
    QCOMPARE(decoder.list(R"({"items":[)" + place + "]}", WireFormat::Json).error().code, ErrorCode::TooLarge);
    const std::string table = R"({"kind":"Table","columnDefinitions":[{"name":"Name","type":"string"}],
        "rows":[{"cells":["p"],"object":)";
    QCOMPARE(decoder.table(table + place + "}]}", true).error().code, ErrorCode::TooLarge);
    const auto longName = decoder.object(R"({"metadata":{"name":")" + bells + R"("}})", WireFormat::Json);
    QVERIFY2(longName.has_value(), longName ? "" : qPrintable(longName.error().detail));
    QVERIFY(EntityId::parse((*longName)->entity.text()).has_value());
}

/// Wherever one is broken, nothing is read beyond.
void TestKubeHostile::brokenTablesAreRefused()
{
    const QByteArray table = R"({"kind":"Table","metadata":{"resourceVersion":"7"},"columnDefinitions":[)"
                             R"({"name":"Name","type":"string"}],"rows":[{"cells":["p"],"object":{"metadata":)"
                             R"({"name":"p"}}}]})";
    QVERIFY(decoderFor("", "Pod").table(table.toStdString(), true).has_value());
    for (qsizetype i = 1; i + 1 < table.size(); ++i) {
        QByteArray broken = table;
        broken.remove(i, 5);
        KubeDecoder decoder = decoderFor("", "Pod");
        (void)decoder.table(broken.toStdString(), true); // an answer or an Error
        (void)decoder.watchEvent(R"({"type":"BOOKMARK","object":)" + broken.toStdString() + "}", WireFormat::Json);
    }
    const std::string beforeItsColumns = QByteArray(table).replace(",\"columnDefinitions\"", ",umn\"").toStdString();
    QCOMPARE(decoderFor("", "Pod").table(beforeItsColumns, true).error().code, ErrorCode::Malformed);
}

void TestKubeHostile::hugeIntegersAreExactOrRefused()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto exact = decoder.object(R"({"metadata":{"name":"p","generation":9007199254740993}})", WireFormat::Json);
    QCOMPARE(shown(**exact, Columns::generation), u"9007199254740993"_s);
    const auto beyond
        = decoder.object(R"({"metadata":{"name":"p","generation":99999999999999999999}})", WireFormat::Json);
    QCOMPARE(beyond.error().code, ErrorCode::Malformed);
}

void TestKubeHostile::lackOfMemoryIsNotTheServersFault()
{
    QCOMPARE(jsonFailure(std::bad_alloc()).code, ErrorCode::Internal);
    QCOMPARE(jsonFailure(simdjson::simdjson_error(simdjson::MEMALLOC)).code, ErrorCode::Internal);
    QCOMPARE(jsonFailure(simdjson::simdjson_error(simdjson::DEPTH_ERROR)).code, ErrorCode::Malformed);
}

QTEST_GUILESS_MAIN(TestKubeHostile)
#include "tst_kubehostile.moc"
