// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/base/workerpool.h"
#include "models/kube/sync/listpipe.h"
#include "tests/support/gzip.h"
#include "tests/support/protobufmessage.h"

#include <QRegularExpression>
#include <QtTest>

#include <deque>
#include <future>
#include <random>
#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace Strato;
using Strato::Test::bytesField;
using Strato::Test::gzip;
using namespace std::chrono_literals;

namespace {

/// As large as the pods of a real list, few of whose bytes are kept, and not to be compressed to nothing.
std::string filling(std::mt19937& random)
{
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += std::to_string(random());
    return text;
}

std::string podList(int count)
{
    std::mt19937 random(1);
    std::string list = bytesField(1, bytesField(2, "2000"));
    for (int i = 0; i < count; ++i)
        list += bytesField(2,
            bytesField(1,
                bytesField(1, "pod-" + std::to_string(i)) + bytesField(2, filling(random)) + bytesField(3, "shop")
                    + bytesField(5, "uid")));
    return Test::protobufEnvelope("v1", "PodList", list);
}

constexpr int many = 4'000; // several jobs' worth of bytes
constexpr int manyMore = 12'000; // several for each of two lanes

} // namespace

/// The way of a page: bytes on one side, what is decoded on the other, the lane moved by hand.
class TestListPipe final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        for (Jobs* const jobs : { &m_jobs, &m_sideJobs })
            jobs->clear();
        m_pages.clear();
        make({ decoderOn(m_jobs), decoderOn(m_sideJobs) });
    }

    void recordsAreDecodedBeforeTheLastByteCame()
    {
        const std::string body = podList(many);
        begin("application/vnd.kubernetes.protobuf");
        const IString::Usage before = IString::usage();
        const std::size_t most = body.size() - 100;
        send(std::string_view(body).substr(0, most));
        work();
        QVERIFY(IString::usage().strings - before.strings > many); // names and entities of nearly all
        QVERIFY(m_pages.empty());
        send(std::string_view(body).substr(most));
        end();
        QCOMPARE(m_pages.size(), std::size_t { 1 });
        const auto& decoded = m_pages.front()->decoded;
        QVERIFY(decoded.has_value() && decoded->has_value());
        QCOMPARE((*decoded)->records.size(), std::size_t { many });
        QCOMPARE((*decoded)->records.back()->name.view(), std::string_view("pod-3999"));
        QCOMPARE((*decoded)->resourceVersion, std::string("2000"));
        QVERIFY(m_pages.front()->response.body.isEmpty());
        QCOMPARE(m_pages.front()->response.done.bytesOnWire, 77);
    }

    void aFewBytesAreNoJobOfTheirOwn()
    {
        begin("application/vnd.kubernetes.protobuf");
        const std::string body = podList(3);
        for (const char byte : body)
            send({ &byte, 1 });
        QVERIFY(m_jobs.empty());
        end();
        QCOMPARE((*m_pages.front()->decoded)->records.size(), std::size_t { 3 });
    }

    /// Whichever lane gets on faster.
    void twoLanesGiveTheListInTheServersOrder_data()
    {
        QTest::addColumn<QByteArray>("turns"); // 0 and 1: which lane runs its next job
        QTest::newRow("in turn") << QByteArray("01");
        QTest::newRow("the first is slow") << QByteArray("1110");
        QTest::newRow("the second is slow") << QByteArray("0001");
        QTest::newRow("only the first") << QByteArray("0");
    }
    void twoLanesGiveTheListInTheServersOrder()
    {
        QFETCH(const QByteArray, turns);
        const std::string body = podList(manyMore);
        begin("application/vnd.kubernetes.protobuf");
        constexpr std::size_t chunk = 120'000;
        qsizetype sent = 0;
        for (std::size_t at = 0; at < body.size(); at += chunk, ++sent) {
            send(std::string_view(body).substr(at, chunk));
            if (sent > 2) // by now both have been asked
                runOne(turns.at(sent % turns.size()) == '0' ? m_jobs : m_sideJobs);
        }
        end();
        QCOMPARE(m_pages.size(), std::size_t { 1 });
        const auto& decoded = m_pages.front()->decoded;
        QVERIFY(decoded.has_value() && decoded->has_value());
        QCOMPARE((*decoded)->resourceVersion, std::string("2000"));
        QVERIFY((*decoded)->schema != nullptr);
        QCOMPARE((*decoded)->records.size(), std::size_t { manyMore });
        for (std::size_t i = 0; i < manyMore; ++i)
            QCOMPARE((*decoded)->records[i]->name.view(), std::string_view("pod-" + std::to_string(i)));
    }

    /// On threads, so that the sanitizer sees who touches what.
    void lanesOfAPoolGiveTheSameList()
    {
        const std::string sent = gzip(podList(manyMore));
        std::promise<Result<ListPage>> told;
        const SystemClock clock;
        ThreadExecutor data(clock, "test-data"); // outlives the workers, who are still in its post() when it has told
        WorkerPool pool(2);
        const auto decoder = [&pool] {
            const auto lane = [strand = Strand(pool)](Task task) mutable {
                strand.submit([task = std::move(task)](const std::stop_token&) { task(); });
            };
            return ListDecoder::of(lane, podDecoder());
        };
        m_pipe = std::make_shared<ListPipe>(HttpRequest {}, data, std::vector { decoder(), decoder() },
            [&told](Result<ListPage> page) { told.set_value(std::move(page)); });
        begin("application/vnd.kubernetes.protobuf", 200, "gzip");
        constexpr std::size_t chunk = 5'000;
        for (std::size_t at = 0; at < sent.size(); at += chunk)
            send(std::string_view(sent).substr(at, chunk));
        m_pipe->finished(HttpDone {});
        const Result<ListPage> page = told.get_future().get();
        QVERIFY(page && page->decoded && *page->decoded);
        QCOMPARE((*page->decoded)->records.size(), std::size_t { manyMore });
        for (std::size_t i = 0; i < manyMore; ++i)
            QCOMPARE((*page->decoded)->records[i]->name.view(), std::string_view("pod-" + std::to_string(i)));
    }

    void aCompressedListIsInflatedOnTheWay()
    {
        const std::string body = podList(manyMore);
        const std::string sent = gzip(body);
        begin("application/vnd.kubernetes.protobuf", 200, "gzip");
        const IString::Usage before = IString::usage();
        constexpr std::size_t chunk = 16'384;
        for (std::size_t at = 0; at < sent.size(); at += chunk)
            send(std::string_view(sent).substr(at, chunk));
        work();
        QVERIFY(IString::usage().strings - before.strings > manyMore); // before the end was told
        end();
        const auto& decoded = m_pages.front()->decoded;
        QVERIFY2(decoded->has_value(), decoded->has_value() ? "" : qPrintable(decoded->error().detail));
        QCOMPARE((*decoded)->records.size(), std::size_t { manyMore });
        QCOMPARE((*decoded)->records.back()->name.view(), std::string_view("pod-11999"));
    }

    void aCompressedAnswerThatEndsEarlyIsAnError()
    {
        const std::string list = gzip(podList(3));
        begin("application/vnd.kubernetes.protobuf", 200, "gzip");
        send(std::string_view(list).substr(0, list.size() - 4)); // the list is whole, its checksum is not
        end();
        QCOMPARE(m_pages.front()->decoded->error().code, ErrorCode::Malformed);
        init();
        const std::string table = gzip(R"({"kind":"Table"})");
        begin("application/json", 200, "gzip");
        send(std::string_view(table).substr(0, table.size() - 4));
        end();
        QCOMPARE(m_pages.front().error().code, ErrorCode::Malformed);
    }

    void aCancelledListIsNotDecodedToItsEnd()
    {
        begin("application/vnd.kubernetes.protobuf");
        const IString::Usage before = IString::usage();
        send(podList(many));
        m_pipe->finished(fail(ErrorCode::Cancelled, u"another list was asked for"_s));
        work();
        QCOMPARE(m_pages.front().error().code, ErrorCode::Cancelled);
        QCOMPARE(IString::usage().strings, before.strings);
    }

    void otherCompressedAnswersArePlainForWhoeverReadsThem()
    {
        begin("application/json", 200, "gzip");
        send(gzip("{\"kind\":\"PodList\"}"));
        end();
        QVERIFY(!m_pages.front()->decoded);
        QCOMPARE(m_pages.front()->response.body, QByteArray("{\"kind\":\"PodList\"}"));
    }

    void damagedCompressionIsAnError_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("json") << QByteArray("application/json");
        QTest::newRow("protobuf") << QByteArray("application/vnd.kubernetes.protobuf");
    }
    void damagedCompressionIsAnError()
    {
        QFETCH(const QByteArray, type);
        begin(type, 200, "gzip");
        send("<html>Sign in</html>");
        end();
        QCOMPARE(m_pages.size(), std::size_t { 1 });
        QCOMPARE(m_pages.front().error().code, ErrorCode::Malformed);
    }

    void whatInflatesWithoutEndIsTooLarge_data() { damagedCompressionIsAnError_data(); }
    void whatInflatesWithoutEndIsTooLarge()
    {
        QFETCH(const QByteArray, type);
        HttpRequest request;
        QCOMPARE(request.maxBodyBytes, 512LL * 1024 * 1024); // unless somebody asks for less
        const std::string plain = podList(manyMore);
        request.maxBodyBytes = static_cast<qint64>(plain.size()) - 1;
        make({ decoderOn(m_jobs), decoderOn(m_sideJobs) }, request);
        begin(type, 200, "gzip");
        send(gzip(plain));
        work();
        QCOMPARE(m_pages.size(), std::size_t { 1 }); // before it ended
        QCOMPARE(m_pages.front().error().code, ErrorCode::TooLarge);
        end();
        QCOMPARE(m_pages.size(), std::size_t { 1 });
    }

    void aListThatIsCutIsAnError()
    {
        const std::string body = podList(many);
        begin("application/vnd.kubernetes.protobuf");
        send(std::string_view(body).substr(0, body.size() / 2));
        end();
        QCOMPARE(m_pages.front()->decoded->error().code, ErrorCode::Malformed);
    }

    void nothingIsReadAfterDamage()
    {
        begin("application/vnd.kubernetes.protobuf");
        send(std::string(300'000, 'x'));
        work();
        QCOMPARE(m_pages.size(), std::size_t { 1 }); // told at once: the request can be ended
        QCOMPARE(m_pages.front().error().code, ErrorCode::Malformed);
        const IString::Usage before = IString::usage();
        send(podList(many));
        end();
        QCOMPARE(m_pages.size(), std::size_t { 1 });
        QCOMPARE(IString::usage().strings, before.strings);
    }

    void K42_aDecoderThatThrowsFailsItsListOnce()
    {
        int thrown = 0;
        const auto throwing = [&](Jobs& jobs) {
            return ListDecoder { laneOf(jobs),
                [&thrown](const std::string&, std::string_view, DecodedList&) -> Result<void> {
                    ++thrown;
                    throw std::runtime_error("a bug of ours");
                } };
        };
        make({ throwing(m_jobs), throwing(m_sideJobs) });
        begin("application/vnd.kubernetes.protobuf");
        constexpr std::size_t chunk = 120'000;
        const std::string body = podList(manyMore);
        for (std::size_t at = 0; at < body.size(); at += chunk) // both lanes have work when the first of them throws
            send(std::string_view(body).substr(at, chunk));
        runOne(m_jobs);
        m_data.runPending();
        QCOMPARE(m_pages.size(), std::size_t { 1 }); // at once
        QCOMPARE(m_pages.front().error().code, ErrorCode::Internal);
        QVERIFY(m_pages.front().error().detail.contains(u"a bug of ours"_s));
        QVERIFY(!m_sideJobs.empty());
        end();
        QCOMPARE(m_pages.size(), std::size_t { 1 });
        QCOMPARE(thrown, 1); // the other lane decodes nothing more of it
        m_pages.clear();
        make({ decoderOn(m_jobs), decoderOn(m_sideJobs) }); // the lanes go on
        begin("application/vnd.kubernetes.protobuf");
        send(body);
        end();
        QCOMPARE((*m_pages.front()->decoded)->records.size(), std::size_t { manyMore });
    }

    void otherAnswersAreCollected_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("json") << 200 << QByteArray("application/json");
        QTest::newRow("html") << 200 << QByteArray("text/html");
        QTest::newRow("a refusal in protobuf") << 410 << QByteArray("application/vnd.kubernetes.protobuf");
    }
    void otherAnswersAreCollected()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, type);
        begin(type, status);
        send("one, ");
        send("two");
        end();
        QVERIFY(!m_pages.front()->decoded);
        QCOMPARE(m_pages.front()->response.body, QByteArray("one, two"));
        QCOMPARE(m_pages.front()->response.head.status, status);
    }

    void aConnectionThatBreaksIsItsOwnError()
    {
        begin("application/vnd.kubernetes.protobuf");
        send(podList(1));
        m_pipe->finished(fail(ErrorCode::ConnectionLost, u"gone"_s));
        work();
        QCOMPARE(m_pages.front().error().code, ErrorCode::ConnectionLost);
    }

