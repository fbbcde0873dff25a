// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/overviewpage.h"

#include "ui/cards/bignumbercard.h"
#include "ui/cards/counttile.h"
#include "ui/cards/statepanel.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/timeserieschart.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"
#include "views/overview/overviewtables.h"
#include "views/overview/wholerows.h"

#include <QDataStream>
#include <QEvent>
#include <QGridLayout>
#include <QIODevice>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 12;
constexpr int leastGap = 6; // between rows on a low screen
constexpr int tileGap = 6;
constexpr int layoutVersion = 1;

/// The word that the explorer's filter has for a tile.
QString stateFilter(const QByteArray& tile)
{
    return u"state:"_s + (tile == "running" ? u"ready"_s : QString::fromLatin1(tile));
}

/// As low as its cards can be before it is scrolled. A scroll area gives what has a height for its width, as wrapped
/// words have, the height that it would like.
class Cards final : public QWidget {
public:
    using QWidget::QWidget;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

} // namespace

OverviewPage::OverviewPage(const Theme& theme, const Clock& clock, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(clock)
{
    build();
    connectLinks();
    retranslate();
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::build()
{
    m_stack = new QStackedLayout(this);
    auto* scroll = new QScrollArea(this); // a screen that is too low for all of them
    auto* holder = new QWidget(scroll);
    auto* cards = new Cards(holder);
    auto* around = new QVBoxLayout(holder);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(cards);
    scroll->setWidget(holder);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // what is in it has the focus, and is scrolled to
    m_stack->addWidget(scroll);
    auto* column = new QVBoxLayout(cards);
    column->setContentsMargins(gap, leastGap, gap, leastGap);
    column->setSpacing(leastGap);
    m_tables = std::make_unique<OverviewTables>(m_theme, m_model, this);
    buildNumbers(*column);
    buildLists(*column);
    buildCharts(*column);
    for (int row = column->count(); row >= 0; --row) // what a row is apart from the next gives way before its rows do
        column->insertSpacerItem(row, new QSpacerItem(0, gap - leastGap, QSizePolicy::Minimum, QSizePolicy::Maximum));
    buildPart();
    // Rows share the height by their stretch, not by what each would like: on a small screen the worst things stay,
    // two of them at least.
    const std::vector<std::pair<Card*, int>> least { { m_worstCard, 156 }, { m_changesCard, 156 }, { m_hostsCard, 174 },
        { m_trafficCard, 174 }, { m_podsCard, 174 } };
    for (const auto& [card, height] : least) {
        card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
        card->setMinimumHeight(m_theme.px(height));
    }
    m_clustersCard->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum); // gives way before those do
    m_podsCard->installEventFilter(this);
}

void OverviewPage::buildNumbers(QBoxLayout& column)
{
    m_folding.push_back(new QBoxLayout(QBoxLayout::LeftToRight));
    m_folding.back()->setSpacing(gap);
    const std::array halves { new QHBoxLayout, new QHBoxLayout }; // side by side or one below the other
    for (QHBoxLayout* half : halves) {
        half->setSpacing(gap);
        m_folding.back()->addLayout(half, 1);
    }
    for (const char* id : { "faults", "pods", "nodes", "alerts", "calls", "errors" }) {
        auto* card = new BigNumberCard(m_theme, this);
        card->setObjectName(QString::fromLatin1(id));
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Maximum); // six alike, whatever their words
        m_numbers.insert(id, card);
        halves[m_numbers.size() > 3 ? 1 : 0]->addWidget(card, 1);
    }
    column.addLayout(m_folding.back());
}

void OverviewPage::buildLists(QBoxLayout& column)
{
    m_worstCard = new Card(m_theme, {}, this);
    m_worstCard->body()->addWidget(new WholeRows(m_theme, *m_tables->worst, m_worstCard));
    m_allFindings = new QPushButton(m_worstCard);
    m_allFindings->setProperty("look", u"link"_s);
    m_worstCard->addHeaderWidget(m_allFindings);
    m_changesCard = new Card(m_theme, {}, this);
    m_changesCard->body()->addWidget(new WholeRows(m_theme, *m_tables->changes, m_changesCard));
    m_clustersCard = new Card(m_theme, {}, this);
    m_clusterRows = new WholeRows(m_theme, *m_tables->clusters, m_clustersCard);
    m_clustersCard->body()->addWidget(m_clusterRows);
    auto* lists = new QBoxLayout(QBoxLayout::LeftToRight);
    m_folding.push_back(lists);
    lists->setSpacing(gap);
    lists->addWidget(m_worstCard, 2);
    lists->addWidget(m_changesCard, 1);
    column.addLayout(lists, 3);
    column.addWidget(m_clustersCard);
}

