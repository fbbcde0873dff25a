// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overviewtypes.h"
#include "models/items/changesmodel.h"
#include "models/items/clustersmodel.h"
#include "models/items/findingsmodel.h"

#include <QObject>

namespace Strato {

/// What the overview shows, on the GUI thread: the numbers, and the lists made of them. Fed with finished states.
class OverviewModel final : public QObject {
    Q_OBJECT
public:
    explicit OverviewModel(const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] bool hasState() const { return m_state != nullptr; }
    [[nodiscard]] const OverviewState& state() const; ///< empty until the first came
    [[nodiscard]] FindingsModel* worst() { return &m_worst; } ///< the worst things, at most worstCount
    [[nodiscard]] FindingsModel* findings() { return &m_findings; } ///< all
    [[nodiscard]] ChangesModel* changes() { return &m_changes; }
    [[nodiscard]] ClustersModel* clusters() { return &m_clusters; }

    void setState(std::shared_ptr<const OverviewState> state);

signals:
    void changed();

private:
    std::shared_ptr<const OverviewState> m_state;
    FindingsModel m_worst;
    FindingsModel m_findings;
    ChangesModel m_changes;
    ClustersModel m_clusters;
};

} // namespace Strato
