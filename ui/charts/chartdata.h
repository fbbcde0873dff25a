// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/series.h"
#include "ui/text/numbers.h"
#include "ui/theme/colours.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace Strato {

/// What the values of a chart are, and so how they are written.
enum class ChartUnit : std::uint8_t { Count, PerSecond, Ratio, Bytes, BytesPerSecond, Cores, Seconds };

/// @p value in @p unit, NaN as the dash of missing values. Seconds are written as durations.
[[nodiscard]] QString chartValue(double value, ChartUnit unit, const Numbers& numbers);

/// One line of a chart. The samples are shared, never copied.
struct ChartLine {
    QString name {};
    Role role = Role::Accent;
    std::shared_ptr<const Series> series {};
    bool dotted = false; ///< yesterday, or another comparison
    bool filled = true;
};

/// What a chart shows. From and to are the window, not the extent of the data.
struct ChartContent {
    QString title {}; ///< spoken; a card around it shows it
    ChartUnit unit = ChartUnit::Count;
    Instant from {};
    Instant to {};
    std::vector<ChartLine> lines {};
    std::optional<double> limit {}; ///< threshold or limit, in the unit
    std::optional<double> fixedTop {}; ///< else from the data and the limit
    QString whyEmpty {}; ///< said instead of bare axes while no line has a sample
};

/// Upper end of the value axis: round, above every visible value and the limit. Pure.
[[nodiscard]] double chartTop(const ChartContent& content);

} // namespace Strato
