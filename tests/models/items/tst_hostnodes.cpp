// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/items/hostnodes.h"
#include "tests/support/fixedsnapshot.h"

#include <QtTest>

using namespace Strato;

namespace {

RecordPtr makeNode(const std::string& cluster, const std::string& name, const std::string& address)
{
    static const SchemaPtr schema = [] {
        auto made = std::make_shared<KindSchema>();
        made->version = "v1";
        made->kind = "Node";
        made->plural = "nodes";
        made->namespaced = false;
        made->columns = { { "internalIp", CellType::Text, true, {} } };
        return made;
    }();
    auto record = std::make_shared<Record>();
    record->entity = EntityId::kubernetes(cluster, "", "Node", "", name);
    record->uid = IString("uid-" + cluster + name);
    record->schema = schema;
    record->cluster = IString(cluster);
    record->name = IString(name);
    record->labels = std::make_shared<LabelSet>();
    record->cells = { Cell(IString(address)) };
    return record;
}

} // namespace

/// Hosts as metrics name them, and the nodes that they are.
class TestHostNodes final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aHostIsFoundByNameAndByAddress_data()
    {
        QTest::addColumn<QByteArray>("cluster");
        QTest::addColumn<QByteArray>("instance");
        QTest::addColumn<QByteArray>("node"); // cluster/name; empty: none
        QTest::newRow("name") << QByteArray("hz") << QByteArray("n1:9100") << QByteArray("c1/n1");
        QTest::newRow("without a port") << QByteArray("hz") << QByteArray("n1") << QByteArray("c1/n1");
        QTest::newRow("address") << QByteArray("hz") << QByteArray("10.0.0.7:9100") << QByteArray("c1/n1");
        QTest::newRow("version 6") << QByteArray("sh") << QByteArray("[fd00::7]:9100") << QByteArray("c2/n3");
        QTest::newRow("version 6, bare") << QByteArray("sh") << QByteArray("fd00::7") << QByteArray("c2/n3");
        QTest::newRow("full name") << QByteArray("hz") << QByteArray("n1.example.com:9100") << QByteArray("c1/n1");
        QTest::newRow("the label's own value") << QByteArray("prod") << QByteArray("n2") << QByteArray("c1/n2");
        QTest::newRow("same address elsewhere") << QByteArray("sh") << QByteArray("10.0.0.7:1") << QByteArray("c2/n1");
        QTest::newRow("of either cluster") << QByteArray("") << QByteArray("10.0.0.7:9100") << QByteArray();
        QTest::newRow("of one only") << QByteArray("") << QByteArray("n2:9100") << QByteArray("c1/n2");
        QTest::newRow("of the other") << QByteArray("sh") << QByteArray("n2:9100") << QByteArray();
        QTest::newRow("a machine beside") << QByteArray("hz") << QByteArray("vm-1:9100") << QByteArray();
        QTest::newRow("another address") << QByteArray("hz") << QByteArray("10.0.0.70:9100") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray();
    }
    void aHostIsFoundByNameAndByAddress()
    {
        QFETCH(const QByteArray, cluster);
        QFETCH(const QByteArray, instance);
        QFETCH(const QByteArray, node);
        FakeClock clock { instantFromSeconds(1'764'000'000) };
        RecordHub hub(clock);
        put(hub, "c1", { makeNode("c1", "n1", "10.0.0.7"), makeNode("c1", "n2", "10.0.0.8") });
        put(hub, "c2", { makeNode("c2", "n1", "10.0.0.7"), makeNode("c2", "n3", "fd00::7") });
        const HostNodes nodes(hub, { { "c1", "hz" }, { "c2", "sh" } });
        const auto found = nodes.nodeOf(cluster.toStdString(), instance.toStdString());
        const auto parts = found ? found->kubernetesParts() : std::nullopt;
        const std::string said = parts ? std::string(parts->cluster) + "/" + std::string(parts->name) : std::string();
        QCOMPARE(said, node.toStdString());
    }

    void inThePastAHostIsTheNodeThatHadItsAddressThen()
    {
        FakeClock clock { instantFromSeconds(1'764'000'000) };
        RecordHub hub(clock);
        put(hub, "c1", { makeNode("c1", "new", "10.0.0.7") });
        const RecordHub::Past past { { "c1",
            std::make_shared<Testing::FixedSnapshot>(std::vector<RecordPtr> { makeNode("c1", "old", "10.0.0.7") }) } };
        const std::map<std::string, std::string> contexts { { "c1", "hz" }, { "c2", "sh" } };
        QCOMPARE(HostNodes(hub, contexts).nodeOf("hz", "10.0.0.7:9100"),
            std::optional(EntityId::kubernetes("c1", "", "Node", "", "new")));
        QCOMPARE(HostNodes(past, contexts).nodeOf("hz", "10.0.0.7:9100"),
            std::optional(EntityId::kubernetes("c1", "", "Node", "", "old")));
        // Of a cluster of which nothing is known then no other cluster's node is taken.
        QVERIFY(!HostNodes(past, contexts).nodeOf("sh", "10.0.0.7:9100"));
    }

private:
    static void put(RecordHub& hub, const char* cluster, std::vector<RecordPtr> nodes)
    {
        auto delta = std::make_shared<Delta>();
        delta->toSeq = 1;
        delta->upserted = std::move(nodes);
        hub.apply({ IString(cluster), delta });
    }
};

QTEST_GUILESS_MAIN(TestHostNodes)
#include "tst_hostnodes.moc"
