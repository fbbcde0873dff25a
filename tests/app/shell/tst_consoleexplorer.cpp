// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/clusterchoice.h"
#include "app/shell/console.h"
#include "app/shell/explorerwiring.h"
#include "app/shell/palettesource.h"
#include "tests/app/shell/shellrig.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/theme/theme.h"
#include "views/explorer/explorerpage.h"
#include "views/explorer/resourcelist.h"

#include <nlohmann/json.hpp>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// The Explorer and the palette on a console, while clusters come and go and the cursor moves.
class TestConsoleExplorer final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
        m_rig = std::make_unique<ShellRig>();
        m_settings = std::make_unique<SettingsStore>(QString());
        for (const char* cluster : { "one", "two" })
            addService(cluster, std::string("of-") + cluster);
        Options options;
        options.kubeconfig = m_rig->writeKubeconfig();
        options.contexts = QStringList { u"one"_s };
        m_console = std::make_unique<Console>(m_rig->clock(), options, *m_settings, m_secrets);
        m_page.reset(qobject_cast<ExplorerPage*>(makeExplorer(*m_console, m_theme, nullptr)));
        m_console->start();
    }
    void cleanup()
    {
        m_page.reset();
        m_console.reset();
        m_settings.reset();
        m_rig.reset();
    }

    void aClusterThatIsOpenedLaterJoinsTheList()
    {
        m_page->goTo({ u"explorer"_s, { { u"kind"_s, u"Service"_s } } });
        QTRY_COMPARE(listed(), QStringList { u"of-one"_s });
        m_console->connectContext(u"two"_s);
        QTRY_COMPARE(listed(), (QStringList { u"of-one"_s, u"of-two"_s }));
        QTRY_VERIFY(m_page->isSettled());
    }

    void aClusterThatIsClosedAndOpenedAgainJoinsTheList()
    {
        m_page->goTo({ u"explorer"_s, { { u"kind"_s, u"Service"_s } } });
        QTRY_COMPARE(listed(), QStringList { u"of-one"_s });
        m_console->disconnectContext(u"one"_s);
        QTRY_VERIFY(listed().isEmpty());
        m_console->connectContext(u"one"_s);
        QTRY_COMPARE(listed(), QStringList { u"of-one"_s });
        QTRY_VERIFY(m_page->isSettled());
    }

    void aListWithinOneClusterLeavesTheChosenOnesAsTheyAre()
    {
        const auto within = [](const QString& cluster) {
            return Place { u"explorer"_s, { { u"within"_s, cluster } } };
        };
        const Place chosen { u"overview"_s, { { u"cluster"_s, u"one"_s } } };
        QCOMPARE(carryingChoice(*m_console, within(u"one"_s), { u"overview"_s, {} }), within(u"one"_s));
        QCOMPARE(carryingChoice(*m_console, within(u"one"_s), chosen).parameters.value(u"cluster"_s), u"one"_s);
        QCOMPARE(carryingChoice(*m_console, within(u"two"_s), chosen), within(u"two"_s)); // else it shows nothing
    }

    void beforeAKindWasReadItsPastIsUnknown()
    {
        QTRY_VERIFY(m_console->knownSince().has_value());
        const Instant before = m_rig->clock().now();
        m_page->goTo({ u"explorer"_s, { { u"kind"_s, u"Service"_s } } }); // followed only while it is listed
        QTRY_COMPARE(listed(), QStringList { u"of-one"_s });
        QVERIFY(*m_console->knownSince() < before);
        m_console->cursor().moveTo(before);
        QTRY_VERIFY2(says(u"What one held of Service then was not seen"_s), qPrintable(said()));
        QVERIFY(!says(u"There was no Service then"_s));
        m_console->cursor().moveTo(m_rig->clock().now()); // by now it is known
        QTRY_COMPARE(listed(), QStringList { u"of-one"_s });
    }

    void thePaletteFindsWhatWasThereThen()
    {
        ShellRig::addPod(m_rig->cluster("one"), "shop", "passing");
        QTRY_COMPARE(m_console->records().count({ "", "Pod" }), std::size_t(3));
        QTRY_VERIFY(m_console->knownSince().has_value());
        const Instant then = m_rig->clock().now();
        QVERIFY(m_rig->cluster("one").store().remove({ { "apiVersion", "v1" }, { "kind", "Pod" },
            { "metadata", { { "name", "passing" }, { "namespace", "shop" } } } }));
        ShellRig::addPod(m_rig->cluster("one"), "shop", "successor");
        QTRY_VERIFY(podNames().contains(u"successor"_s) && !podNames().contains(u"passing"_s));
        PaletteSource palette(*m_console);
        palette.open();
        palette.setQuery(u"passing"_s);
        m_console->cursor().moveTo(then); // also while it is open
        QTRY_COMPARE(found(palette), QStringList { u"passing"_s });
        palette.setQuery(u"successor"_s);
        QTRY_VERIFY(found(palette).isEmpty());
        m_console->cursor().goLive();
        QTRY_COMPARE(found(palette), QStringList { u"successor"_s });
    }

private:
    void addService(const char* cluster, const std::string& name)
    {
        const nlohmann::json object { { "apiVersion", "v1" }, { "kind", "Service" },
            { "metadata", { { "name", name }, { "namespace", "shop" } } } };
        QVERIFY(m_rig->cluster(cluster).store().apply(object));
    }
    [[nodiscard]] QStringList listed() const
    {
        QStringList names;
        for (int row = 0; m_page->list() && row < m_page->list()->model().rowCount(); ++row) {
            const RecordPtr record = m_page->list()->model().recordAt(m_page->list()->model().index(row, 0));
            names.push_back(QString::fromStdString(std::string(record->name.view())));
        }
        names.sort();
        return names;
    }
    [[nodiscard]] QStringList podNames() const
    {
        QStringList names;
        m_console->records().forEach({ "", "Pod" }, {},
            [&](const RecordPtr& pod) { names.push_back(QString::fromStdString(std::string(pod->name.view()))); });
        return names;
    }
    [[nodiscard]] static QStringList found(const PaletteSource& palette)
    {
        QStringList names;
        for (int row = 0; row < palette.rowCount(); ++row) {
            if (palette.index(row).data(PaletteSource::HeadingRole) == u"Entities"_s)
                names.push_back(palette.index(row).data().toString());
        }
        return names;
    }
    [[nodiscard]] QString said() const
    {
        QStringList words;
        for (const auto* label : m_page->findChildren<PlainLabel*>())
            words.append(label->fullText());
        return words.join(u'\n');
    }
    [[nodiscard]] bool says(const QString& words) const { return said().contains(words); }

    Theme m_theme;
    std::unique_ptr<ShellRig> m_rig;
    std::unique_ptr<SettingsStore> m_settings;
    SecretStore m_secrets;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<ExplorerPage> m_page;
};

QTEST_MAIN(TestConsoleExplorer)
#include "tst_consoleexplorer.moc"
