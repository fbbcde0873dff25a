// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/statedirectory.h"

#include "models/base/savefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> pathError(const QString& path, int number)
{
    const ErrorCode code = number == ENOSPC || number == EDQUOT  ? ErrorCode::StorageFull
        : number == EROFS || number == EACCES || number == EPERM ? ErrorCode::ReadOnly
                                                                 : ErrorCode::FileUnreadable;
    return fail(code, path + u": "_s + QString::fromLocal8Bit(std::strerror(number)));
}

bool makeFolder(const QString& path)
{
    errno = 0; // Qt says only that it failed
    return QDir().mkpath(path)
        && QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

/// The open lock file; -1: someone else has it (errno is EWOULDBLOCK) or it cannot be made.
int takeLock(const QString& folder)
{
    const int file = ::open(QFile::encodeName(folder + u"/lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ::flock(file, LOCK_EX | LOCK_NB) == 0)
        return file;
    const int number = errno;
    ::close(file);
    errno = number;
    return -1;
}

/// Whether a small file can be written: a folder may be there and its disk be full.
bool canHoldFiles(const QString& folder)
{
    QFile probe(folder + u"/probe"_s);
    const QByteArray bytes(4096, '.');
    const bool held = probe.open(QIODevice::WriteOnly) && probe.write(bytes) == bytes.size() && probe.flush();
    probe.close();
    probe.remove();
    return held;
}

/// Private folders whose estate is gone.
void sweep(const QString& path)
{
    const QStringList folders = QDir(path).entryList({ u"run-*"_s }, QDir::Dirs | QDir::NoSymLinks);
    for (const QString& name : folders) {
        const QString folder = path + u'/' + name;
        const int lock = takeLock(folder);
        if (lock < 0)
            continue;
        QDir(folder).removeRecursively();
        ::close(lock);
    }
}

} // namespace

StateDirectory::StateDirectory(QString path, int lock, bool isPrivate)
    : m_path(std::move(path))
    , m_lock(lock)
    , m_private(isPrivate)
{
}

Result<std::unique_ptr<StateDirectory>> StateDirectory::open(const QString& wanted)
{
    const QString path = QDir(wanted).absolutePath();
    if (!makeFolder(path))
        return pathError(path, errno != 0 ? errno : EACCES);
    sweep(path);
    int lock = takeLock(path);
    if (lock >= 0)
        return std::unique_ptr<StateDirectory>(new StateDirectory(path, lock, false));
    if (errno != EWOULDBLOCK)
        return pathError(path, errno);
    const QString own = path + u'/' + u"run-"_s + QString::number(::getpid());
    if (!makeFolder(own))
        return pathError(own, errno != 0 ? errno : EACCES);
    lock = takeLock(own);
    if (lock < 0)
        return pathError(own, errno);
    return std::unique_ptr<StateDirectory>(new StateDirectory(own, lock, true));
}

Result<std::unique_ptr<StateDirectory>> StateDirectory::openUsual(const QString& usual)
{
    Result<std::unique_ptr<StateDirectory>> opened = open(usual);
    if (opened && canHoldFiles((*opened)->path()))
        return opened;
    const Error why = opened ? Error { ErrorCode::StorageFull, usual + u": no space left"_s } : opened.error();
    QTemporaryDir folder(QDir::tempPath() + u"/stratoscope-estate-"_s); // for its owner alone
    if (!folder.isValid())
        return tl::unexpected(why);
    const int lock = takeLock(folder.path());
    if (lock < 0)
        return tl::unexpected(why);
    folder.setAutoRemove(false);
    std::unique_ptr<StateDirectory> own(new StateDirectory(folder.path(), lock, true));
    own->m_note = why.detail + u"; the demo's state is in "_s + folder.path() + u" and goes when it ends"_s;
    return own;
}

StateDirectory::~StateDirectory()
{
    if (m_private)
        QDir(m_path).removeRecursively();
    ::close(m_lock);
}

Result<void> StateDirectory::write(const QString& name, const std::string& content) const
{
    return saveWhole(file(name), { content.data(), static_cast<qsizetype>(content.size()) },
        QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace Strato::Estate
