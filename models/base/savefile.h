// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSaveFile>

namespace Strato {

/// Puts @p file in place of what was there; false when any byte of it could not be written, and then what was there
/// stays. QSaveFile::commit() alone, in Qt 6.4, takes a file for whole whose last buffer did not fit on the disk.
[[nodiscard]] inline bool commitWhole(QSaveFile& file)
{
    return file.flush() && file.bytesToWrite() == 0 && file.commit();
}

} // namespace Strato
