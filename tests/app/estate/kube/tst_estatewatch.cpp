// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apistore.h"
#include "app/estate/kube/watchsource.h"
#include "models/base/fakeclock.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato;
using namespace Strato::Estate;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

json configMap(const std::string& name, const std::string& value)
{
    return { { "apiVersion", "v1" }, { "kind", "ConfigMap" },
        { "metadata", { { "name", name }, { "namespace", "shop" } } }, { "data", { { "k", value } } } };
}

} // namespace

/// Bookmarks, ends and slow readers, on a clock that moves when told.
class TestEstateWatch : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_clock = std::make_unique<FakeClock>();
        m_store = std::make_unique<ApiStore>(*m_clock, ApiStoreLimits { .historyEvents = 5 });
        m_options = {};
        m_options.rendering.resource = m_store->findResource("", "v1", "configmaps");
        m_options.fromVersion = m_store->resourceVersion();
        m_options.bookmarks = true;
        m_options.timeout = std::chrono::seconds(150);
        m_out.clear();
    }

    void aBookmarkComesEveryMinuteAndOneAtTheEnd()
    {
        WatchSource watch(*m_clock, *m_store, m_options);
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Wait);
        m_clock->advance(std::chrono::seconds(59));
        QVERIFY(watch.due() > m_clock->monotonic());
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Wait);
        m_clock->advance(std::chrono::seconds(1));
        QVERIFY(watch.due() <= m_clock->monotonic());
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Data);
        QCOMPARE(bookmarks(), 1);
        m_clock->advance(std::chrono::seconds(60));
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Data);
        QCOMPARE(bookmarks(), 2);
        m_clock->advance(std::chrono::seconds(30));
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::End);
        QCOMPARE(bookmarks(), 3);
    }

    void aBookmarkCarriesTheVersionThatWasSeen()
    {
        WatchSource watch(*m_clock, *m_store, m_options);
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Wait);
        (void)m_store->apply(
            { { "apiVersion", "v1" }, { "kind", "Namespace" }, { "metadata", { { "name", "other" } } } });
        m_clock->advance(std::chrono::seconds(60));
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Data);
        const json event = json::parse(m_out);
        QCOMPARE(event["object"]["metadata"]["resourceVersion"].get<std::string>(),
            std::to_string(m_store->resourceVersion()));
    }

    void withoutAskingThereIsNone()
    {
        m_options.bookmarks = false;
        WatchSource watch(*m_clock, *m_store, m_options);
        m_clock->advance(std::chrono::seconds(149));
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Wait);
        m_clock->advance(std::chrono::seconds(1));
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::End);
        QVERIFY(m_out.empty());
    }

    void aReaderWhoFellBehindIsDropped()
    {
        WatchSource watch(*m_clock, *m_store, m_options);
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Wait);
        for (int i = 0; i < 6; ++i)
            (void)m_store->apply(configMap("a", std::to_string(i)));
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::End);
        QVERIFY(m_out.empty());
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::End);
    }

    void theReadersRoomIsRespectedAndNothingIsLost()
    {
        for (int i = 0; i < 4; ++i)
            (void)m_store->apply(configMap("m" + std::to_string(i), std::string(300, 'x')));
        m_options.initial = true;
        WatchSource watch(*m_clock, *m_store, m_options);
        int reads = 0;
        std::string all;
        for (std::string part; watch.read(part, 400) == BodySource::State::Data; part.clear(), ++reads)
            all += part;
        QVERIFY(reads >= 2);
        QCOMPARE(QByteArray::fromStdString(all).count("ADDED"), 4);
    }

    void aWaitingReaderIsWokenByTheNextChange()
    {
        WatchSource watch(*m_clock, *m_store, m_options);
        int woken = 0;
        watch.setWake([&woken] { ++woken; });
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Wait);
        (void)m_store->apply(configMap("a", "1"));
        QCOMPARE(woken, 1);
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::Data);
        watch.end();
        QCOMPARE(woken, 2);
        QCOMPARE(watch.read(m_out, 1000), BodySource::State::End);
    }

    void theRegistryWakesThoseThatAreDue()
    {
        WatchRegistry registry;
        const auto watch = std::make_shared<WatchSource>(*m_clock, *m_store, m_options);
        int woken = 0;
        watch->setWake([&woken] { ++woken; });
        registry.add(watch);
        registry.wakeDue(m_clock->monotonic());
        QCOMPARE(woken, 0);
        m_clock->advance(std::chrono::seconds(60));
        registry.wakeDue(m_clock->monotonic());
        QCOMPARE(woken, 1);
    }

private:
    [[nodiscard]] int bookmarks() const { return static_cast<int>(QByteArray::fromStdString(m_out).count("BOOKMARK")); }

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiStore> m_store;
    WatchOptions m_options;
    std::string m_out;
};

QTEST_GUILESS_MAIN(TestEstateWatch)
#include "tst_estatewatch.moc"
