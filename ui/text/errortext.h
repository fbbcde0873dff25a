// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QString>

namespace Strato {

/// What went wrong and what to do, each one translated sentence. The technical detail stays in Error::detail.
struct ErrorText {
    QString what {};
    QString todo {};
};

/// The only place where an ErrorCode becomes words.
[[nodiscard]] ErrorText errorText(ErrorCode code);
/// Both sentences of @p error, with its cleaned detail in brackets or, where that is a bare value, in its place.
[[nodiscard]] QString errorSentence(const Error& error);
/// What is said above @p error of a kubeconfig, wherever it is told: that it is of no use, or (@p hasContexts) only in
/// part.
[[nodiscard]] QString kubeconfigTrouble(bool hasContexts);
/// The same and the sentences of @p error as one line.
[[nodiscard]] QString kubeconfigSentence(const Error& error, bool hasContexts = false);

} // namespace Strato
