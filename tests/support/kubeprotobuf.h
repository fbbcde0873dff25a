// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace Strato {

/// What reflectorrig.h writes in JSON, as Kubernetes sends it in protobuf.
[[nodiscard]] std::string protobufList(std::string_view json); ///< of listJson()
[[nodiscard]] std::string protobufEvents(std::string_view json); ///< of eventJson() and bookmarkJson(), any number

} // namespace Strato
