// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/kubestatus.h"
#include "models/kube/decode/wiretree.h"

namespace Strato {

/// From the fields of WireMessages::status().
[[nodiscard]] KubeStatus readStatus(const WireView& status);

} // namespace Strato
