// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string>

namespace Strato {

/// What a cluster or a file that somebody sent says, for a terminal: one line that it obeys nothing of, and in which a
/// person sees what would turn or hide text.
[[nodiscard]] QString terminalLine(QStringView text, qsizetype longest);

/// @p text (JSON) with DEL and the C1 controls escaped: JSON leaves them as they are, and terminals obey them.
[[nodiscard]] std::string withEscapedControls(const std::string& text);

} // namespace Strato
