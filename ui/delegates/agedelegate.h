// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "ui/delegates/rowdelegate.h"

#include <functional>

namespace Strato {

/// How long ago, as kubectl writes it, counted from the moment that the view shows. The role answers Instant::ns as
/// qint64; invalid shows the dash of missing values. The view repaints the column when time moves.
class AgeDelegate final : public RowDelegate {
    Q_OBJECT
public:
    /// @p shownMoment answers the cursor's instant (live: now).
    AgeDelegate(const Theme& theme, int instantRole, std::function<Instant()> shownMoment, QObject* parent = nullptr);

    [[nodiscard]] QString displayText(const QVariant& value, const QLocale& locale) const override;

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex& index) const override;

private:
    int m_instantRole;
    std::function<Instant()> m_shownMoment;
};

} // namespace Strato
