// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/kubeprotobuf.h"
#include "tests/support/recordingsink.h"
#include "tests/support/reflectorrig.h"
#include "tests/support/wirerig.h"

#include <QRegularExpression>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

constexpr int recordedChanges = 2'000;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int drawnFrames = 8; // at a twentieth of the speed
#else
constexpr int drawnFrames = 200;
#endif

/// What a server with a history sends to a watch from `from`: at least so many events as @p changes, every frame with
/// its place. Made from a seed: the same each time.
struct RecordedStream {
    explicit RecordedStream(std::uint32_t seed, int changes, WireFormat format = WireFormat::Json)
        : api(inbox, seed)
    {
        for (int i = 0; i < 30; ++i)
            api.changeSomething();
        from = api.revision();
        list = answerTo(u"/api/v1/configmaps?resourceVersion=0"_s);
        for (int i = 0; i < changes; ++i)
            api.changeSomething();
        const std::string json = answerTo(u"/api/v1/configmaps?watch=1&resourceVersion=%1"_s.arg(from));
        for (std::size_t begin = 0; begin < json.size();) {
            const std::size_t end = json.find('\n', begin) + 1;
            const std::string event = json.substr(begin, end - begin);
            versions.push_back(found(event, "\"resourceVersion\":\""));
            names.push_back(found(event, "\"name\":\""));
            bytes += format == WireFormat::Json ? event : protobufEvents(event);
            ends.push_back(bytes.size());
            begin = end;
        }
    }

    [[nodiscard]] std::string_view frame(std::size_t index) const
    {
        const std::size_t begin = index == 0 ? 0 : ends.at(index - 1);
        return std::string_view(bytes).substr(begin, ends.at(index) - begin);
    }
    [[nodiscard]] int versionBefore(std::size_t index) const
    {
        return index == 0 ? from : std::stoi(versions.at(index - 1));
    }
    /// Of the objects that frames @p index - 1 and @p index are about, as the server had them at @p version.
    [[nodiscard]] ServedState stateAt(int version, std::size_t index) const
    {
        ServedState state = api.states().at(version);
        std::erase_if(
            state, [&](const auto& each) { return each.first != names[index - 1] && each.first != names[index]; });
        return state;
    }

    FakeHttpTransport inbox;
    FakeApiServer api;
    int from = 0;
    std::string list;
    std::string bytes;
    std::vector<std::size_t> ends; // of the frames
    std::vector<std::string> versions; // of each
    std::vector<std::string> names; // of the object of each; a bookmark has none

private:
    static std::string found(const std::string& text, const std::string& key)
    {
        const std::size_t at = text.find(key);
        if (at == std::string::npos)
            return {};
        return text.substr(at + key.size(), text.find('"', at + key.size()) - at - key.size());
    }
    std::string answerTo(const QString& path)
    {
        HttpRequest request;
        request.pathAndQuery = path;
        const auto sink = std::make_shared<Test::RecordingSink>();
        (void)inbox.start(0, std::move(request), sink);
        api.serve(false);
        return sink->body();
    }
};

/// A pipe that gets the beginning of a stream, and then the connection is lost.
WatchNews newsOf(std::string_view piece, const std::shared_ptr<KubeDecoder>& decoder)
{
    static const FakeClock clock;
    ManualExecutor data(clock);
    WatchNews all;
    const auto pipe = std::make_shared<WatchPipe>(
        data, [](const Task& task) { task(); }, decoder, WatchPipe::Limits(),
        [&all](WatchNews news) {
            std::ranges::move(news.events, std::back_inserter(all.events));
            all.lastVersion = news.lastVersion.empty() ? all.lastVersion : news.lastVersion;
            all.broken = all.broken ? all.broken : news.broken;
            all.end = news.end ? news.end : all.end;
        });
    HttpHead head;
    head.status = 200;
    head.contentType = "application/json";
    pipe->head(head);
    pipe->data(piece);
    pipe->finished(fail(ErrorCode::ConnectionLost, u"cut"_s));
    data.runPending();
    return all;
}

/// Frame @p index of a stream is cut after so many of its bytes, behind the frame before it, and the next stream brings
/// what is missing. Empty: all is as if nothing had happened; else what is not.
QString cutAndResumed(const RecordedStream& stream, std::size_t index, std::size_t cut, WireFormat format)
{
    const std::string_view frame = stream.frame(index);
    const bool json = format == WireFormat::Json;
    const QByteArray type = json ? "application/json" : "application/vnd.kubernetes.protobuf";
    const bool whole = cut + (json ? 1 : 0) >= frame.size(); // the line's end is no part of it
    ReflectorRig rig;
    std::vector<std::string> items;
    const int listed = stream.versionBefore(index - 1);
    for (const auto& [name, object] : stream.stateAt(listed, index))
        items.push_back(configMapJson(name, std::stoi(object.second), object.second, object.first));
    rig.reflector->start();
    rig.respond(200, listJson(listed, items));
    const RequestId first = rig.open();
    rig.transport.sendHead(first, 200, type);
    rig.transport.sendData(first, stream.frame(index - 1));
    rig.transport.sendData(first, frame.substr(0, cut));
    rig.transport.fail(first, ErrorCode::ConnectionLost);
    rig.run();
    const RequestId next = rig.open();
    const std::string& held = stream.versions.at(whole ? index : index - 1);
    if (next == 0 || !rig.transport.call(next).isWatch())
        return u"no watch follows"_s;
    if (const QString from = rig.transport.call(next).parameter(u"resourceVersion"_s);
        from != QString::fromStdString(held))
        return u"watched on from "_s + from;
    rig.transport.sendHead(next, 200, type);
    if (!whole)
        rig.transport.sendData(next, frame);
    rig.run();
    if (shownBy(rig.store) != stream.stateAt(std::stoi(stream.versions.at(index)), index))
        return u"the store is not the server's"_s;
    if (rig.reflector->status().resourceVersion != stream.versions.at(index))
        return u"held: version "_s + QString::fromStdString(rig.reflector->status().resourceVersion);
    return {};
}

} // namespace

