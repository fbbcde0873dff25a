// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/resourcelist.h"

#include "models/items/itemroles.h"
#include "ui/delegates/statedelegate.h"
#include "ui/delegates/textdelegate.h"
#include "ui/tables/formatproxy.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/explorer/namedrows.h"
#include "views/explorer/resourcecolumns.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Strato {

namespace {

constexpr std::chrono::seconds tickEvery { 1 };

} // namespace

ResourceList::ResourceList(const Theme& theme, const ExplorerPort& port, const ResourceKind& kind, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_port(port)
    , m_kind(kind)
    , m_following(port.follow(kind))
    , m_model(port.records.table({ kind.group, kind.kind }))
    , m_named(new NamedRows(this))
    , m_proxy(new FormatProxy({ RawRole, CellTypeRole, HeaderIdRole, HeaderTitleRole }, port.shownMoment, this))
    , m_table(new StratoTable(theme, this))
{
    if (const SchemaPtr schema = port.schemaOf(kind))
        m_model->adoptSchema(schema);
    m_named->setSourceModel(m_model.get());
    m_proxy->setSourceModel(m_named);
    build();
}

ResourceList::~ResourceList()
{
    // The proxies go after the model otherwise, and would ask it on their way out.
    m_proxy->setSourceModel(nullptr);
    m_named->setSourceModel(nullptr);
}

void ResourceList::build()
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_table);
    setFocusProxy(m_table);
    arrange();
    // Before the keeper, which lets go of the selection then.
    connect(m_model.get(), &RecordTableModel::aboutToRearrangeRows, this, &ResourceList::noteSort);
    m_keeper = new SelectionKeeper(m_model.get(), m_table->view()->selectionModel(), this);
    m_keeper->setAdding([this] { return m_table->view()->isAddingToSelection(); });
    connect(m_keeper, &SelectionKeeper::arrived, this, [this](const QModelIndex& index) {
        m_table->view()->scrollTo(index, QAbstractItemView::PositionAtCenter);
        takeAnchor();
    });
    connect(m_keeper, &SelectionKeeper::restored, this, [this] {
        keepAnchor();
        if (std::exchange(m_showsChosen, false))
            showChosen();
    });
    connect(m_keeper, &SelectionKeeper::currentChanged, this, &ResourceList::currentChanged,
        Qt::QueuedConnection); // a press may change it twice
    connect(m_table, &StratoTable::rowActivated, this, &ResourceList::activated);
    connect(m_table, &StratoTable::layoutChanged, this, [this] {
        if (m_arranging)
            return;
        m_layout = m_table->saveLayout();
        emit layoutChanged();
    });
    m_table->view()->setSteadyWhile([this] { return m_model->isChangingRows() || m_keeper->isRestoring(); });
    const QScrollBar* bar = m_table->view()->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int most) { m_clamped = bar->value() > most; });
    connect(bar, &QScrollBar::valueChanged, this, &ResourceList::takeAnchor);
    connect(m_model.get(), &RecordTableModel::columnsAdded, this, &ResourceList::arrange);
    connect(m_model.get(), &QAbstractItemModel::headerDataChanged, this, &ResourceList::arrange);
    connect(m_model.get(), &RecordTableModel::countsChanged, this, [this] {
        if (m_fittedRows == 0 && m_model->rowCount() > 0)
            arrange(); // the first rows tell how wide the columns must be
        m_spreadIsOld = true;
        keepAnchor();
        emit countsChanged();
    });
    m_ticks.setInterval(tickEvery);
    connect(&m_ticks, &QTimer::timeout, this, &ResourceList::tick);
    m_ticks.start();
}

void ResourceList::arrange()
{
    m_arranging = true;
    if (m_model->rowCount() > 0)
        m_spread = spreadOf(*m_model);
    std::vector<TableColumn> columns = resourceColumns(*m_model, m_spread, m_theme, m_table);
    m_fittedRows = m_model->rowCount();
    if (m_fittedRows > 0)
        fitColumns(columns, *m_proxy, m_theme);
    m_table->setModel(m_proxy, std::move(columns));
    if (!m_layout.isEmpty())
        m_table->restoreLayout(m_layout);
    else if (const int newest = m_model->columnOf(u"lastSeen"); newest >= 0)
        m_table->view()->sortByColumn(newest, Qt::AscendingOrder); // events: the youngest first
    m_arranging = false;
    markMatches();
}

void ResourceList::setFormats(const Formats& formats)
{
    m_proxy->setFormats(formats);
}

void ResourceList::setClusters(const RecordHub::Clusters& clusters)
{
    m_port.records.setClusters(m_model.get(), clusters);
    refreshSpread();
}

void ResourceList::followAnew()
{
    m_following = m_port.follow(m_kind); // the old hold ends after the new one has begun: nothing is let go between
}

void ResourceList::setClusterNames(const QMap<QString, QString>& names)
{
    m_named->setClusterNames(names);
}

void ResourceList::setPast(const ExplorerPast* past)
{
    const bool wasPast = std::exchange(m_past, past != nullptr);
    if (past || wasPast)
        holdPlace();
    if (past)
        m_port.records.showPast(m_model.get(), past->snapshots);
    else if (wasPast)
        m_port.records.showLive(m_model.get());
    m_table->view()->viewport()->update(); // ages count from another moment
}

void ResourceList::restoreLayout(const QByteArray& layout)
{
    m_layout = layout;
    m_arranging = true;
    if (!layout.isEmpty() && !m_table->restoreLayout(layout))
        m_layout.clear();
    m_arranging = false;
}

