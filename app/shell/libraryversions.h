// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace Strato {

struct LibraryVersion {
    QString name;
    QString version;
};

/// The libraries that this process really runs with: asked at run time where the library tells, else of its headers.
[[nodiscard]] QList<LibraryVersion> libraryVersions();

} // namespace Strato
