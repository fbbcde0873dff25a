// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"
#include "tests/conformance/consolereader.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace Strato;
using namespace Strato::Testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 60'000;

std::string timeText(Instant at)
{
    return toDateTime(at).toString(Qt::ISODateWithMs).toStdString();
}

json matcher(const std::string& name, const std::string& value, bool isRegex = false, bool isEqual = true)
{
    return { { "name", name }, { "value", value }, { "isRegex", isRegex }, { "isEqual", isEqual } };
}

} // namespace

/// Alertmanager's API v2 (0.20 and later): alerts, and silences from their making to their end. Each test has alerts of
/// its own, told apart by label test.
class TestConformanceAlertmanager : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_url = environment("STRATO_CONFORMANCE_ALERTMANAGER");
        if (m_url.empty())
            QSKIP("no Alertmanager: STRATO_CONFORMANCE_ALERTMANAGER names one");
        m_reader = std::make_unique<ConsoleReader>(openServer(m_url));
        m_writer = std::make_unique<ApiClient>(openServer(m_url));
        QTRY_COMPARE_WITH_TIMEOUT(m_reader->get("/-/ready").status, 200, patienceMs);
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_test = std::string(QTest::currentTestFunction()) + "/"
            + (QTest::currentDataTag() ? QTest::currentDataTag() : "");
    }

    void itSaysWhatItIs()
    {
        const json status = parsed(m_reader->get("/api/v2/status"));
        QVERIFY(status["versionInfo"]["version"].is_string() && status["uptime"].is_string());
        QVERIFY(status["cluster"]["status"].is_string() && status["config"]["original"].is_string());
        QVERIFY(!parsed(m_reader->get("/api/v2/receivers")).empty());
    }

    void anAlertIsToldWithItsState()
    {
        send({ alert("one") });
        const json found = alerts();
        QCOMPARE(found.size(), std::size_t(1));
        const json& one = found[0];
        QCOMPARE(one["labels"]["alertname"].get<std::string>(), std::string("one"));
        QCOMPARE(one["annotations"]["summary"].get<std::string>(), std::string("of a contract"));
        QVERIFY((one["status"]
            == json { { "state", "active" }, { "silencedBy", json::array() }, { "inhibitedBy", json::array() } }));
        QVERIFY(
            !one["fingerprint"].get<std::string>().empty() && !one["receivers"][0]["name"].get<std::string>().empty());
        for (const char* key : { "startsAt", "endsAt", "updatedAt" })
            QVERIFY2(
                QDateTime::fromString(QString::fromStdString(one[key].get<std::string>()), Qt::ISODateWithMs).isValid(),
                key);
        QCOMPARE(one["generatorURL"].get<std::string>(), std::string("http://127.0.0.1/graph"));
        send({ alert("one") }); // the same labels: the same alert
        QCOMPARE(alerts().size(), std::size_t(1));
        QCOMPARE(alerts()[0]["fingerprint"], one["fingerprint"]);
    }

    void anAlertThatEndedIsNotTold()
    {
        send({ alert("stays"), alert("goes") });
        QCOMPARE(names(alerts()), std::string("goes stays"));
        json ended = alert("goes");
        ended["endsAt"] = timeText(m_reader->clock().now() - 1s);
        send({ ended });
        QTRY_COMPARE_WITH_TIMEOUT(names(alerts()), std::string("stays"), patienceMs);
    }

    void matchersChooseAlerts_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<QByteArray>("chosen");
        QTest::newRow("equal") << "alertname=\"one\""_ba
                               << "one"_ba;
        QTest::newRow("unequal") << "alertname!=\"one\""_ba
                                 << "three two"_ba;
        QTest::newRow("like") << "alertname=~\"t.*\""_ba
                              << "three two"_ba;
        QTest::newRow("like the whole of it") << "alertname=~\"t\""_ba
                                              << ""_ba;
        QTest::newRow("unlike") << "alertname!~\"t.*\""_ba
                                << "one"_ba;
        QTest::newRow("without a label") << "absent=\"\""_ba
                                         << "one three two"_ba;
    }
    void matchersChooseAlerts()
    {
        QFETCH(const QByteArray, filter);
        QFETCH(const QByteArray, chosen);
        send({ alert("one"), alert("two"), alert("three") });
        QCOMPARE(QByteArray::fromStdString(names(alerts("&filter=" + encoded(filter.toStdString())))), chosen);
    }

    void nonsenseIsRefused()
    {
        const ApiReply filter = m_reader->get("/api/v2/alerts?filter=" + encoded("alertname ~ x"));
        QCOMPARE(filter.status, 400);
        QVERIFY(parsed(filter).is_string()); // a text in JSON, no object
        QCOMPARE(m_writer->post("/api/v2/alerts", R"([{"labels":{}}])").status, 400);
        QCOMPARE(m_writer->post("/api/v2/alerts", "no JSON").status, 400);
        QCOMPARE(m_reader->get("/api/v2/silence/no-uuid").status, 422);
        QCOMPARE(m_reader->get("/api/v2/silence/00000000-0000-0000-0000-000000000000").status, 404);
        QCOMPARE(m_reader->get("/api/v2/nothing").status, 404);
    }

    void aSilenceHidesAnAlertUntilItIsExpired()
    {
        send({ alert("quiet"), alert("loud") });
        const std::string id = silence({ matcher("alertname", "quiet"), matcher("test", m_test) });
        QVERIFY(!id.empty());
        const json made = parsed(m_reader->get("/api/v2/silence/" + id));
        QCOMPARE(made["id"].get<std::string>(), id);
        QVERIFY((made["status"] == json { { "state", "active" } }));
        QVERIFY((made["matchers"] == json::array({ matcher("alertname", "quiet"), matcher("test", m_test) })));
        QCOMPARE(made["createdBy"].get<std::string>(), std::string("somebody"));
        QCOMPARE(made["comment"].get<std::string>(), std::string("of a contract"));
        for (const char* key : { "startsAt", "endsAt", "updatedAt" })
            QVERIFY2(made[key].is_string(), key);

        QTRY_COMPARE_WITH_TIMEOUT(state("quiet"), std::string("suppressed"), patienceMs);
        QVERIFY((alerts("&filter=alertname%3Dquiet")[0]["status"]["silencedBy"] == json::array({ id })));
        QCOMPARE(state("loud"), std::string("active"));
        QCOMPARE(names(alerts("&silenced=false")), std::string("loud"));
        QCOMPARE(names(alerts("&active=false")), std::string("quiet"));

        QCOMPARE(erase("/api/v2/silence/" + id).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(state("quiet"), std::string("active"), patienceMs);
        const json expired = parsed(m_reader->get("/api/v2/silence/" + id)); // it is kept, for people who ask later
        QVERIFY((expired["status"] == json { { "state", "expired" } }));
        QCOMPARE(erase("/api/v2/silence/" + id).status, 200); // nothing happens
        QCOMPARE(silenceState(id), std::string("expired"));
    }

    void aSilenceWaitsUntilItsTime()
    {
        send({ alert("later") });
        const std::string id = silence({ matcher("test", m_test) }, 1h);
        QCOMPARE(silenceState(id), std::string("pending"));
        QCOMPARE(state("later"), std::string("active"));
        QCOMPARE(erase("/api/v2/silence/" + id).status, 200);
        QCOMPARE(silenceState(id), std::string("expired"));
    }

    void aSilenceMatchesByPatternAndByWhatIsNot()
    {
        send({ alert("day"), alert("dusk"), alert("night") });
        const std::string id = silence(
            { matcher("alertname", "d.*", true), matcher("alertname", "dusk", false, false), matcher("test", m_test) });
        QTRY_COMPARE_WITH_TIMEOUT(state("day"), std::string("suppressed"), patienceMs);
        QCOMPARE(state("dusk"), std::string("active"));
        QCOMPARE(state("night"), std::string("active"));
        const json listed = parsed(m_reader->get("/api/v2/silences?filter=" + encoded("test=\"" + m_test + "\"")));
        QCOMPARE(listed.size(), std::size_t(1));
        QCOMPARE(listed[0]["id"].get<std::string>(), id);
        QCOMPARE(erase("/api/v2/silence/" + id).status, 200);
    }

    void aSilenceIsChangedByItsId()
    {
        const std::string first = silence({ matcher("test", m_test) });
        json longer = silenceBody({ matcher("test", m_test) }, 0s, 2h);
        longer["id"] = first;
        const std::string second = parsed(m_writer->post("/api/v2/silences", longer.dump())).value("silenceID", "");
        QVERIFY(!second.empty());
        const std::string live = "?filter=" + encoded("test=\"" + m_test + "\"");
        std::size_t active = 0; // one, under the old name or a new one
        const json all = parsed(m_reader->get("/api/v2/silences" + live));
        for (const json& one : all)
            active += one["status"]["state"] == "active" ? 1U : 0U;
        QCOMPARE(active, std::size_t(1));
        QCOMPARE(silenceState(second), std::string("active"));
        QCOMPARE(erase("/api/v2/silence/" + second).status, 200);
    }

    void aSilenceOfEverythingOrForNoTimeIsRefused()
    {
        const auto refused = [&](const json& body) { return m_writer->post("/api/v2/silences", body.dump()).status; };
        QCOMPARE(refused(silenceBody({}, 0s, 1h)) / 100, 4);
        QCOMPARE(refused(silenceBody({ matcher("test", "") }, 0s, 1h)), 400); // it matches whatever lacks the label
        QCOMPARE(refused(silenceBody({ matcher("test", "(", true) }, 0s, 1h)), 400);
        QCOMPARE(refused(silenceBody({ matcher("test", m_test) }, 2h, 1h)), 400); // it ends before it starts
        QCOMPARE(refused(silenceBody({ matcher("test", m_test) }, -2h, -1h)), 400); // it has ended
        json anonymous = silenceBody({ matcher("test", m_test) }, 0s, 1h);
        anonymous.erase("createdBy");
        QCOMPARE(refused(anonymous), 422);
    }

    void alertsComeInGroupsToo()
    {
        send({ alert("grouped") });
        const std::string path = "/api/v2/alerts/groups?filter=" + encoded("test=\"" + m_test + "\"");
        QTRY_COMPARE_WITH_TIMEOUT(parsed(m_reader->get(path)).size(), std::size_t(1), patienceMs);
        const json group = parsed(m_reader->get(path))[0];
        QVERIFY(group["labels"].is_object() && group["receiver"]["name"].is_string());
        QCOMPARE(names(group["alerts"]), std::string("grouped"));
    }

private:
    [[nodiscard]] json alert(const std::string& name) const
    {
        return { { "labels", { { "alertname", name }, { "severity", "none" }, { "test", m_test } } },
            { "annotations", { { "summary", "of a contract" } } }, { "generatorURL", "http://127.0.0.1/graph" } };
    }
    void send(const std::vector<json>& some)
    {
        QCOMPARE(m_writer->post("/api/v2/alerts", json(some).dump()).status, 200);
    }
    /// Of this test.
    [[nodiscard]] json alerts(const std::string& more = {})
    {
        return parsed(m_reader->get("/api/v2/alerts?filter=" + encoded("test=\"" + m_test + "\"") + more));
    }
    [[nodiscard]] static std::string names(const json& some)
    {
        std::set<std::string> sorted;
        for (const json& one : some)
            sorted.insert(one["labels"]["alertname"].get<std::string>());
        std::string out;
        for (const std::string& name : sorted)
            out += (out.empty() ? "" : " ") + name;
        return out;
    }
    [[nodiscard]] std::string state(const std::string& name)
    {
        const json found = alerts("&filter=" + encoded("alertname=\"" + name + "\""));
        return found.size() == 1 ? found[0]["status"].value("state", "") : std::string();
    }
    [[nodiscard]] json silenceBody(const std::vector<json>& matchers, Duration from, Duration until) const
    {
        const Instant now = m_reader->clock().now();
        return { { "matchers", matchers }, { "startsAt", timeText(now + from) }, { "endsAt", timeText(now + until) },
            { "createdBy", "somebody" }, { "comment", "of a contract" } };
    }
    /// Its id; empty: it was refused.
    [[nodiscard]] std::string silence(const std::vector<json>& matchers, Duration from = 0s)
    {
        const ApiReply reply = m_writer->post("/api/v2/silences", silenceBody(matchers, from, from + 1h).dump());
        return reply.status == 200 ? parsed(reply).value("silenceID", "") : std::string();
    }
    [[nodiscard]] std::string silenceState(const std::string& id)
    {
        return parsed(m_reader->get("/api/v2/silence/" + id))["status"].value("state", "");
    }
    [[nodiscard]] ApiReply erase(const std::string& path)
    {
        ApiRequest request;
        request.method = "DELETE";
        request.path = path;
        return m_writer->send(request);
    }

    std::string m_url, m_test;
    std::unique_ptr<ConsoleReader> m_reader;
    std::unique_ptr<ApiClient> m_writer;
};

QTEST_GUILESS_MAIN(TestConformanceAlertmanager)
#include "tst_conformance_alertmanager.moc"
