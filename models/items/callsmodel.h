// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/keyedtable.h"
#include "models/metrics/metricstypes.h"

namespace Strato {

extern template class KeyedTable<ServiceCalls>;

/// Services by their calls, the most called first: what the number of all calls sums up. Columns: service, namespace,
/// cluster, calls (a second), failed (a second), errors (Ratio; invalid when nobody calls).
class CallsModel final : public KeyedTable<ServiceCalls> {
    Q_OBJECT
public:
    explicit CallsModel(QObject* parent = nullptr);
    void setServices(std::vector<ServiceCalls> services);

private:
    [[nodiscard]] std::string key(const ServiceCalls& row) const override;
    [[nodiscard]] QVariant value(const ServiceCalls& row, int column, int role) const override;
};

} // namespace Strato
