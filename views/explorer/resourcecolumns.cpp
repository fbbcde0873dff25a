// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/resourcecolumns.h"

#include "models/base/fetchahead.h"
#include "models/base/schema.h"
#include "models/items/filterquery.h"
#include "models/items/itemroles.h"
#include "models/items/recordtablemodel.h"
#include "ui/delegates/statedelegate.h"
#include "ui/delegates/textdelegate.h"
#include "ui/text/celltext.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QSet>
#include <QStyleOptionViewItem>

#include <algorithm>
#include <array>
#include <cmath>

namespace Strato {

namespace {

struct Width {
    const char* id;
    int pixels;
};

constexpr std::array<Width, 30> widths { { { "name", 280 }, { "namespace", 120 }, { "cluster", 126 }, { "status", 130 },
    { "lastRestart", 100 }, { "ip", 132 }, { "node", 150 }, { "nominatedNode", 130 }, { "images", 280 },
    { "containers", 140 }, { "selector", 200 }, { "message", 380 }, { "object", 260 }, { "eventReason", 150 },
    { "labels", 360 }, { "conditions", 300 }, { "osImage", 190 }, { "kernel", 170 }, { "runtime", 160 },
    { "internalIp", 132 }, { "externalIp", 132 }, { "clusterIp", 132 }, { "ports", 180 }, { "hosts", 220 },
    { "endpoints", 260 }, { "reference", 200 }, { "targets", 160 }, { "volume", 220 }, { "claim", 220 },
    { "source", 180 } } };

constexpr std::array mono { "ip", "internalIp", "externalIp", "clusterIp", "address", "endpoints", "hostIp", "ports" };
constexpr std::array quiet { "namespace", "cluster", "images", "containers", "selector", "labels", "conditions",
    "osImage", "kernel", "runtime", "source", "nodeSelector", "changedBy", "finalizers" };

// What one looks for first stays longest where a list is narrow; what stands further right goes first.
constexpr std::array important { "ready", "restarts", "eventReason", "message", "object" };
constexpr std::array<const char*, 5> bulky { "images", "containers", "selector", "labels", "conditions" };

struct Room {
    int least = 0;
    int importance = 0;
};

/// How narrow columns become at the utmost: the narrower the more of them there must be room for beside the details.
struct Narrowest {
    int name;
    int place; // namespace, cluster
    int status;
    int figures;
};
constexpr std::array<Narrowest, 3> narrowest { { { 120, 92, 96, 66 }, { 120, 72, 96, 58 }, { 104, 60, 80, 54 } } };

/// An event's name is a hash behind that of its object, and when it was created says less than when it was last seen.
/// What it says is why one looks at it: where its object is gives way before that does.
struct Events {
    static constexpr int leastMessage = 150;
    static constexpr int widestName = 180;
    static constexpr int usualName = 140;
    static constexpr int leastName = 72;

