// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/explorerpage.h"

#include "ui/cards/shapemark.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/kindpane.h"
#include "views/explorer/narrowbar.h"
#include "views/explorer/resourcelist.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 12;
constexpr int narrowBelow = 1100; // a window of 1300 without the places on the left
constexpr std::chrono::milliseconds countEvery { 500 };
constexpr auto suggestAfter = std::chrono::milliseconds(150);

bool isOfKind(const ResourceKind& kind, const QString& text)
{
    return kindText(kind.group, kind.kind).compare(text, Qt::CaseInsensitive) == 0;
}

} // namespace

ExplorerPage::ExplorerPage(const Theme& theme, ExplorerPort port, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_port(std::move(port))
    , m_wantedKind(u"Pod"_s)
{
    build();
    connectParts();
    retranslate();
}

ExplorerPage::~ExplorerPage() = default;

void ExplorerPage::build()
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(gap, gap, gap, gap);
    box->setSpacing(m_theme.px(8));
    box->addWidget(buildHeader());
    m_filterError = new PlainLabel({}, Type::Small, Role::Warning, this);
    m_filterError->hide();
    box->addWidget(m_filterError);
    m_narrowBar = new NarrowBar(m_theme, this);
    m_narrowBar->hide();
    box->addWidget(m_narrowBar);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(gap);
    m_splitter->setChildrenCollapsible(false);
    m_kindPane = new KindPane(m_theme, m_kinds, m_splitter);
    m_kindPane->setMinimumWidth(m_theme.px(140));
    m_listSlot = new QWidget(m_splitter);
    m_listBox = new QVBoxLayout(m_listSlot);
    m_listBox->setContentsMargins(0, 0, 0, 0);
    m_noList = new StatePanel(m_theme, m_listSlot);
    m_listBox->addWidget(m_noList, 0, Qt::AlignTop);
    m_details = new DetailsPane(m_theme, m_port, m_splitter);
    m_details->setMinimumWidth(m_theme.px(320));
    m_details->setHold([this](const Record& record) { return holdOf(record); });
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    shareRoom();
    box->addWidget(m_splitter, 1);
}

QWidget* ExplorerPage::buildHeader()
{
    m_middle = new QWidget(this);
    auto* line = new QHBoxLayout(m_middle);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(m_theme.px(8));
    m_title = new PlainLabel({}, Type::Headline, Role::Text, m_middle);
    m_filter = new FilterEdit(m_theme, m_middle);
    m_filter->setMinimumWidth(m_theme.px(260));
    m_filter->setMaximumWidth(m_theme.px(620));
    m_settle = new QPushButton(m_middle);
    m_settle->setProperty("look", u"link"_s);
    m_settle->hide();
    m_count = new PlainLabel({}, Type::Body, Role::Text2, m_middle);
    m_freshShape = new ShapeMark(m_theme, Health::Unknown, m_middle);
    m_freshWords = new PlainLabel({}, Type::Body, Role::Text2, m_middle);
    line->addWidget(m_title);
    line->addWidget(m_filter, 4);
    line->addStretch(1);
    line->addWidget(m_settle);
    line->addWidget(m_count);
    line->addWidget(m_freshShape);
    line->addWidget(m_freshWords);
    return m_middle;
}

