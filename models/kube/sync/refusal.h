// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/kubestatus.h"
#include "models/net/httptypes.h"

namespace Strato {

/// What an answer of 300 and more says: its Status where the body is one, else its status line and text. A Retry-After
/// header counts as the Status's own wait: servers that are overloaded have nothing else to say it with (K18, K19).
[[nodiscard]] KubeStatus refusalOf(const HttpHead& head, const QByteArray& body);

} // namespace Strato