private:
    using Jobs = std::deque<Task>;

    static std::shared_ptr<KubeDecoder> podDecoder()
    {
        return std::make_shared<KubeDecoder>(IString("c1"), ResourceKind { "", "v1", "Pod", "pods", true, {}, {}, {} });
    }
    static DecodeLane laneOf(Jobs& jobs)
    {
        return [&jobs](Task job) { jobs.push_back(std::move(job)); };
    }
    static ListDecoder decoderOn(Jobs& jobs) { return ListDecoder::of(laneOf(jobs), podDecoder()); }
    void make(std::vector<ListDecoder> decoders, const HttpRequest& request = {})
    {
        m_pipe = std::make_shared<ListPipe>(request, m_data, std::move(decoders),
            [this](Result<ListPage> page) { m_pages.push_back(std::move(page)); });
    }
    void begin(const QByteArray& type, int status = 200, const QByteArray& encoding = {})
    {
        HttpHead head;
        if (!encoding.isEmpty())
            head.headers.push_back({ "Content-Encoding", encoding });
        head.status = status;
        head.contentType = type;
        m_pipe->head(head);
    }
    void send(std::string_view bytes) { m_pipe->data(bytes); }
    static void runOne(Jobs& jobs)
    {
        if (jobs.empty())
            return;
        const Task job = std::move(jobs.front());
        jobs.pop_front();
        job();
    }
    void work()
    {
        while (!m_jobs.empty() || !m_sideJobs.empty()) {
            runOne(m_jobs);
            runOne(m_sideJobs);
        }
        m_data.runPending();
    }
    void end()
    {
        HttpDone done;
        done.bytesOnWire = 77;
        m_pipe->finished(done);
        work();
    }

    FakeClock m_clock;
    ManualExecutor m_data { m_clock };
    Jobs m_jobs; // of the first lane
    Jobs m_sideJobs;
    std::shared_ptr<ListPipe> m_pipe;
    std::vector<Result<ListPage>> m_pages;
};

QTEST_APPLESS_MAIN(TestListPipe)
#include "tst_listpipe.moc"