void ExplorerPage::connectParts()
{
    connect(m_kindPane, &KindPane::chosen, this, [this](const QString& kind) {
        m_wantedEntity.clear();
        m_wantedKind = kind;
        endNarrowing(); // it was of the list that the link opened
        showWantedKind();
        emit placeChanged();
    });
    connect(m_filter, &FilterEdit::filterChanged, this, [this](const QString& text) {
        applyFilter(text);
        emit placeChanged();
    });
    connect(m_filter, &FilterEdit::leaveRequested, this, [this] {
        if (m_list)
            m_list->table()->view()->setFocus();
    });
    connect(m_filter, &FilterEdit::historyChanged, this, &ExplorerPage::layoutChanged);
    connect(m_narrowBar, &NarrowBar::endRequested, this, &ExplorerPage::endNarrowing);
    connect(m_settle, &QPushButton::clicked, this, [this] {
        if (m_list)
            m_list->model().settleNow();
    });
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        m_isShareChosen = true;
        emit layoutChanged();
    });
    connect(m_details, &DetailsPane::placeRequested, this, &ExplorerPage::placeRequested);
    connect(m_details, &DetailsPane::closeRequested, this, [this] { setDetailsOpen(false); });
    m_slow.setInterval(countEvery);
    connect(&m_slow, &QTimer::timeout, this, &ExplorerPage::refreshKindCounts);
    m_slow.start();
    m_suggesting.setSingleShot(true);
    m_suggesting.setInterval(suggestAfter);
    connect(&m_suggesting, &QTimer::timeout, this, &ExplorerPage::suggest);
    connect(&m_theme, &Theme::changed, this, &ExplorerPage::applyFold);
}

void ExplorerPage::retranslate()
{
    //: accessible name of the line that says how fresh a list is
    m_freshWords->setAccessibleDescription(tr("Freshness of this list"));
    m_kindPane->setAccessibleName(tr("Kinds"));
    m_details->setAccessibleName(tr("Details"));
    refreshState();
}

void ExplorerPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void ExplorerPage::setFormats(const Formats& formats)
{
    m_formats = formats;
    m_kindPane->setFormats(formats);
    m_details->setFormats(formats);
    if (m_list)
        m_list->setFormats(formats);
    refreshState();
}

Place ExplorerPage::place() const
{
    Place here { viewId(), {} };
    if (m_list)
        here.parameters.insert(u"kind"_s, kindText(m_list->kind().group, m_list->kind().kind));
    else if (!m_wantedKind.isEmpty())
        here.parameters.insert(u"kind"_s, m_wantedKind);
    if (!m_filter->text().isEmpty())
        here.parameters.insert(u"filter"_s, m_filter->text());
    if (m_list && !m_list->currentEntity().isNull())
        here.parameters.insert(u"entity"_s, m_list->currentEntity().toString());
    if (!m_chosen.isEmpty())
        here.parameters.insert(u"cluster"_s, Place::joinNames(m_chosen));
    if (!m_within.isEmpty())
        here.parameters.insert(u"within"_s, m_within);
    return here;
}

void ExplorerPage::goTo(const Place& place)
{
    const QPointer<QWidget> focused = window()->focusWidget();
    const bool focusWasHere = isAncestorOf(focused);
    m_chosen = Place::splitNames(place.parameters.value(u"cluster"_s));
    setNarrowing(place);
    m_wantedEntity = place.parameters.value(u"entity"_s);
    if (const QString kind = place.parameters.value(u"kind"_s); !kind.isEmpty())
        m_wantedKind = kind;
    else if (const auto entity = EntityId::parse(m_wantedEntity.toStdString()); entity && entity->kubernetesParts())
        m_wantedKind = kindText(entity->kubernetesParts()->group, entity->kubernetesParts()->kind);
    const QString filter = place.parameters.value(u"filter"_s);
    const bool sameFilter = filter == m_filter->text();
    if (!sameFilter)
        m_goodFilter.clear(); // that of another place says nothing about this one
    m_filter->setText(filter);
    if (sameFilter)
        applyFilter(filter);
    applyClusters();
    showWantedKind();
    // Who followed a link has not asked for this field, though a stack of pages gives it the focus: keys are the
    // list's.
    // And a link that goes away with its pane would leave the focus to whatever comes next in the window.
    const bool focusIsLost = focusWasHere && (!focused || !focused->isVisibleTo(this));
    if (m_list && (m_filter->hasFocus() || focusIsLost))
        m_list->table()->view()->setFocus();
}

