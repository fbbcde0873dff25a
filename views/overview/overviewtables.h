// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/overviewdoubts.h"
#include "ui/cards/statepanel.h"
#include "ui/pages/formats.h"
#include "views/overview/overviewwords.h"

#include <QObject>

class QWidget;

namespace Strato {

class StratoTable;
class Theme;
struct TableColumn;

/// The overview's lists as tables with their words. Short ones stand on its cards, whole ones are its parts. Pressing a
/// number leads to what it counts, activating a row to the thing it is about. The widgets belong to @p parent.
class OverviewTables final : public QObject {
    Q_OBJECT
public:
    OverviewTables(const Theme& theme, OverviewModel& model, QWidget* parent);

    StratoTable* worst = nullptr;
    StratoTable* changes = nullptr;
    StratoTable* clusters = nullptr;
    StratoTable* alerts = nullptr; ///< few columns
    StratoTable* allFindings = nullptr;
    StratoTable* allAlerts = nullptr;
    StratoTable* allCalls = nullptr;

    Formats formats;
    std::vector<SourceStatus> sources;
    std::vector<std::string> production; ///< ids of clusters
    OverviewMoment moment;
    bool areAlertsComing = false; ///< a metrics server is there and has not answered for the moment yet
    bool isAnyClusterOpen = true;
    void reword(); ///< formats, language, sources, production or the moment changed
    void setNarrow(bool narrow); ///< words take two lines in the whole list of findings too
    void refreshEmptyStates(); ///< what each list says while it has no rows
    [[nodiscard]] std::vector<OverviewDoubt>
    doubts() const; ///< why "nothing is wrong" may not be said of what is shown
    [[nodiscard]] const OverviewWords& words() const { return m_words; }
    [[nodiscard]] std::vector<std::pair<QByteArray, StratoTable*>> all() const; ///< with the ids of their layouts

signals:
    void linkActivated(const QString& place);
    void layoutChanged();
    void stateButtonPressed(const QString& id); ///< of a list without rows: "prometheus", "start"

private:
    void build(QWidget* parent);
    void buildWhole(QWidget* parent);
    StratoTable* make(
        QAbstractItemModel* model, std::vector<TableColumn> columns, const QByteArray& wide, QWidget* parent);
    [[nodiscard]] StatePanel::Content noFinding() const;
    [[nodiscard]] StatePanel::Content noFindingThen(const ClusterSummary& shown) const; ///< at another moment than now
    [[nodiscard]] StatePanel::Content noAlert(bool whole) const;
    [[nodiscard]] StatePanel::Content noCluster() const;
    [[nodiscard]] QString sentenceOf(const OverviewDoubt& doubt) const;
    [[nodiscard]] QString sentencesOf(const std::vector<OverviewDoubt>& doubts) const;
    void keepCalm(StratoTable* table, FindingsModel* findings);

    const Theme& m_theme;
    bool m_narrow = false;
    OverviewModel& m_model;
    const OverviewWords m_words;
    WordsProxy m_worstWords;
    WordsProxy m_findingWords;
    WordsProxy m_changeWords;
    WordsProxy m_clusterWords;
    WordsProxy m_alertWords;
    WordsProxy m_foldedAlertWords;
    WordsProxy m_callWords;
};

} // namespace Strato
