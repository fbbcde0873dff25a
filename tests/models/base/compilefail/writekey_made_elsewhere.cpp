// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Must not compile: nobody but ActionRunner makes a WriteKey.
#include "models/base/effect.h"

int main()
{
    const Strato::WriteKey key;
    return sizeof(key) > 0 ? 0 : 1;
}
