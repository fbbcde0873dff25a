// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overviewtypes.h"
#include "models/items/alertsmodel.h"
#include "models/items/callsmodel.h"
#include "models/items/changesmodel.h"
#include "models/items/clustersmodel.h"
#include "models/items/findingsmodel.h"

#include <QList>
#include <QObject>

#include <map>

namespace Strato {

/// The numbers that the overview's cards count, at one moment.
struct OverviewSample {
    Instant at {};
    std::map<std::string, std::map<std::string, double>> byCluster; ///< by name, empty for the sum; then by number
};

/// What the overview shows, on the GUI thread: the numbers, and the lists made of them, of all clusters or of
/// chosen ones. Fed with finished states. A number and the list behind it come from the same rows.
class OverviewModel final : public QObject {
    Q_OBJECT
public:
    using Metrics = std::vector<std::shared_ptr<const MetricsOverview>>; ///< one a metrics source
    struct Traffic {
        std::optional<double> callsPerSecond;
        std::optional<double> errorRatio;
        bool operator==(const Traffic&) const = default;
    };

    /// Calls over the window, of the chosen clusters together, else of all; of the first source that has them. Null
    /// where there are no samples.
    struct TrafficLines {
        std::shared_ptr<const Series> calls; ///< a second
        std::shared_ptr<const Series> errors; ///< ratio
        std::shared_ptr<const Series> callsBefore; ///< a day earlier, shifted onto the window
    };

    explicit OverviewModel(const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] bool hasState() const { return m_state != nullptr; }
    [[nodiscard]] const OverviewState& state() const; ///< empty until the first came
    [[nodiscard]] const Metrics& metrics() const { return m_metrics; }
    [[nodiscard]] bool areMetricsYoung() const; ///< of any source, see MetricsOverview::young
    [[nodiscard]] bool areRatesInterrupted() const; ///< of any source, see MetricsOverview::interrupted
    [[nodiscard]] ClusterSummary shown() const; ///< of the chosen clusters together, else of all
    [[nodiscard]] std::vector<ClusterSummary> shownClusters() const; ///< one by one
    [[nodiscard]] Traffic traffic() const; ///< calls() summed up; where no source counts by service, its total
    [[nodiscard]] const TrafficLines& trafficLines() const { return m_lines; }
    /// Changes with the metrics, and with which of them are shown.
    [[nodiscard]] int metricsRevision() const { return m_metricsRevision; }
    [[nodiscard]] QList<double> callsHistory() const; ///< of trafficLines()
    [[nodiscard]] QList<double> errorsHistory() const;
    /// How much of the window trafficLines() tell of; nothing: all of it, or there are no lines.
    [[nodiscard]] std::optional<Duration> toldPart() const;
    /// Against the same time a day before, as far as both are known: 0.04 is 4 % more.
    [[nodiscard]] std::optional<double> callsChange() const;
    [[nodiscard]] std::optional<double> meanErrors() const; ///< ratio
    /// How a number went while this console looked, at most an hour back: "faults", "pods", "nodes", "alerts".
    [[nodiscard]] QList<double> history(const std::string& number) const;
    [[nodiscard]] bool isShown(std::string_view cluster) const; ///< by id, or by the name that metrics may have for it
    [[nodiscard]] std::string nameOf(std::string_view clusterId) const; ///< the user's; the id where there is none

    [[nodiscard]] FindingsModel* worst() { return &m_worst; } ///< the worst things, at most worstCount
    [[nodiscard]] FindingsModel* findings() { return &m_findings; } ///< all, or all that are warnings or worse
    [[nodiscard]] ChangesModel* changes() { return &m_changes; }
    [[nodiscard]] ClustersModel* clusters() { return &m_clusters; } ///< all, whichever is chosen
    [[nodiscard]] AlertsModel* alerts() { return &m_alerts; }
    [[nodiscard]] AlertsModel* foldedAlerts() { return &m_foldedAlerts; } ///< those that are alike in one row
    [[nodiscard]] CallsModel* calls() { return &m_calls; }

    void setState(std::shared_ptr<const OverviewState> state);
    void setMetrics(Metrics metrics);
    void setChosen(std::vector<std::string> clusterNames); ///< empty: all
    void setOnlyIll(bool onlyIll); ///< findings() without those that are neither warning nor critical

signals:
    void changed();

private:
    void fillLists();
    void fillFindings();
    void fillCalls();
    void fillTraffic();
    void remember();

    std::shared_ptr<const OverviewState> m_state;
    Metrics m_metrics;
    TrafficLines m_lines;
    int m_metricsRevision = 0;
    std::vector<OverviewSample> m_past; // ascending, at least sampleEvery apart but for the newest
    std::vector<std::string> m_chosen; ///< names
    bool m_onlyIll = false;
    FindingsModel m_worst;
    FindingsModel m_findings;
    ChangesModel m_changes;
    ClustersModel m_clusters;
    AlertsModel m_alerts;
    AlertsModel m_foldedAlerts { AlertsModel::Rows::Folded };
    CallsModel m_calls;
};

} // namespace Strato
