// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/explorer/explorerrig.h"
#include "ui/tables/rowlistmodel.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/explorer/eventstab.h"
#include "views/explorer/messagedelegate.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QScrollBar>
#include <QTest>
#include <QToolTip>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// How the messages of an object's events are laid out.
class TestEventsTab final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
        m_theme = std::make_unique<Theme>();
        m_tab = std::make_unique<EventsTab>(*m_theme);
        m_tab->resize(480, 700);
        m_tab->show();
    }
    void cleanup()
    {
        m_tab.reset();
        m_theme.reset();
    }

    void aLongMessageWrapsAndAShortOneKeepsItsLine()
    {
        show({ "Started container app", failedPull });
        QCOMPARE(height(0), m_theme->rowHeight());
        QVERIFY(lines(1) > 1);
        QVERIFY(lines(1) <= MessageDelegate::mostLines);
        QCOMPARE(view()->horizontalScrollBar()->maximum(), 0); // all of it is in sight
        const int before = lines(1);
        m_tab->resize(1400, 700);
        QTRY_VERIFY2(lines(1) < before, qPrintable(QString::number(lines(1)))); // in a wider pane fewer lines do
    }

    void aMessageWithoutEndIsCutAndItsTipHoldsAllOfIt()
    {
        std::string endless = "<b>Back-off</b>\n";
        for (int i = 0; i < 80; ++i)
            endless += "word" + std::to_string(i) + ' ';
        endless += "end";
        show({ endless, std::string(900, 'x') });
        QCOMPARE(lines(0), MessageDelegate::mostLines);
        QCOMPARE(lines(1), MessageDelegate::mostLines); // without a blank to break it at
        const QPoint at = view()->visualRect(m_tab->rows()->index(0, 3)).center();
        QHelpEvent help(QEvent::ToolTip, at, view()->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view()->viewport(), &help);
        QVERIFY2(QToolTip::text().contains(u"word79 end"_s), qPrintable(QToolTip::text()));
        QVERIFY(QToolTip::text().contains(u"&lt;b&gt;"_s)); // never markup
        QToolTip::hideText();
    }

    void heightsFollowTheTextSizeAndTheRows()
    {
        show({ "short", failedPull });
        const int before = height(1);
        m_theme->setTextScale(1.5);
        QVERIFY(height(1) > before);
        QCOMPARE(height(0), m_theme->rowHeight());
        show({ failedPull, "short" }); // other events came
        QVERIFY(lines(0) > 1);
        QCOMPARE(height(1), m_theme->rowHeight());
    }

private:
    static constexpr const char* failedPull
        = "Failed to pull image \"registry.example.com/shop/checkout-payment-gateway:2026.11.27-5d8f9c7b6d\": "
          "rpc error: code = NotFound desc = failed to pull and unpack image";

    void show(const std::vector<std::string>& messages)
    {
        std::vector<RecordPtr> events;
        events.reserve(messages.size());
        for (const std::string& message : messages)
            events.push_back(makeObject({ .kind = "Event",
                .name = "e" + std::to_string(events.size()),
                .cells = { { "message", Cell(IString(message)) }, { "eventReason", Cell(IString("BackOff")) } } }));
        m_tab->setEvents(events,
            Formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) },
            instantFromSeconds(1'764'003'600));
        QCoreApplication::sendPostedEvents();
    }
    TableView* view() const { return m_tab->table()->view(); }
    int height(int row) const { return view()->rowHeight(row); }
    int lines(int row) const
    {
        const int more = height(row) - m_theme->rowHeight();
        return 1 + more / QFontMetrics(m_theme->font(Type::Body)).lineSpacing();
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<EventsTab> m_tab;
};

QTEST_MAIN(TestEventsTab)
#include "tst_eventstab.moc"