void ExplorerPage::showWantedKind()
{
    const ResourceKind* kind = m_kinds.find(m_wantedKind);
    if (!kind) { // "Deployment.apps"
        const auto row = std::ranges::find_if(m_kinds.rows(),
            [this](const ResourceKindRow& candidate) { return isOfKind(candidate.kind, m_wantedKind); });
        kind = row == m_kinds.rows().end() ? nullptr : &row->kind;
    }
    if (kind && (!m_list || !m_list->kind().sameKind(*kind)))
        showKind(*kind);
    else if (!kind && m_list && !isOfKind(m_list->kind(), m_wantedKind))
        hideList(); // that of another kind would pass for what was asked for
    if (kind && !m_wantedEntity.isEmpty()) {
        if (const auto entity = EntityId::parse(m_wantedEntity.toStdString())) {
            m_list->goTo(*entity);
            m_details->showSummary();
            m_detailsOpen = true;
            applyFold();
        }
        m_wantedEntity.clear();
    }
    refreshState();
}

void ExplorerPage::hideList()
{
    m_suggestions.clear();
    delete m_list;
    m_list = nullptr;
    m_kindPane->setCurrent({});
    m_details->clear();
    applyFold();
}

void ExplorerPage::showKind(const ResourceKind& kind)
{
    const bool hadFocus = m_list && m_list->isAncestorOf(focusWidget());
    m_suggestions.clear(); // they counted other rows
    delete m_list;
    m_list = new ResourceList(m_theme, m_port, kind, m_listSlot);
    m_listBox->addWidget(m_list, 1);
    m_list->setFormats(m_formats);
    m_list->setClusterNames(m_clusterNames);
    m_list->restoreLayout(m_layouts.value(kindText(kind.group, kind.kind)));
    setFocusProxy(m_list->table()->view());
    m_list->table()->view()->setAccessibleName(QString::fromStdString(kind.kind));
    connect(m_list, &ResourceList::currentChanged, this, &ExplorerPage::handleCurrent);
    connect(m_list, &ResourceList::activated, this, [this] {
        setDetailsOpen(true);
        m_details->setFocus();
    });
    connect(m_list, &ResourceList::countsChanged, this, [this] {
        m_details->setHidden(m_list->isCurrentHidden());
        refreshCounts();
        refreshEmpty();
    });
    connect(m_list, &ResourceList::layoutChanged, this, [this] {
        m_layouts[kindText(m_list->kind().group, m_list->kind().kind)] = m_list->layout();
        emit layoutChanged();
    });
    connect(m_list->table(), &StratoTable::stateButtonPressed, this, &ExplorerPage::handleStateButton);
    applyClusters();
    if (m_past)
        m_list->setPast(&*m_past);
    applyFilter(m_filter->text());
    m_kindPane->setCurrent(kind);
    m_details->clear();
    applyFold();
    if (hadFocus)
        m_list->table()->view()->setFocus();
}

void ExplorerPage::handleCurrent()
{
    if (m_list->currentEntity().isNull())
        m_details->clear(); // nothing is chosen any more
    else
        m_details->setRecord(m_list->currentRecord());
    m_details->setHidden(m_list->isCurrentHidden());
    applyFold();
    emit placeChanged();
}

void ExplorerPage::applyFilter(const QString& text)
{
    if (!m_list)
        return;
    m_suggesting.stop(); // waits for the next pause
    const auto error = m_list->setFilter(text);
    m_goodFilter = error ? filterMeanwhile(text, m_goodFilter) : text;
    if (error)
        m_list->setFilter(m_goodFilter); // the list may be a new one
    m_filterError->setText(error ? filterErrorText(*error, text, m_goodFilter) : QString());
    m_filterError->setVisible(error.has_value());
    refreshCounts();
    refreshEmpty();
    refreshNarrowing();
}

