// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/listcutter.h"
#include "tests/models/kube/decode/decodefixtures.h"

#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

struct Cut {
    Result<DecodedList> list = DecodedList {};
    std::size_t parts = 0; // that held something
};

/// @p body in pieces of @p size through cutter and decoder.
Cut cutInto(std::size_t size, std::string_view body)
{
    KubeDecoder decoder = decoderFor("", "Pod");
    ListCutter cutter;
    Cut cut;
    for (std::size_t at = 0; at < body.size(); at += size) {
        // A chunk is gone when the next one comes: what the cutter still needs of it, it has copied.
        const std::string chunk(body.substr(at, size));
        const auto fed = cutter.feed(chunk);
        if (!fed) {
            cut.list = tl::unexpected(fed.error());
            return cut;
        }
        for (const std::string_view fields : { std::string_view(fed->joined), fed->whole }) {
            if (fields.empty())
                continue;
            ++cut.parts;
            if (const auto done = decoder.listPart(cutter.kind(), fields, *cut.list); !done) {
                cut.list = tl::unexpected(done.error());
                return cut;
            }
        }
    }
    if (const auto whole = cutter.end(); !whole)
        cut.list = tl::unexpected(whole.error());
    return cut;
}

std::vector<std::string> names(const DecodedList& list)
{
    std::vector<std::string> all;
    for (const auto& record : list.records)
        all.emplace_back(record->name.view());
    return all;
}

/// @p text as field @p number; for what a hostile server writes.
std::string field(char number, std::string_view text)
{
    return std::string { static_cast<char>((number << 3) | 2), static_cast<char>(text.size()) } + std::string(text);
}

} // namespace

/// A list in parts is the list as a whole.
class TestListCutter final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /// A number where the list should be, its own bytes in two chunks.
    void noListInTheEnvelopeIsRefusedWhereverItIsCut()
    {
        const std::string front = std::string("k8s\0", 4) + field(1, field(1, "v1") + field(2, "PodList"));
        for (const std::string& number : { std::string("\x10\x80\x80\x01"), std::string("\x11") + std::string(8, 'a'),
                 std::string("\x15") + std::string(4, 'a') }) {
            const std::string body = front + number + field(1, "more");
            for (std::size_t size = 1; size <= body.size(); ++size) {
                const Cut cut = cutInto(size, body);
                QVERIFY2(!cut.list, qPrintable(QString::number(size)));
                QCOMPARE(cut.list.error().code, ErrorCode::Malformed);
            }
        }
    }

    void whereverItIsCutTheListIsTheSame_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : { 1, 2, 3, 7, 64, 1000, 1'000'000 })
            QTest::addRow("%d", size) << size;
    }
    void whereverItIsCutTheListIsTheSame()
    {
        QFETCH(const int, size);
        const std::string body = fixture(u"PodList.pb"_s);
        const auto whole = decoderFor("", "Pod").list(body, WireFormat::Protobuf);
        QVERIFY(whole.has_value());
        const Cut cut = cutInto(static_cast<std::size_t>(size), body);
        QVERIFY2(cut.list.has_value(), qPrintable(cut.list ? QString() : cut.list.error().detail));
        QCOMPARE(names(*cut.list), names(*whole));
        QCOMPARE(cut.list->resourceVersion, whole->resourceVersion);
        QCOMPARE(cut.list->continueToken, whole->continueToken);
        QCOMPARE(cut.list->schema, whole->schema);
        QVERIFY(size > 64 || cut.parts > 1); // and it did not wait for the end
    }

    void aListThatEndsEarlyIsMalformedWhereverItEnds()
    {
        const std::string body = fixture(u"PodList.pb"_s);
        // Behind the list the envelope has four bytes more, which say nothing of it.
        for (std::size_t length = 0; length + 4 < body.size(); ++length) {
            const Cut cut = cutInto(1000, std::string_view(body).substr(0, length));
            QVERIFY2(!cut.list && cut.list.error().code == ErrorCode::Malformed, qPrintable(QString::number(length)));
        }
    }

    void whatIsNoListIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("html") << QByteArray("<html><body>Sign in</body></html>");
        QTest::newRow("no fields") << QByteArray("k8s\0", 4) + QByteArray(100, '\xff');
        QTest::newRow("a field that never ends") << QByteArray("k8s\0\x0a\xff\xff\xff\xff\x7f", 10);
        QTest::newRow("no kind") << QByteArray("k8s\0\x12\x02\x0a\x00", 8);
        QTest::newRow("an element longer than the list")
            << QByteArray("k8s\0\x0a\x09\x12\x07PodList\x12\x03\x12\x7f\x00", 20);
    }
    void whatIsNoListIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        const std::string_view body(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        for (const std::size_t size : { std::size_t { 1 }, body.size() }) {
            const Cut cut = cutInto(size, body);
            QVERIFY(!cut.list);
            QCOMPARE(cut.list.error().code, ErrorCode::Malformed);
        }
    }

    void anotherKindIsRefused()
    {
        KubeDecoder decoder = decoderFor("", "Node");
        ListCutter cutter;
        DecodedList list;
        const std::string body = fixture(u"PodList.pb"_s);
        const auto fed = cutter.feed(body);
        QVERIFY(fed.has_value());
        QCOMPARE(cutter.kind(), std::string("PodList"));
        const auto done = decoder.listPart(cutter.kind(), fed->whole, list);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::UnexpectedContent);
    }

    void anEmptyListIsWhole()
    {
        const std::string body("k8s\0\x0a\x09\x12\x07PodList\x12\x00\x1a\x00\x22\x00", 21);
        const Cut cut = cutInto(4, body);
        QVERIFY2(cut.list.has_value(), qPrintable(cut.list ? QString() : cut.list.error().detail));
        QVERIFY(cut.list->records.empty());
    }
};

QTEST_APPLESS_MAIN(TestListCutter)
#include "tst_listcutter.moc"
