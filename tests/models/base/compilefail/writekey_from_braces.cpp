// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Must not compile: a brace makes no key either (WriteKey is no aggregate).
#include "models/net/httptypes.h"

int main()
{
    return static_cast<int>(Strato::RequestEffect({}).value())
        + static_cast<int>(Strato::RequestEffect(Strato::WriteKey {}).value());
}
