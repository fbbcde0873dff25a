// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/failingcall.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>

namespace Strato::Testing {

namespace {

thread_local FailingCall* armed = nullptr;

/// The error that this call is to fail with; nothing to fail: -1.
int errorNow(Call call)
{
    return armed && armed->isNow(call) ? armed->error() : -1;
}

/// Of a read() or write() of @p size bytes; what it answers where it is to fail.
template <class Pass> ssize_t moved(Call call, std::size_t size, Pass pass)
{
    const int error = errorNow(call);
    if (error == FailingCall::cutShort)
        return pass(std::max<std::size_t>(1, size / 2));
    if (error < 0)
        return pass(size);
    errno = error;
    return -1;
}

template <class Pass> int done(Call call, Pass pass)
{
    const int error = errorNow(call);
    if (error < 0)
        return static_cast<int>(pass());
    errno = error;
    return -1;
}

} // namespace

FailingCall::FailingCall(Call call, int nth, int error)
    : m_call(call)
    , m_nth(nth)
    , m_error(error)
{
    armed = this;
}

FailingCall::~FailingCall()
{
    armed = nullptr;
}

} // namespace Strato::Testing

using Strato::Testing::Call;

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name,cert-dcl50-cpp): libc's names
extern "C" {

int open64(const char* path, int flags, ...)
{
    std::va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return Strato::Testing::done(Call::Open, [&] { return syscall(SYS_openat, AT_FDCWD, path, flags, mode); });
}

ssize_t read(int file, void* bytes, std::size_t size)
{
    return Strato::Testing::moved(Call::Read, size, [&](std::size_t n) { return syscall(SYS_read, file, bytes, n); });
}

ssize_t write(int file, const void* bytes, std::size_t size)
{
    return Strato::Testing::moved(Call::Write, size, [&](std::size_t n) { return syscall(SYS_write, file, bytes, n); });
}

int fsync(int file)
{
    return Strato::Testing::done(Call::Sync, [&] { return syscall(SYS_fsync, file); });
}

int fdatasync(int file)
{
    return Strato::Testing::done(Call::Sync, [&] { return syscall(SYS_fdatasync, file); });
}

int rename(const char* from, const char* to) noexcept
{
    return Strato::Testing::done(Call::Rename, [&] { return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0); });
}

int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags) noexcept
{
    return Strato::Testing::done(
        Call::Rename, [&] { return syscall(SYS_linkat, fromFolder, from, toFolder, to, flags); });
}

} // extern "C"
// NOLINTEND(readability-inconsistent-declaration-parameter-name,cert-dcl50-cpp)
