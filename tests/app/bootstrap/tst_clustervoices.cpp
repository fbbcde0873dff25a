// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/clustervoices.h"
#include "tests/models/items/recordmaker.h"

#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

namespace {

const IString cluster("c1");

/// What one context knows of a cluster.
struct Known final : StateSource {
    class Records final : public Snapshot {
    public:
        std::vector<RecordPtr> records;
        std::size_t size() const override { return records.size(); }
        RecordPtr find(const EntityId& entity) const override
        {
            const auto it = std::ranges::find(records, entity, [](const RecordPtr& record) { return record->entity; });
            return it == records.end() ? nullptr : *it;
        }
        void forEach(const std::function<void(const RecordPtr&)>& visit) const override
        {
            std::ranges::for_each(records, visit);
        }
        void forEachOfKind(std::string_view /*group*/, std::string_view /*kind*/,
            const std::function<void(const RecordPtr&)>& visit) const override
        {
            forEach(visit);
        }
        std::uint64_t seq() const override { return 0; }
    };
    explicit Known(const std::vector<std::string>& names)
    {
        for (const std::string& name : names)
            m_records->records.push_back(makePod(podSchema(), { .name = name }));
    }
    SnapshotPtr current() const override { return m_records; }
    std::optional<SnapshotPtr> at(Instant /*moment*/) const override { return m_records; }
    std::optional<Instant> knownSince() const override { return std::nullopt; }
    std::optional<Delta> since(std::uint64_t /*seq*/) const override { return std::nullopt; }

private:
    std::shared_ptr<Records> m_records = std::make_shared<Records>();
};

QString described(const IString& of, const std::shared_ptr<const Delta>& delta)
{
    QString text = QString::fromStdString(std::string(of.view()));
    if (!delta)
        return text + u" forgotten"_s;
    for (const RecordPtr& record : delta->upserted)
        text += u" +"_s + QString::fromStdString(std::string(record->name.view()));
    for (const EntityId& entity : delta->removed)
        text += u" -"_s + QString::fromStdString(entity.kubernetesParts()->name);
    return text;
}

std::shared_ptr<const Delta> deltaOf(const std::string& name)
{
    auto delta = std::make_shared<Delta>();
    delta->upserted.push_back(makePod(podSchema(), { .name = name }));
    return delta;
}

std::shared_ptr<const Delta> removalOf(const std::string& name)
{
    auto delta = std::make_shared<Delta>();
    delta->removed.push_back(makePod(podSchema(), { .name = name })->entity);
    return delta;
}

struct Rig {
    QStringList told;
    QStringList named;
    ClusterVoices voices { [this](const IString& of, const std::shared_ptr<const Delta>& delta) {
                              told.append(described(of, delta));
                          },
        [this](const IString& of, const QString& context) {
            named.append(QString::fromStdString(std::string(of.view())) + u'=' + context);
        } };
};

} // namespace

class TestClusterVoices final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void ofContextsOfOneClusterTheFirstTells()
    {
        Rig rig;
        const Known nothing({});
        const Known one({ "x" });
        rig.voices.identify(u"b"_s, cluster, one);
        QCOMPARE(rig.told, QStringList { u"c1 +x"_s });
        rig.told.clear();
        rig.voices.identify(u"a"_s, cluster, nothing);
        rig.voices.identify(u"b"_s, cluster, one); // told anew: no news
        rig.voices.tell(u"a"_s, deltaOf("x"));
        rig.voices.tell(u"b"_s, deltaOf("y"));
        QCOMPARE(rig.told, QStringList { u"c1 +y"_s });
        QCOMPARE(rig.named, QStringList { u"c1=b"_s });
        QVERIFY(rig.voices.speaks(u"b"_s));
        QVERIFY(!rig.voices.speaks(u"a"_s));
        QVERIFY(rig.voices.speaks(u"nobody knows yet which cluster"_s));
    }

    void whatOnlyASecondMayReadIsToldByIt()
    {
        Rig rig;
        const Known teamA({ "a", "shared" });
        const Known teamB({ "b", "shared" });
        rig.voices.identify(u"team-a"_s, cluster, teamA);
        rig.voices.identify(u"team-b"_s, cluster, teamB);
        QCOMPARE(rig.told, (QStringList { u"c1 +a +shared"_s, u"c1 +b"_s }));
        rig.told.clear();
        rig.voices.tell(u"team-b"_s, deltaOf("shared"));
        rig.voices.tell(u"team-b"_s, deltaOf("b2"));
        rig.voices.tell(u"team-a"_s, removalOf("shared")); // team-b has not heard of it yet: its turn comes
        rig.voices.tell(u"team-a"_s, removalOf("a"));
        QCOMPARE(rig.told, (QStringList { u"c1 +b2"_s, u"c1 -a"_s }));
        rig.told.clear();
        rig.voices.close(u"team-b"_s);
        QCOMPARE(rig.told, QStringList { u"c1 -b"_s });
    }

    void whenItIsClosedTheNextTellsWhatItKnows()
    {
        Rig rig;
        const Known admin({ "x", "secret" });
        const Known guest({ "x", "y" });
        rig.voices.identify(u"admin"_s, cluster, admin);
        rig.voices.identify(u"guest"_s, cluster, guest);
        rig.told.clear();
        rig.voices.close(u"admin"_s);
        QCOMPARE(rig.told, QStringList { u"c1 +x +y -secret"_s });
        QCOMPARE(rig.named, (QStringList { u"c1=admin"_s, u"c1=guest"_s }));
        QVERIFY(rig.voices.speaks(u"guest"_s));
    }

    void whenTheLastIsClosedTheClusterIsForgotten()
    {
        Rig rig;
        const Known nothing({});
        rig.voices.identify(u"a"_s, cluster, nothing);
        rig.voices.identify(u"b"_s, cluster, nothing);
        rig.voices.close(u"b"_s); // said nothing, takes nothing away
        QVERIFY(rig.told.isEmpty());
        rig.voices.tell(u"a"_s, deltaOf("last"));
        rig.voices.close(u"a"_s);
        rig.voices.tell(u"a"_s, deltaOf("late"));
        QCOMPARE(rig.told, (QStringList { u"c1 +last"_s, u"c1 forgotten"_s }));
    }

    void aContextWhoseServerIsAnotherClusterNowLeavesTheFirst()
    {
        Rig rig;
        const Known nothing({});
        rig.voices.identify(u"a"_s, cluster, nothing);
        rig.voices.identify(u"a"_s, IString("c2"), nothing);
        rig.voices.tell(u"a"_s, deltaOf("x"));
        QCOMPARE(rig.told, (QStringList { u"c1 forgotten"_s, u"c2 +x"_s }));
    }
};

QTEST_GUILESS_MAIN(TestClusterVoices)
#include "tst_clustervoices.moc"
