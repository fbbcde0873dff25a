// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/place.h"

#include <QByteArray>

#include <vector>

namespace Strato {

/// A window as it is opened again at the next start.
struct RememberedWindow {
    Place place;
    QByteArray geometry; ///< of QWidget::saveGeometry()
    bool operator==(const RememberedWindow&) const = default;
};

/// As they are kept among the layouts of the settings.
[[nodiscard]] QByteArray encodeWindows(const std::vector<RememberedWindow>& windows);
/// What cannot be read is left out; at most eight.
[[nodiscard]] std::vector<RememberedWindow> decodeWindows(const QByteArray& json);

} // namespace Strato
