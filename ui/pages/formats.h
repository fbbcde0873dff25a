// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

namespace Strato {

/// How numbers and times are written now: language and zone of the settings. A value; handed on when it changes.
struct Formats {
    Numbers numbers;
    TimeText times;
};

} // namespace Strato
