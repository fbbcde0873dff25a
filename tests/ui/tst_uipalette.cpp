// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/commandpalette.h"
#include "ui/cards/fuzzyrank.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestUiPalette final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;
    const PaletteRoles m_roles { Qt::UserRole, Qt::UserRole + 1, Qt::UserRole + 2, Qt::UserRole + 3, Qt::UserRole + 4 };

    std::unique_ptr<QStandardItemModel> source() const
    {
        auto model = std::make_unique<QStandardItemModel>();
        const auto add = [&](const QString& name, const QString& section, const QString& detail) {
            auto* item = new QStandardItem(name);
            item->setData(section, m_roles.section);
            item->setData(detail, m_roles.detail);
            model->appendRow(item);
        };
        add(u"Overview"_s, u"Views"_s, {});
        add(u"Explorer"_s, u"Views"_s, {});
        add(u"recorder"_s, u"Entities"_s, u"ops"_s);
        add(u"order-svc"_s, u"Entities"_s, u"shop"_s);
        add(u"Reorder columns"_s, u"Actions"_s, {});
        return model;
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void betterHitsRankHigher_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("whole over beginning") << u"order"_s << u"order"_s << u"order-svc"_s;
        QTest::newRow("beginning over middle") << u"order"_s << u"order-svc"_s << u"recorder"_s;
        QTest::newRow("word over inside") << u"svc"_s << u"order-svc"_s << u"ordersvcs"_s;
        QTest::newRow("run over scattered") << u"ord"_s << u"order"_s << u"o-r-d"_s;
        QTest::newRow("short over long") << u"order"_s << u"order-svc"_s << u"order-svc-6f944ff9d8-jtlmr-and-more"_s;
        QTest::newRow("initials over strewn") << u"os"_s << u"order-svc"_s << u"bioxyz-kss"_s;
    }
    void betterHitsRankHigher()
    {
        QFETCH(const QString, query);
        QFETCH(const QString, better);
        QFETCH(const QString, worse);
        QVERIFY(fuzzyRank(query, better).has_value());
        QVERIFY(fuzzyRank(query, worse).has_value());
        QVERIFY(*fuzzyRank(query, better) > *fuzzyRank(query, worse));
    }

    void allCharactersMustBeThere()
    {
        QVERIFY(!fuzzyRank(u"orderx", u"order-svc").has_value());
        QVERIFY(fuzzyRank(u"ORDER", u"order-svc").has_value());
        QVERIFY(fuzzyRank(u"svc order", u"order-svc").has_value());
        QCOMPARE(fuzzyRank(u"", u"anything"), std::optional(0));
        QCOMPARE(fuzzyRank(u"  ", u"anything"), std::optional(0));
        QVERIFY(!fuzzyRank(u"a", u"").has_value());
    }

    void sectionsStandInOrderOfTheirBestHit()
    {
        const auto model = source();
        PaletteResults results(m_roles);
        const QAbstractItemModelTester tester(&results, QAbstractItemModelTester::FailureReportingMode::QtTest);
        results.setSource(model.get());
        results.setQuery(u"order"_s);
        QStringList shown;
        for (int row = 0; row < results.rowCount(); ++row)
            shown << results.index(row).data().toString();
        QCOMPARE(
            shown, (QStringList { u"Entities"_s, u"order-svc"_s, u"recorder"_s, u"Actions"_s, u"Reorder columns"_s }));
        QVERIFY(results.isHeading(results.index(0)));
        QVERIFY(!results.sourceIndex(results.index(0)).isValid());
        QCOMPARE(results.sourceIndex(results.firstChoice()).row(), 3);
        results.setQuery(u"nothing like it"_s);
        QCOMPARE(results.rowCount(), 0);
    }

    void otherNamesCountAsTheName_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("plural") << u"nodes"_s;
        QTest::newRow("short name") << u"no"_s;
        QTest::newRow("its case") << u"NODES"_s;
    }
    void otherNamesCountAsTheName()
    {
        QFETCH(const QString, query);
        QStandardItemModel model;
        const auto add = [&](const QString& name, const QString& detail, const QStringList& aliases) {
            auto* item = new QStandardItem(name);
            item->setData(u"Lists"_s, m_roles.section);
            item->setData(detail, m_roles.detail);
            item->setData(aliases, m_roles.aliases);
            model.appendRow(item);
        };
        add(u"NodeMetrics"_s, u"metrics.k8s.io"_s, { u"nodes-metrics"_s });
        add(u"Node"_s, {}, { u"nodes"_s, u"no"_s });
        add(u"Notice"_s, {}, {});
        PaletteResults results(m_roles);
        results.setSource(&model);
        results.setQuery(query);
        QCOMPARE(results.firstChoice().data().toString(), u"Node"_s);
    }

    void whatIsIllComesFirstAmongEqualMatches()
    {
        QStandardItemModel model;
        const auto add = [&](const QString& name, Health health) {
            auto* item = new QStandardItem(name);
            item->setData(u"Entities"_s, m_roles.section);
            item->setData(static_cast<int>(health), m_roles.health);
            model.appendRow(item);
        };
        add(u"order-a"_s, Health::Well);
        add(u"order"_s, Health::Well);
        add(u"reorder"_s, Health::Critical);
        add(u"my-order"_s, Health::Critical);
        add(u"order-unknown"_s, Health::Unknown);
        add(u"order-warned"_s, Health::Warning);
        add(u"order-svc-6f944ff9d8-jtlmr-and-more"_s, Health::Critical);
        PaletteResults results(m_roles);
        results.setSource(&model);
        results.setQuery(u"order"_s);
        QStringList shown;
        for (int row = 1; row < results.rowCount(); ++row)
            shown << results.index(row).data().toString();
        QCOMPARE(shown,
            (QStringList { u"order"_s, u"order-svc-6f944ff9d8-jtlmr-and-more"_s, u"order-warned"_s, u"order-a"_s,
                u"order-unknown"_s, u"my-order"_s, u"reorder"_s }));
    }

    void thatNothingMatchesIsSaid()
    {
        QWidget window;
        window.resize(900, 600);
        CommandPalette palette(m_theme, m_roles, &window);
        const auto rows = source();
        palette.setSource(rows.get());
        window.show();
        palette.open();
        const auto said = [&] {
            const auto labels = palette.findChildren<PlainLabel*>();
            return std::ranges::any_of(labels, [&](const PlainLabel* label) { return label->isVisibleTo(&palette); });
        };
        QVERIFY(!said());
        palette.edit()->setText(u"no such thing"_s);
        QVERIFY(said());
        palette.edit()->setText(u"order"_s);
        QVERIFY(!said());
    }

    void contextHelpsToFind()
    {
        const auto model = source();
        PaletteResults results(m_roles);
        results.setSource(model.get());
        results.setQuery(u"order shop"_s);
        QCOMPARE(results.firstChoice().data().toString(), u"order-svc"_s);
    }

    void keysChooseOverHeadingsAndReturnGoes()
    {
        const auto model = source();
        QWidget window;
        window.resize(800, 600);
        window.show();
        CommandPalette palette(m_theme, m_roles, &window);
        palette.setSource(model.get());
        const QSignalSpy chosen(&palette, &CommandPalette::chosen);
        palette.open();
        QVERIFY(palette.isVisible());
        palette.edit()->setText(u"order"_s);
        QTest::keyClick(palette.edit(), Qt::Key_Down); // recorder
        QTest::keyClick(palette.edit(), Qt::Key_Down); // over the heading
        QTest::keyClick(palette.edit(), Qt::Key_Return);
        QCOMPARE(chosen.value(0).value(0).toModelIndex().data().toString(), u"Reorder columns"_s);
        QVERIFY(!palette.isVisible());
        palette.open();
        QTest::keyClick(palette.edit(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QCOMPARE(chosen.count(), 1);
    }
};

QTEST_MAIN(TestUiPalette)
#include "tst_uipalette.moc"
