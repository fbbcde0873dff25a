// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/bodydecoder.h"
#include "tests/support/gzip.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using Strato::Test::gzip;

namespace {

std::string someText(std::size_t bytes)
{
    std::string text;
    for (std::uint32_t state = 1; text.size() < bytes; state = state * 1664525U + 1013904223U)
        text += "pod-" + std::to_string(state >> 12U) + (state % 3 == 0 ? " is running on node-7\n" : "\t");
    return text;
}

/// @p encoded in pieces of @p size; the end is asked for too.
Result<std::string> decodedInPieces(std::string_view encoded, std::size_t size)
{
    auto decoder = BodyDecoder::create("gzip");
    std::string plain;
    for (std::size_t at = 0; decoder && at < encoded.size(); at += size) {
        const auto fed = decoder->feed(encoded.substr(at, size), [&](std::string_view bytes) -> Result<void> {
            plain += bytes;
            return {};
        });
        if (!fed)
            return tl::unexpected(fed.error());
    }
    if (const auto end = decoder->finish(); !end)
        return tl::unexpected(end.error());
    return plain;
}

} // namespace

/// What servers and whoever stands between send as gzip.
class TestBodyDecoder final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void membersInARowAreOneBodyWhereverTheyAreCut_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : { 1, 2, 7, 18, 4096, 1'000'000 })
            QTest::addRow("%d", size) << size;
    }
    void membersInARowAreOneBodyWhereverTheyAreCut()
    {
        QFETCH(const int, size);
        const std::string long1 = someText(200'000);
        for (const int level : { 0, 1, 9 }) {
            const std::string encoded = gzip("first, ", level) + gzip("") + gzip(long1, level) + gzip("last");
            const auto plain = decodedInPieces(encoded, static_cast<std::size_t>(size));
            QVERIFY2(plain.has_value(), plain ? "" : qPrintable(plain.error().detail));
            QVERIFY(*plain == "first, " + long1 + "last");
        }
    }

    void headsWithEverythingThatTheyMayHaveAreReadWhereverTheyAreCut()
    {
        const std::string plain = gzip("hello");
        std::string whole = plain.substr(0, 10); // RFC 1952 2.3: extra field, name, comment, no checksum of the head
        whole[3] = 0x04 | 0x08 | 0x10;
        whole += std::string("\x05\x00", 2) + "extra" + std::string("name\0", 5) + std::string("a comment\0", 10);
        whole += plain.substr(10);
        for (std::size_t size = 1; size < whole.size(); ++size) {
            const auto text = decodedInPieces(whole + whole, size);
            QVERIFY2(text.has_value(), qPrintable(QString::number(size)));
            QCOMPARE(*text, std::string("hellohello"));
        }
    }

    void aBodyThatEndsEarlyIsMalformedWhereverItEnds()
    {
        const std::string encoded = gzip("first") + gzip(someText(300));
        const std::size_t between = gzip("first").size();
        for (std::size_t length = 1; length < encoded.size(); ++length) {
            const auto plain = decodedInPieces(std::string_view(encoded).substr(0, length), 5);
            QVERIFY2(plain.has_value() == (length == between), qPrintable(QString::number(length)));
            QVERIFY(plain.has_value() || plain.error().code == ErrorCode::Malformed);
        }
    }

    void damagedBytesAreMalformedNeverOtherText()
    {
        const std::string text = someText(600);
        const std::string encoded = gzip(text, 6);
        for (std::size_t at = 0; at < encoded.size(); ++at) {
            std::string damaged = encoded;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            const auto plain = decodedInPieces(damaged, 64);
            // Its head also holds what says nothing of the text: the time, the system.
            QVERIFY2(!plain || *plain == text, qPrintable(QString::number(at)));
        }
    }

    void whatIsNoGzipIsMalformed()
    {
        for (const std::string& bytes :
            { std::string("<html>Sign in</html>"), std::string(64, '\0'), gzip("whole") + "and something behind it" }) {
            const auto plain = decodedInPieces(bytes, 1000);
            QVERIFY(!plain);
            QCOMPARE(plain.error().code, ErrorCode::Malformed);
        }
    }

    void aBombIsStoppedByWhoeverTakesItsBytes()
    {
        std::string bomb;
        bomb.resize(50'000'000, 'a');
        const std::string encoded = gzip(bomb);
        auto decoder = BodyDecoder::create("gzip");
        std::size_t taken = 0;
        std::size_t largest = 0;
        const auto fed = decoder->feed(encoded, [&](std::string_view bytes) -> Result<void> {
            taken += bytes.size();
            largest = std::max(largest, bytes.size());
            return taken > 1'000'000 ? Result<void>(fail(ErrorCode::TooLarge, u"enough"_s)) : Result<void>();
        });
        QVERIFY(!fed);
        QCOMPARE(fed.error().code, ErrorCode::TooLarge);
        QVERIFY(taken < 1'100'000);
        QVERIFY(largest <= std::size_t { 64 } * 1024);
    }

    void otherCodingsAreRefused()
    {
        QCOMPARE(BodyDecoder::create("br").error().code, ErrorCode::Unsupported);
        QVERIFY(BodyDecoder::create("").has_value());
        QVERIFY(BodyDecoder::create(" Identity ").has_value());
        QVERIFY(BodyDecoder::create("x-gzip").has_value());
    }
};

QTEST_APPLESS_MAIN(TestBodyDecoder)
#include "tst_bodydecoder.moc"
