// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Strato::Testing {

/// The calls of the system that files need. Close and chmod are left out: nobody could do anything about them.
enum class Call { Open, Read, Write, Sync, Rename };

/// While it lives, one call of this thread fails: the @p nth of its kind from now on (1: the next). A program that
/// compiles failingcall.cpp has open(), write() and so on of its own; they stand in front of those of libc for our
/// libraries and for Qt's alike, and pass on what is not to fail. What libc calls in itself (stdio) is not among them.
class FailingCall final {
public:
    static constexpr int cutShort = 0; ///< as error: read() and write() do half of what was asked, at least a byte

    FailingCall(Call call, int nth, int error);
    ~FailingCall();
    Q_DISABLE_COPY_MOVE(FailingCall)

    [[nodiscard]] bool happened() const { return m_seen >= m_nth; } ///< else there were fewer calls

    /// For the calls themselves: whether this one of @p call is the one.
    [[nodiscard]] bool isNow(Call call) { return call == m_call && ++m_seen == m_nth; }
    [[nodiscard]] int error() const { return m_error; }

private:
    const Call m_call;
    const int m_nth;
    const int m_error;
    int m_seen = 0;
};

} // namespace Strato::Testing
