// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/explorer/explorerrig.h"
#include "tests/views/explorer/fixedsnapshot.h"
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

namespace {

Place at(const QString& kind, const EntityId& entity = {})
{
    Place place { u"explorer"_s, { { u"kind"_s, kind } } };
    if (!entity.isNull())
        place.parameters.insert(u"entity"_s, entity.toString());
    return place;
}

} // namespace

/// What is known of a kind and when: of clusters that come later, of moments before it was read, back from the past.
class TestExplorerPast final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
        m_rig = std::make_unique<ExplorerRig>();
        m_page = std::make_unique<ExplorerPage>(m_rig->theme, m_rig->port());
        m_page->setFormats(Formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
        m_page->resize(1700, 900);
        m_page->setClusters({ ExplorerRig::cluster("c1", u"hangzhou-1"_s) });
    }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void theListFollowsItsKindAnewWhenTheClustersChange()
    {
        m_page->goTo(at(u"ConfigMap"_s));
        const std::size_t before = m_rig->followed.size();
        ExplorerCluster late = ExplorerRig::cluster("c2", u"hangzhou-2"_s);
        late.answered = false;
        late.kinds.clear();
        m_page->setClusters({ ExplorerRig::cluster("c1", u"hangzhou-1"_s), late });
        QCOMPARE(m_rig->followed.size(), before + 1);
        m_page->setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"hangzhou-2"_s) });
        QCOMPARE(m_rig->followed.size(), before + 2); // its discovery is through
        QCOMPARE(m_rig->followed.back().kind, std::string("ConfigMap"));
        m_page->setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"hangzhou-2"_s) });
        QCOMPARE(m_rig->followed.size(), before + 2); // nothing is new
    }

    void thePastOfAKindThatWasNotReadYetIsUnknown()
    {
        m_page->goTo(at(u"ConfigMap"_s));
        ExplorerPast past;
        past.moment = instantFromSeconds(1'764'001'000);
        past.answers = 1;
        past.snapshots["c1"] = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> {});
        past.unseen["c1"] = { { "", "ConfigMap" } };
        const auto said = [this](const QString& words) {
            return std::ranges::any_of(m_page->list()->table()->findChildren<PlainLabel*>(),
                [&](const PlainLabel* label) { return label->fullText().contains(words); });
        };
        m_page->setPast(past);
        QVERIFY(said(u"Not known"_s) && said(u"What hangzhou-1 held of ConfigMap then"_s));
        QVERIFY(!said(u"There was no ConfigMap then"_s));
        past.unseen.clear();
        m_page->setPast(past);
        QVERIFY(said(u"There was no ConfigMap then"_s));
    }

    void theKeysOfASecretChosenInThePastAreReadInThePresent()
    {
        const auto secret = makeObject({ .kind = "Secret", .name = "db" });
        m_rig->put({ secret });
        m_page->show();
        ExplorerPast past;
        past.moment = instantFromSeconds(1'764'001'000);
        past.answers = 1;
        past.snapshots["c1"] = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> { secret });
        m_page->setPast(past);
        m_page->goTo(at(u"Secret"_s, secret->entity));
        QTRY_VERIFY(m_page->details()->record());
        const SecretKeysBox* box = m_page->details()->summary()->secretKeys();
        const auto said = [box](const QString& words) {
            return std::ranges::any_of(box->findChildren<PlainLabel*>(),
                [&](const PlainLabel* label) { return label->fullText().contains(words); });
        };
        QVERIFY(said(u"while the past is shown"_s));
        QVERIFY(m_rig->secretKeys.empty());
        m_page->setPast(std::nullopt);
        QCOMPARE(m_rig->secretKeys.size(), std::size_t(1));
        m_rig->secretKeys.front()(SecretKeys { { "password" }, 1 });
        QVERIFY(!box->shownValue("password").isEmpty());
        QVERIFY(!said(u"while the past is shown"_s));
    }

private:
    std::unique_ptr<ExplorerRig> m_rig;
    std::unique_ptr<ExplorerPage> m_page;
};

QTEST_MAIN(TestExplorerPast)
#include "tst_explorerpast.moc"
