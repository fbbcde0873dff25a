// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/overview/overviewrig.h"
#include "ui/cards/bignumbercard.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// When the overview may say that nothing is wrong.
class TestOverviewCalm final : public QObject {
    Q_OBJECT
private slots:
    void init() { m_rig = std::make_unique<OverviewRig>(); }
    void cleanup() { m_rig.reset(); }

    void nothingIsWrongIsNotSaidOfKindsThatWeMayNotRead()
    {
        m_rig->makeWell();
        const auto status = [this](const char* id, const QString& name, Freshness freshness) {
            return OverviewRig::status(id, name, freshness, m_rig->now());
        };
        const auto refused = [&](const char* id) {
            SourceStatus kind = status(id, {}, Freshness::Lost);
            kind.error = Error { ErrorCode::Forbidden, {} };
            return kind;
        };
        std::vector<SourceStatus> sources { status("k8s:c1", u"hangzhou-1"_s, Freshness::Live),
            status("k8s:c2", u"shanghai-1"_s, Freshness::Live), status("k8s:c1/pods", {}, Freshness::Live),
            refused("k8s:c1/leases.coordination.k8s.io"), refused("k8s:c1/secrets"), refused("k8s:c3/nodes") };
        page().setSources(sources);
        QCOMPARE(m_rig->panelOf(u"Worst now"_s).title, u"Nothing is wrong"_s); // no finding is made of those
        sources.push_back(refused("k8s:c1/nodes"));
        sources.push_back(refused("k8s:c1/persistentvolumes"));
        page().setSources(sources);
        QCOMPARE(m_rig->panelOf(u"Worst now"_s).title, u"Nothing found so far"_s);
        QCOMPARE(m_rig->panelOf(u"Worst now"_s).reason,
            u"Objects of hangzhou-1: you may not read nodes, persistentvolumes"_s);
    }

    void anAlertThatIsForNobodyColoursNothing()
    {
        m_rig->makeWell();
        page().setSources({ OverviewRig::status("k8s:c1", u"hangzhou-1"_s, Freshness::Live, m_rig->now()),
            OverviewRig::status("k8s:c2", u"shanghai-1"_s, Freshness::Live, m_rig->now()),
            OverviewRig::status("prometheus:a", u"main"_s, Freshness::Live, m_rig->now()) });
        FiringAlert always { "Watchdog", "none", false, { { "alertname", "Watchdog" } }, {}, {}, {}, {} };
        m_rig->inputs.front().findingInputs.alerts = { always };
        m_rig->tell();
        QCOMPARE(m_rig->number("alerts")->content().number, u"1"_s);
        QCOMPARE(m_rig->number("alerts")->content().health, Health::Well);
        QCOMPARE(m_rig->number("faults")->content().number, u"0"_s);
        QCOMPARE(m_rig->number("faults")->content().health, Health::Well);
        QCOMPARE(overview(m_rig->inputs, m_rig->now()).clusters.front().health, Health::Well);
        always.severity = "warning";
        m_rig->inputs.front().findingInputs.alerts = { always };
        m_rig->tell();
        QCOMPARE(m_rig->number("alerts")->content().health, Health::Warning);
    }

private:
    [[nodiscard]] OverviewPage& page() const { return m_rig->caughtUp(); }

    std::unique_ptr<OverviewRig> m_rig;
};

QTEST_MAIN(TestOverviewCalm)
#include "tst_overviewcalm.moc"
