// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/changemarks.h"
#include "tests/models/kube/sync/sessionrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

const ResourceKind services { "", "v1", "Service", "services", true, {}, {}, {} };

std::string service(int version)
{
    return R"({"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop","uid":"u",)"
           R"("creationTimestamp":"2025-11-24T10:00:00Z",)"
           R"("managedFields":[{"manager":"kubectl","operation":"Update","time":"2025-11-24T10:00:00Z"}],)"
           R"("resourceVersion":")"
        + std::to_string(version) + R"("},"spec":{"type":"ClusterIP"}})";
}

std::string serviceList(const std::string& items)
{
    return R"({"apiVersion":"v1","kind":"ServiceList","metadata":{"resourceVersion":"20"},"items":[)" + items + "]}";
}

} // namespace

/// What of a session's changes becomes a mark: what happened in the cluster, not what the console ceased to look at.
class TestFollowedMarks final : public QObject, private SessionRig {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        begin();
        connectFully();
    }
    void cleanup() { m_session.reset(); }

    void aKindThatIsNoLongerFollowedIsNotDeleted()
    {
        auto opened = std::make_optional(m_session->subscribe(services));
        answerServices(service(11));
        QCOMPARE(codes(), (QStringList { u"appeared"_s }));
        opened.reset();
        advance(6min);
        QVERIFY(!m_session->state().current()->find(EntityId::kubernetes("cluster-uid", "", "Service", "shop", "web")));
        QVERIFY(m_changes.back().unfollowed && !m_changes.back().finalStateUnknown);
        QCOMPARE(codes(), (QStringList { u"appeared"_s }));
        const auto again = m_session->subscribe(services);
        answerServices(service(11));
        QCOMPARE(codes(), (QStringList { u"appeared"_s })); // and not twice
    }

    void aDeletionIsMarkedAtItsTimeOrAsHavingBeenMissed()
    {
        const auto opened = m_session->subscribe(services);
        answerServices(service(11));
        m_transport->sendData(find(m_path), eventJson("DELETED", service(22)));
        run();
        QCOMPARE(codes(), (QStringList { u"appeared"_s, u"gone"_s }));
        m_transport->sendData(find(m_path), eventJson("ADDED", service(23)));
        m_transport->sendData(find(m_path), eventJson("ERROR", statusJson(410, "Expired")));
        answerServices({});
        QCOMPARE(codes().last(), u"goneBefore"_s);
    }

private:
    void answerServices(const std::string& items)
    {
        run();
        while (waits(m_path) && !m_transport->call(find(m_path)).isWatch()) {
            const bool table = !m_transport->call(find(m_path)).parameter(u"includeObject"_s).isNull();
            answer(m_path, table ? 406 : 200, table ? statusJson(406, "NotAcceptable") : serviceList(items));
        }
        answerRest();
    }
    QStringList codes() const
    {
        RecentMarks marks;
        for (const Change& change : m_changes)
            marks.add(change);
        QStringList all;
        for (const ChangeMark& mark : marks.since({}))
            all << QString::fromStdString(mark.code);
        return all;
    }

    const QString m_path = u"/api/v1/services"_s;
};

QTEST_GUILESS_MAIN(TestFollowedMarks)
#include "tst_followedmarks.moc"