    static bool areIn(const QAbstractItemModel& model)
    {
        for (int i = 0; i < model.columnCount(); ++i) {
            if (model.headerData(i, Qt::Horizontal, HeaderIdRole).toString() == u"eventReason")
                return true;
        }
        return false;
    }
};

struct Around {
    int columns = 0;
    RowSpread spread;
    bool events = false;
};

Room roomOf(const QByteArray& id, CellType type, int column, const Around& around)
{
    const RowSpread& spread = around.spread;
    constexpr int narrowWords = 92;
    constexpr int narrowFigures = 66;
    constexpr int whole = 4000; // half an address is of no use
    const Narrowest& least = narrowest[std::size_t(spread.namespaces) + std::size_t(spread.clusters)];
    const auto isOneOf
        = [&](const auto& ids) { return std::ranges::any_of(ids, [&](auto each) { return id == each; }); };
    if (id == "name")
        return { around.events ? Events::leastName : least.name, 0 };
    if (around.events && id == "lastSeen")
        return { least.figures, 0 };
    if (around.events && (id == "message" || id == "eventReason"))
        return { id == "message" ? Events::leastMessage : narrowWords, 0 };
    if ((id == "namespace" && spread.namespaces) || (id == "cluster" && spread.clusters))
        return { least.place, around.events ? 1 : 0 };
    if (id == "status")
        return { least.status, 1 };
    if (isOneOf(important))
        return { isNumeric(type) ? least.figures : narrowWords, 1 };
    const int usual = isNumeric(type) ? narrowFigures : narrowWords;
    if (id == "age" && !around.events)
        return { usual, 2 };
    if (id == "pressures" || id == "node") // where a pod runs is asked before when it last began anew
        return { usual, 3 };
    return { isOneOf(mono) ? whole : usual, 3 + column + (isOneOf(bulky) ? around.columns : 0) };
}

int widthOf(const QByteArray& id, CellType type, bool events)
{
    if (events && id == "name")
        return Events::usualName;
    const auto known = std::ranges::find_if(widths, [&](const Width& width) { return id == width.id; });
    if (known != widths.end())
        return known->pixels;
    constexpr int figures = 92;
    constexpr int words = 140;
    return isNumeric(type) ? figures : words;
}

template <class List> bool contains(const List& list, const QByteArray& id)
{
    return std::ranges::any_of(list, [&](const char* known) { return id == known; });
}

QStyledItemDelegate* delegateFor(const QByteArray& id, CellType type, const Theme& theme, QObject* parent)
{
    if (id == "name")
        return new StateDelegate(theme, HealthRole, StateDelegate::Words::Plain, parent);
    if (type == CellType::State || id == "pressures") {
        TextDelegate::Look look = TextDelegate::quiet();
        look.healthRole = HealthRole;
        return new TextDelegate(theme, look, parent);
    }
    if (isNumeric(type))
        return new TextDelegate(theme, TextDelegate::number(), parent);
    if (contains(mono, id) || type == CellType::Time)
        return new TextDelegate(theme, TextDelegate::mono(), parent);
    return new TextDelegate(theme, contains(quiet, id) ? TextDelegate::quiet() : TextDelegate::Look {}, parent);
}

} // namespace

RowSpread spreadOf(const RecordTableModel& rows)
{
    RowSpread spread;
    const bool ofOneCluster = rows.columnOf(u"cluster") < 0; // known already: no row need be asked
    const auto count = static_cast<std::size_t>(rows.rowCount());
    const auto recordAt = [&](std::size_t row) { return &rows.recordIn(static_cast<int>(row)); };
    for (std::size_t row = 1; row < count && !(spread.namespaces && (spread.clusters || ofOneCluster)); ++row) {
        fetchAhead(row, count, recordAt);
        const Record& record = *recordAt(row);
        spread.namespaces = spread.namespaces || record.nameSpace != rows.recordIn(0).nameSpace;
        spread.clusters = spread.clusters || record.cluster != rows.recordIn(0).cluster;
    }
    return spread;
}

std::vector<TableColumn> resourceColumns(
    const QAbstractItemModel& model, const RowSpread& spread, const Theme& theme, QObject* parent)
{
    const Around around { model.columnCount(), spread, Events::areIn(model) };
    std::vector<TableColumn> columns;
    for (int i = 0; i < model.columnCount(); ++i) {
        const QByteArray id = model.headerData(i, Qt::Horizontal, HeaderIdRole).toString().toUtf8();
        const auto type = static_cast<CellType>(model.headerData(i, Qt::Horizontal, CellTypeRole).toInt());
        TableColumn column;
        column.id = id;
        column.width = widthOf(id, type, around.events);
        // A workload's status is ours, kubectl prints none: it is left out of `get`, and shown here.
        const bool isStatus = id == "status" && type == CellType::State;
        // kubectl has no column of a node's pressures; who is called at night wants it where there is room.
        column.shownAtFirst
            = isStatus || id == "pressures" || model.headerData(i, Qt::Horizontal, ColumnShownRole).toBool();
        column.delegate = delegateFor(id, type, theme, parent);
        column.numeric = isNumeric(type);
        const Room room = roomOf(id, type, i, around);
        column.least = std::min(room.least, column.width);
        column.importance = room.importance;
        columns.push_back(column);
    }
    return columns;
}

void giveRoom(StratoTable& table, const QAbstractItemModel& model, const RowSpread& spread)
{
    const Around around { model.columnCount(), spread, Events::areIn(model) };
    for (int i = 0; i < model.columnCount(); ++i) {
        const QByteArray id = model.headerData(i, Qt::Horizontal, HeaderIdRole).toString().toUtf8();
        const auto type = static_cast<CellType>(model.headerData(i, Qt::Horizontal, CellTypeRole).toInt());
        const Room room = roomOf(id, type, i, around);
        table.setColumnRoom(id, std::min(room.least, widthOf(id, type, around.events)), room.importance);
    }
}

namespace {

/// The widest of some of @p model's cells. Shaping a text costs more than all else here: one that was measured already
/// or is less than a third as long as the longest so far is not measured.
int widestCell(const QAbstractItemModel& model, int column, const QAbstractItemDelegate& delegate)
{
    constexpr int rowsLookedAt = 60;
    const QStyleOptionViewItem option;
    QSet<QString> measured;
    qsizetype longest = 0;
    int widest = 0;
    for (int row = 0; row < model.rowCount(); row += 1 + model.rowCount() / rowsLookedAt) {
        const QModelIndex index = model.index(row, column);
        const QString text = index.data().toString();
        if (measured.contains(text) || 3 * text.size() < longest)
            continue;
        measured.insert(text);
        longest = std::max(longest, text.size());
        widest = std::max(widest, delegate.sizeHint(option, index).width());
    }
    return widest;
}

} // namespace

void fitColumns(std::vector<TableColumn>& columns, const QAbstractItemModel& model, const Theme& theme)
{
    constexpr int narrowestFit = 52;
    constexpr int narrowestStatus = 120; // rows that are not looked at may be in a worse one
    const QFontMetrics title(theme.font(Type::Body));
    const bool events = Events::areIn(model);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        TableColumn& column = columns[i];
        const int section = static_cast<int>(i);
        int wanted = title.horizontalAdvance(model.headerData(section, Qt::Horizontal).toString()) + theme.px(26);
        if (column.delegate)
            wanted = std::max(wanted, widestCell(model, section, *column.delegate));
        const int least = column.id == "status" ? narrowestStatus : narrowestFit;
        column.most = std::max(least, static_cast<int>(std::ceil(wanted / theme.textScale())));
        if (events && column.id == "name")
            column.most = std::min(column.most, Events::widestName);
        const auto type = static_cast<CellType>(model.headerData(section, Qt::Horizontal, CellTypeRole).toInt());
        column.width = std::min(column.most, std::max(least, widthOf(column.id, type, events)));
    }
}

QStringList filterNeedles(const FilterQuery& query)
{
    QStringList needles;
    for (const FilterQuery::Term& term : query.terms()) {
        const bool negative = term.negated || term.test == FilterQuery::Test::NotIn
            || term.test == FilterQuery::Test::Absent || term.test == FilterQuery::Test::Exists;
        if (negative || term.field == FilterQuery::Field::Cluster || term.field == FilterQuery::Field::Owner)
            continue;
        for (const std::string& value : term.values)
            needles.append(QString::fromStdString(value));
    }
    return needles;
}

} // namespace Strato
