// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/exec/execplan.h"

namespace Strato {

/// What somebody else wrote and a person is to judge: on one line, with everything spelled out that would hide, turn or
/// break it, and in quotes where its ends would not show. Pure.
[[nodiscard]] QString judgedText(const QString& text);

/// All of @p plan, an argument and a variable a line: nothing of it is cut. Translated headings. GUI thread.
[[nodiscard]] QString textOfPlan(const ExecPlan& plan);

/// The http and https addresses in @p lines that SafeUrlOpener would open, newest first, each once, at most @p most.
/// Pure.
[[nodiscard]] QStringList linksIn(const QStringList& lines, qsizetype most);

} // namespace Strato
