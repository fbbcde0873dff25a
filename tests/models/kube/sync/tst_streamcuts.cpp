// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

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

/// What a server with a history sends to a watch from @p from: at least so many events as @p changes, every frame with
/// its place. Made from a seed: the same each time.
struct RecordedStream {
    explicit RecordedStream(std::uint32_t seed, int changes)
        : api(inbox, seed)
    {
        for (int i = 0; i < 30; ++i)
            api.changeSomething();
        from = api.revision();
        list = answerTo(u"/api/v1/configmaps?resourceVersion=0"_s);
        for (int i = 0; i < changes; ++i)
            api.changeSomething();
        bytes = answerTo(u"/api/v1/configmaps?watch=1&resourceVersion=%1"_s.arg(from));
        for (std::size_t begin = 0; begin < bytes.size(); begin = ends.back())
            ends.push_back(bytes.find('\n', begin) + 1);
    }

    [[nodiscard]] std::string_view frame(std::size_t index) const
    {
        const std::size_t begin = index == 0 ? 0 : ends.at(index - 1);
        return std::string_view(bytes).substr(begin, ends.at(index) - begin);
    }
    [[nodiscard]] std::string versionOf(std::size_t index) const
    {
        static const QRegularExpression pattern(u"\"resourceVersion\":\"(\\d+)\""_s);
        const std::string_view text = frame(index);
        return pattern.match(QString::fromUtf8(text)).captured(1).toStdString();
    }

    FakeHttpTransport inbox;
    FakeApiServer api;
    int from = 0;
    std::string list;
    std::string bytes;
    std::vector<std::size_t> ends; // of the frames

private:
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
            const std::string version = stream.versionOf(i);
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

    void everyEventCutOnceAndResumedEndsAsTheServer()
    {
        const RecordedStream stream(2, recordedChanges);
        ReflectorRig rig;
        WatchLog log;
        std::mt19937 random(2);
        rig.reflector->start();
        rig.respond(200, stream.list);
        for (std::size_t i = 0; i < stream.ends.size(); ++i) {
            const int told = i == 0 ? stream.from : std::stoi(stream.versionOf(i - 1));
            log.asked.push_back({ rig.transport.call(rig.open()).parameter(u"resourceVersion"_s).toInt(), told });
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
