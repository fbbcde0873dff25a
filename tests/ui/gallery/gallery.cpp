// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/gallery/gallery.h"

#include "tests/ui/gallery/sampledata.h"
#include "tests/ui/gallery/samplemodel.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/cards/clusterchip.h"
#include "ui/cards/commandpalette.h"
#include "ui/cards/counttile.h"
#include "ui/cards/navlist.h"
#include "ui/cards/pastframe.h"
#include "ui/cards/statepanel.h"
#include "ui/cards/statusbaritem.h"
#include "ui/cards/toastarea.h"
#include "ui/charts/detailchart.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/timeserieschart.h"
#include "ui/code/codeview.h"
#include "ui/code/detailstable.h"
#include "ui/delegates/agedelegate.h"
#include "ui/delegates/meterdelegate.h"
#include "ui/delegates/sparklinedelegate.h"
#include "ui/delegates/statedelegate.h"
#include "ui/delegates/stripdelegate.h"
#include "ui/delegates/textdelegate.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/timeline/timebar.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStandardItemModel>

namespace Strato {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Gallery::~Gallery() = default;

Gallery::Gallery(const Theme& theme, int page)
    : m_theme(theme)
    , m_model(std::make_unique<SampleModel>(400))
{
    setProperty("surface", u"window"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(topBar());
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* nav = new NavList(theme, this);
    nav->setEntries({ { {}, u"Now"_s }, { u"overview"_s, u"Overview"_s }, { u"incidents"_s, u"Incidents"_s },
        { u"faults"_s, u"Faults"_s }, { {}, u"Services"_s }, { u"services"_s, u"Services"_s }, { u"sql"_s, u"SQL"_s },
        { {}, u"Change"_s }, { u"releases"_s, u"Releases"_s } });
    nav->setBadge(u"incidents"_s, 1, Health::Critical);
    nav->setBadge(u"faults"_s, 12, Health::Critical);
    nav->setBadge(u"sql"_s, 3, Health::Warning);
    nav->setBadge(u"releases"_s, 2, Health::Changing);
    nav->setCurrentId(u"overview"_s);
    middle->addWidget(nav);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    auto* bar = new TimeBar(theme, this);
    bar->setTimeText(TimeText({ ZoneChoice::Kind::Named, "Asia/Shanghai" }));
    bar->setBuckets(Samples::buckets());
    bar->setMarks({ { Samples::now - 14min, Health::Changing, u"release order-svc 2.3.1"_s } });
    TimeBarState state { .now = Samples::now, .knownFrom = Samples::now - 48min };
    if (page == 1)
        state.asOf = Samples::now - 12min;
    bar->setState(state);
    right->addWidget(bar);
    right->addWidget(page == 0 ? overview() : states(), 1);
    middle->addLayout(right, 1);
    all->addLayout(middle, 1);
    all->addWidget(statusBar());
    if (page == 1) {
        auto* toasts = new ToastArea(theme, this);
        toasts->show(Health::Well, u"Saved"_s, u"20,000 rows as CSV."_s);
        toasts->show(Health::Warning, u"prometheus answers slowly"_s, u"The last query took 9.4 s."_s, u"Details"_s);
    } else if (page == 2) {
        addPalette();
    }
}

QWidget* Gallery::topBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(m_theme.px(14), m_theme.px(5), m_theme.px(14), m_theme.px(5));
    row->setSpacing(m_theme.px(12));
    auto* name = new PlainLabel(u"Stratoscope"_s, Type::CardTitle, Role::Text, bar);
    name->setFixedWidth(m_theme.px(194));
    row->addWidget(name);
    const auto chip = [&](const ClusterChip::Content& content) {
        auto* made = new ClusterChip(m_theme, bar);
        made->setContent(content);
        row->addWidget(made);
    };
    chip({ .name = u"hangzhou-1"_s, .identity = u"you@corp"_s, .health = Health::Well });
    chip({ .name = u"shanghai-1"_s, .identity = u"sso:oncall"_s, .locked = false, .health = Health::Warning });
    chip({ .name = u"staging"_s, .production = false, .locked = false, .health = Health::Unknown });
    row->addStretch(1);
    auto* edit = new FilterEdit(m_theme, bar);
    edit->setFixedWidth(m_theme.px(380));
    edit->setNote(u"418 of 9,204"_s);
    row->addWidget(edit);
    row->addStretch(1);
    row->addWidget(new QPushButton(u"Unlock 15 min…"_s, bar));
    return bar;
}

QWidget* Gallery::statusBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(m_theme.px(10), 1, m_theme.px(10), 1);
    const auto item = [&](std::optional<Health> health, const QString& text) {
        auto* made = new StatusBarItem(m_theme, bar);
        made->setStatus(health, text, text + u"\nlast answer 3 s ago"_s);
        row->addWidget(made);
    };
    item(Health::Well, u"kubernetes 2/2 live"_s);
    item(Health::Well, u"prometheus live, 3 s old"_s);
    item(Health::Warning, u"jaeger catching up, 1,204 left"_s);
    item(Health::Unknown, u"mysql order-db: not connected"_s);
    row->addStretch(1);
    item(std::nullopt, u"41 requests/min"_s);
    item(std::nullopt, u"118 KiB/s"_s);
    item(std::nullopt, u"164 MB"_s);
    return bar;
}

