// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QString>

#include <functional>
#include <string>

namespace Strato::Estate {

/// How a command reaches a running estate: a socket in its state directory that its owner alone can open. One line of
/// JSON each way a connection. Main thread.
class ControlSocket final {
public:
    ControlSocket() = default;
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

    /// Opens it in @p folder, which must be ours alone (its lock taken): what an earlier estate left there goes.
    [[nodiscard]] Result<void> open(const QString& folder);
    [[nodiscard]] int file() const { return m_file; } ///< readable when somebody asks
    /// Takes one question and answers it; a client that says nothing is let go after half a second.
    void serve(const std::function<std::string(const std::string& question)>& answer) const;

private:
    int m_file = -1;
    QString m_path;
};

/// Asks the estate of @p folder. NotFound: none runs there; TimedOut: it does not answer.
[[nodiscard]] Result<std::string> askEstate(const QString& folder, const std::string& question);

} // namespace Strato::Estate
