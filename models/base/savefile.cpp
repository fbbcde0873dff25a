// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/savefile.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

Error errorOf(const QFileDevice& file, ErrorCode code, const QString& why)
{
    return { code, file.fileName() + u": "_s + why };
}

bool isFull(const QString& why)
{
    constexpr std::array numbers { ENOSPC, EDQUOT, EFBIG };
    return std::ranges::any_of(numbers, [&](int number) { return why == qt_error_string(number); });
}

/// 0, or the number of the error. What cannot be synchronised (a pipe, some file systems) has nothing to keep.
int keptByTheDisk(int file)
{
    while (::fsync(file) != 0) {
        if (errno == EINVAL || errno == ENOTSUP || errno == EROFS)
            return 0;
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

} // namespace

Error saveError(const QFileDevice& file)
{
    const QString why = file.errorString(); // Qt's codes do not tell a broken disk from a full one
    if (why == qt_error_string(EIO))
        return errorOf(file, ErrorCode::FileUnwritable, why);
    // A write of which a part still fitted leaves no reason behind.
    const bool full = isFull(why) || file.error() == QFileDevice::ResourceError
        || (file.isOpen() && file.error() != QFileDevice::PermissionsError);
    return errorOf(file, full ? ErrorCode::StorageFull : ErrorCode::PermissionDenied, why);
}

Result<void> commitWhole(QSaveFile& file)
{
    if (!file.flush() || file.bytesToWrite() != 0)
        return tl::unexpected(saveError(file));
    if (const int number = keptByTheDisk(file.handle()); number != 0) {
        const QString why = qt_error_string(number);
        return tl::unexpected(errorOf(file, isFull(why) ? ErrorCode::StorageFull : ErrorCode::FileUnwritable, why));
    }
    return file.commit() ? Result<void> {} : tl::unexpected(saveError(file));
}

Result<void> saveWhole(const QString& path, QByteArrayView bytes, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && (!permissions || file.setPermissions(permissions))
        && file.write(bytes.data(), bytes.size()) == bytes.size())
        return commitWhole(file);
    return tl::unexpected(saveError(file));
}

} // namespace Strato
