// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Strato {

/// Makes the process give back the memory of what was large for a moment (lists on the wire, their decoded pages):
/// glibc would keep it in an arena a thread. Call once, before any thread is started. Source: mallopt(3).
void keepHeapCompact();

/// Opens room in the arena of the calling thread, in large pages where the kernel has them, for a thread that will
/// decode long lists: address space, no memory. Source: madvise(2).
void openArena();

} // namespace Strato
