// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/findings.h"
#include "models/faults/overview.h"
#include "models/items/objectalerts.h"
#include "tests/models/faults/faultrecords.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace C = Strato::Columns;

namespace {

constexpr Instant now = instantFromSeconds(1'764'000'000);

FiringAlert alert(const char* name, const char* severity, std::vector<std::pair<std::string, std::string>> labels)
{
    FiringAlert alert;
    alert.name = name;
    alert.severity = severity;
    alert.labels = std::move(labels);
    alert.activeAt = now - 5min;
    return alert;
}

SourceStatus metricsServer(Freshness freshness)
{
    SourceStatus source;
    source.id = "prometheus:main";
    source.label = u"main"_s;
    source.freshness = freshness;
    return source;
}

} // namespace

class TestObjectAlerts : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void eachObjectHasTheAlertsThatNameIt()
    {
        const OverviewState state = overview({ input() }, now);
        QCOMPARE(names(m_pod->entity, state), (QStringList { u"Crashing"_s, u"Restarting"_s })); // the worse first
        QCOMPARE(names(m_deployment->entity, state), (QStringList { u"Crashing"_s, u"Short"_s, u"Restarting"_s }));
        QCOMPARE(names(m_set->entity, state), QStringList());
        QCOMPARE(names(m_node->entity, state), QStringList { u"Full"_s });
        QVERIFY(!objectAlerts(EntityId::kubernetes("c1", "", "Secret", "shop", "s"), state, {}, false));
        QVERIFY(!objectAlerts(EntityId::cluster("c1"), state, {}, false));
    }

    void findingsAndObjectsJoinByTheSameLabels()
    {
        OverviewInput in = input();
        const OverviewState state = overview({ in }, now);
        for (const Finding& finding : state.findings) {
            if (finding.code == "alertFiring" && finding.entity != EntityId::cluster("c1"))
                QVERIFY2(!names(finding.entity, state).isEmpty(), std::string(finding.entity.text()).c_str());
        }
    }

    void whatIsNotKnownIsNamed()
    {
        OverviewInput in = input();
        const auto of = [&](const std::vector<SourceStatus>& sources) {
            return *objectAlerts(m_pod->entity, overview({ in }, now), sources, false);
        };
        QVERIFY(of({ metricsServer(Freshness::Live) }).unknown.empty());
        const ObjectAlerts lost = of({ metricsServer(Freshness::Lost) });
        QCOMPARE(lost.unknown.size(), std::size_t(1));
        QCOMPARE(lost.unknown.front().source.label, u"main"_s);
        in.hasAlertSource = false;
        QVERIFY(!of({}).areTold && of({}).unknown.empty());
        QCOMPARE(of({ metricsServer(Freshness::Live) }).unknown.front().about, OverviewDoubt::About::AlertsUntold);
    }

private:
    OverviewInput input()
    {
        m_set->owner = ownedBy(*m_deployment);
        m_pod->owner = ownedBy(*m_set);
        OverviewInput in;
        in.cluster = IString("c1");
        in.name = "hangzhou-1";
        in.freshness = Freshness::Live;
        in.snapshot = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> { m_deployment, m_set, m_pod, m_node });
        in.hasAlertSource = true;
        in.findingInputs.alerts = { alert("Restarting", "warning", { { "namespace", "shop" }, { "pod", "web-1-a" } }),
            alert("Crashing", "critical", { { "namespace", "shop" }, { "pod", "web-1-a" } }),
            alert("Short", "critical", { { "namespace", "shop" }, { "deployment", "web" } }),
            alert("Full", "warning", { { "instance", "n1" } }),
            alert("Elsewhere", "warning", { { "namespace", "other" }, { "pod", "web-1-a" } }) };
        return in;
    }
    static QStringList names(const EntityId& entity, const OverviewState& state)
    {
        QStringList names;
        if (const auto alerts = objectAlerts(entity, state, {}, false)) {
            for (const ObjectAlerts::One& one : alerts->firing)
                names.append(QString::fromStdString(one.alert.name));
        }
        return names;
    }

    std::shared_ptr<Record> m_deployment = made("apps", "Deployment", "shop", "web", {}, now - 1h);
    std::shared_ptr<Record> m_set = made("apps", "ReplicaSet", "shop", "web-1", {}, now - 1h);
    std::shared_ptr<Record> m_pod = made("", "Pod", "shop", "web-1-a", { { C::phase, word("Running") } }, now - 1h);
    std::shared_ptr<Record> m_node = made("", "Node", "", "n1", { { C::status, word("Ready") } }, now - 1h);
};

QTEST_GUILESS_MAIN(TestObjectAlerts)
#include "tst_objectalerts.moc"
