// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/pagefactory.h"

#include <string>

namespace Strato {

class Console;
class Theme;

/// Every view of the product, made and connected to @p console when it is first shown. The references must outlive the
/// pages. @p chooseKubeconfig lets the user pick a file.
[[nodiscard]] PageFactory makePages(
    Console& console, const Theme& theme, const std::function<void()>& chooseKubeconfig);

/// The ids of the same views, for the command line.
[[nodiscard]] std::vector<std::string> viewIds();

} // namespace Strato
