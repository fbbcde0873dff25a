// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/footprint.h"

#include <QFile>

#include <unistd.h>

namespace Strato {

using namespace Qt::StringLiterals;

std::optional<double> residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() > 1 ? std::optional(fields[1].toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)))
                             : std::nullopt;
}

} // namespace Strato
