// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QString>

#include <memory>
#include <string>

namespace Strato::Estate {

/// The folder of one running estate: kubeconfig, control socket, metrics. Locked while it is in use; when another
/// estate has it, a private folder below it is taken instead, which goes with us (and, after a crash, with the next
/// start).
class StateDirectory final {
public:
    /// Errors: ReadOnly, StorageFull or FileUnreadable with the path.
    [[nodiscard]] static Result<std::unique_ptr<StateDirectory>> open(const QString& wanted);
    /// The same, but where @p usual cannot be written (a read-only home, a full disk) a new folder among the temporary
    /// files is taken, which goes with us, and note() says so.
    [[nodiscard]] static Result<std::unique_ptr<StateDirectory>> openUsual(const QString& usual);
    ~StateDirectory();
    StateDirectory(const StateDirectory&) = delete;
    StateDirectory& operator=(const StateDirectory&) = delete;

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] QString file(const QString& name) const { return m_path + u'/' + name; }
    [[nodiscard]] bool isPrivate() const { return m_private; } ///< history is neither kept nor made here
    [[nodiscard]] const QString& note() const { return m_note; } ///< why it is not the usual folder; empty: it is
    /// Writes @p content whole or not at all, readable by the owner alone.
    [[nodiscard]] Result<void> write(const QString& name, const std::string& content) const;

private:
    StateDirectory(QString path, int lock, bool isPrivate);
    QString m_path;
    QString m_note;
    int m_lock = -1;
    bool m_private = false;
};

} // namespace Strato::Estate
