// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fixedsnapshot.h"
#include "tests/views/explorer/explorerrig.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/stratotable.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/resourcelist.h"
#include "views/explorer/secretkeysbox.h"
#include "views/explorer/summarytab.h"

#include <QTest>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// What is known of a kind and when: of clusters that come later, of moments before it was read, back from the past.
class TestExplorerPast final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_rig = std::make_unique<ExplorerPageRig>();
        m_rig->open();
    }
    void cleanup() { m_rig.reset(); }

    void theListFollowsItsKindAnewWhenTheClustersChange()
    {
        m_rig->page.goTo(ExplorerRig::place(u"ConfigMap"_s));
        const std::size_t before = m_rig->followed.size();
        ExplorerCluster late = ExplorerRig::cluster("c2", u"hangzhou-2"_s);
        late.answered = false;
        late.kinds.clear();
        m_rig->page.setClusters({ ExplorerRig::cluster("c1", u"hangzhou-1"_s), late });
        QCOMPARE(m_rig->followed.size(), before + 1);
        m_rig->page.setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"hangzhou-2"_s) });
        QCOMPARE(m_rig->followed.size(), before + 2); // its discovery is through
        QCOMPARE(m_rig->followed.back().kind, std::string("ConfigMap"));
        m_rig->page.setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"hangzhou-2"_s) });
        QCOMPARE(m_rig->followed.size(), before + 2); // nothing is new
    }

    void thePastOfAKindThatWasNotReadYetIsUnknown()
    {
        m_rig->page.goTo(ExplorerRig::place(u"ConfigMap"_s));
        ExplorerPast past;
        past.moment = instantFromSeconds(1'764'001'000);
        past.answers = 1;
        past.snapshots["c1"] = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> {});
        past.unseen["c1"] = { { "", "ConfigMap" } };
        const auto said = [this](const QString& words) { return says(m_rig->page.list()->table(), words); };
        m_rig->page.setPast(past);
        QVERIFY(said(u"Not known"_s) && said(u"What hangzhou-1 held of ConfigMap then"_s));
        QVERIFY(!said(u"There was no ConfigMap then"_s));
        const auto counted = [this](const QString& number) {
            const QList<PlainLabel*> labels = m_rig->page.findChildren<PlainLabel*>();
            return std::ranges::any_of(labels, [&](const PlainLabel* label) { return label->fullText() == number; });
        };
        QVERIFY(counted(Numbers::missing()) && !counted(u"0"_s)); // none seen is not none there
        past.unseen.clear();
        m_rig->page.setPast(past);
        QVERIFY(said(u"There was no ConfigMap then"_s));
        QVERIFY(counted(u"0"_s));
    }

    void theKeysOfASecretChosenInThePastAreReadInThePresent()
    {
        const auto secret = makeObject({ .kind = "Secret", .name = "db" });
        m_rig->put({ secret });
        m_rig->page.show();
        m_rig->pauseAt({ { "c1", std::make_shared<FixedSnapshot>(std::vector<RecordPtr> { secret }) } });
        m_rig->page.goTo(ExplorerRig::place(u"Secret"_s, {}, secret->entity));
        QTRY_VERIFY(m_rig->page.details()->record());
        const SecretKeysBox* box = m_rig->page.details()->summary()->secretKeys();
        QVERIFY(says(box, u"while the past is shown"_s));
        QVERIFY(m_rig->secretKeys.empty());
        m_rig->page.setPast(std::nullopt);
        QCOMPARE(m_rig->secretKeys.size(), std::size_t(1));
        m_rig->secretKeys.front()(SecretKeys { { "password" }, 1 });
        QVERIFY(!box->shownValue("password").isEmpty());
        QVERIFY(!says(box, u"while the past is shown"_s));
    }

private:
    static bool says(const QWidget* widget, const QString& words)
    {
        return std::ranges::any_of(widget->findChildren<PlainLabel*>(),
            [&](const PlainLabel* label) { return label->fullText().contains(words); });
    }

    std::unique_ptr<ExplorerPageRig> m_rig;
};

QTEST_MAIN(TestExplorerPast)
#include "tst_explorerpast.moc"
