// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/place.h"

#include <QStringList>

namespace Strato {

class Console;

/// The clusters that a place shows, by context; empty: all. Places name contexts or ids of clusters.
[[nodiscard]] QStringList chosenContexts(const Console& console, const Place& place);
/// @p place showing @p contexts (empty: all).
[[nodiscard]] Place withContexts(Place place, const QStringList& contexts);
/// @p to, with the choice of @p from where it has none of its own: going to another view keeps what is looked at. An
/// object of a cluster that is not chosen, or a list within such a cluster, shows all clusters again.
[[nodiscard]] Place carryingChoice(const Console& console, Place to, const Place& from);
/// @p chosen (empty: all) with @p context shown if it was not and the other way round. One at least stays shown; all of
/// those that are open is "all".
[[nodiscard]] QStringList toggled(const Console& console, const QStringList& chosen, const QString& context);

} // namespace Strato
