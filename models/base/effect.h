// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace Strato {

/// What a request may do to the other side. A transport opened read-only refuses Write.
enum class Effect : std::uint8_t { Read, DryRun, Write };

/// The pass-key of the one door for changes (ADR 0007): only ActionRunner can make one, and a write request
/// cannot be built without it. Proven by a compile-fail test.
class WriteKey final {
    WriteKey() = default;
    friend class ActionRunner;
};

} // namespace Strato
