// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/hostnodes.h"
#include "models/items/overviewmodel.h"
#include "ui/cards/card.h"
#include "ui/pages/page.h"

#include <QMap>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QBoxLayout;
class QPushButton;
class QStackedLayout;

namespace Strato {

class BigNumberCard;
class CountTile;
class HeatMap;
class OverviewTables;
class StatePanel;
class StratoTable;
class Theme;
class TimeSeriesChart;
class WholeRows;
struct OverviewMoment;

/// The first thing that is seen: what is ill, how badly, since when; what changed; how each cluster fares. Every number
/// leads to the list behind it: objects in the explorer, findings, alerts and calls as parts of this page. Fed with
/// states; asks for nothing. What comes together is shown together, in the loop's next pass, and while the page is
/// hidden once it is shown.
class OverviewPage final : public Page {
    Q_OBJECT
public:
    OverviewPage(const Theme& theme, const Clock& clock, QWidget* parent = nullptr);
    ~OverviewPage() override;

    [[nodiscard]] QString viewId() const override { return QStringLiteral("overview"); }
    [[nodiscard]] Place place() const override;
    void goTo(const Place& place) override; ///< parameters: cluster, part (findings, ill, alerts, calls)
    void setFormats(const Formats& formats) override;
    [[nodiscard]] bool isSettled() const override;
    [[nodiscard]] QByteArray layoutState() const override;
    void restoreLayout(const QByteArray& state) override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the pods' card: tiles fit its height

    void setState(std::shared_ptr<const OverviewState> state);
    void setMetrics(std::vector<std::shared_ptr<const MetricsOverview>> metrics);
    void setMetricsExpected(bool expected, const QString& whyMissing); ///< is there any metrics source at all
    void setAnyClusterOpen(bool open); ///< false: nothing will come until the user opens one
    void setSources(std::vector<SourceStatus> sources); ///< what every pane's freshness is told by
    void setMoment(const OverviewMoment& moment);
    void setHostNodes(std::function<HostNodes()> now); ///< where hosts of the metrics lead
    /// Ids of clusters that count as production.
    void setProduction(const std::vector<std::string>& clusterIds);
    void catchUp(); ///< shows at once what has come, also while hidden
    [[nodiscard]] int refreshes() const { return m_refreshes; } ///< how often it has shown what came

signals:
    void prometheusRequested(); ///< "Add a Prometheus…"

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    // overviewpage.cpp
    void build();
    void buildNumbers(QBoxLayout& column);
    void buildLists(QBoxLayout& column);
    void buildCharts(QBoxLayout& column);
    void buildPart();
    void connectLinks();
    void retranslate();
    void retitle(); ///< what names the moment
    void follow(const Place& place) { emit placeRequested(place); }
    // overviewrefresh.cpp
    void refreshLater();
    void rewordLater(); ///< the words of all rows too
    void refresh();
    void refreshNumbers(const ClusterSummary& sum);
    void refreshTraffic();
    void refreshTiles(const ClusterSummary& sum);
    void refreshNotes();
    void refreshAges();
    void refreshClusterHeight();
    void refreshPart();
    void refreshCharts();
    void redrawTraffic();
    void redrawHosts();
    void refreshNoHosts();
    [[nodiscard]] QStringList findHostNodes(const std::vector<HostLine>& hosts);
    [[nodiscard]] PaneAge objectsAge() const;
    [[nodiscard]] PaneAge metricsAge() const;
    [[nodiscard]] PaneAge ageAt(bool coming, bool known) const;
    [[nodiscard]] PaneAge ageOf(const std::vector<SourceStatus>& sources) const;
    [[nodiscard]] QString whyNoMetrics() const;
    [[nodiscard]] QString whyNoHosts() const;
    [[nodiscard]] QString metricsStory() const; ///< why no metrics server has answered
    [[nodiscard]] bool areMetricsComing() const; ///< a server answers: what is missing is on its way

    const Theme& m_theme;
    const Clock& m_clock;
    Formats m_formats;
    OverviewModel m_model;
    std::unique_ptr<OverviewTables> m_tables; // after the model that its words stand on
    bool m_metricsExpected = false;
    QString m_whyNoMetrics;
    QString m_context; ///< only these clusters, by commas; empty: all
    QString m_within; ///< of this one alone while its part is shown: no choice for the window
    QString m_part; ///< id of the list that is shown whole; empty: the cards
    bool m_isDue = false; ///< something came that is not shown yet
    bool m_isRewordDue = false;
    int m_refreshes = 0;
    std::optional<std::pair<int, QString>> m_drawn; ///< what the charts show: the metrics' revision, why there is none
    QMap<QByteArray, BigNumberCard*> m_numbers;
    QMap<QByteArray, CountTile*> m_tiles;
    QStackedLayout* m_stack = nullptr;
    std::vector<QBoxLayout*> m_folding; ///< rows of cards that stand one below the other where the page is narrow
    Card* m_worstCard = nullptr;
    Card* m_changesCard = nullptr;
    Card* m_clustersCard = nullptr;
    WholeRows* m_clusterRows = nullptr;
    Card* m_hostsCard = nullptr;
    Card* m_trafficCard = nullptr;
    Card* m_podsCard = nullptr;
    Card* m_partCard = nullptr;
    QPushButton* m_allFindings = nullptr;
    QPushButton* m_back = nullptr;
    HeatMap* m_hosts = nullptr;
    std::function<HostNodes()> m_nodesNow;
    std::vector<std::optional<EntityId>> m_hostNodes; ///< of the rows of m_hosts
    StatePanel* m_noMetrics = nullptr;
    TimeSeriesChart* m_calls = nullptr;
    TimeSeriesChart* m_errors = nullptr;
};

} // namespace Strato
