// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/agedelegate.h"
#include "ui/delegates/meterdelegate.h"
#include "ui/delegates/sparklinedelegate.h"
#include "ui/delegates/statedelegate.h"
#include "ui/delegates/stripdelegate.h"
#include "ui/delegates/textdelegate.h"

#include <QPainter>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiDelegates final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;

    QImage painted(
        const RowDelegate& delegate, const QModelIndex& index, QStyle::State state, Qt::LayoutDirection direction)
    {
        QImage image(200, 24, QImage::Format_RGB32);
        image.fill(m_theme.colour(Role::Panel));
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.state = state;
        option.direction = direction;
        delegate.paint(&painter, option, index);
        return image;
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void meterGeometryHolds()
    {
        const QRect track = MeterDelegate::trackRect(QRect(10, 0, 100, 24), 40, 6, Qt::LeftToRight);
        QCOMPARE(track, QRect(10, 9, 40, 6));
        QCOMPARE(MeterDelegate::trackRect(QRect(10, 0, 100, 24), 40, 6, Qt::RightToLeft), QRect(70, 9, 40, 6));
        QCOMPARE(MeterDelegate::trackRect(QRect(10, 0, 30, 24), 40, 6, Qt::LeftToRight).width(), 30);
        QCOMPARE(MeterDelegate::filledRect(track, 0.5, Qt::LeftToRight), QRect(10, 9, 20, 6));
        QCOMPARE(MeterDelegate::filledRect(track, 0.5, Qt::RightToLeft), QRect(30, 9, 20, 6));
        QCOMPARE(MeterDelegate::filledRect(track, 7, Qt::LeftToRight), track);
        QCOMPARE(MeterDelegate::filledRect(track, -1, Qt::LeftToRight).width(), 0);
        QVERIFY(MeterDelegate::filledRect(track, qQNaN(), Qt::LeftToRight).isNull());
    }

    void stripCellsTileTheRow()
    {
        for (const auto direction : { Qt::LeftToRight, Qt::RightToLeft }) {
            QRegion all;
            int sum = 0;
            for (int i = 0; i < 7; ++i) {
                const QRect cell = StripDelegate::cellRect(QRect(3, 0, 100, 8), i, 7, direction);
                all += cell;
                sum += cell.width();
            }
            QCOMPARE(sum, 100);
            QCOMPARE(all.boundingRect(), QRect(3, 0, 100, 8));
        }
        QVERIFY(StripDelegate::cellRect(QRect(0, 0, 100, 8), 7, 7, Qt::LeftToRight).isNull());
        QVERIFY(StripDelegate::cellRect(QRect(0, 0, 100, 8), 0, 0, Qt::LeftToRight).isNull());
        QCOMPARE(StripDelegate::cellRect(QRect(0, 0, 100, 8), 0, 2, Qt::RightToLeft).left(), 50);
    }

    void stateTextLeavesRoomForTheShape()
    {
        const QRect cell(8, 0, 100, 24);
        QCOMPARE(StateDelegate::textRect(cell, 11, 5, Qt::LeftToRight), QRect(24, 0, 84, 24));
        QCOMPARE(StateDelegate::textRect(cell, 11, 5, Qt::RightToLeft), QRect(8, 0, 84, 24));
        QCOMPARE(StateDelegate::textRect(QRect(0, 0, 4, 24), 11, 5, Qt::LeftToRight).width(), 0);
        QCOMPARE(StateDelegate::shapeRect(cell, 11, Qt::RightToLeft).right(), 108.0 - 0);
    }

    void aCellAsWideAsItsHintShowsTheWholeText_data()
    {
        QTest::addColumn<double>("scale");
        for (const double scale : { 1.0, 1.25, 1.5, 2.0 })
            QTest::addRow("text size %.2f", scale) << scale;
    }
    void aCellAsWideAsItsHintShowsTheWholeText()
    {
        QFETCH(const double, scale);
        Theme theme;
        theme.setTextScale(scale);
        const TextDelegate words(theme, {});
        const TextDelegate quiet(theme, TextDelegate::quiet());
        const TextDelegate mono(theme, TextDelegate::mono());
        const StateDelegate names(theme, Qt::UserRole, StateDelegate::Words::Plain);
        QStandardItemModel model(1, 1);
        for (const QString& text : { u"Opaque"_s, u"172.16.16.10"_s, u"inventory-svc-db"_s, u"account-4pxk7c-4fwmd"_s,
                 u"containerd://1.7.2"_s, u"kubernetes.io/tls"_s, u"fulfil"_s, u"Wavy AVAVA To."_s }) {
            model.setData(model.index(0, 0), text);
            for (const RowDelegate* delegate :
                std::initializer_list<const RowDelegate*> { &words, &quiet, &mono, &names }) {
                const QSize hint = delegate->sizeHint({}, model.index(0, 0));
                const auto drawn = [&](int width) {
                    QImage image(hint.width() + 60, hint.height(), QImage::Format_RGB32);
                    image.fill(theme.colour(Role::Panel));
                    QPainter painter(&image);
                    QStyleOptionViewItem option;
                    option.rect = QRect(0, 0, width, hint.height());
                    option.state = QStyle::State_Enabled;
                    delegate->paint(&painter, option, model.index(0, 0));
                    painter.end();
                    return image.copy(0, 0, hint.width(), hint.height() - 2); // without the row's line
                };
                QVERIFY2(drawn(hint.width()) == drawn(hint.width() + 60), qPrintable(text));
            }
        }
    }

    void matchesAreFoundMergedAndOrdered()
    {
        using Span = TextDelegate::Span;
        const auto spans
            = [](const QString& text, const QStringList& needles) { return TextDelegate::matchSpans(text, needles); };
        QCOMPARE(spans(u"order-svc ORDER"_s, { u"order"_s }), (std::vector<Span> { { 0, 5 }, { 10, 5 } }));
        QCOMPARE(spans(u"abcd"_s, { u"bc"_s, u"ab"_s }), (std::vector<Span> { { 0, 3 } }));
        QVERIFY(spans(u"abc"_s, { QString() }).empty());
        QVERIFY(spans(u"abc"_s, { u"x"_s }).empty());
    }

    void everyDelegatePaintsInEveryStateAndDirection()
    {
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), u"order-svc-6f944ff9d8-jtlmr-with-a-name-longer-than-its-cell"_s);
        model.setData(model.index(0, 0), int(Health::Critical), Qt::UserRole);
        model.setData(model.index(0, 0), 0.7, Qt::UserRole + 1);
        model.setData(model.index(0, 0), StripDelegate::stripOf({ Health::Well, Health::Critical }), Qt::UserRole + 2);
        model.setData(model.index(0, 0), QVariant::fromValue(QList<double> { 1, 2, qQNaN(), 3 }), Qt::UserRole + 3);
        model.setData(model.index(0, 0), qlonglong(0), Qt::UserRole + 4);
        const TextDelegate text(m_theme, TextDelegate::mono());
        const StateDelegate state(m_theme, Qt::UserRole, StateDelegate::Words::Tinted);
        const MeterDelegate meter(m_theme, Qt::UserRole + 1, Qt::UserRole);
        const StripDelegate strip(m_theme, Qt::UserRole + 2);
        const SparklineDelegate spark(m_theme, Qt::UserRole + 3, Qt::UserRole);
        const AgeDelegate age(m_theme, Qt::UserRole + 4, [] { return Instant { 0 } + 5min; });
        for (const RowDelegate* delegate :
            std::initializer_list<const RowDelegate*> { &text, &state, &meter, &strip, &spark, &age }) {
            const QImage plain = painted(*delegate, model.index(0, 0), QStyle::State_Enabled, Qt::LeftToRight);
            QVERIFY(plain != painted(*delegate, model.index(0, 0), QStyle::State_Selected, Qt::LeftToRight));
            QVERIFY(plain != painted(*delegate, model.index(0, 0), QStyle::State_HasFocus, Qt::LeftToRight));
            QVERIFY(plain != painted(*delegate, model.index(0, 0), QStyle::State_Enabled, Qt::RightToLeft));
        }
    }

    void missingValuesDrawNothing()
    {
        QStandardItemModel model(1, 1);
        const MeterDelegate meter(m_theme, Qt::UserRole + 1, {});
        QImage ground(200, 24, QImage::Format_RGB32);
        ground.fill(m_theme.colour(Role::Panel));
        QCOMPARE(painted(meter, model.index(0, 0), QStyle::State_Enabled, Qt::LeftToRight), ground);
        model.setData(model.index(0, 0), qQNaN(), Qt::UserRole + 1);
        QCOMPARE(painted(meter, model.index(0, 0), QStyle::State_Enabled, Qt::LeftToRight), ground);
        model.setData(model.index(0, 0), 0.0, Qt::UserRole + 1);
        QVERIFY(painted(meter, model.index(0, 0), QStyle::State_Enabled, Qt::LeftToRight) != ground);
    }

    void ageCountsFromTheShownMoment()
    {
        Instant shown { 0 };
        const AgeDelegate age(m_theme, Qt::UserRole, [&] { return shown; });
        shown = Instant { 0 } + 192min;
        QCOMPARE(age.displayText(qlonglong(0), {}), u"3h12m"_s);
        QCOMPARE(age.displayText({}, {}), u"–"_s);
    }
};

QTEST_MAIN(TestUiDelegates)
#include "tst_uidelegates.moc"
