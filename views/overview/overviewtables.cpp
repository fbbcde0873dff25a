// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/overviewtables.h"

#include "ui/delegates/statedelegate.h"
#include "ui/delegates/textdelegate.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"
#include "views/overview/overviewpage.h"
#include "views/overview/wrapdelegate.h"

#include <QHeaderView>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

/// A column of words, of figures or of a name with its shape.
TableColumn wordColumn(const Theme& theme, const QByteArray& id, int width, bool shown = true, Role role = Role::Text2)
{
    return { id, width, shown, new TextDelegate(theme, { .role = role }) };
}

TableColumn figureColumn(const Theme& theme, const QByteArray& id, int width, bool shown = true)
{
    TextDelegate::Look look = TextDelegate::number();
    look.healthRole = WordsProxy::CellHealthRole;
    return { id, width, shown, new TextDelegate(theme, look), true };
}

TableColumn timeColumn(const Theme& theme, const QByteArray& id, int width)
{
    return { id, width, true, new TextDelegate(theme, TextDelegate::mono()) };
}

TableColumn stateColumn(const Theme& theme, const QByteArray& id, int width)
{
    auto* state = new StateDelegate(theme, HealthRole, StateDelegate::Words::Plain);
    state->setProductionRole(WordsProxy::ProductionRole);
    return { id, width, true, state };
}

/// In a narrow card @p column shrinks to @p least; the larger @p importance, the sooner, and is then left out.
TableColumn yielding(TableColumn column, int least, int importance)
{
    column.least = least;
    column.importance = importance;
    return column;
}

TableColumn wrapColumn(
    const Theme& theme, const QByteArray& id, int width, Role role = Role::Text2, std::optional<int> health = {})
{
    return { id, width, true, new WrapDelegate(theme, { role, health }) };
}

/// Narrow ones on the card, where rows have two lines: the room is for what the trouble is.
std::vector<TableColumn> findingColumns(const Theme& theme, bool whole)
{
    return { yielding(wrapColumn(theme, "what", whole ? 200 : 158, Role::Text, HealthRole), 110, 0),
        wordColumn(theme, "namespace", 120, false), yielding(wrapColumn(theme, "where", whole ? 130 : 98), 80, 2),
        yielding(wrapColumn(theme, "why", whole ? 330 : 250, Role::Text), 190, 0), // takes what is left over
        yielding(wrapColumn(theme, "touches", whole ? 110 : 88), 72, 1),
        yielding(figureColumn(theme, "calls", 80, whole), 60, 3),
        yielding(wrapColumn(theme, "owner", whole ? 100 : 84), 64, 4),
        whole ? yielding(timeColumn(theme, "since", 110), 80, 1)
              : yielding(wrapColumn(theme, "since", 60), 56, 1) }; // of another day: the day above the time
}

std::vector<TableColumn> alertColumns(const Theme& theme, bool whole)
{
    return { yielding(stateColumn(theme, "alert", whole ? 240 : 180), 110, 0),
        yielding(wordColumn(theme, "cluster", 130, whole), 80, 2),
        yielding(wordColumn(theme, "namespace", 120, whole), 80, 3),
        yielding(wordColumn(theme, "summary", 240, true, Role::Text), 140, 0),
        yielding(timeColumn(theme, "since", whole ? 110 : 60), 52, 1) };
}

} // namespace

OverviewTables::OverviewTables(const Theme& theme, OverviewModel& model, QWidget* parent)
    : m_theme(theme)
    , m_model(model)
    , m_words { model, formats, sources, production, moment }
{
    m_worstWords.setSourceModel(model.worst());
    m_findingWords.setSourceModel(model.findings());
    m_changeWords.setSourceModel(model.changes());
    m_clusterWords.setSourceModel(model.clusters());
    m_alertWords.setSourceModel(model.alerts());
    m_foldedAlertWords.setSourceModel(model.foldedAlerts());
    m_callWords.setSourceModel(model.calls());
    build(parent);
    buildWhole(parent);
    keepCalm(worst, model.worst());
    keepCalm(allFindings, model.findings());
    // After the views' own reaction, which makes all rows one line high.
    connect(&theme, &Theme::changed, this, [this] { setNarrow(m_narrow); });
}

StratoTable* OverviewTables::make(
    QAbstractItemModel* model, std::vector<TableColumn> columns, const QByteArray& wide, QWidget* parent)
{
    auto* table = new StratoTable(m_theme, parent);
    const auto column = static_cast<int>(std::ranges::find(columns, wide, &TableColumn::id) - columns.begin());
    table->setModel(model, std::move(columns));
    // One column takes what the others leave: the list fills its card and does not scroll sideways.
    table->view()->horizontalHeader()->setStretchLastSection(false);
    table->view()->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    table->view()->setPressRole(WordsProxy::CellLinkRole);
    connect(table, &StratoTable::rowActivated, this, [this](const QModelIndex& index) {
        if (const QString link = index.data(WordsProxy::LinkRole).toString(); !link.isEmpty())
            emit linkActivated(link);
    });
    connect(table, &StratoTable::layoutChanged, this, &OverviewTables::layoutChanged);
    connect(table, &StratoTable::stateButtonPressed, this, &OverviewTables::stateButtonPressed);
    return table;
}

