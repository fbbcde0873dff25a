// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QByteArray>

namespace Strato {

/// What a path may lead to.
enum class FileKind : std::uint8_t {
    Regular, ///< anything else is refused: a pipe that nobody writes to would never end
    Any, ///< also a pipe or a device that the user named ("--kubeconfig <(…)"), read until its writer has ended
};

/// A whole file, at most @p maxBytes. Blocks as long as its file system does (a mount that is gone: for good), so call
/// it from a BlockingPool. Errors: NotFound, PermissionDenied, FileUnreadable (a directory, a pipe, …), TooLarge.
[[nodiscard]] Result<QByteArray> readSmallFile(
    const QString& path, qint64 maxBytes, FileKind allowed = FileKind::Regular);

} // namespace Strato
