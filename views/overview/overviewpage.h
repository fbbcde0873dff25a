// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overviewtypes.h"
#include "models/metrics/metricstypes.h"
#include "ui/pages/page.h"
#include "views/overview/worstorder.h"

#include <QMap>

namespace Strato {

class BigNumberCard;
class Card;
class CountTile;
class HeatMap;
class RowListModel;
class StatePanel;
class StratoTable;
class Theme;
class TimeSeriesChart;

/// The first thing that is seen: what is ill, how badly, since when; what changed; how each cluster fares. Every number
/// leads to the list behind it. Fed with states; asks for nothing.
class OverviewPage final : public Page {
    Q_OBJECT
public:
    OverviewPage(const Theme& theme, const Clock& clock, QWidget* parent = nullptr);
    ~OverviewPage() override;

    [[nodiscard]] QString viewId() const override { return QStringLiteral("overview"); }
    [[nodiscard]] Place place() const override;
    void goTo(const Place& place) override;
    void setFormats(const Formats& formats) override;
    [[nodiscard]] bool isSettled() const override;

    void setState(std::shared_ptr<const OverviewState> state);
    void setMetrics(std::vector<std::shared_ptr<const MetricsOverview>> metrics);
    void setMetricsExpected(bool expected, const QString& whyMissing); ///< is there any metrics source at all
    /// Names of clusters that count as production, by cluster id.
    void setProduction(const std::vector<std::string>& clusterIds);

signals:
    void prometheusRequested(); ///< "Add a Prometheus…"

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildTables();
    void buildCharts();
    void connectLinks();
    void retranslate();
    void refresh();
    void refreshNumbers(const ClusterSummary& sum);
    void refreshTraffic();
    void refreshWorst();
    void refreshChanges();
    void refreshClusters();
    void refreshCharts();
    void refreshHosts();
    void refreshTiles(const ClusterSummary& sum);
    void follow(const QString& link);
    [[nodiscard]] ClusterSummary shownSum() const; ///< of the chosen cluster, else of all
    [[nodiscard]] QString clusterName(const IString& id) const;
    [[nodiscard]] QString listLink(const QString& kind, const QString& filter) const;
    [[nodiscard]] Place entityPlace(const EntityId& entity, const QString& kind) const;

    const Theme& m_theme;
    const Clock& m_clock;
    Formats m_formats;
    std::shared_ptr<const OverviewState> m_state;
    std::vector<std::shared_ptr<const MetricsOverview>> m_metrics;
    std::vector<std::string> m_production;
    bool m_metricsExpected = false;
    QString m_whyNoMetrics;
    QString m_context; ///< only this cluster; empty: all
    WorstOrder m_worstOrder;
    QMap<QByteArray, BigNumberCard*> m_numbers;
    QMap<QByteArray, CountTile*> m_tiles;
    Card* m_worstCard = nullptr;
    Card* m_changesCard = nullptr;
    Card* m_clustersCard = nullptr;
    Card* m_hostsCard = nullptr;
    Card* m_trafficCard = nullptr;
    Card* m_podsCard = nullptr;
    StratoTable* m_worst = nullptr;
    StratoTable* m_changes = nullptr;
    StratoTable* m_clusters = nullptr;
    StratoTable* m_alerts = nullptr;
    RowListModel* m_worstRows = nullptr;
    RowListModel* m_changeRows = nullptr;
    RowListModel* m_clusterRows = nullptr;
    RowListModel* m_alertRows = nullptr;
    HeatMap* m_hosts = nullptr;
    StatePanel* m_noMetrics = nullptr;
    TimeSeriesChart* m_calls = nullptr;
    TimeSeriesChart* m_errors = nullptr;
};

} // namespace Strato