void OverviewTables::build(QWidget* parent)
{
    worst = make(&m_worstWords, findingColumns(m_theme, false), "why", parent);
    changes = make(&m_changeWords,
        { timeColumn(m_theme, "when", 60), yielding(wordColumn(m_theme, "what", 260, true, Role::Text), 150, 0),
            wordColumn(m_theme, "namespace", 110, false), wordColumn(m_theme, "cluster", 110, false),
            wordColumn(m_theme, "change", 160, false), yielding(wordColumn(m_theme, "by", 120), 80, 1),
            wordColumn(m_theme, "person", 120, false) },
        "what", parent);
    clusters = make(&m_clusterWords,
        { yielding(stateColumn(m_theme, "cluster", 190), 130, 0), yielding(figureColumn(m_theme, "nodes", 62), 52, 1),
            figureColumn(m_theme, "nodesIll", 90, false), yielding(figureColumn(m_theme, "pods", 70), 56, 1),
            yielding(figureColumn(m_theme, "podsIll", 115), 72, 1), yielding(figureColumn(m_theme, "cpu", 180), 130, 3),
            figureColumn(m_theme, "cpuUsed", 90, false), yielding(figureColumn(m_theme, "memory", 246), 150, 4),
            figureColumn(m_theme, "memoryUsed", 110, false), yielding(figureColumn(m_theme, "alerts", 70), 52, 1),
            figureColumn(m_theme, "changes", 80, false), yielding(figureColumn(m_theme, "freshness", 150), 90, 2),
            figureColumn(m_theme, "asOf", 90, false) },
        "cluster", parent);
    alerts = make(&m_foldedAlertWords, alertColumns(m_theme, false), "summary", parent);
}

void OverviewTables::buildWhole(QWidget* parent)
{
    allFindings = make(&m_findingWords, findingColumns(m_theme, true), "why", parent);
    allAlerts = make(&m_alertWords, alertColumns(m_theme, true), "summary", parent);
    allCalls = make(&m_callWords,
        { wordColumn(m_theme, "service", 240, true, Role::Text), wordColumn(m_theme, "namespace", 160),
            wordColumn(m_theme, "cluster", 160), figureColumn(m_theme, "calls", 120),
            figureColumn(m_theme, "failed", 120), figureColumn(m_theme, "errors", 120) },
        "service", parent);
}

void OverviewTables::setNarrow(bool narrow)
{
    m_narrow = narrow;
    const int twoLines = m_theme.rowHeight() + QFontMetrics(m_theme.font(Type::Body)).lineSpacing();
    worst->view()->verticalHeader()->setDefaultSectionSize(twoLines);
    allFindings->view()->verticalHeader()->setDefaultSectionSize(narrow ? twoLines : m_theme.rowHeight());
}

void OverviewTables::keepCalm(StratoTable* table, FindingsModel* findings)
{
    connect(table->view(), &TableView::handChanged, findings, &FindingsModel::setInteracting);
    connect(findings, &FindingsModel::waitingChanged, table,
        [table](const WaitingFindings& waiting) { table->setWaiting(waiting.above, waiting.others, waiting.first); });
    connect(table, &StratoTable::waitingRequested, findings, [table, findings] {
        const WaitingFindings waited = findings->waiting();
        findings->showWaiting();
        for (int row = 0; row < findings->rowCount(); ++row) {
            if (findings->index(row, 0).data(NameRole).toString() == waited.first) {
                table->view()->scrollTo(table->model()->index(row, 0));
                break;
            }
        }
    });
}

void OverviewTables::reword()
{
    m_words.apply(m_worstWords, *m_model.worst());
    m_words.apply(m_findingWords, *m_model.findings());
    m_words.apply(m_changeWords, *m_model.changes());
    m_words.apply(m_clusterWords, *m_model.clusters());
    m_words.apply(m_alertWords, *m_model.alerts());
    m_words.apply(m_foldedAlertWords, *m_model.foldedAlerts());
    m_words.apply(m_callWords, *m_model.calls());
}

std::vector<std::pair<QByteArray, StratoTable*>> OverviewTables::all() const
{
    return { { "worst", worst }, { "changes", changes }, { "clusters", clusters }, { "alerts", alerts },
        { "allFindings", allFindings }, { "allAlerts", allAlerts }, { "allCalls", allCalls } };
}

} // namespace Strato
