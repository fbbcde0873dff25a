// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/explorer/explorerrig.h"
#include "ui/code/codeview.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/secretkeysbox.h"
#include "views/explorer/summarytab.h"
#include "views/explorer/yamltab.h"

#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// What the details of a Secret read, show and forget.
class TestSecretKeys final : public QObject {
    Q_OBJECT
private slots:
    void init() { m_rig = std::make_unique<ExplorerPageRig>(); }
    void cleanup() { m_rig.reset(); }

    void aSecretValueIsFetchedOnlyWhenItIsRevealedAndHiddenAgain()
    {
        chooseSecret();
        QTRY_COMPARE(m_rig->secretKeys.size(), std::size_t(1));
        m_rig->secretKeys.front()(SecretKeys { { "password" }, 1 });
        QVERIFY(m_rig->secretValues.empty());
        SecretKeysBox* box = m_rig->page.details()->summary()->secretKeys();
        QVERIFY(!box->shownValue("password").contains(u"hunter2"_s));
        box->reveal("password");
        QCOMPARE(m_rig->secretValues.size(), std::size_t(1));
        m_rig->secretValues.front().second(QByteArray("hunter2"));
        QCOMPARE(box->shownValue("password"), u"hunter2"_s);
        const auto timers = box->findChildren<QTimer*>();
        QCOMPARE(timers.size(), 1);
        QVERIFY(timers.front()->isActive());
        QCOMPARE(timers.front()->intervalAsDuration(), std::chrono::milliseconds(SecretKeysBox::shownFor));
        timers.front()->setInterval(0); // half a minute has passed
        QTRY_VERIFY(!box->shownValue("password").contains(u"hunter2"_s));
    }

    void namesOfKeysThatNobodyRecordedAreReadWhenTheUserAsks()
    {
        chooseSecret();
        QTRY_COMPARE(m_rig->secretKeys.size(), std::size_t(1));
        m_rig->secretKeys.back()(SecretKeys { {}, 2 });
        SecretKeysBox* box = m_rig->page.details()->summary()->secretKeys();
        QCOMPARE(m_rig->secretNames, (std::vector<SecretNames> { SecretNames::Recorded })); // and nothing more
        const auto buttons = box->findChildren<QPushButton*>(QString(), Qt::FindDirectChildrenOnly);
        QCOMPARE(buttons.size(), 1);
        QVERIFY(buttons.front()->isVisibleTo(box));
        buttons.front()->click();
        QCOMPARE(m_rig->secretNames.back(), SecretNames::All);
        m_rig->secretKeys.back()(SecretKeys { { "password", "user" }, 2 });
        QVERIFY(!buttons.front()->isVisibleTo(box));
        box->reveal("user");
        QCOMPARE(m_rig->secretValues.size(), std::size_t(1));
    }

    void theYamlOfASecretNeverHoldsItsValues()
    {
        chooseSecret();
        QTRY_COMPARE(m_rig->objects.size(), std::size_t(1));
        m_rig->objects.back().second(FetchedObject {
            R"({"kind":"Secret","metadata":{"name":"db"},"data":{"password":"aHVudGVyMg=="}})", m_rig->clock.now() });
        m_rig->page.details()->findChild<QTabWidget*>()->setCurrentWidget(m_rig->page.details()->yaml());
        const QString yaml = m_rig->page.details()->yaml()->code()->text();
        QVERIFY(yaml.contains(u"password:"_s));
        QVERIFY(!yaml.contains(u"aHVudGVyMg"_s));
    }

private:
    void chooseSecret()
    {
        m_rig->open();
        const auto secret = makeObject({ .kind = "Secret", .name = "db" });
        m_rig->put({ secret });
        m_rig->page.show();
        m_rig->page.goTo({ u"explorer"_s, { { u"kind"_s, u"Secret"_s }, { u"entity"_s, secret->entity.toString() } } });
    }

    std::unique_ptr<ExplorerPageRig> m_rig;
};

QTEST_MAIN(TestSecretKeys)
#include "tst_secretkeys.moc"