QWidget* Gallery::overview()
{
    auto* page = new QWidget(this);
    auto* box = new QVBoxLayout(page);
    box->setContentsMargins(m_theme.px(14), m_theme.px(12), m_theme.px(14), m_theme.px(12));
    box->setSpacing(m_theme.px(12));
    box->addWidget(numbersRow());
    box->addWidget(tablesRow(), 3);
    box->addWidget(chartsRow(), 3);
    return page;
}

QWidget* Gallery::numbersRow()
{
    auto* row = new QWidget(this);
    auto* box = new QHBoxLayout(row);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(m_theme.px(12));
    const auto card = [&](const BigNumberCard::Content& content) {
        auto* made = new BigNumberCard(m_theme, row);
        made->setContent(content);
        box->addWidget(made, 1);
    };
    card({ u"Services ill"_s, Health::Critical, u"5"_s, u"of 41"_s, u"2 critical"_s, Samples::history(6) });
    card({ u"Pods not ready"_s, Health::Warning, u"7"_s, u"of 318"_s, u"3 crash-looping"_s, Samples::history(3) });
    card({ u"Hosts ill"_s, Health::Warning, u"1"_s, u"of 30"_s, u"1 warning"_s, Samples::history(0) });
    card({ u"Calls a second"_s, Health::Well, u"2,930"_s, {}, u"+4 % on yesterday"_s, Samples::history(1) });
    card({ u"Error rate"_s, Health::Critical, u"1.31 %"_s, {}, u"0.11 % yesterday"_s, Samples::history(8) });
    card({ u"Waiting for a person"_s, Health::Changing, u"2"_s, {}, u"longest 12 min"_s, Samples::history(-2) });
    return row;
}

QWidget* Gallery::table(int, bool stale)
{
    auto* table = new StratoTable(m_theme, this);
    const auto shown = [] { return Samples::now; };
    auto* name = new StateDelegate(m_theme, SampleModel::HealthRole, StateDelegate::Words::Plain);
    name->setProductionRole(SampleModel::ProductionRole);
    auto* where = new TextDelegate(m_theme, TextDelegate::quiet());
    where->setNeedles({ u"shop"_s });
    TextDelegate::Look restarts = TextDelegate::number();
    restarts.healthRole = SampleModel::HealthRole;
    table->setModel(m_model.get(),
        { { "name", 280, true, name },
            { "state", 150, true, new StateDelegate(m_theme, SampleModel::HealthRole, StateDelegate::Words::Tinted) },
            { "where", 150, true, where },
            { "cpu", 130, true, new MeterDelegate(m_theme, SampleModel::RatioRole, SampleModel::HealthRole), true },
            { "history", 140, true, new StripDelegate(m_theme, SampleModel::StripRole) },
            { "trend", 100, true, new SparklineDelegate(m_theme, SampleModel::ValuesRole, SampleModel::HealthRole) },
            { "restarts", 80, true, new TextDelegate(m_theme, restarts), true },
            { "age", 80, true, new AgeDelegate(m_theme, SampleModel::InstantRole, shown), true } });
    table->view()->selectRow(1);
    table->view()->setAccessibleName(u"Pods"_s);
    if (stale)
        table->setStale(u"as of 14:31:20, 47 s old"_s);
    else
        table->setWaiting(3, 0, u"checkout-5d"_s);
    return table;
}

