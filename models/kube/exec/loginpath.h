// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/exec/childrun.h"

#include <QString>

#include <optional>

namespace Strato {

/// A console that was started from the desktop's menu has not the PATH of the user's terminal, where sign-in programs
/// are found. So the login shell is asked for it, interactive as in a terminal, for many set PATH in that file alone.

/// How to ask @p shell (the value of SHELL). Nothing: it is none of those whose manners we know (sh, bash, dash, ksh,
/// zsh, fish). Pure.
[[nodiscard]] std::optional<ChildCommand> loginPathQuestion(const QString& shell, const QByteArrayList& environment);

/// PATH out of what the shell wrote, which may have greeted before: what stands between our marks. Empty: it is not
/// there, or no list of folders. Pure.
[[nodiscard]] QString loginPathAnswer(const QByteArray& output);

} // namespace Strato
