// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/overviewmodel.h"

namespace Strato {

OverviewModel::OverviewModel(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_worst(clock)
    , m_findings(clock)
{
}

const OverviewState& OverviewModel::state() const
{
    static const OverviewState none;
    return m_state ? *m_state : none;
}

void OverviewModel::setState(std::shared_ptr<const OverviewState> state)
{
    m_state = std::move(state);
    m_worst.setFindings(this->state().findings, this->state().worstCount);
    m_findings.setFindings(this->state().findings);
    m_changes.setChanges(this->state().changes);
    m_clusters.setClusters(this->state().clusters);
    emit changed();
}

} // namespace Strato
