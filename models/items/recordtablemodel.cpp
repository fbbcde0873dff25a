// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/recordtablemodel.h"

#include <QStringList>

#include <algorithm>

namespace Strato {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QVariant toVariant(const Cell& cell)
{
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        return QVariant::fromValue<qlonglong>(*number);
    if (const auto* number = std::get_if<double>(&cell))
        return *number;
    if (const auto* text = std::get_if<IString>(&cell))
        return toQString(text->view());
    return {};
}

std::chrono::milliseconds toMilliseconds(Duration duration)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration);
}

} // namespace

RecordTableModel::RecordTableModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
    , m_rows(clock, *this)
{
    m_workTimer.setSingleShot(true);
    connect(&m_workTimer, &QTimer::timeout, this, &RecordTableModel::workNow);
    m_settleTimer.setSingleShot(true);
    connect(&m_settleTimer, &QTimer::timeout, this, &RecordTableModel::handleSettleTimer);
    m_newTimer.setSingleShot(true);
    connect(&m_newTimer, &QTimer::timeout, this, &RecordTableModel::handleNewTimer);
}

RecordTableModel::~RecordTableModel() = default;

int RecordTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows.rowCount();
}

int RecordTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.layout().columns().size());
}

QVariant RecordTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role < RawRole)
        return {};
    const RowSlot& slot = m_rows.slotAt(index.row());
    const Record& record = *slot.record;
    switch (role) {
    case RawRole: return rawValue(record, index.column());
    case CellTypeRole:
        return static_cast<int>(m_rows.layout().columns()[static_cast<std::size_t>(index.column())].type);
    case HealthRole: return static_cast<int>(record.health);
    case IdRole: return record.entity.toString();
    case UidRole: return toQString(record.uid.view());
    case ProvisionalRole: return record.provisional;
    case ReasonRole: return record.reason.empty() ? QVariant() : QVariant(toQString(record.reason.view()));
    case NewRole: return isNew(slot);
    case ClusterRole: return toQString(record.cluster.view());
    case NamespaceRole: return record.nameSpace.empty() ? QVariant() : QVariant(toQString(record.nameSpace.view()));
    case NameRole: return toQString(record.name.view());
    case KindRole: return record.schema ? QVariant(toQString(record.schema->kind)) : QVariant();
    default: return {};
    }
}

QVariant RecordTableModel::rawValue(const Record& record, int column) const
{
    if (m_rows.layout().columns()[static_cast<std::size_t>(column)].source != ColumnLayout::Source::Labels)
        return toVariant(m_rows.layout().cell(record, column));
    if (!record.labels || record.labels->empty())
        return {};
    QStringList labels;
    for (const auto& [key, value] : *record.labels)
        labels.append(toQString(key.view()) + u'=' + toQString(value.view()));
    return labels;
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnLayout::Column& column = m_rows.layout().columns()[static_cast<std::size_t>(section)];
    switch (role) {
    case HeaderIdRole: return toQString(column.id);
    case HeaderTitleRole: return column.serverTitle.empty() ? QVariant() : QVariant(toQString(column.serverTitle));
    case ColumnShownRole: return column.shown;
    case CellTypeRole: return static_cast<int>(column.type);
    default: return {};
    }
}

void RecordTableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < columnCount())
        sortBy(toQString(m_rows.layout().columns()[static_cast<std::size_t>(column)].id), order);
}

void RecordTableModel::sortBy(const QString& columnId, Qt::SortOrder order)
{
    m_rows.setSort({ columnId.toStdString(), order == Qt::DescendingOrder });
    afterChange();
}

QString RecordTableModel::sortColumnId() const
{
    const auto& levels = m_rows.order().levels();
    return levels.empty() ? QString() : toQString(levels.front().columnId);
}

Qt::SortOrder RecordTableModel::sortOrder() const
{
    const auto& levels = m_rows.order().levels();
    return !levels.empty() && levels.front().descending ? Qt::DescendingOrder : Qt::AscendingOrder;
}

std::optional<FilterError> RecordTableModel::setFilterText(const QString& text)
{
    FilterQuery::Parsed parsed = FilterQuery::parse(text.toStdString());
    if (parsed.error)
        return parsed.error;
    m_rows.setFilter(FilterMatcher(std::move(parsed.query), m_clusterNames));
    afterChange();
    return std::nullopt;
}

QList<RecordTableModel::Suggestion> RecordTableModel::suggestions()
{
    QList<Suggestion> found;
    const std::vector<std::size_t> counts = m_rows.countsWithoutEachTerm();
    const FilterQuery& query = m_rows.filter();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const FilterQuery::Term& term = query.terms()[i];
        const std::string_view typed = std::string_view(query.text()).substr(term.position, term.length);
        found.append({ toQString(typed), toQString(query.without(i).text()), static_cast<qint64>(counts[i]) });
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &Suggestion::rows);
    return found;
}

QModelIndex RecordTableModel::indexOf(const EntityId& entity, int column) const
{
    const int row = m_rows.rowOf(entity);
    return row < 0 ? QModelIndex() : index(row, column);
}

int RecordTableModel::columnOf(QStringView columnId) const
{
    return m_rows.layout().indexOf(columnId.toUtf8().toStdString());
}

