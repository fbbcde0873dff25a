// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/versions.h"

#include "models/kube/decode/resourceversion.h"

namespace Strato {

bool isNewerVersion(const IString& version, const IString& stored)
{
    const auto order = compareResourceVersion(version.view(), stored.view());
    return order ? *order > 0 : version != stored;
}

} // namespace Strato
