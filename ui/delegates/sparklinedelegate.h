// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"

#include <QList>

#include <optional>

namespace Strato {

/// A line of values in a cell, oldest at the leading edge. The role answers QList<double>; NaN is a gap.
class SparklineDelegate final : public RowDelegate {
    Q_OBJECT
public:
    SparklineDelegate(const Theme& theme, int valuesRole, std::optional<int> healthRole, QObject* parent = nullptr);

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex& index) const override;

private:
    int m_valuesRole;
    std::optional<int> m_healthRole;
};

} // namespace Strato
