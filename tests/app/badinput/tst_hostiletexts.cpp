// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/topbar.h"
#include "tests/app/badinput/desk.h"
#include "ui/cards/commandpalette.h"
#include "ui/tables/stratotable.h"
#include "views/explorer/explorerpage.h"
#include "views/explorer/resourcelist.h"

#include <QBuffer>
#include <QLineEdit>
#include <QRegularExpression>
#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;
using nlohmann::json;

namespace {

constexpr int patienceMs = 20'000;

const std::string markup = "<table><tr><td><b>fat</b><img src='file:///etc/passwd'>";
const std::string control = "\x1b[31mred\x07\x7f";
const std::string bidi = "\u202egnp.exe"; // NOLINT(misc-misleading-bidirectional): that is the attack

/// A pod that is broken, so that the overview shows it, and whose every outside text is hostile.
json hostilePod()
{
    json pod = smallPod("hostile", "shop");
    pod["metadata"]["labels"]["example.com/team"] = "a";
    pod["spec"]["nodeName"] = markup + control + bidi;
    pod["status"]["phase"] = "Pending";
    pod["status"]["containerStatuses"][0]["ready"] = false;
    pod["status"]["containerStatuses"][0]["state"]
        = { { "waiting", { { "reason", "ImagePullBackOff" }, { "message", markup + control + bidi } } } };
    pod["status"]["conditions"] = json::array({ { { "type", "Ready" }, { "status", "False" },
        { "reason", "ContainersNotReady" }, { "message", markup + control + bidi } } });
    return pod;
}

bool hasControls(const QString& text)
{
    static const QRegularExpression controls(u"[\\x{0}-\\x{8}\\x{b}-\\x{1f}\\x{7f}-\\x{9f}]"_s);
    return text.contains(controls);
}

} // namespace

/// Names and messages with markup, control and bidi characters: shown as they are written or without what cannot be
/// shown, wherever they appear.
class TestHostileTexts final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_estate = std::make_unique<SmallEstate>();
        m_estate->apply(hostilePod());
        qputenv("HOME", m_estate->file(u"home"_s).toLocal8Bit());
        qputenv("KUBECONFIG", m_estate->kubeconfig().toLocal8Bit());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void explorerRowsShowThemLiterally()
    {
        Desk desk(windowOn({ u"one"_s }));
        desk.window().goTo({ u"explorer"_s, { { u"kind"_s, u"pods"_s } } });
        const auto* page = qobject_cast<const ExplorerPage*>(desk.window().page(u"explorer"_s));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s) && page->list(), patienceMs);
        auto* table = page->list()->findChild<StratoTable*>();
        QVERIFY(table);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 7, patienceMs);
        table->setColumnShown("node", true);
        QBuffer csv;
        QVERIFY(csv.open(QIODevice::WriteOnly));
        QVERIFY(table->writeCsv(csv, false));
        const QString rows = QString::fromUtf8(csv.data());
        QVERIFY2(rows.contains(u"<b>fat</b>"_s), qUtf8Printable(rows));
        QVERIFY2(!hasControls(QString(rows).remove(u'\r')), qUtf8Printable(rows));
        QVERIFY(!desk.window().grab().isNull()); // painted without a warning
    }

    void namesOfContextsAreTextToo()
    {
        QByteArray text = oneContextText("bad", "https://127.0.0.1:1", "", "token: t");
        // NOLINTNEXTLINE(modernize-raw-string-literal): moc misreads raw strings
        const QByteArray name = "\"<b>x</b>\\e[31m\\u202e\"";
        text.replace("name: bad", QByteArray("name: " + name));
        text.replace("cluster: bad, user: bad", QByteArray("cluster: " + name + ", user: " + name));
        qputenv("KUBECONFIG", (m_estate->kubeconfig() + u':' + m_estate->write(u"names.yaml"_s, text)).toLocal8Bit());
        Desk desk(windowOn({ u"one"_s }));
        desk.window().goTo({ u"start"_s, {} });
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(u"<b>x</b>"_s), qUtf8Printable(desk.words()), patienceMs);
        QVERIFY(!hasControls(desk.words()));
        qputenv("KUBECONFIG", m_estate->kubeconfig().toLocal8Bit());
    }

    void theObjectsPaneShowsThemLiterally()
    {
        Desk desk(windowOn({ u"one"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s), patienceMs);
        const IString cluster = desk.console().clusters().at(u"one"_s).id;
        const EntityId pod = EntityId::kubernetes(cluster.view(), "", "Pod", "shop", "hostile");
        desk.window().goTo({ u"explorer"_s,
            { { u"kind"_s, u"pods"_s }, { u"entity"_s, QString::fromStdString(std::string(pod.text())) } } });
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(u"<b>fat</b>"_s), qUtf8Printable(desk.words()), patienceMs);
        QVERIFY(!hasControls(desk.words()));
    }

    void overviewRowsShowThemLiterally()
    {
        Desk desk(windowOn({ u"one"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.console().overview() && !desk.console().overview()->findings.empty(), patienceMs);
        desk.window().goTo({ u"overview"_s, {} });
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(u"hostile"_s), qUtf8Printable(desk.words()), patienceMs);
        QVERIFY(!hasControls(desk.words()));
        QVERIFY(!desk.window().grab().isNull());
    }

    void thePaletteFindsAndShowsThem()
    {
        Desk desk(windowOn({ u"one"_s }));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s), patienceMs);
        auto* palette = desk.window().findChild<CommandPalette*>();
        emit desk.window().findChild<TopBar*>()->paletteRequested(); // as a press on the search field does
        for (const QString& typed : { u"hostile"_s, u"<b>\x1b[2J\x202e"_s, QString(5000, u'<') }) {
            palette->edit()->setText(typed);
            const QAbstractItemModel& results = *palette->results();
            for (int row = 0; row < results.rowCount(); ++row)
                QVERIFY(!hasControls(results.index(row, 0).data().toString()));
            QVERIFY(!desk.window().grab().isNull());
        }
        palette->edit()->setText(u"hostile"_s);
        QTRY_VERIFY(palette->results()->rowCount() > 0);
    }

private:
    std::unique_ptr<SmallEstate> m_estate;
};

QTEST_MAIN(TestHostileTexts)
#include "tst_hostiletexts.moc"
