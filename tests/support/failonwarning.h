// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRegularExpression>
#include <QTest>

namespace Strato::Testing {

/// From when it is made until the end of the test function every warning fails it, but what the platform without
/// screens says of itself. The first member of a rig, so that what the others say counts.
struct FailOnWarning {
    FailOnWarning() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*"))); }
};

} // namespace Strato::Testing
