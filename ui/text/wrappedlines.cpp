// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/wrappedlines.h"

#include <QFontMetrics>
#include <QTextLayout>

namespace Strato {

QStringList wrappedLines(const QString& text, const QFont& font, int width, int most)
{
    const QFontMetrics metrics(font);
    if (most <= 1 || metrics.horizontalAdvance(text) <= width)
        return { metrics.elidedText(text, Qt::ElideRight, width) };
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const bool isLast = lines.size() + 1 == most;
        const QString rest = text.mid(line.textStart(), isLast ? -1 : line.textLength()).trimmed();
        lines.append(isLast ? metrics.elidedText(rest, Qt::ElideRight, width) : rest);
        if (isLast)
            break;
    }
    layout.endLayout();
    return lines;
}

} // namespace Strato
