// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QSaveFile>

namespace Strato {

/// Puts @p file in place of what was there once the disk has every byte of it; else what was there stays.
/// QSaveFile::commit() alone, in Qt 6.4, takes a file for whole whose last buffer did not fit on the disk, and does not
/// listen to a disk that takes bytes and then cannot keep them (EIO or a quota at fsync()).
/// Errors: those of saveError().
[[nodiscard]] Result<void> commitWhole(QSaveFile& file);

/// Why @p file could not be opened or written: PermissionDenied, StorageFull, FileUnwritable, with its path.
[[nodiscard]] Error saveError(const QFileDevice& file);

/// All of @p bytes as the file at @p path, or what was there before. @p permissions: of a file that nobody else may
/// read. Errors: those of saveError().
[[nodiscard]] Result<void> saveWhole(
    const QString& path, QByteArrayView bytes, QFileDevice::Permissions permissions = {});

} // namespace Strato
