// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/formats.h"
#include "ui/plaintext/messagedialog.h"

namespace Strato {

class Console;

/// All that is known of one item of the status bar: how fresh, since when, what is wrong in words, how often it was
/// tried, and a button that tries it now. @p statusId: of a SourceStatus, "kubernetes" for all clusters
/// together, or "footprint" for the console itself, which cannot be tried again.
[[nodiscard]] MessageDialog::Content sourceDetails(
    const Console& console, const QString& statusId, const Formats& formats);
/// The same of one cluster, with its server, version, identity and every kind that is followed.
[[nodiscard]] MessageDialog::Content connectionDetails(
    const Console& console, const QString& context, const Formats& formats);

} // namespace Strato
