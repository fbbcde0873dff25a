// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/saidlines.h"

#include "models/base/plaintext.h"

namespace Strato {

QStringList SaidLines::add(std::string_view bytes)
{
    QStringList lines;
    for (const char c : bytes) {
        if (c == '\n' || c == '\r') {
            end(lines);
            continue;
        }
        m_rest += c;
        if (m_rest.size() >= longestLine)
            end(lines);
    }
    return lines;
}

QStringList SaidLines::flush()
{
    QStringList lines;
    end(lines);
    return lines;
}

void SaidLines::end(QStringList& into)
{
    const std::string_view bytes(m_rest.constData(), static_cast<std::size_t>(m_rest.size()));
    const QString line = showInvisibles(cleanLine(cleanUtf8(bytes, longestLine), longestLine)).trimmed();
    m_rest.clear();
    if (!line.isEmpty())
        into.append(line);
}

} // namespace Strato
