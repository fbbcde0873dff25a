// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overviewtypes.h"
#include "models/items/keyedtable.h"

namespace Strato {

extern template class KeyedTable<ClusterAlert>;

/// Alerts that fire, worst first. Columns: name (State), cluster, namespace, summary, since. IdRole = what it is about;
/// invalid where its labels name nothing that the cluster has.
class AlertsModel final : public KeyedTable<ClusterAlert> {
    Q_OBJECT
public:
    explicit AlertsModel(QObject* parent = nullptr);
    void setAlerts(std::vector<ClusterAlert> alerts);
    [[nodiscard]] int countOf(Health severity) const;

private:
    [[nodiscard]] std::string key(const ClusterAlert& row) const override;
    [[nodiscard]] QVariant value(const ClusterAlert& row, int column, int role) const override;
};

} // namespace Strato
