// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is painted again, and how dear it is: an idle console must not paint what nobody changed.

#include "ui/cards/pastframe.h"
#include "ui/delegates/linecache.h"
#include "ui/delegates/textdelegate.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timecanvas.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

/// The region that is painted of one widget.
class Painted final : public QObject {
public:
    explicit Painted(QWidget* widget)
        : m_widget(widget)
    {
        widget->installEventFilter(this);
    }
    bool eventFilter(QObject* /*watched*/, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            m_region += static_cast<QPaintEvent*>(event)->region();
        return false;
    }
    /// Of all that was asked for until now.
    QRect take()
    {
        QCoreApplication::sendPostedEvents(m_widget->window(), QEvent::UpdateRequest);
        return std::exchange(m_region, {}).boundingRect();
    }

private:
    QWidget* m_widget;
    QRegion m_region;
};

class ChangingModel final : public QAbstractTableModel {
public:
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 500; }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 3; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(u"row %1"_s.arg(index.row())) : QVariant();
    }
    void change(int first, int last) { emit dataChanged(index(first, 0), index(last, 2)); }
};

QImage drawn(LineCache& lines, const QRect& rect, const QString& text, const QFont& font,
    Qt::LayoutDirection direction = Qt::LeftToRight, Qt::Alignment alignment = Qt::AlignVCenter | Qt::AlignLeft,
    Qt::TextElideMode elide = Qt::ElideRight)
{
    QImage image(std::max(220, rect.right() + 1), 30, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font);
    painter.setPen(Qt::black);
    lines.draw(painter, rect, text, direction, alignment, elide);
    return image;
}

/// The smallest box around all that is not white.
QRect inkOf(const QImage& image)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != qRgb(255, 255, 255))
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

} // namespace

class TestUiRepaint final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;

