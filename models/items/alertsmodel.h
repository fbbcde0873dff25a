// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overviewtypes.h"
#include "models/items/keyedtable.h"

namespace Strato {

/// An alert, or the first of several alike: of one rule, severity and cluster, on several things.
struct AlertRow : ClusterAlert {
    std::vector<std::string> others {}; ///< what those that are folded into it say

    bool operator==(const AlertRow&) const = default;
};

extern template class KeyedTable<AlertRow>;

/// Alerts that fire, worst first, each in a row or those that are alike in one, which began with the oldest of them.
/// Columns: name (State), cluster, namespace, summary, since. IdRole = what it is about; invalid where its labels name
/// nothing that the cluster has.
class AlertsModel final : public KeyedTable<AlertRow> {
    Q_OBJECT
public:
    enum class Rows : std::uint8_t { Each, Folded };
    explicit AlertsModel(Rows rows = Rows::Each, QObject* parent = nullptr);
    void setAlerts(std::vector<ClusterAlert> alerts);
    [[nodiscard]] int countOf(Health severity) const;

private:
    [[nodiscard]] std::string key(const AlertRow& row) const override;
    [[nodiscard]] QVariant value(const AlertRow& row, int column, int role) const override;

    const Rows m_kind;
};

} // namespace Strato
