// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"

namespace Strato {

/// A strip of time coloured by state: one cell an interval, oldest at the leading edge. The role answers a QByteArray
/// of Health values (see stripOf()); states differ in height too, so that the strip reads without colour.
class StripDelegate final : public RowDelegate {
    Q_OBJECT
public:
    StripDelegate(const Theme& theme, int stripRole, QObject* parent = nullptr);

    /// Interval @p i of @p count in @p rect: equal widths to the pixel, no gaps left over. Pure; mirrors for RTL.
    [[nodiscard]] static QRect cellRect(const QRect& rect, int i, int count, Qt::LayoutDirection direction);
    /// Packs states for the role.
    [[nodiscard]] static QByteArray stripOf(const QList<Health>& states);

    /// The painter itself, for lists that are not item views.
    static void paintStrip(QPainter& painter, const QRect& rect, const QByteArray& strip, const Theme& theme,
        Qt::LayoutDirection direction);

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex& index) const override;

private:
    int m_stripRole;
};

} // namespace Strato