private slots:
    /// Rows that come, and columns that become as wide as they need.
    void columnsThatAreFittedArePaintedOnce()
    {
        QStandardItemModel model(40, 3);
        StratoTable table(m_theme);
        std::vector<TableColumn> columns;
        for (const char* id : { "a", "b", "c" })
            columns.push_back({ .id = id, .width = 80, .most = 80 });
        table.setModel(&model, columns);
        table.resize(800, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        Painted painted(table.view()->viewport());
        QTRY_VERIFY(painted.take().isEmpty());
        for (TableColumn& column : columns)
            column.width = column.most = 120;
        table.widenColumns(columns);
        QCoreApplication::sendPostedEvents(table.view(), QEvent::MetaCall); // which an event loop does before it paints
        QVERIFY(!painted.take().isEmpty());
        QCOMPARE(table.view()->columnWidth(1), m_theme.px(120));
        QCoreApplication::processEvents(); // timers that are due, too
        QVERIFY(painted.take().isEmpty());
    }

    void lineStandsWhereDrawTextPutsIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Qt::Alignment>("alignment");
        QTest::newRow("leading") << u"order-svc"_s << Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft);
        QTest::newRow("trailing") << u"12.5 GiB"_s << Qt::Alignment(Qt::AlignVCenter | Qt::AlignRight);
        QTest::newRow("centre") << u"12.5"_s << Qt::Alignment(Qt::AlignCenter);
        QTest::newRow("two scripts") << u"订单 order"_s << Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft);
        QTest::newRow("lines") << u"one\ntwo"_s << Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft);
    }

    void lineStandsWhereDrawTextPutsIt()
    {
        QFETCH(const QString, text);
        QFETCH(const Qt::Alignment, alignment);
        const QRect rect(10, 3, 200, 24);
        QImage expected(220, 30, QImage::Format_RGB32);
        expected.fill(Qt::white);
        QPainter painter(&expected);
        painter.setFont(m_theme.font(Type::Body));
        painter.setPen(Qt::black);
        painter.drawText(rect, int(alignment) | Qt::TextSingleLine, text);
        painter.end();
        LineCache lines;
        const QRect ink = inkOf(drawn(lines, rect, text, m_theme.font(Type::Body), Qt::LeftToRight, alignment));
        const QRect wanted = inkOf(expected);
        QVERIFY(!ink.isEmpty());
        for (const int off : { ink.left() - wanted.left(), ink.right() - wanted.right(), ink.top() - wanted.top(),
                 ink.bottom() - wanted.bottom() })
            QVERIFY2(std::abs(off) <= 1, qPrintable(u"%1 pixels off"_s.arg(off)));
    }

    void longLinesAreElidedToTheirCell()
    {
        LineCache lines;
        const QString text = u"a-name-much-longer-than-the-cell-that-it-stands-in"_s;
        const QRect ink = inkOf(drawn(lines, QRect(10, 3, 80, 24), text, m_theme.font(Type::Body)));
        QVERIFY(ink.right() < 10 + 80);
        QVERIFY(ink.right() > 10 + 50);
        const QRect wider = inkOf(drawn(lines, QRect(10, 3, 160, 24), text, m_theme.font(Type::Body)));
        QVERIFY(wider.right() > 10 + 120); // the same text in another cell
        QVERIFY(inkOf(drawn(lines, QRect(10, 3, 0, 24), text, m_theme.font(Type::Body))).isEmpty());
    }

    void anotherFontIsAnotherLine()
    {
        LineCache lines;
        const QRect rect(0, 0, 220, 30);
        const QRect body = inkOf(drawn(lines, rect, u"order-svc"_s, m_theme.font(Type::Body)));
        const QRect head = inkOf(drawn(lines, rect, u"order-svc"_s, m_theme.font(Type::Headline)));
        QVERIFY(head.width() > body.width());
        QCOMPARE(inkOf(drawn(lines, rect, u"order-svc"_s, m_theme.font(Type::Body))), body);
    }

    void beginningsAreAsWideAsTheyAreDrawn()
    {
        LineCache lines;
        QImage image(10, 10, QImage::Format_RGB32);
        QPainter painter(&image);
        painter.setFont(m_theme.font(Type::Body));
        const QFontMetricsF metrics(m_theme.font(Type::Body));
        for (const QString& text : { u"Back-off "_s, u"Back-off"_s, u"  "_s, QString() }) {
            const qreal wide = lines.widthOf(painter, text, Qt::LeftToRight);
            QVERIFY2(
                std::abs(wide - metrics.horizontalAdvance(text)) <= 1, qPrintable(u"%1: %2"_s.arg(text).arg(wide)));
        }
    }

    void marksStandWhereTheirLettersAreDrawn()
    {
        LineCache lines;
        QImage image(10, 10, QImage::Format_RGB32);
        QPainter painter(&image);
        for (const QString& text : { u"checkout-7hvkr8vl2t-gf88x"_s, u"Back-off restarting failed container"_s,
                 u"registry.example.com/filler/app:4"_s, u"支付-service-7hvkr"_s }) {
            for (const Type type : { Type::Body, Type::Mono, Type::Small }) {
                painter.setFont(m_theme.font(type));
                for (const qsizetype length : { qsizetype { 0 }, qsizetype { 1 }, text.size() / 2, text.size() }) {
                    const qreal drawn = lines.widthOf(painter, text.first(length), Qt::LeftToRight);
                    const qreal near = lines.widthOfBeginning(painter, text, length, Qt::LeftToRight);
                    QVERIFY2(std::abs(near - drawn) <= 2, qPrintable(u"%1: %2, %3"_s.arg(text).arg(near).arg(drawn)));
                }
            }
        }
    }

    void ofLongTextsTheSameIsSeenAsIfAllWereLaidOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Qt::TextElideMode>("elide");
        const QString images = u"registry.example.com/filler/app:4,"_s.repeated(20);
        QTest::newRow("plain") << images << Qt::ElideRight;
        QTest::newRow("narrow letters") << QString(600, u'i') << Qt::ElideRight;
        QTest::newRow("wide letters") << QString(600, u'W') << Qt::ElideRight;
        QTest::newRow("middle") << images << Qt::ElideMiddle;
        QTest::newRow("left") << images << Qt::ElideLeft;
        QTest::newRow("Chinese") << u"支付服务"_s.repeated(60) << Qt::ElideRight;
        QTest::newRow("Chinese behind") << images + u"支付"_s << Qt::ElideRight;
        QTest::newRow("lines") << u"first\nsecond\n"_s.repeated(40) << Qt::ElideRight;
    }
    void ofLongTextsTheSameIsSeenAsIfAllWereLaidOut()
    {
        QFETCH(QString, text);
        QFETCH(Qt::TextElideMode, elide);
        const QFont font = m_theme.font(Type::Body);
        QString line = text;
        line.replace(u'\n', u' ');
        for (const int width : { 20, 90, 200, 430 }) {
            const QRect rect(4, 3, width, 24);
            const QString whole = QFontMetrics(font).elidedText(line, elide, width);
            LineCache lines;
            LineCache others;
            QCOMPARE(drawn(lines, rect, text, font, Qt::LeftToRight, Qt::AlignLeft, elide),
                drawn(others, rect, whole, font, Qt::LeftToRight, Qt::AlignLeft, Qt::ElideNone));
        }
    }

    void longLinesCostMoreThanShortOnes()
    {
        LineCache lines(100);
        for (int i = 0; i < 100; ++i)
            (void)drawn(lines, QRect(0, 0, 220, 30), QString(320, u'a') + QString::number(i), m_theme.font(Type::Body));
        QVERIFY(lines.held() <= 10);
    }

    void linesHeldAreBounded()
    {
        LineCache lines(100);
        for (int i = 0; i < 1000; ++i)
            (void)drawn(lines, QRect(0, 0, 220, 30), QString::number(i), m_theme.font(Type::Body));
        QVERIFY(lines.held() <= 100);
        QVERIFY(lines.held() > 50);
    }

    void onlyChangedRowsThatAreSeenArePainted()
    {
        ChangingModel model;
        TableView view(m_theme);
        view.setModel(&model);
        view.resize(400, 240);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        Painted painted(view.viewport());
        (void)painted.take();
        model.change(300, 400);
        QVERIFY(painted.take().isEmpty());
        model.change(2, 3);
        const QRect rows = painted.take();
        QCOMPARE(rows.top(), view.rowViewportPosition(2));
        QCOMPARE(rows.height(), 2 * view.rowHeight(2));
        model.change(0, 499);
        QCOMPARE(painted.take(), view.viewport()->rect());
        view.scrollToBottom();
        (void)painted.take();
        model.change(0, 2);
        QVERIFY(painted.take().isEmpty());
        model.change(499, 499);
        QCOMPARE(painted.take().bottom(), view.viewport()->rect().bottom());
    }

    void sameMomentIsNotPaintedAgain()
    {
        PastFrame frame(m_theme);
        auto* content = new QWidget;
        frame.setContent(content);
        frame.resize(300, 200);
        frame.setPast(u"14:19:40"_s);
        frame.show();
        QVERIFY(QTest::qWaitForWindowExposed(&frame));
        Painted painted(content);
        (void)painted.take();
        frame.setPast(u"14:19:40"_s);
        QVERIFY(painted.take().isEmpty());
        frame.setPast(u"14:19:41"_s);
        QVERIFY(frame.accessibleName().contains(u"14:19:41"_s));
    }

    void sameMarksAreNotPaintedAgain()
    {
        TimeCanvas canvas(m_theme);
        canvas.resize(400, 40);
        canvas.setMarks({ { Instant { 2 }, Health::Changing, u"b"_s }, { Instant { 1 }, Health::Changing, u"a"_s } });
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        Painted painted(&canvas);
        (void)painted.take();
        canvas.setMarks({ { Instant { 1 }, Health::Changing, u"a"_s }, { Instant { 2 }, Health::Changing, u"b"_s } });
        QVERIFY(painted.take().isEmpty());
        canvas.setMarks({ { Instant { 1 }, Health::Changing, u"a"_s } });
        QVERIFY(!painted.take().isEmpty());
    }
};

QTEST_MAIN(TestUiRepaint)
#include "tst_uirepaint.moc"