QWidget* Gallery::tablesRow()
{
    auto* row = new QWidget(this);
    auto* box = new QHBoxLayout(row);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(m_theme.px(12));
    auto* worst = new Card(m_theme, u"Worst now"_s, row);
    worst->setNote(u"all 12"_s);
    worst->body()->addWidget(table(40, false));
    box->addWidget(worst, 3);
    auto* pod = new Card(m_theme, u"Pod order-svc-6f944ff9d8-jtlmr"_s, row);
    auto* details = new DetailsTable(m_theme, pod);
    details->setRows({ { u"uid"_s, u"6fb3d2ab-33b1-476c-a191-0d8f0ab2c7a1"_s },
        { u"owner"_s, u"ReplicaSet order-svc-6f944ff9d8"_s, {}, u"rs"_s },
        { u"state"_s, u"waiting: CrashLoopBackOff"_s, Health::Critical }, { u"restarts"_s, u"3 in 12 min"_s },
        { u"node"_s, u"sccpt01com14"_s, Health::Warning, u"node"_s }, { u"QoS"_s, u"Burstable"_s, {}, {}, false },
        { u"name"_s, u"prod\u202Egnp"_s } });
    pod->body()->addWidget(details);
    pod->body()->addStretch(1);
    box->addWidget(pod, 1);
    return row;
}

QWidget* Gallery::chartsRow()
{
    auto* row = new QWidget(this);
    auto* box = new QHBoxLayout(row);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(m_theme.px(12));
    auto* heat = new Card(m_theme, u"CPU by host"_s, row);
    heat->setNote(u"24 hosts, 1 h"_s);
    auto* map = new HeatMap(m_theme, heat);
    map->setContent(Samples::hosts());
    heat->body()->addWidget(map);
    box->addWidget(heat, 1);
    auto* calls = new Card(m_theme, u"Calls and errors"_s, row);
    calls->setNote(u"1 h, yesterday dotted"_s);
    for (const bool ill : { false, true }) {
        auto* chart = new TimeSeriesChart(m_theme, calls);
        chart->setContent(Samples::chart(ill ? ChartUnit::Ratio : ChartUnit::PerSecond, ill ? 0.008 : 2100, ill));
        calls->body()->addWidget(chart);
    }
    box->addWidget(calls, 1);
    auto* detail = new Card(m_theme, u"Memory, container"_s, row);
    auto* chart = new DetailChart(m_theme, detail);
    chart->setContent(Samples::chart(ChartUnit::Bytes, 1.4 * 1024 * 1024 * 1024, true));
    detail->body()->addWidget(chart, 1);
    auto* tiles = new QHBoxLayout;
    const std::pair<Health, QString> kinds[] { { Health::Well, u"running"_s }, { Health::Warning, u"warning"_s },
        { Health::Critical, u"unavailable"_s }, { Health::Unknown, u"unmonitored"_s } };
    int count = 36;
    for (const auto& [health, word] : kinds) {
        auto* tile = new CountTile(m_theme, health, word, detail);
        tile->setCount(QString::number(count));
        count /= 9;
        tiles->addWidget(tile);
    }
    detail->body()->addLayout(tiles);
    box->addWidget(detail, 1);
    return row;
}

QWidget* Gallery::states()
{
    auto* frame = new PastFrame(m_theme, this);
    frame->setPast(u"Mon 23 Nov 14:19:40 UTC+8"_s);
    frame->setExplanation(u"Changes are refused. Objects are known from 13:05 on."_s);
    auto* page = new QWidget(frame);
    auto* box = new QHBoxLayout(page);
    box->setContentsMargins(m_theme.px(14), m_theme.px(12), m_theme.px(14), m_theme.px(12));
    box->setSpacing(m_theme.px(12));
    box->addWidget(statesLeft(), 1);
    box->addWidget(statesRight(), 1);
    frame->setContent(page);
    return frame;
}

