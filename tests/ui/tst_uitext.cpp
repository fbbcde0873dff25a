// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/errortext.h"
#include "ui/text/freshnesstext.h"
#include "ui/text/healthtext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

#include <limits>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiText final : public QObject {
    Q_OBJECT
private:
    const Numbers m_numbers { QLocale::c() };
    const Instant m_at { 1'763'879'527'049'000'000LL }; // 2025-11-23T06:32:07.049Z, a Sunday

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void agesReadAsKubectlWritesThem_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("age");
        const std::pair<qint64, const char*> rows[] { { -5, "0s" }, { 0, "0s" }, { 119, "119s" }, { 120, "2m" },
            { 200, "3m20s" }, { 599, "9m59s" }, { 600, "10m" }, { 10799, "179m" }, { 10800, "3h" }, { 11520, "3h12m" },
            { 28800, "8h" }, { 172799, "47h" }, { 172800, "2d" }, { 190800, "2d5h" }, { 691200, "8d" },
            { 14 * 86400, "14d" }, { 760 * 86400, "2y30d" }, { 3000LL * 86400, "8y" } };
        for (const auto& [seconds, age] : rows)
            QTest::addRow("%lld", static_cast<long long>(seconds)) << seconds << QString::fromLatin1(age);
    }
    void agesReadAsKubectlWritesThem()
    {
        QFETCH(const qint64, seconds);
        QFETCH(const QString, age);
        QCOMPARE(Numbers::age(std::chrono::seconds(seconds)), age);
    }

    void missingIsADashNeverZero()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinite = std::numeric_limits<double>::infinity();
        for (const double value : { nan, infinite, -infinite }) {
            QCOMPARE(m_numbers.bytes(value), u"–"_s);
            QCOMPARE(m_numbers.cores(value), u"–"_s);
            QCOMPARE(m_numbers.rate(value), u"–"_s);
            QCOMPARE(m_numbers.percent(value), u"–"_s);
            QCOMPARE(m_numbers.shortCount(value), u"–"_s);
            QCOMPARE(m_numbers.bytesPerSecond(value), u"–"_s);
        }
        QCOMPARE(m_numbers.percent(0), u"0 %"_s);
    }

    void unitsAreAlwaysThere()
    {
        QCOMPARE(m_numbers.bytes(512), u"512 B"_s);
        QCOMPARE(m_numbers.bytes(1023.99), u"1.0 KiB"_s);
        QCOMPARE(m_numbers.bytes(4.0 * 1024 * 1024 * 1024), u"4.0 GiB"_s);
        QCOMPARE(m_numbers.bytesPerSecond(118.0 * 1024), u"118 KiB/s"_s);
        QCOMPARE(m_numbers.cores(0.25), u"250m"_s);
        QCOMPARE(m_numbers.cores(1.9), u"1.9"_s);
        QCOMPARE(m_numbers.cores(4), u"4"_s);
        QCOMPARE(m_numbers.cores(11.5), u"11.5"_s); // what a node has to give of its twelve
        QCOMPARE(m_numbers.cores(12), u"12"_s);
        QCOMPARE(m_numbers.cores(144.3), u"144"_s);
        QCOMPARE(m_numbers.cores(0.9999), u"1"_s);
        QCOMPARE(m_numbers.rate(640), u"640/s"_s);
        QCOMPARE(m_numbers.rate(2400), u"2.4 k/s"_s);
        QCOMPARE(m_numbers.rate(0.2), u"0.20/s"_s);
        QCOMPARE(m_numbers.percent(0.074), u"7.4 %"_s);
        QCOMPARE(m_numbers.percent(0.0011), u"0.11 %"_s);
        QCOMPARE(m_numbers.percent(0.92), u"92 %"_s);
        QCOMPARE(m_numbers.shortCount(118'200'000), u"118 M"_s);
        QCOMPARE(m_numbers.shortCount(9'100'000), u"9.1 M"_s);
        QCOMPARE(m_numbers.shortCount(999.97), u"1.0 k"_s);
    }

    void durationsKeepTwoUnits()
    {
        QCOMPARE(m_numbers.duration(290ms), u"290 ms"_s);
        QCOMPARE(m_numbers.duration(2900ms), u"2.9 s"_s);
        QCOMPARE(m_numbers.duration(47s), u"47 s"_s);
        QCOMPARE(m_numbers.duration(658s), u"10 m 58 s"_s);
        QCOMPARE(m_numbers.duration(192min), u"3 h 12 m"_s);
        QCOMPARE(m_numbers.duration(52h), u"2 d 4 h"_s);
        QCOMPARE(m_numbers.duration(-47s), u"-47 s"_s);
    }

    void numbersFollowTheLocale()
    {
        QCOMPARE(Numbers(QLocale(QLocale::German)).percent(0.074), u"7,4 %"_s);
        QCOMPARE(Numbers(QLocale(QLocale::English)).count(2930), u"2,930"_s);
    }

    void zoneIsAlwaysWritten()
    {
        const QLocale c = QLocale::c();
        QCOMPARE(TimeText({ ZoneChoice::Kind::Utc }, c).full(m_at), u"Sun 23 Nov 06:32:07 UTC"_s);
        QCOMPARE(TimeText({ ZoneChoice::Kind::Named, "Asia/Shanghai" }, c).full(m_at),
            u"Sun 23 Nov 14:32:07 UTC+8 (Asia/Shanghai)"_s);
        QCOMPARE(
            TimeText({ ZoneChoice::Kind::Named, "Asia/Kolkata" }, c).zoneLabel(m_at), u"UTC+5:30 (Asia/Kolkata)"_s);
        QCOMPARE(TimeText({ ZoneChoice::Kind::Named, "America/New_York" }, c).zoneLabel(m_at),
            u"UTC-5 (America/New_York)"_s);
        QCOMPARE(TimeText({ ZoneChoice::Kind::Named, "No/Where" }, c).full(m_at), u"Sun 23 Nov 06:32:07 UTC"_s);
        QCOMPARE(TimeText({ ZoneChoice::Kind::Named, "Asia/Shanghai" }, c).isoWithZone(m_at),
            u"2025-11-23T14:32:07+08:00"_s);
    }

    void briefTimesGrowWithDistance()
    {
        const TimeText text({ ZoneChoice::Kind::Utc }, QLocale::c());
        QCOMPARE(text.brief(m_at, m_at + 1h), u"06:32"_s);
        QCOMPARE(text.brief(m_at, m_at + 20h), u"Sun 06:32"_s);
        QCOMPARE(text.brief(m_at + 17h, m_at + 18h), u"23:32"_s); // half an hour after midnight
        QCOMPARE(text.brief(m_at, m_at + 24h * 30), u"23 Nov 06:32"_s);
        QCOMPARE(text.since(m_at, m_at + 1h), u"since 06:32"_s);
        QCOMPARE(text.milliseconds(m_at), u"06:32:07.049"_s);
    }

    void everyErrorHasItsOwnWordsAndAdvice()
    {
        QSet<QString> sentences;
        for (int code = 0; code <= int(ErrorCode::Internal); ++code) {
            const ErrorText text = errorText(static_cast<ErrorCode>(code));
            QVERIFY(text.what.endsWith(u'.'));
            QVERIFY(text.todo.endsWith(u'.'));
            QVERIFY2(!sentences.contains(text.what), qPrintable(text.what));
            sentences << text.what;
        }
    }

    void aValueStandsInTheWordsAndADetailInBrackets()
    {
        for (const ErrorCode code :
            { ErrorCode::UnknownContext, ErrorCode::ClusterNotOpen, ErrorCode::ProgramMissing }) {
            const QString sentence = errorSentence({ code, u"prod-eu"_s });
            QVERIFY2(sentence.contains(u" prod-eu."_s) && !sentence.contains(u'('), qPrintable(sentence));
            QVERIFY(!errorSentence({ code, {} }).contains(u'%')); // whoever knows no value has whole words as well
        }
        QVERIFY(errorSentence({ ErrorCode::FileUnreadable, u"a: b"_s }).endsWith(u"(a: b)"_s));
        for (int code = 0; code <= int(ErrorCode::Internal); ++code)
            QCOMPARE(errorCodeNamed(errorCodeName(static_cast<ErrorCode>(code))), static_cast<ErrorCode>(code));
        QCOMPARE(errorCodeNamed(u"unheardOf"), ErrorCode::Internal);
    }

    void aWaitThatTheServerAskedForIsSaidAsItsOwn() // K19
    {
        SourceStatus status;
        status.label = u"prod-sh1"_s;
        status.freshness = Freshness::CatchingUp;
        status.nextTry = m_at + 17s;
        const Formats formats;
        QVERIFY(freshnessStory(status, formats, m_at).contains(u"\nTrying again in 17 s."_s));
        status.serverAsked = true;
        QVERIFY(
            freshnessStory(status, formats, m_at).contains(u"\nThe server asked us to wait: trying again in 17 s."_s));
        QVERIFY(!freshnessStory(status, formats, m_at + 17s).contains(u"wait"_s)); // over
    }

    void aPaneOnSeveralOldSourcesCountsThemAndTellsOfEach()
    {
        const Formats formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) };
        const auto source = [this](const char* id, const QString& label, Freshness freshness, Duration ago) {
            SourceStatus status;
            status.id = id;
            status.label = label;
            status.freshness = freshness;
            status.asOf = m_at - ago;
            return status;
        };
        const auto hangzhou = source("k8s:c1", u"hangzhou-1"_s, Freshness::Stale, 1min);
        const auto shanghai = source("k8s:c2", u"shanghai-1"_s, Freshness::Stale, 5min);
        const auto live = source("k8s:c3", u"live-1"_s, Freshness::Live, 0s);
        const QString oldest = formats.times.clock(m_at - 5min);
        QCOMPARE(
            paneFreshness({ hangzhou, shanghai, live }, formats), QString(u"2 cluster(s) stale since "_s + oldest));
        const QString story = paneStory({ hangzhou, shanghai, live }, formats, m_at);
        QVERIFY2(story.contains(u"hangzhou-1"_s) && story.contains(u"shanghai-1"_s), qPrintable(story));
        QVERIFY(!story.contains(u"live-1"_s));
        QCOMPARE(paneFreshness({ hangzhou, live }, formats),
            QString(u"hangzhou-1: stale since "_s + formats.times.clock(m_at - 1min)));
        QCOMPARE(paneFreshness({ shanghai }, formats), QString(u"stale since "_s + oldest));
        const auto metrics = source("prometheus:a", u"main"_s, Freshness::Lost, 2min);
        QCOMPARE(paneFreshness({ metrics, shanghai }, formats), QString(u"2 source(s) lost since "_s + oldest));
    }

    void errorDetailIsCleaned()
    {
        const QString words = errorSentence({ ErrorCode::TimedOut, u"host\u001b]0;x\u0007 %1"_s });
        QVERIFY(!words.contains(QChar(0x1b)));
        QVERIFY(words.contains(u"%1"_s));
    }

    void everyStateHasAWord()
    {
        QSet<QString> words;
        for (const Health health :
            { Health::Well, Health::Warning, Health::Critical, Health::Unknown, Health::Changing })
            words << healthWord(health);
        QCOMPARE(words.size(), 5);
    }
};

QTEST_MAIN(TestUiText)
#include "tst_uitext.moc"
