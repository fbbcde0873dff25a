// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/theme.h"
#include "ui/timeline/timebar.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiTimeline final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;
    const Instant m_now { 1'763'879'520'000'000'000LL };

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void liveShowsTheLastWindow()
    {
        QCOMPARE(visibleRange({ .now = m_now, .window = 1h }), (TimeRange { m_now - 1h, m_now }));
        QCOMPARE(
            visibleRange({ .now = m_now, .asOf = m_now - 30min, .window = 1h }), (TimeRange { m_now - 1h, m_now }));
        const TimeRange past = visibleRange({ .now = m_now, .asOf = m_now - 10h, .window = 1h });
        QCOMPARE(past.from, m_now - 10h - 30min);
        QCOMPARE(past.to - past.from, Duration(1h));
    }

    void positionsAndInstantsAreInverse()
    {
        const TimeRange range { m_now - 1h, m_now };
        QCOMPARE(positionOf(m_now - 30min, range, 600), 300.0);
        QCOMPARE(instantAt(300, range, 600), m_now - 30min);
        QCOMPARE(instantAt(-20, range, 600), range.from);
        QCOMPARE(instantAt(9999, range, 600), range.to);
        QVERIFY(std::isnan(positionOf(m_now, { m_now, m_now }, 600)));
        QCOMPARE(instantAt(5, range, 0), range.to);
    }

    void marksAreRoundInTheShownZone_data()
    {
        QTest::addColumn<qint64>("minutes");
        QTest::newRow("5 min") << 5LL;
        QTest::newRow("1 h") << 60LL;
        QTest::newRow("24 h") << 1440LL;
        QTest::newRow("7 d") << 10080LL;
    }
    void marksAreRoundInTheShownZone()
    {
        QFETCH(const qint64, minutes);
        const TimeRange range { m_now - std::chrono::minutes(minutes), m_now };
        const QTimeZone zone("Asia/Kolkata");
        const Duration step = timeMarkStep(range.to - range.from, 8);
        const std::vector<Instant> marks = timeMarks(range, 8, zone);
        QVERIFY(marks.size() >= 2 && marks.size() <= 8);
        for (const Instant mark : marks) {
            QVERIFY(mark >= range.from && mark <= range.to);
            QCOMPARE((mark.ns + 19'800'000'000'000LL) % step.count(), 0LL);
        }
        QVERIFY(timeMarks({ m_now, m_now }, 8, zone).empty());
    }

    void keysMoveTheCursorAndComeBack()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(600, 44);
        canvas.setState({ .now = m_now, .window = 1h });
        const QSignalSpy moved(&canvas, &TimeCanvas::cursorRequested);
        const QSignalSpy live(&canvas, &TimeCanvas::liveRequested);
        QTest::keyClick(&canvas, Qt::Key_Left);
        QCOMPARE(moved.value(0).value(0).value<Instant>(), m_now - 30s);
        QTest::keyClick(&canvas, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(moved.value(1).value(0).value<Instant>(), m_now - 5min);
        QTest::keyClick(&canvas, Qt::Key_Home);
        QCOMPARE(moved.value(2).value(0).value<Instant>(), m_now - 1h);
        QTest::keyClick(&canvas, Qt::Key_Right);
        QTest::keyClick(&canvas, Qt::Key_End);
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QCOMPARE(live.count(), 3);
        QCOMPARE(moved.count(), 3);
    }

    void draggingAsksForMomentsAlsoMirrored()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(600, 44);
        canvas.setState({ .now = m_now, .window = 1h });
        const QSignalSpy moved(&canvas, &TimeCanvas::cursorRequested);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, QPoint(300, 20));
        QCOMPARE(moved.value(0).value(0).value<Instant>(), m_now - 30min);
        canvas.setLayoutDirection(Qt::RightToLeft);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, QPoint(150, 20));
        QCOMPARE(moved.value(1).value(0).value<Instant>(), m_now - 15min);
    }

    void barSaysLiveOrAsOfWithZone()
    {
        TimeBar bar(m_theme);
        bar.setTimeText(TimeText({ ZoneChoice::Kind::Utc }, QLocale::c()));
        const auto texts = [&] {
            QStringList all;
            for (const QLabel* label : bar.findChildren<QLabel*>())
                all << label->text();
            return all.join(u'|');
        };
        bar.setState({ .now = m_now });
        QVERIFY2(texts().contains(u"LIVE"_s), qPrintable(texts()));
        QVERIFY(texts().contains(u"UTC"_s));
        bar.setState({ .now = m_now, .asOf = m_now - 13min });
        QVERIFY2(texts().contains(u"as of 06:19"_s), qPrintable(texts()));
        QVERIFY(!texts().contains(u"LIVE"_s));
    }

    void pauseStopsHereAndGoesLiveAgain()
    {
        TimeBar bar(m_theme);
        bar.setState({ .now = m_now });
        const QSignalSpy moved(&bar, &TimeBar::cursorRequested);
        const QSignalSpy live(&bar, &TimeBar::liveRequested);
        auto* pause = bar.findChildren<QPushButton*>().front();
        pause->click();
        QCOMPARE(moved.value(0).value(0).value<Instant>(), m_now);
        bar.setState({ .now = m_now, .asOf = m_now });
        pause->click();
        QCOMPARE(live.count(), 1);
    }

    void windowMenuOffersFiveMinutesToSevenDays()
    {
        QCOMPARE(TimeBar::windows().front(), Duration(5min));
        QCOMPARE(TimeBar::windows().back(), Duration(168h));
        QCOMPARE(TimeBar::windowText(30min), u"last 30 min"_s);
        QCOMPARE(TimeBar::windowText(24h), u"last 24 h"_s);
        QCOMPARE(TimeBar::windowText(168h), u"last 7 d"_s);
        TimeBar bar(m_theme);
        const QSignalSpy asked(&bar, &TimeBar::windowRequested);
        bar.findChild<QMenu*>()->actions().front()->trigger();
        QCOMPARE(asked.value(0).value(0).value<Duration>(), Duration(5min));
    }

    void labelsOfMarksNeitherOverlapNorAreCrossed()
    {
        std::vector<MarkPlace> places;
        places.reserve(40);
        for (int i = 0; i < 40; ++i)
            places.push_back({ 600.0 * ((i * 17) % 40) / 40 + i % 3, 20.0 + (i * 13) % 90, i == 7 ? 1 : 0 });
        const std::vector<MarkGroup> groups = groupMarks(places, 24, 6);
        std::set<std::size_t> seen;
        double free = 1e9;
        for (const MarkGroup& group : groups) {
            QVERIFY(group.right <= free - 6 || free > 1e8); // right of it is the next label, with a gap
            for (const std::size_t member : group.members) {
                seen.insert(member);
                QVERIFY(places[member].x <= group.right && places[member].x < free); // no line through that label
            }
            QCOMPARE(group.hasLabel, group.left >= 0);
            free = group.left;
        }
        QCOMPARE(seen.size(), places.size()); // none is lost
        QVERIFY(std::ranges::any_of(groups, [](const MarkGroup& group) { return group.shown == 7; })); // the worst
        QCOMPARE(groupMarks({ { 100, 40, 0 }, { 300, 40, 0 } }, 24, 6).size(), std::size_t(2));
        QCOMPARE(groupMarks({ { 100, 40, 0 }, { 130, 40, 0 } }, 24, 6).size(), std::size_t(1));
    }

    void theToolTipOfALabelHasAllItsMarks()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(600, 44);
        canvas.setState({ .now = m_now, .window = 1h });
        canvas.setMarks(
            { { m_now - 30min, Health::Changing, u"order-svc"_s }, { m_now - 31min, Health::Critical, u"pay-svc"_s },
                { m_now - 32min, Health::Changing, u"stock-svc"_s }, { m_now - 5min, Health::Changing, u"web"_s } });
        const std::vector<MarkGroup> groups = canvas.groups();
        QCOMPARE(groups.size(), std::size_t(2));
        const MarkGroup& three = groups.back();
        QVERIFY(three.hasLabel);
        const QString told = canvas.marksAt(QPoint(static_cast<int>((three.left + three.right) / 2), 5));
        for (const QString& name : { u"order-svc"_s, u"pay-svc"_s, u"stock-svc"_s })
            QVERIFY2(told.contains(name), qPrintable(told));
        QVERIFY(!told.contains(u"web"_s));
    }

    void whatIsSaidOfTheUnknownStandsBesideTheBars()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(600, 44);
        canvas.setState({ .now = m_now, .window = 1h, .knownFrom = m_now - 10min });
        QVERIFY(canvas.wordsRect().width() > 50);
        canvas.setBuckets({ { m_now - 1h, m_now - 40min, 10, 0 }, { m_now - 40min, m_now - 12min, 0, 0 } });
        const QRectF beside = canvas.wordsRect();
        QVERIFY(beside.left() >= 200 && beside.right() <= 500);
        const QImage bars = canvas.grab().toImage().copy(0, 12, 200, 20);
        canvas.setState({ .now = m_now, .window = 1h });
        canvas.setState({ .now = m_now, .window = 1h, .knownFrom = m_now - 41min });
        QVERIFY(canvas.wordsRect().isEmpty()); // bars everywhere: they stay whole
        QCOMPARE(canvas.grab().toImage().copy(0, 12, 180, 20), bars.copy(0, 0, 180, 20));
    }

    void theTipExplainsTheUnknownPart()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(600, 44);
        canvas.setState({ .now = m_now, .window = 1h, .knownFrom = m_now - 30min });
        QVERIFY(canvas.tipAt({ 100, 20 }).contains(u"Objects are unknown before"_s));
        QVERIFY(!canvas.tipAt({ 100, 20 }).contains(u"bars"_s)); // there are none
        QVERIFY(!canvas.tipAt({ 400, 20 }).contains(u"unknown"_s));
        canvas.setBuckets({ { m_now - 1h, m_now, 10, 0 } });
        QVERIFY(canvas.tipAt({ 100, 20 }).contains(u"The bars are of metrics"_s));
        canvas.setState({ .now = m_now, .window = 1h });
        QVERIFY(!canvas.tipAt({ 100, 20 }).contains(u"unknown"_s));
    }

    void unknownPartIsDrawn()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(600, 44);
        canvas.setState({ .now = m_now, .window = 1h });
        const QImage known = canvas.grab().toImage();
        canvas.setState({ .now = m_now, .window = 1h, .knownFrom = m_now - 30min });
        const QImage halfKnown = canvas.grab().toImage();
        QVERIFY(known.copy(0, 12, 300, 20) != halfKnown.copy(0, 12, 300, 20));
        QCOMPARE(known.copy(301, 12, 290, 20), halfKnown.copy(301, 12, 290, 20));
    }

    void whatWasNotWatchedSinceIsDrawnAndExplainedToo()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(600, 44);
        canvas.setState({ .now = m_now, .window = 1h });
        const QImage known = canvas.grab().toImage();
        const Instant endless { std::numeric_limits<std::int64_t>::max() };
        canvas.setState({ .now = m_now,
            .window = 1h,
            .gaps = { { m_now - 2h, m_now - 90min }, { m_now - 40min, m_now - 30min }, { m_now - 10min, endless } } });
        const QImage gaps = canvas.grab().toImage();
        QCOMPARE(known.copy(0, 12, 198, 20), gaps.copy(0, 12, 198, 20));
        QVERIFY(known.copy(200, 12, 100, 20) != gaps.copy(200, 12, 100, 20));
        QCOMPARE(known.copy(302, 12, 196, 20), gaps.copy(302, 12, 196, 20));
        QVERIFY(known.copy(500, 12, 98, 20) != gaps.copy(500, 12, 98, 20));
        QVERIFY(canvas.tipAt({ 250, 20 }).contains(u"Objects are unknown from"_s));
        QVERIFY(!canvas.tipAt({ 400, 20 }).contains(u"unknown"_s));
        QVERIFY(canvas.tipAt({ 550, 20 }).contains(u"Objects are unknown from"_s)); // goes on
    }
};

QTEST_MAIN(TestUiTimeline)
#include "tst_uitimeline.moc"