void OverviewPage::buildCharts(QBoxLayout& column)
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
    tiles->setSpacing(tileGap);
    const std::vector<std::pair<QByteArray, Health>> states { { "running", Health::Well },
        { "unready", Health::Warning }, { "pending", Health::Warning }, { "failing", Health::Critical },
        { "completed", Health::Well }, { "terminating", Health::Changing } };
    int at = 0;
    for (const auto& [id, health] : states) {
        auto* tile = new CountTile(m_theme, health, {}, m_podsCard);
        tile->setObjectName(QString::fromLatin1(id));
        m_tiles.insert(id, tile);
        tiles->addWidget(tile, at / 3, at % 3);
        ++at;
    }
    m_podsCard->body()->addLayout(tiles);
    m_podsCard->body()->addWidget(new WholeRows(m_theme, *m_tables->alerts, m_podsCard), 1);
    auto* charts = new QBoxLayout(QBoxLayout::LeftToRight);
    m_folding.push_back(charts);
    charts->setSpacing(gap);
    for (Card* card : { m_hostsCard, m_trafficCard, m_podsCard })
        charts->addWidget(card, 1);
    column.addLayout(charts, 2);
}

void OverviewPage::buildPart()
{
    auto* part = new QWidget(this);
    auto* box = new QVBoxLayout(part);
    box->setContentsMargins(gap, gap, gap, gap);
    m_partCard = new Card(m_theme, {}, part);
    m_back = new QPushButton(m_partCard);
    m_partCard->addHeaderWidget(m_back);
    for (StratoTable* table : { m_tables->allFindings, m_tables->allAlerts, m_tables->allCalls })
        m_partCard->body()->addWidget(table);
    box->addWidget(m_partCard);
    m_stack->addWidget(part);
}

void OverviewPage::connectLinks()
{
    connect(m_tables.get(), &OverviewTables::linkActivated, this, [this](const QString& link) {
        if (const auto place = Place::parse(link))
            follow(*place);
    });
    connect(m_tables.get(), &OverviewTables::layoutChanged, this, &Page::layoutChanged);
    connect(m_tables.get(), &OverviewTables::stateButtonPressed, this, [this](const QString& id) {
        if (id == u"prometheus"_s)
            emit prometheusRequested();
        else
            follow({ u"start"_s, {} });
    });
    const QMap<QByteArray, QString> parts { { "faults", u"ill"_s }, { "alerts", u"alerts"_s }, { "calls", u"calls"_s },
        { "errors", u"calls"_s } };
    for (auto it = parts.begin(); it != parts.end(); ++it) {
        connect(m_numbers.value(it.key()), &BigNumberCard::activated, this,
            [this, part = it.value()] { follow(overviewPlace(part, m_context)); });
    }
    connect(m_numbers.value("pods"), &BigNumberCard::activated, this,
        [this] { follow(listPlace(u"Pod"_s, u"state:notready"_s, m_context)); });
    connect(m_numbers.value("nodes"), &BigNumberCard::activated, this,
        [this] { follow(listPlace(u"Node"_s, u"state:ill"_s, m_context)); });
    for (auto it = m_tiles.begin(); it != m_tiles.end(); ++it) {
        connect(it.value(), &CountTile::activated, this,
            [this, filter = stateFilter(it.key())] { follow(listPlace(u"Pod"_s, filter, m_context)); });
    }
    connect(m_hosts, &HeatMap::rowActivated, this, [this](int row) {
        const auto& node = m_hostNodes.at(static_cast<std::size_t>(row));
        if (node) // else the readout says that it is none
            follow(entityPlace(*node));
    });
    connect(m_allFindings, &QPushButton::clicked, this, [this] { follow(overviewPlace(u"findings"_s, m_context)); });
    connect(m_back, &QPushButton::clicked, this, [this] { follow(overviewPlace({}, m_context)); });
    connect(m_noMetrics, &StatePanel::buttonPressed, this, &OverviewPage::prometheusRequested);
    connect(&m_model, &OverviewModel::changed, this, &OverviewPage::refreshLater);
}

