// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <sys/resource.h>

#include <csignal>

namespace Strato::Testing {

/// Files of this process may not grow beyond some bytes: what a full disk looks like to one program.
class FullDisk final {
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // NOLINT(cert-err33-c)
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight { bytes, m_before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before {};
};

} // namespace Strato::Testing
