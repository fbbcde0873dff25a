// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"

#include <optional>

namespace Strato {

/// A share as a bar beside its number: track, filled part, text at the trailing edge. Without a ratio (invalid or NaN)
/// only the text stands there: no sample is not the same as zero.
class MeterDelegate final : public RowDelegate {
    Q_OBJECT
public:
    /// @p ratioRole answers a double, 1 = full; @p healthRole, where given, int(Health) that colours the bar.
    MeterDelegate(const Theme& theme, int ratioRole, std::optional<int> healthRole, QObject* parent = nullptr);

    /// The track of a bar of @p width and @p height at the leading edge, centred. Pure; mirrors for RTL.
    [[nodiscard]] static QRect trackRect(const QRect& cell, int width, int height, Qt::LayoutDirection direction);
    /// The filled part; ratio is clamped to 0..1, NaN gives an empty rectangle; grows from the leading edge. Pure.
    [[nodiscard]] static QRect filledRect(const QRect& track, double ratio, Qt::LayoutDirection direction);

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex& index) const override;

private:
    int m_ratioRole;
    std::optional<int> m_healthRole;
};

} // namespace Strato
