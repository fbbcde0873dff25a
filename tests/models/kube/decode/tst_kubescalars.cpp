// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/quantity.h"
#include "models/kube/decode/resourceversion.h"
#include "models/kube/decode/timestamp.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace Strato;

namespace {

constexpr qint64 most = std::numeric_limits<qint64>::max();
constexpr qint64 none = -4242424242;

} // namespace

class TestKubeScalars final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void quantitiesAreExact_data();
    void quantitiesAreExact();
    void timestampsAreExact_data();
    void timestampsAreExact();
    void resourceVersionsCompareAsNumbers_data();
    void resourceVersionsCompareAsNumbers();
};

void TestKubeScalars::quantitiesAreExact_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milli");
    QTest::addColumn<qint64>("value");
    const auto row = [](const char* text, qint64 milli, qint64 value) {
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << milli << value;
    };
    row("0", 0, 0);
    row("1", 1000, 1);
    row("100m", 100, 1); // rounded away from zero
    row("-100m", -100, -1);
    row("1500m", 1500, 2);
    row("0.5", 500, 1);
    row(".5", 500, 1);
    row("5.", 5000, 5);
    row("+3", 3000, 3);
    row("1n", 1, 1);
    row("1000000n", 1, 1);
    row("250u", 1, 1);
    row("2k", 2'000'000, 2000);
    row("3M", 3'000'000'000, 3'000'000);
    row("1G", 1'000'000'000'000, 1'000'000'000);
    row("1T", 1'000'000'000'000'000, 1'000'000'000'000);
    row("1P", 1'000'000'000'000'000'000, 1'000'000'000'000'000);
    row("1E", most, 1'000'000'000'000'000'000);
    row("10E", most, most);
    row("1Ki", 1'024'000, 1024);
    row("1.5Mi", 1'572'864'000, 1'572'864);
    row("16393216Ki", 16'786'653'184'000, 16'786'653'184);
    row("1Gi", 1'073'741'824'000, 1'073'741'824);
    row("1Ti", 1'099'511'627'776'000, 1'099'511'627'776);
    row("1Pi", 1'125'899'906'842'624'000, 1'125'899'906'842'624);
    row("7Ei", most, 8'070'450'532'247'928'832);
    row("8Ei", most, most);
    row("1e3", 1'000'000, 1000);
    row("1E3", 1'000'000, 1000);
    row("12e-3", 12, 1);
    row("1e-30", 1, 1);
    row("1e999", most, most);
    row("9223372036854775807", most, most);
    row("99999999999999999999999999", most, most);
    row("0.1234567890123456789012", 124, 1);
    row("", none, none);
    row("m", none, none);
    row("1x", none, none);
    row("1 Gi", none, none);
    row("1ki", none, none);
    row("1.2.3", none, none);
    row("--1", none, none);
    row("1e", none, none);
    row("1e1234", none, none);
    row("NaN", none, none);
}

void TestKubeScalars::quantitiesAreExact()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, milli);
    QFETCH(const qint64, value);
    QCOMPARE(quantityMilli(text.toStdString()).value_or(none), milli);
    QCOMPARE(quantityValue(text.toStdString()).value_or(none), value);
}

void TestKubeScalars::timestampsAreExact_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ns");
    const auto row = [](const char* text, qint64 ns) { QTest::newRow(text) << QString::fromLatin1(text) << ns; };
    row("1970-01-01T00:00:00Z", 0);
    row("2026-01-02T03:04:05Z", 1'767'323'045'000'000'000);
    row("2026-01-02T03:04:05.123456Z", 1'767'323'045'123'456'000);
    row("2026-01-02T03:04:05.123456789Z", 1'767'323'045'123'456'789);
    row("2026-01-02T03:04:05.1234567899Z", 1'767'323'045'123'456'789);
    row("2026-01-02T05:04:05+02:00", 1'767'323'045'000'000'000);
    row("2026-01-01T22:34:05-04:30", 1'767'323'045'000'000'000);
    row("2024-02-29T00:00:00Z", 1'709'164'800'000'000'000);
    row("1969-12-31T23:59:59Z", -1'000'000'000);
    row("2023-02-29T00:00:00Z", none);
    row("2026-13-01T00:00:00Z", none);
    row("2026-01-02T24:00:00Z", none);
    row("2026-01-02 03:04:05Z", none);
    row("2026-01-02T03:04:05", none);
    row("2026-01-02T03:04:05.Z", none);
    row("2026-01-02T03:04:05Zjunk", none);
    row("9999-12-31T23:59:59Z", none);
    row("0001-01-01T00:00:00Z", none);
    row("yesterday", none);
}

void TestKubeScalars::timestampsAreExact()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, ns);
    QCOMPARE(parseTimestamp(text.toStdString()).value_or(Instant { none }).ns, ns);
}

void TestKubeScalars::resourceVersionsCompareAsNumbers_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("order");
    QTest::newRow("less") << u"9"_s << u"10"_s << u"<"_s;
    QTest::newRow("greater") << u"11"_s << u"10"_s << u">"_s;
    QTest::newRow("equal") << u"10"_s << u"10"_s << u"="_s;
    QTest::newRow("longer than 64 bits") << u"99999999999999999999"_s << u"100000000000000000000"_s << u"<"_s;
    QTest::newRow("zero") << u"0"_s << u"10"_s << u"?"_s;
    QTest::newRow("empty") << QString() << u"10"_s << u"?"_s;
    QTest::newRow("leading zero") << u"010"_s << u"10"_s << u"?"_s;
    QTest::newRow("letters") << u"10"_s << u"1a"_s << u"?"_s;
}

void TestKubeScalars::resourceVersionsCompareAsNumbers()
{
    QFETCH(const QString, a);
    QFETCH(const QString, b);
    QFETCH(const QString, order);
    const auto found = compareResourceVersion(a.toStdString(), b.toStdString());
    const QString text = !found ? u"?"_s : *found < 0 ? u"<"_s : *found > 0 ? u">"_s : u"="_s;
    QCOMPARE(text, order);
}

QTEST_GUILESS_MAIN(TestKubeScalars)
#include "tst_kubescalars.moc"
