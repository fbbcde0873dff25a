// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"
#include "tests/conformance/metricstarget.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// What tells alerts apart, as text: their labels.
std::set<std::string> identities(const json& alerts)
{
    std::set<std::string> out;
    for (const json& alert : alerts)
        out.insert(alert["labels"].dump());
    return out;
}

Instant instantOf(const json& text)
{
    return fromDateTime(QDateTime::fromString(QString::fromStdString(text.get<std::string>()), Qt::ISODateWithMs));
}

std::string selector(const json& labels)
{
    std::string out;
    for (const auto& [name, value] : labels.items()) {
        out.append(out.empty() ? "" : ",").append(name).append("=").append(value.dump());
    }
    return "{" + out + "}";
}

} // namespace

/// Alerts as Prometheus tells of them: /api/v1/alerts, /api/v1/rules, and the series ALERTS and ALERTS_FOR_STATE.
class TestConformanceAlerts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = std::make_unique<MetricsTarget>();
        QVERIFY2(!m_target->url().empty(), "the estate has no Prometheus: is the package prometheus installed?");
        QTRY_COMPARE_WITH_TIMEOUT(m_target->reader().get("/-/ready").status, 200, patienceMs);
        QVERIFY(m_target->breakSomething());
        QTRY_VERIFY_WITH_TIMEOUT(!inState("pending").empty(), patienceMs); // its rule wants it for a while
        QTRY_VERIFY_WITH_TIMEOUT(!inState("firing").empty(), patienceMs);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anAlertIsLabelsAnnotationsAndAState()
    {
        const json alerts = m_target->data("/api/v1/alerts")["alerts"];
        QVERIFY(!alerts.empty());
        for (const json& alert : alerts) {
            QVERIFY(alert["labels"]["alertname"].is_string() && alert["labels"]["severity"].is_string());
            QVERIFY(alert["state"] == "pending" || alert["state"] == "firing");
            QVERIFY(alert["value"].is_string());
            const Instant began = instantOf(alert["activeAt"]);
            QVERIFY(began.ns > 0 && began <= m_target->now());
            QVERIFY(!alert["annotations"]["summary"].get<std::string>().empty());
            // Of a rule the annotation is a template; here it is filled in.
            QVERIFY2(alert["annotations"].dump().find("{{") == std::string::npos, alert.dump().c_str());
        }
        QCOMPARE(identities(alerts).size(), alerts.size());
    }

    void anAlertIsASeriesToo()
    {
        const json alert = inState("firing").at(0);
        json labels = alert["labels"];
        labels["alertstate"] = "firing";
        const std::string series = "ALERTS" + selector(labels);
        QTRY_VERIFY_WITH_TIMEOUT(m_target->value(series) == "1", patienceMs);
        const json found = m_target->data("/api/v1/query?query=" + encoded(series))["result"];
        QCOMPARE(found.size(), std::size_t(1));
        labels["__name__"] = "ALERTS"; // and nothing that the alert does not have
        QVERIFY2(found[0]["metric"] == labels, found.dump().c_str());
        const auto since = m_target->value("ALERTS_FOR_STATE" + selector(alert["labels"]));
        QVERIFY(since.has_value());
        const auto began = instantOf(alert["activeAt"]).ns / 1'000'000'000;
        QVERIFY(std::abs(std::stod(*since) - double(began)) <= 1);
    }

    void aRuleSaysWhatItAsksAndHowItFares()
    {
        const json groups = m_target->data("/api/v1/rules")["groups"];
        QVERIFY(!groups.empty());
        bool isTemplate = false;
        for (const json& group : groups) {
            QVERIFY(group["name"].is_string() && group["file"].is_string() && group["interval"].is_number());
            QVERIFY(group["lastEvaluation"].is_string() && group["evaluationTime"].is_number());
            for (const json& rule : group["rules"]) {
                QVERIFY(rule["name"].is_string() && rule["query"].is_string() && rule["lastEvaluation"].is_string());
                QVERIFY2(rule["health"] == "ok" || rule["health"] == "unknown", rule.dump().c_str());
                if (rule["type"] == "recording") {
                    QVERIFY(!rule.contains("state") && !rule.contains("alerts"));
                    continue;
                }
                QCOMPARE(rule["type"].get<std::string>(), std::string("alerting"));
                QVERIFY(rule["duration"].is_number() && rule["labels"].is_object() && rule["annotations"].is_object());
                const std::string state = rule["state"];
                QVERIFY(state == "inactive" || state == "pending" || state == "firing");
                QCOMPARE(rule["alerts"].empty(), state == "inactive");
                isTemplate = isTemplate || rule["annotations"].dump().find("{{") != std::string::npos;
            }
        }
        QVERIFY(isTemplate);
    }

    void rulesOfOneKindCanBeAskedFor()
    {
        const auto kinds = [&](const std::string& type) {
            std::set<std::string> out;
            const json groups = m_target->data("/api/v1/rules?type=" + type)["groups"];
            for (const json& group : groups) {
                for (const json& rule : group["rules"])
                    out.insert(rule["type"].get<std::string>());
            }
            return out;
        };
        QVERIFY(kinds("alert") == std::set<std::string> { "alerting" });
        const std::set<std::string> recording = kinds("record");
        QVERIFY(recording.empty() || recording == std::set<std::string> { "recording" });
        QVERIFY(m_target->isEstate() || !recording.empty());
    }

    void bothAnswersTellOfTheSameAlerts()
    {
        // Between the two questions an evaluation may come: asked again until none did.
        const auto agree = [&] {
            std::set<std::string> ofRules;
            const json groups = m_target->data("/api/v1/rules?type=alert")["groups"];
            for (const json& group : groups) {
                for (const json& rule : group["rules"])
                    ofRules.merge(identities(rule["alerts"]));
            }
            return ofRules == identities(m_target->data("/api/v1/alerts")["alerts"]);
        };
        QTRY_VERIFY_WITH_TIMEOUT(agree(), patienceMs);
    }

    void theClientReadsAlerts()
    {
        const auto decoded = m_target->asked<MetricsAnswer<FiringAlert>>(
            [&](auto answer) { m_target->client().alerts(0, std::move(answer)); });
        QVERIFY(decoded.has_value());
        std::size_t pending = 0;
        for (const FiringAlert& alert : decoded->values) {
            QVERIFY(!alert.name.empty() && !alert.severity.empty() && !alert.summary.empty() && alert.activeAt);
            QCOMPARE(std::string(alert.label("alertname")), alert.name);
            pending += alert.pending ? 1 : 0;
        }
        QVERIFY(decoded->values.size() > pending); // one of each kind at least
        QVERIFY(pending > 0 || m_target->isEstate()); // there a pending one has become a firing one meanwhile
    }

    void theClientReadsAlertingRulesAlone()
    {
        const auto decoded = m_target->asked<MetricsAnswer<AlertRule>>(
            [&](auto answer) { m_target->client().alertRules(0, std::move(answer)); });
        QVERIFY(decoded && !decoded->values.empty());
        std::set<std::string> names;
        for (const AlertRule& rule : decoded->values) {
            QVERIFY(!rule.name.empty() && !rule.summary.empty());
            names.insert(rule.name);
        }
        const json firing = inState("firing");
        for (const json& alert : firing)
            QVERIFY(names.contains(alert["labels"]["alertname"].get<std::string>()));
    }

private:
    [[nodiscard]] json inState(const std::string& state)
    {
        json out = json::array();
        const json data = m_target->data("/api/v1/alerts");
        for (const json& alert : data.value("alerts", json::array())) {
            if (alert["state"] == state)
                out.push_back(alert);
        }
        return out;
    }

    std::unique_ptr<MetricsTarget> m_target;
};

QTEST_GUILESS_MAIN(TestConformanceAlerts)
#include "tst_conformance_alerts.moc"
