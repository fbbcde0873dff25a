// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/statesource.h"

#include "models/base/changehistory.h"

namespace Strato {

Snapshot::~Snapshot() = default;
StateSource::~StateSource() = default;
ChangeHistory::~ChangeHistory() = default;

} // namespace Strato