/// A stream may end after any of its bytes (K14): what came whole counts, the half of an event never does, and the next
/// stream goes on from there, so that nothing is missed, doubled or listed anew.
class TestStreamCuts final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void atEveryByteOnlyWhatIsWholeCounts()
    {
        const RecordedStream stream(1, recordedChanges);
        QVERIFY(stream.ends.size() >= recordedChanges);
        const ResourceKind kind { "", "v1", "ConfigMap", "configmaps", true, {}, {}, {} };
        const auto decoder = std::make_shared<KubeDecoder>(IString("c1"), kind);
        for (std::size_t i = 0; i < stream.ends.size(); ++i) {
            const std::string_view frame = stream.frame(i);
            const std::string& version = stream.versions.at(i);
            for (std::size_t cut = 0; cut <= frame.size(); ++cut) {
                const WatchNews news = newsOf(frame.substr(0, cut), decoder);
                const bool whole = cut + 1 >= frame.size(); // the line's end is no part of it
                const bool right = !news.broken && news.end && !*news.end && news.events.size() == (whole ? 1U : 0U)
                    && news.lastVersion == (whole ? version : std::string());
                if (!right)
                    QFAIL(qPrintable(u"frame %1 cut after %2 of %3 bytes"_s.arg(i).arg(cut).arg(frame.size())));
            }
        }
    }

    void atEveryByteOfAnyFrameTheNextStreamMakesItWhole_data()
    {
        QTest::addColumn<WireFormat>("format");
        QTest::newRow("JSON") << WireFormat::Json;
        QTest::newRow("protobuf") << WireFormat::Protobuf;
    }
    void atEveryByteOfAnyFrameTheNextStreamMakesItWhole()
    {
        QFETCH(const WireFormat, format);
        const std::uint32_t seed = std::random_device()();
        const RecordedStream stream(seed, recordedChanges, format);
        std::mt19937 random(seed);
        std::size_t cuts = 0;
        for (int drawn = 0; drawn < drawnFrames; ++drawn) {
            const std::size_t index = 1 + random() % (stream.ends.size() - 1);
            for (std::size_t cut = 0; cut <= stream.frame(index).size(); ++cut, ++cuts) {
                const QString wrong = cutAndResumed(stream, index, cut, format);
                if (!wrong.isEmpty())
                    QFAIL(qPrintable(u"seed %1, frame %2 cut after %3 of %4 bytes: %5"_s.arg(seed)
                                         .arg(index)
                                         .arg(cut)
                                         .arg(stream.frame(index).size())
                                         .arg(wrong)));
            }
        }
        qInfo("seed %u: %zu cuts of %d frames", seed, cuts, drawnFrames);
    }

    void everyEventCutOnceAndResumedEndsAsTheServer()
    {
        const RecordedStream stream(2, recordedChanges);
        ReflectorRig rig;
        WatchLog log;
        std::mt19937 random(2);
        rig.reflector->start();
        rig.respond(200, stream.list);
        for (std::size_t i = 0; i < stream.ends.size(); ++i) {
            const int told = stream.versionBefore(i);
            log.asked.push_back({ rig.transport.call(rig.open()).parameter(u"resourceVersion"_s).toInt(), told, told });
            rig.openWatch();
            const std::string_view next = i + 1 < stream.ends.size() ? stream.frame(i + 1) : std::string_view();
            rig.sendEvents({ std::string(stream.frame(i)),
                std::string(next.substr(0, next.empty() ? 0 : random() % (next.size() - 1))) });
            log.shown.push_back({ shownBy(rig.store), std::stoi(rig.reflector->status().resourceVersion),
                rig.changes.size(), 1, rig.status().coalesced });
            rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
            rig.advance(1s); // the next stream begins no sooner, now that none lives long
        }
        QCOMPARE(shownBy(rig.store), stream.api.state());
        QCOMPARE(rig.reflector->status().lists, std::uint64_t { 1 });
        log.changes = rig.changes;
        const QStringList complaints = WatchOracle("ConfigMap", stream.api.states()).complaints(log);
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.mid(0, 20).join(u'\n')));
    }

    void onTheWireCutsAreHealedWithoutAList_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<int>("cutAfter");
        QTest::addColumn<int>("changes");
        QTest::newRow("every other event") << false << 701 << 150;
        QTest::newRow("every few events") << false << 1'511 << 400;
        QTest::newRow("now and then") << false << 9'001 << recordedChanges;
        QTest::newRow("TLS and HTTP/2") << true << 12'007 << recordedChanges;
    }
    void onTheWireCutsAreHealedWithoutAList()
    {
        QFETCH(const bool, tls);
        QFETCH(const int, cutAfter);
        QFETCH(const int, changes);
        WireRig rig({ .tls = tls, .http2 = tls, .seed = 3 });
        rig.changeOften(30);
        rig.reflector->start();
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); }));
        rig.changeOften(changes);
        rig.proxy.set({ .cutAfter = cutAfter });
        rig.proxy.resetConnections();
        QVERIFY(rig.recover());
        QCOMPARE(rig.lists(), 1);
        QVERIFY2(rig.watches() > changes * 200 / cutAfter, qPrintable(QString::number(rig.watches())));
        const QStringList complaints = rig.complaints();
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.mid(0, 20).join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestStreamCuts)
#include "tst_streamcuts.moc"
