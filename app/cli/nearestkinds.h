// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/schema/resourcekind.h"

#include <QStringList>

#include <vector>

namespace Strato {

/// The kinds of @p known that @p asked may be a slip of: by two letters that are wrong, missing, too many or swapped,
/// of the plural or the kind's own name. Plurals, nearest first, at most three.
[[nodiscard]] QStringList nearestKinds(const QString& asked, const std::vector<ResourceKind>& known);

} // namespace Strato
