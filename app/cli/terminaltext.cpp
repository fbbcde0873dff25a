// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/terminaltext.h"

#include "models/base/plaintext.h"

#include <QByteArray>

namespace Strato {

QString terminalLine(QStringView text, qsizetype longest)
{
    return showInvisibles(cleanLine(text, longest));
}

std::string withEscapedControls(const std::string& text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const unsigned char next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        if (byte == 0x7f) {
            out += "\\u007f";
        } else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) {
            out += "\\u00" + QByteArray::number(next, 16).toStdString();
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace Strato
