// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Must not compile: an Effect of Write alone is no right to write.
#include "models/net/httptypes.h"

int main()
{
    const Strato::RequestEffect effect(Strato::Effect::Write);
    return static_cast<int>(effect.value());
}
