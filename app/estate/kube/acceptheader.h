// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Strato::Estate {

/// In which shape objects are asked for.
enum class ObjectForm : std::uint8_t { Whole, Table, Partial, Discovery };

/// One acceptable representation, in the client's order.
struct MediaChoice {
    bool proto = false;
    ObjectForm form = ObjectForm::Whole;
};

/// The choices of an Accept header that a Kubernetes server knows; unknown media types are left out.
/// An empty header or a wildcard is JSON.
[[nodiscard]] std::vector<MediaChoice> parseAccept(std::string_view header);

} // namespace Strato::Estate