RecordPtr RecordTableModel::recordAt(const QModelIndex& index) const
{
    return index.isValid() && index.row() < rowCount() ? m_rows.recordPtr(index.row()) : nullptr;
}

void RecordTableModel::setInteracting(bool interacting)
{
    m_interacting = interacting;
    if (!m_interacting && m_rows.unsettledCount() > 0 && !m_settleTimer.isActive())
        m_settleTimer.start(toMilliseconds(settleEvery));
}

void RecordTableModel::settleNow()
{
    m_rows.settle();
    afterChange();
}

std::optional<std::chrono::milliseconds> RecordTableModel::settleWait() const
{
    return m_settleTimer.isActive() && !m_interacting ? std::optional(m_settleTimer.intervalAsDuration())
                                                      : std::nullopt;
}

void RecordTableModel::workNow()
{
    m_rows.continueWork();
    afterChange();
}

void RecordTableModel::handleSettleTimer()
{
    if (!m_interacting)
        settleNow(); // else setInteracting(false) starts the next wait
}

void RecordTableModel::apply(std::vector<RecordPtr> upserted, std::vector<EntityId> removed)
{
    m_rows.apply(std::move(upserted), std::move(removed));
    afterChange();
}

void RecordTableModel::replaceAll(std::vector<RecordPtr> records)
{
    m_rows.replaceAll(std::move(records));
    afterChange();
}

void RecordTableModel::setSeveralClusters(bool several)
{
    if (m_rows.layout().setSeveralClusters(several)) {
        const int column = m_rows.layout().indexOf("cluster");
        emit headerDataChanged(Qt::Horizontal, column, column);
    }
}

void RecordTableModel::afterChange()
{
    if (m_rows.hasPendingWork())
        m_workTimer.start(0);
    if (m_rows.unsettledCount() > 0 && !m_interacting && !m_settleTimer.isActive())
        m_settleTimer.start(toMilliseconds(settleEvery));
    emit countsChanged();
}

bool RecordTableModel::isNew(const RowSlot& slot) const
{
    return slot.arrived >= Duration::zero() && m_arrivals.size() <= newAtMost
        && m_clock.monotonic() - slot.arrived < newFor;
}

void RecordTableModel::handleNewTimer()
{
    const Duration now = m_clock.monotonic();
    while (!m_arrivals.empty() && now - m_arrivals.front().first >= newFor) {
        if (const QModelIndex row = indexOf(m_arrivals.front().second); row.isValid())
            emit dataChanged(row, row.siblingAtColumn(columnCount() - 1), { NewRole });
        m_arrivals.pop_front();
    }
    if (!m_arrivals.empty())
        m_newTimer.start(toMilliseconds(newFor - (now - m_arrivals.front().first)) + std::chrono::milliseconds(1));
}

void RecordTableModel::aboutToInsertRows(int first, int last)
{
    beginInsertRows({}, first, last);
    m_insertedFirst = first;
    m_insertedLast = last;
}

void RecordTableModel::insertedRows()
{
    // Enough to tell "fewer than five" from "many"; which ones matters only when they are few.
    const int remembered = std::min(m_insertedLast, m_insertedFirst + static_cast<int>(newAtMost));
    for (int row = m_insertedFirst; row <= remembered; ++row) {
        const RowSlot& slot = m_rows.slotAt(row);
        if (slot.arrived >= Duration::zero() && m_clock.monotonic() - slot.arrived < newFor)
            m_arrivals.emplace_back(slot.arrived, slot.record->entity);
    }
    if (!m_arrivals.empty() && !m_newTimer.isActive())
        m_newTimer.start(toMilliseconds(newFor) + std::chrono::milliseconds(1));
    endInsertRows();
}

void RecordTableModel::aboutToRemoveRows(int first, int last)
{
    m_changingRows = true;
    beginRemoveRows({}, first, last);
}

void RecordTableModel::removedRows()
{
    endRemoveRows();
    m_changingRows = false;
}

void RecordTableModel::aboutToMoveRow(int from, int to)
{
    beginMoveRows({}, from, from, {}, to);
}

void RecordTableModel::movedRow()
{
    endMoveRows();
}

void RecordTableModel::changedRows(int first, int last)
{
    emit dataChanged(index(first, 0), index(last, columnCount() - 1));
}

void RecordTableModel::aboutToRearrange()
{
    m_changingRows = true;
    emit aboutToRearrangeRows();
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    m_persistent = persistentIndexList();
}

void RecordTableModel::rearranged(const std::function<int(int)>& newRow)
{
    QModelIndexList now;
    now.reserve(m_persistent.size());
    for (const QModelIndex& old : m_persistent) {
        const int row = newRow(old.row());
        now.append(row < 0 ? QModelIndex() : index(row, old.column()));
    }
    changePersistentIndexList(m_persistent, now);
    m_persistent.clear();
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    m_changingRows = false;
    emit rowsRearranged();
}

void RecordTableModel::aboutToInsertColumns(int first, int last)
{
    beginInsertColumns({}, first, last);
}

void RecordTableModel::insertedColumns()
{
    endInsertColumns();
    emit columnsAdded();
}

} // namespace Strato
