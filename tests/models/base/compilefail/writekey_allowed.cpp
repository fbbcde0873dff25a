// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compiles: the control for the refusals beside it. Whoever is ActionRunner can make the key and a write.
#include "models/net/httptypes.h"

namespace Strato {
class ActionRunner {
public:
    static RequestEffect write() { return RequestEffect(WriteKey()); }
};
} // namespace Strato

int main()
{
    return static_cast<int>(Strato::ActionRunner::write().value())
        + static_cast<int>(Strato::RequestEffect::dryRun().value());
}
