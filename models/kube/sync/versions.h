// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/istring.h"

namespace Strato {

/// True where a record of @p version may take the place of one of @p stored, of the same incarnation (K36): larger
/// where both are comparable (KEP-5504: decimal, no leading zero, not "0"), else merely different.
[[nodiscard]] bool isNewerVersion(const IString& version, const IString& stored);

} // namespace Strato