void ExplorerPage::setClusters(std::vector<ExplorerCluster> clusters)
{
    if (clusters == m_clusters)
        return;
    m_clusters = std::move(clusters);
    std::vector<std::vector<ResourceKind>> kinds;
    for (const ExplorerCluster& cluster : m_clusters)
        kinds.push_back(cluster.kinds);
    for (const ExplorerCluster& cluster : m_clusters) {
        if (!cluster.id.empty())
            m_clusterNames.insert(itemText(cluster.id.view()), cluster.name);
    }
    m_kinds.setKinds(kinds);
    m_details->setClusterNames(m_clusterNames);
    if (m_list) {
        m_list->setClusterNames(m_clusterNames);
        m_list->followAnew();
        applyClusters();
    }
    refreshNarrowing();
    showWantedKind();
    refreshKindCounts();
}

void ExplorerPage::applyClusters()
{
    if (!m_list)
        return;
    m_suggestions.clear();
    RecordHub::Clusters ids;
    if (!m_chosen.isEmpty() || !m_within.isEmpty()) {
        for (const ExplorerCluster& cluster : chosenClusters())
            ids.push_back(cluster.id);
        if (ids.empty())
            ids.emplace_back("?"); // asked for clusters that are not open: nothing, not everything
    }
    m_list->setClusters(ids);
}

std::vector<ExplorerCluster> ExplorerPage::chosenClusters() const
{
    std::vector<ExplorerCluster> chosen;
    for (const ExplorerCluster& cluster : m_clusters) {
        const QStringList names { cluster.name, itemText(cluster.id.view()) };
        const bool isOfWindow
            = m_chosen.isEmpty() || std::ranges::any_of(names, [&](const QString& n) { return m_chosen.contains(n); });
        if (isOfWindow && (m_within.isEmpty() || names.contains(m_within)))
            chosen.push_back(cluster);
    }
    return chosen;
}

/// A cluster that was closed and is being opened again has not said who it is yet: it goes by its name until then.
ClusterHold ExplorerPage::holdOf(const Record& record) const
{
    auto own = std::ranges::find(m_clusters, record.cluster, &ExplorerCluster::id);
    if (own == m_clusters.end()) {
        const QString name = m_clusterNames.value(itemText(record.cluster.view()));
        own = std::ranges::find_if(
            m_clusters, [&](const ExplorerCluster& cluster) { return cluster.id.empty() && cluster.name == name; });
    }
    if (own == m_clusters.end() || own->error)
        return ClusterHold::NotConnected;
    const bool isRead = own->answered && m_list
        && listFreshness(m_list->kind(), { *own }, m_statuses, m_formats, m_port.clock.now()).settled;
    return isRead ? ClusterHold::Known : ClusterHold::Reading;
}

void ExplorerPage::setStatuses(std::map<std::string, SourceStatus> statuses)
{
    m_statuses = std::move(statuses);
    refreshState();
}

void ExplorerPage::setPast(std::optional<ExplorerPast> past)
{
    m_past = std::move(past);
    m_suggestions.clear();
    if (m_list)
        m_list->setPast(m_past ? &*m_past : nullptr);
    m_details->setPast(m_past ? &*m_past : nullptr);
    refreshNarrowing();
    refreshState();
}

void ExplorerPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ExplorerPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_narrow && m_detailsOpen) {
        setDetailsOpen(false);
        return;
    }
    if (event->key() == Qt::Key_Escape && !m_within.isEmpty() && !m_past) { // in the past that key goes live
        endNarrowing();
        return;
    }
    Page::keyPressEvent(event);
}

void ExplorerPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    shareRoom();
    applyFold();
}

void ExplorerPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    refreshKindCounts();
}

void ExplorerPage::setDetailsOpen(bool open)
{
    m_detailsOpen = open;
    applyFold();
    if (!open && m_list)
        m_list->table()->view()->setFocus();
}

void ExplorerPage::applyFold()
{
    m_narrow = width() < m_theme.px(narrowBelow);
    m_details->setCloseable(m_narrow);
    // Beside the list while a row is chosen; with nothing to tell, the list takes the room.
    const bool isToldOf = m_details->record() != nullptr;
    const bool isAlone = m_narrow && m_detailsOpen && isToldOf;
    m_listSlot->setVisible(!isAlone);
    m_details->setVisible(m_narrow ? isAlone : isToldOf);
}

} // namespace Strato