std::optional<FilterError> ResourceList::setFilter(const QString& text)
{
    const std::string before = m_model->filter().text();
    const bool wasInSight = isChosenInSight();
    auto error = m_model->setFilterText(text);
    markMatches();
    refreshSpread();
    if (m_model->filter().text() != before && (wasInSight || m_model->filter().isEmpty()))
        showChosen();
    return error;
}

void ResourceList::markMatches()
{
    const QStringList needles = filterNeedles(m_model->filter());
    for (int column = 0; column < m_model->columnCount(); ++column) {
        QAbstractItemDelegate* delegate = m_table->view()->itemDelegateForColumn(column);
        if (auto* words = qobject_cast<TextDelegate*>(delegate))
            words->setNeedles(needles);
    }
    m_table->view()->viewport()->update();
}

void ResourceList::goTo(const EntityId& entity)
{
    m_keeper->goTo(entity);
}

RecordPtr ResourceList::currentRecord() const
{
    return m_keeper->currentRecord();
}

/// The clusters answer for another moment one by one, and until the first did there is no row at all.
void ResourceList::holdPlace()
{
    const int value = m_table->view()->verticalScrollBar()->value();
    if (!m_held && value > 0)
        m_held = value;
}

void ResourceList::takeAnchor()
{
    const bool clamped = std::exchange(m_clamped, false);
    if (m_keeping || !m_keeper || (clamped && m_held))
        return;
    m_held.reset(); // the user went elsewhere
    const TableView* view = m_table->view();
    const int row = view->rowAt(0);
    const RecordPtr record = m_model->recordAt(m_model->index(row, 0));
    m_keeper->setAnchor(record ? record->entity : EntityId());
    m_anchorOffset = record ? -view->rowViewportPosition(row) : 0;
}

void ResourceList::keepAnchor()
{
    const QScrollBar* bar = m_table->view()->verticalScrollBar();
    const int row = m_keeper ? m_keeper->anchorRow() : -1;
    if (row >= 0 && (m_held || bar->value() != 0)) // at the top one wants to see the top
        scrollTo(row * m_theme.rowHeight() + m_anchorOffset);
    else if (row < 0 && m_held)
        scrollTo(*m_held); // what stood there is not of this moment
    if (m_held && !m_past && !m_model->hasPendingWork()) {
        m_held.reset();
        takeAnchor();
    }
}

void ResourceList::scrollTo(int pixels)
{
    QScrollBar* bar = m_table->view()->verticalScrollBar();
    if (pixels == bar->value())
        return;
    m_keeping = true;
    m_table->view()->doItemsLayout(); // the bar must reach as far as the rows before it is moved
    bar->setValue(pixels);
    m_keeping = false;
}

void ResourceList::refreshSpread()
{
    if (!std::exchange(m_spreadIsOld, false) || m_model->rowCount() == 0)
        return;
    if (const RowSpread spread = spreadOf(*m_model); spread != std::exchange(m_spread, spread))
        giveRoom(*m_table, *m_model, m_spread);
}

void ResourceList::noteSort()
{
    const std::pair sorting(m_model->sortColumnId(), m_model->sortOrder());
    m_showsChosen = std::exchange(m_sorting, sorting) != sorting && isChosenInSight();
}

/// By the view, which also knows in the midst of a change where the rows still are.
bool ResourceList::isChosenInSight() const
{
    const TableView* view = m_table->view();
    const QModelIndex current = view->currentIndex();
    if (!current.isValid() || !view->selectionModel()->isSelected(current))
        return false;
    const int top = view->rowViewportPosition(current.row());
    return top >= 0 && top + m_theme.rowHeight() <= view->viewport()->height();
}

void ResourceList::showChosen()
{
    const int row = m_keeper->currentRecord() ? m_model->indexOf(m_keeper->current()).row() : -1;
    if (row < 0)
        return;
    TableView* view = m_table->view();
    view->doItemsLayout(); // the bar must reach as far as the rows before it is moved
    QScrollBar* bar = view->verticalScrollBar();
    const int place = row * m_theme.rowHeight();
    const int room = view->viewport()->height() - m_theme.rowHeight();
    if (place < bar->value() || place > bar->value() + room)
        bar->setValue(place - room / 2);
}

/// The first rows of a list may all have short texts, and those of one cluster another name than those of the next. Not
/// at once: whoever reads a filling list has other rows to paint.
void ResourceList::widenColumns()
{
    constexpr int share = 8; // so few that came since are as likely to be as wide as the others
    if (m_fittedRows == 0 || m_model->rowCount() < m_fittedRows + std::max(1, m_fittedRows / share))
        return;
    m_fittedRows = m_model->rowCount();
    std::vector<TableColumn> columns = m_table->columns();
    fitColumns(columns, *m_proxy, m_theme);
    m_table->widenColumns(columns);
}

void ResourceList::tick()
{
    TableView* view = m_table->view();
    m_model->setInteracting(view->isVisible() && view->isBusyUnderHand());
    if (isVisible()) {
        refreshSpread();
        widenColumns();
    }
    if (!isVisible() || m_past)
        return;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QVariant type = m_model->headerData(column, Qt::Horizontal, CellTypeRole);
        if (static_cast<CellType>(type.toInt()) == CellType::Age)
            view->refreshColumn(column);
    }
}

} // namespace Strato
