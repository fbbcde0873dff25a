// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/overviewpage.h"

#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/cards/counttile.h"
#include "ui/cards/statepanel.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/timeserieschart.h"
#include "ui/delegates/statedelegate.h"
#include "ui/delegates/textdelegate.h"
#include "ui/tables/rowlistmodel.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 12;

StratoTable* makeTable(const Theme& theme, RowListModel* model, std::vector<TableColumn> columns, QWidget* parent)
{
    auto* table = new StratoTable(theme, parent);
    table->setModel(model, std::move(columns));
    table->view()->horizontalHeader()->setSortIndicatorShown(false);
    table->view()->setSortingEnabled(false);
    return table;
}

} // namespace

OverviewPage::OverviewPage(const Theme& theme, const Clock& clock, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    build();
    connectLinks();
    retranslate();
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(gap);
    for (const char* id : { "faults", "pods", "nodes", "alerts", "calls", "errors" }) {
        auto* card = new BigNumberCard(m_theme, this);
        m_numbers.insert(id, card);
        numbers->addWidget(card, 1);
    }
    column->addLayout(numbers);
    buildTables();
    auto* lists = new QHBoxLayout;
    lists->setSpacing(gap);
    lists->addWidget(m_worstCard, 5);
    lists->addWidget(m_changesCard, 3);
    column->addLayout(lists, 5);
    column->addWidget(m_clustersCard);
    buildCharts();
    auto* charts = new QHBoxLayout;
    charts->setSpacing(gap);
    charts->addWidget(m_hostsCard, 1);
    charts->addWidget(m_trafficCard, 1);
    charts->addWidget(m_podsCard, 1);
    column->addLayout(charts, 4);
    // Rows share the height by their stretch, not by what each would like: on a small screen the worst things stay.
    const std::vector<std::pair<Card*, int>> least { { m_worstCard, 176 }, { m_changesCard, 176 }, { m_hostsCard, 150 },
        { m_trafficCard, 150 }, { m_podsCard, 230 } };
    for (const auto& [card, height] : least) {
        card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
        card->setMinimumHeight(m_theme.px(height));
    }
    m_clustersCard->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void OverviewPage::buildTables()
{
    const auto text = [this](const TextDelegate::Look& look) { return new TextDelegate(m_theme, look, this); };
    const auto state
        = [this] { return new StateDelegate(m_theme, RowListModel::HealthRole, StateDelegate::Words::Plain, this); };
    m_worstRows = new RowListModel(6, this);
    m_worst = makeTable(m_theme, m_worstRows,
        { { "what", 180, true, state() }, { "where", 130, true, text(TextDelegate::quiet()) },
            { "why", 330, true, text({}) }, { "touches", 90, true, text(TextDelegate::quiet()) },
            { "owner", 100, true, text(TextDelegate::quiet()) }, { "since", 60, true, text(TextDelegate::mono()) } },
        this);
    m_changeRows = new RowListModel(3, this);
    m_changes = makeTable(m_theme, m_changeRows,
        { { "when", 60, true, text(TextDelegate::mono()) }, { "change", 300, true, state() },
            { "by", 130, true, text(TextDelegate::quiet()) } },
        this);
    m_clusterRows = new RowListModel(7, this);
    m_clusters = makeTable(m_theme, m_clusterRows,
        { { "cluster", 240, true, state() }, { "nodes", 90, true, text(TextDelegate::number()), true },
            { "pods", 90, true, text(TextDelegate::number()), true },
            { "cpu", 220, true, text(TextDelegate::number()), true },
            { "memory", 220, true, text(TextDelegate::number()), true },
            { "alerts", 90, true, text(TextDelegate::number()), true },
            { "freshness", 200, true, text(TextDelegate::quiet()) } },
        this);
    m_alertRows = new RowListModel(2, this);
    m_alerts = makeTable(m_theme, m_alertRows,
        { { "alert", 200, true, state() }, { "summary", 240, true, text(TextDelegate::quiet()) } }, this);
    m_worstCard = new Card(m_theme, {}, this);
    m_worstCard->body()->addWidget(m_worst);
    m_changesCard = new Card(m_theme, {}, this);
    m_changesCard->body()->addWidget(m_changes);
    m_clustersCard = new Card(m_theme, {}, this);
    m_clustersCard->body()->addWidget(m_clusters);
    // The words take what the rest leaves, so that no list here scrolls sideways.
    const std::vector<std::pair<StratoTable*, int>> words { { m_worst, 2 }, { m_changes, 1 }, { m_clusters, 6 },
        { m_alerts, 1 } };
    for (const auto& [table, column] : words) {
        table->view()->horizontalHeader()->setStretchLastSection(false);
        table->view()->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
}

void OverviewPage::buildCharts()
{
    m_hostsCard = new Card(m_theme, {}, this);
    m_hosts = new HeatMap(m_theme, m_hostsCard);
    m_noMetrics = new StatePanel(m_theme, m_hostsCard);
    m_hostsCard->body()->addWidget(m_hosts, 1);
    m_hostsCard->body()->addWidget(m_noMetrics, 1, Qt::AlignTop);
    m_trafficCard = new Card(m_theme, {}, this);
    m_calls = new TimeSeriesChart(m_theme, m_trafficCard);
    m_errors = new TimeSeriesChart(m_theme, m_trafficCard);
    m_trafficCard->body()->addWidget(m_calls, 1);
    m_trafficCard->body()->addWidget(m_errors, 1);
    m_podsCard = new Card(m_theme, {}, this);
    auto* tiles = new QGridLayout;
    tiles->setSpacing(8);
    const std::vector<std::pair<QByteArray, Health>> states { { "running", Health::Well },
        { "notReady", Health::Warning }, { "pending", Health::Warning }, { "failing", Health::Critical },
        { "completed", Health::Well }, { "terminating", Health::Changing } };
    int at = 0;
    for (const auto& [id, health] : states) {
        auto* tile = new CountTile(m_theme, health, {}, m_podsCard);
        m_tiles.insert(id, tile);
        tiles->addWidget(tile, at / 3, at % 3);
        ++at;
    }
    m_podsCard->body()->addLayout(tiles);
    m_podsCard->body()->addWidget(m_alerts, 1);
}

void OverviewPage::connectLinks()
{
    for (StratoTable* table : { m_worst, m_changes, m_clusters, m_alerts }) {
        connect(table, &StratoTable::rowActivated, this,
            [this](const QModelIndex& index) { follow(index.data(RowListModel::LinkRole).toString()); });
    }
    connect(m_worst, &StratoTable::worseAboveRequested, this, [this] {
        m_worstOrder.settle();
        refreshWorst();
    });
    const QMap<QByteArray, std::pair<QString, QString>> lists { { "faults", { u"Event"_s, {} } },
        { "pods", { u"Pod"_s, u"-status:running -status:completed"_s } }, { "nodes", { u"Node"_s, {} } } };
    for (auto it = lists.begin(); it != lists.end(); ++it) {
        connect(m_numbers.value(it.key()), &BigNumberCard::activated, this,
            [this, target = it.value()] { follow(listLink(target.first, target.second)); });
    }
    const QMap<QByteArray, QString> states { { "running", u"status:running"_s }, { "notReady", u"status:running"_s },
        { "pending", u"status:pending,containercreating"_s },
        { "failing", u"status:crashloopbackoff,error,oomkilled,imagepullbackoff,errimagepull,failed"_s },
        { "completed", u"status:completed"_s }, { "terminating", u"status:terminating"_s } };
    for (auto it = states.begin(); it != states.end(); ++it) {
        connect(m_tiles.value(it.key()), &CountTile::activated, this,
            [this, filter = it.value()] { follow(listLink(u"Pod"_s, filter)); });
    }
    connect(m_noMetrics, &StatePanel::buttonPressed, this, &OverviewPage::prometheusRequested);
}

void OverviewPage::retranslate()
{
    //: Titles of the overview's cards
    m_worstCard->setTitle(tr("Worst now"));
    m_changesCard->setTitle(tr("Changed in the last hour"));
    m_clustersCard->setTitle(tr("Clusters"));
    m_hostsCard->setTitle(tr("CPU by host"));
    m_trafficCard->setTitle(tr("Calls and errors"));
    m_podsCard->setTitle(tr("Pods and alerts"));
    //: Column titles: what, where, why, touches, owner, since
    m_worstRows->setTitles({ tr("What"), tr("Where"), tr("Why"), tr("Touches"), tr("Owner"), tr("Since") });
    m_changeRows->setTitles({ tr("When"), tr("What"), tr("By") });
    m_clusterRows->setTitles({ tr("Cluster"), tr("Nodes"), tr("Pods"), tr("CPU requested / used"),
        tr("Memory requested / used"), tr("Alerts"), tr("Freshness") });
    m_alertRows->setTitles({ tr("Alert"), tr("What it says") });
    //: States of pods, as the words on small tiles
    m_tiles.value("running")->setWord(tr("running"));
    m_tiles.value("notReady")->setWord(tr("not ready"));
    m_tiles.value("pending")->setWord(tr("pending"));
    m_tiles.value("failing")->setWord(tr("failing"));
    m_tiles.value("completed")->setWord(tr("completed"));
    m_tiles.value("terminating")->setWord(tr("terminating"));
    const std::vector<std::pair<StratoTable*, Card*>> named { { m_worst, m_worstCard }, { m_changes, m_changesCard },
        { m_clusters, m_clustersCard }, { m_alerts, m_podsCard } };
    for (const auto& [table, card] : named)
        table->view()->setAccessibleName(card->title());
    refresh();
}

void OverviewPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void OverviewPage::setFormats(const Formats& formats)
{
    m_formats = formats;
    for (TimeSeriesChart* chart : { m_calls, m_errors }) {
        chart->setTimeText(formats.times);
        chart->setNumbers(formats.numbers);
    }
    m_hosts->setTimeText(formats.times);
    refresh();
}

Place OverviewPage::place() const
{
    Place here { viewId(), {} };
    if (!m_context.isEmpty())
        here.parameters.insert(u"cluster"_s, m_context);
    return here;
}

void OverviewPage::goTo(const Place& place)
{
    m_context = place.parameters.value(u"cluster"_s);
    m_worstOrder.settle();
    refresh();
}

bool OverviewPage::isSettled() const
{
    if (!m_state || m_state->clusters.empty())
        return false;
    const bool objects = std::ranges::all_of(m_state->clusters, [](const ClusterSummary& cluster) {
        return cluster.freshness == Freshness::Live || cluster.freshness == Freshness::Lost;
    });
    return objects && (!m_metricsExpected || !m_metrics.empty());
}

void OverviewPage::setState(std::shared_ptr<const OverviewState> state)
{
    m_state = std::move(state);
    refresh();
}

void OverviewPage::setMetrics(std::vector<std::shared_ptr<const MetricsOverview>> metrics)
{
    m_metrics = std::move(metrics);
    refresh();
}

void OverviewPage::setMetricsExpected(bool expected, const QString& whyMissing)
{
    m_metricsExpected = expected;
    m_whyNoMetrics = whyMissing;
    refreshCharts();
}

void OverviewPage::setProduction(const std::vector<std::string>& clusterIds)
{
    m_production = clusterIds;
    refresh();
}

void OverviewPage::follow(const QString& link)
{
    if (const auto target = Place::parse(link))
        emit placeRequested(*target);
}

QString OverviewPage::listLink(const QString& kind, const QString& filter) const
{
    Place place { u"explorer"_s, { { u"kind"_s, kind } } };
    if (!filter.isEmpty())
        place.parameters.insert(u"filter"_s, filter);
    if (!m_context.isEmpty())
        place.parameters.insert(u"cluster"_s, m_context);
    return place.toString();
}

} // namespace Strato
