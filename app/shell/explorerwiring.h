// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace Strato {

class Console;
class Page;
class Theme;

/// The Explorer, connected to @p console: kinds from discovery, lists from the record hub, objects fetched on demand.
[[nodiscard]] Page* makeExplorer(Console& console, const Theme& theme, QWidget* parent);

} // namespace Strato