void OverviewPage::retranslate()
{
    retitle();
    //: Titles of the overview's cards
    m_clustersCard->setTitle(tr("Clusters"));
    m_hostsCard->setTitle(tr("CPU by host"));
    m_trafficCard->setTitle(tr("Calls and errors"));
    m_podsCard->setTitle(tr("Pods and alerts"));
    //: button: from a whole list back to the cards of the overview
    m_back->setText(tr("Back to the overview"));
    m_back->setAccessibleName(m_back->text());
    //: States of pods, as the words on small tiles
    m_tiles.value("running")->setWord(tr("running"));
    //: of pods that run but are not ready, and are in no worse state
    m_tiles.value("unready")->setWord(tr("unready"));
    m_tiles.value("pending")->setWord(tr("pending"));
    m_tiles.value("failing")->setWord(tr("failing"));
    m_tiles.value("completed")->setWord(tr("completed"));
    m_tiles.value("terminating")->setWord(tr("terminating"));
    const std::vector<std::pair<StratoTable*, QString>> named { { m_tables->clusters, m_clustersCard->title() },
        { m_tables->alerts, tr("Alerts") }, { m_tables->allFindings, tr("All that is wrong") },
        { m_tables->allAlerts, tr("Alerts firing") }, { m_tables->allCalls, tr("Calls by service") } };
    for (const auto& [table, name] : named)
        table->view()->setAccessibleName(name);
    m_drawn.reset();
    m_isRewordDue = m_isDue = true;
    catchUp(); // hidden or not: no word of the other language stays
}

void OverviewPage::retitle()
{
    const auto& past = m_tables->moment.past;
    const QString at = past ? m_formats.times.hourMinute(*past) : QString();
    //: Titles of the overview's cards; %1: a time of day
    m_worstCard->setTitle(past ? tr("Worst at %1").arg(at) : tr("Worst now"));
    m_changesCard->setTitle(past ? tr("Changed in the hour before %1").arg(at) : tr("Changed in the last hour"));
    m_tables->worst->view()->setAccessibleName(m_worstCard->title());
    m_tables->changes->view()->setAccessibleName(m_changesCard->title());
}

void OverviewPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void OverviewPage::resizeEvent(QResizeEvent* event)
{
    constexpr int narrowWidth = 1500;
    constexpr int foldedWidth = 720; // of a window of 930: no number and no tile is whole in a sixth and a ninth of it
    m_tables->setNarrow(width() < m_theme.px(narrowWidth));
    const auto direction = width() < m_theme.px(foldedWidth) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    for (QBoxLayout* row : m_folding) {
        if (row->direction() == direction)
            continue;
        row->setDirection(direction);
        row->update(); // the rows around it share the height anew
        // One below the other each has what it would like: the page is scrolled anyway.
        const auto policy = direction == QBoxLayout::TopToBottom ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        for (Card* card : { m_worstCard, m_changesCard, m_hostsCard, m_trafficCard, m_podsCard })
            card->setSizePolicy(QSizePolicy::Expanding, policy);
    }
    Page::resizeEvent(event);
}

void OverviewPage::showEvent(QShowEvent* event)
{
    catchUp(); // before it is painted
    Page::showEvent(event);
}

bool OverviewPage::eventFilter(QObject* watched, QEvent* event)
{
    constexpr int roomyHeight = 256; // two rows of tall tiles, and an alert under them
    if (watched == m_podsCard && event->type() == QEvent::Resize) {
        for (CountTile* tile : m_tiles)
            tile->setCompact(m_podsCard->height() < m_theme.px(roomyHeight));
    }
    return Page::eventFilter(watched, event);
}

