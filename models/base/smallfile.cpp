// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/smallfile.h"

#include <QFile>
#include <QScopeGuard>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

tl::unexpected<Error> failure(const QString& path, int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR: return fail(ErrorCode::NotFound, u"%1: no such file"_s.arg(path));
    case EACCES:
    case EPERM: return fail(ErrorCode::PermissionDenied, u"%1: %2"_s.arg(path, qt_error_string(number)));
    default: return fail(ErrorCode::FileUnreadable, u"%1: %2"_s.arg(path, qt_error_string(number)));
    }
}

/// A pipe whose writer has not come yet reads as if it had ended, so it is waited for.
void waitForBytes(int file)
{
    pollfd wanted { file, POLLIN, 0 };
    while (::poll(&wanted, 1, -1) < 0 && errno == EINTR) { }
}

Result<QByteArray> readOpen(int file, bool isRegular, const QString& path, qint64 maxBytes)
{
    QByteArray bytes;
    std::array<char, 65'536> block; // NOLINT(cppcoreguidelines-pro-type-member-init): read() fills it
    for (;;) {
        if (!isRegular)
            waitForBytes(file);
        const ssize_t got = ::read(file, block.data(), block.size());
        if (got == 0)
            return bytes;
        if (got < 0 && errno != EINTR && errno != EAGAIN)
            return failure(path, errno);
        bytes.append(block.data(), std::max<qsizetype>(got, 0));
        if (bytes.size() > maxBytes) // by what was read: many files do not know their size
            return fail(ErrorCode::TooLarge, u"%1: more than %2 bytes"_s.arg(path).arg(maxBytes));
    }
}

} // namespace

Result<QByteArray> readSmallFile(const QString& path, qint64 maxBytes, FileKind allowed)
{
    // Without O_NONBLOCK the open() itself waits for the writer of a pipe.
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return failure(path, errno);
    const auto closed = qScopeGuard([file] { ::close(file); });
    struct stat facts { };
    if (::fstat(file, &facts) != 0)
        return failure(path, errno);
    if (S_ISDIR(facts.st_mode))
        return fail(ErrorCode::FileUnreadable, u"%1: is a directory"_s.arg(path));
    const bool isRegular = S_ISREG(facts.st_mode);
    if (!isRegular && allowed == FileKind::Regular)
        return fail(ErrorCode::FileUnreadable, u"%1: is no regular file"_s.arg(path));
    return readOpen(file, isRegular, path, maxBytes);
}

} // namespace Strato
