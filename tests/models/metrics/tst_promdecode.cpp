// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/promdecode.h"

#include <QTest>

#include <cmath>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

/// JSON with ' for ": moc 6.4 loses its way in raw strings with line ends and escapes.
std::string quoted(QByteArray text)
{
    return text.replace('\'', '"').toStdString();
}

} // namespace

class TestPromDecode final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void vectorKeepsLabelsSortedAndValuesAsText()
    {
        const auto answer
            = decodePromVector(quoted("{'status':'success','data':{'resultType':'vector','result':[{'metric':{'zone':'"
                                      "b','__name__':'up','instance':'a:9100'},'value':[1764000000.125,'1.5']}]}}"));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->values.size(), std::size_t(1));
        QCOMPARE(answer->values[0].label("instance"), std::string_view("a:9100"));
        QCOMPARE(answer->values[0].labels.front().first, std::string("__name__"));
        QCOMPARE(answer->values[0].sample.at.ns, std::int64_t(1'764'000'000'125'000'000));
        QCOMPARE(answer->values[0].sample.value, 1.5);
    }

    void notANumberStaysMissingAndInfinityStaysInfinite_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("missing");
        QTest::addColumn<bool>("infinite");
        QTest::newRow("NaN") << QByteArray("NaN") << true << false;
        QTest::newRow("+Inf") << QByteArray("+Inf") << false << true;
        QTest::newRow("-Inf") << QByteArray("-Inf") << false << true;
        QTest::newRow("junk is missing") << QByteArray("12abc") << true << false;
        QTest::newRow("empty is missing") << QByteArray("") << true << false;
        QTest::newRow("number") << QByteArray("12e3") << false << false;
    }
    void notANumberStaysMissingAndInfinityStaysInfinite()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, missing);
        QFETCH(const bool, infinite);
        QByteArray body = QByteArray::fromStdString(
            quoted("{'status':'success','data':{'resultType':'vector','result':[{'metric':{},'value':[1,'VALUE']}]}}"));
        body.replace("VALUE", text);
        const auto answer = decodePromVector(std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
        QVERIFY(answer.has_value());
        QCOMPARE(std::isnan(answer->values[0].sample.value), missing);
        QCOMPARE(std::isinf(answer->values[0].sample.value), infinite);
    }

    void matrixIsAscendingAndWithoutDoubles()
    {
        const auto answer
            = decodePromMatrix(quoted("{'status':'success','data':{'resultType':'matrix','result':[{'metric':{'a':'b'},"
                                      "'values':[[10,'1'],[20,'2'],[20,'9'],[15,'9'],[30,'NaN']]}]}}"));
        QVERIFY(answer.has_value());
        const auto& samples = answer->values.front().samples;
        QCOMPARE(samples.size(), std::size_t(3));
        QCOMPARE(samples[1].value, 2.0);
        QVERIFY(std::isnan(samples[2].value));
    }

    void theServersOwnWordsComeBackAsTheError()
    {
        const auto answer = decodePromVector(
            quoted("{'status':'error','errorType':'bad_data','error':'parse error: \\u001b[31munexpected'}"));
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, ErrorCode::ServerError);
        QVERIFY(answer.error().detail.startsWith(u"bad_data: parse error"));
        QVERIFY(!answer.error().detail.contains(QChar(0x1B)));
    }

    void warningsAreKept()
    {
        const auto answer = decodePromVector(
            quoted("{'status':'success','warnings':['store x is down'],'data':{'resultType':'vector','result':[]}}"));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->warnings.size(), std::size_t(1));
        QCOMPARE(answer->warnings.front(), u"store x is down"_s);
    }

    void whatIsNotPrometheusIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("html") << QByteArray("  <html>sign in</html>") << ErrorCode::UnexpectedContent;
        QTest::newRow("empty") << QByteArray() << ErrorCode::Malformed;
        QTest::newRow("cut") << QByteArray::fromStdString(
            quoted("{'status':'success','data':{'resultType':'vector'").substr(0, 40))
                             << ErrorCode::Malformed;
        QTest::newRow("array") << QByteArray("[]") << ErrorCode::Malformed;
        QTest::newRow("other type") << QByteArray::fromStdString(
            quoted("{'status':'success','data':{'resultType':'scalar','result':[1,'2']}}"))
                                    << ErrorCode::Malformed;
        QTest::newRow("no data") << QByteArray::fromStdString(quoted("{'status':'success'}")) << ErrorCode::Malformed;
        QTest::newRow("deep") << QByteArray(100'000, '[') << ErrorCode::Malformed;
    }
    void whatIsNotPrometheusIsRefused()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const ErrorCode, code);
        const auto answer = decodePromVector(std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, code);
    }

    void everyCutOfAnAnswerIsAnErrorAndNoCrash()
    {
        const std::string body = quoted(
            "{'status':'success','data':{'alerts':[{'labels':{'alertname':'A','severity':'critical'},'annotations':{'"
            "summary':'s'},'state':'firing','activeAt':'2026-11-23T14:00:00.5Z','value':'1'}]}}");
        for (std::size_t length = 0; length < body.size(); ++length)
            QVERIFY(!decodePromAlerts(std::string_view(body).substr(0, length)).has_value());
        const auto whole = decodePromAlerts(body);
        QVERIFY(whole.has_value());
        QCOMPARE(whole->values.front().name, std::string("A"));
        QCOMPARE(whole->values.front().severity, std::string("critical"));
        QVERIFY(!whole->values.front().pending);
        QCOMPARE(whole->values.front().activeAt->ns % 1'000'000'000, std::int64_t(500'000'000));
    }
};

QTEST_GUILESS_MAIN(TestPromDecode)
#include "tst_promdecode.moc"