void OverviewPage::setFormats(const Formats& formats)
{
    m_formats = formats;
    for (TimeSeriesChart* chart : { m_calls, m_errors }) {
        chart->setTimeText(formats.times);
        chart->setNumbers(formats.numbers);
    }
    m_hosts->setTimeText(formats.times);
    m_tables->formats = formats;
    retitle();
    m_drawn.reset();
    rewordLater();
}

void OverviewPage::setHostNodes(std::function<HostNodes()> now)
{
    m_nodesNow = std::move(now);
    m_drawn.reset();
    refreshLater();
}

Place OverviewPage::place() const
{
    Place here = overviewPlace(m_part, m_context);
    if (!m_within.isEmpty())
        here.parameters.insert(u"within"_s, m_within);
    return here;
}

void OverviewPage::goTo(const Place& place)
{
    m_context = place.parameters.value(u"cluster"_s);
    const QString part = place.parameters.value(u"part"_s);
    m_part = QStringList { u"findings"_s, u"ill"_s, u"alerts"_s, u"calls"_s }.contains(part) ? part : QString();
    m_within = m_part.isEmpty() ? QString() : place.parameters.value(u"within"_s);
    m_stack->setCurrentIndex(m_part.isEmpty() ? 0 : 1);
    m_model.setOnlyIll(m_part == u"ill"_s);
    std::vector<std::string> chosen;
    for (const QString& name : m_within.isEmpty() ? Place::splitNames(m_context) : QStringList { m_within })
        chosen.push_back(name.toStdString());
    m_model.setChosen(std::move(chosen));
    m_isDue = true;
    catchUp(); // the focus goes where its list is
}

bool OverviewPage::isSettled() const
{
    const auto& clusters = m_model.state().clusters;
    const bool objects = std::ranges::all_of(clusters, [](const ClusterSummary& cluster) {
        return cluster.freshness == Freshness::Live || cluster.freshness == Freshness::Lost;
    });
    return !m_isDue && !clusters.empty() && objects
        && (!m_metricsExpected || (!m_model.metrics().empty() && !m_model.areMetricsYoung()));
}

QByteArray OverviewPage::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << layoutVersion;
    for (const auto& [id, table] : m_tables->all())
        out << id << table->saveLayout();
    return state;
}

void OverviewPage::restoreLayout(const QByteArray& state)
{
    QDataStream in(state);
    int version = 0;
    in >> version;
    while (version == layoutVersion && !in.atEnd() && in.status() == QDataStream::Ok) {
        QByteArray id;
        QByteArray layout;
        in >> id >> layout;
        for (const auto& [name, table] : m_tables->all()) {
            if (name == id)
                table->restoreLayout(layout);
        }
    }
}

void OverviewPage::setState(std::shared_ptr<const OverviewState> state)
{
    const bool wasCatchingUp = m_tables->words().isCatchingUp();
    m_model.setState(std::move(state));
    if (wasCatchingUp != m_tables->words().isCatchingUp())
        rewordLater(); // rows may be the same, their words are not
}

void OverviewPage::setMetrics(std::vector<std::shared_ptr<const MetricsOverview>> metrics)
{
    m_model.setMetrics(std::move(metrics));
}

void OverviewPage::setMetricsExpected(bool expected, const QString& whyMissing)
{
    if (m_metricsExpected == expected && m_whyNoMetrics == whyMissing)
        return;
    m_metricsExpected = expected;
    m_whyNoMetrics = whyMissing;
    refreshLater();
}

void OverviewPage::setAnyClusterOpen(bool open)
{
    if (std::exchange(m_tables->isAnyClusterOpen, open) != open)
        refreshLater();
}

void OverviewPage::setSources(std::vector<SourceStatus> sources)
{
    if (m_tables->sources == sources)
        return;
    m_tables->sources = std::move(sources);
    rewordLater();
}

void OverviewPage::setMoment(const OverviewMoment& moment)
{
    if (m_tables->moment == moment)
        return;
    m_tables->moment = moment;
    retitle();
    rewordLater();
}

void OverviewPage::setProduction(const std::vector<std::string>& clusterIds)
{
    if (m_tables->production == clusterIds)
        return;
    m_tables->production = clusterIds;
    rewordLater();
}

} // namespace Strato