QWidget* Gallery::statesLeft()
{
    auto* card = new Card(m_theme, u"Connection lost"_s, this);
    auto* lost = new StatePanel(m_theme, card);
    lost->setContent({ Health::Warning, u"hangzhou-1: no answer since 14:31:20 (47 s)"_s,
        u"What you see is from then. Trying again in 6 s, third try. The link or VPN may be gone: shanghai-1 answers."_s,
        { { u"retry"_s, u"Try now"_s }, { u"details"_s, u"Details"_s } } });
    card->body()->addWidget(lost);
    card->body()->addWidget(table(60, true), 2);
    auto* empty = new StratoTable(m_theme, card);
    empty->setModel(nullptr, {});
    empty->setState({ {}, u"0 of 318 pods match ns:shop status:pending version=2.4"_s, {},
        { { u"without"_s, u"Without version=2.4: 3"_s, true }, { u"clear"_s, u"Clear"_s } } });
    empty->view()->setAccessibleName(u"Pods"_s);
    card->body()->addWidget(empty, 1);
    return card;
}

QWidget* Gallery::statesRight()
{
    auto* card = new Card(m_theme, u"YAML"_s, this);
    card->setNote(u"as of 14:19:38"_s);
    auto* code = new CodeView(m_theme, card);
    code->setText(Samples::yaml());
    code->openFind();
    code->find(u"app"_s);
    card->body()->addWidget(code, 1);
    auto* buttons = new QHBoxLayout;
    const std::pair<QString, QString> looks[] { { u"primary"_s, u"Open incident"_s }, { {}, u"Restart…"_s },
        { u"danger"_s, u"Roll back 2.3.1…"_s }, { u"dangerFilled"_s, u"Abort release 2.3.1"_s },
        { u"quiet"_s, u"Details"_s } };
    for (const auto& [look, text] : looks) {
        auto* button = new QPushButton(text, card);
        if (!look.isEmpty())
            button->setProperty("look", look);
        buttons->addWidget(button);
    }
    auto* off = new QPushButton(u"Scale… (not in the past)"_s, card);
    off->setEnabled(false);
    buttons->addWidget(off);
    buttons->addStretch(1);
    card->body()->addLayout(buttons);
    return card;
}

void Gallery::addPalette()
{
    m_entities = std::make_unique<QStandardItemModel>();
    const auto add = [this](const QString& name, const QString& section, const QString& detail, const QString& keys,
                         const QVariant& health) {
        auto* item = new QStandardItem(name);
        item->setData(section, Qt::UserRole);
        item->setData(detail, Qt::UserRole + 1);
        item->setData(keys, Qt::UserRole + 2);
        item->setData(health, Qt::UserRole + 3);
        m_entities->appendRow(item);
    };
    add(u"order-svc"_s, u"Entities"_s, u"Deployment, shop, hangzhou-1"_s, {}, int(Health::Critical));
    add(u"order-db"_s, u"Entities"_s, u"StatefulSet, shop, hangzhou-1"_s, {}, int(Health::Warning));
    add(u"recorder"_s, u"Entities"_s, u"Pod, ops, shanghai-1"_s, {}, int(Health::Well));
    add(u"Explorer"_s, u"Views"_s, {}, u"Ctrl+2"_s, {});
    add(u"Overview"_s, u"Views"_s, {}, u"Ctrl+1"_s, {});
    add(u"Order rows by age"_s, u"Actions"_s, {}, {}, {});
    auto* palette = new CommandPalette(
        m_theme, { Qt::UserRole, Qt::UserRole + 1, Qt::UserRole + 2, Qt::UserRole + 3, Qt::UserRole + 4 }, this);
    palette->setSource(m_entities.get());
    resize(m_theme.px(1366), m_theme.px(768));
    palette->open();
    palette->edit()->setText(u"ord"_s);
}

} // namespace Strato
