// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plaintext/tooltip.h"

#include "models/base/plaintext.h"

#include <QAction>
#include <QToolTip>
#include <QWidget>

namespace Strato {

using namespace Qt::StringLiterals;

QString plainToolTip(const QString& text)
{
    if (text.isEmpty())
        return {};
    // Qt guesses whether a tip is markup; so it always is, with everything from outside escaped.
    QString escaped = cleanText(text, 1024).toHtmlEscaped();
    escaped.replace(u'\n', u"<br>"_s);
    return u"<qt>"_s + escaped + u"</qt>"_s;
}

void setPlainToolTip(QWidget& widget, const QString& text)
{
    widget.setToolTip(plainToolTip(text));
}
void setPlainToolTip(QAction& action, const QString& text)
{
    action.setToolTip(plainToolTip(text));
}

void showPlainToolTip(const QPoint& globalPosition, const QString& text, QWidget* owner)
{
    QToolTip::showText(globalPosition, plainToolTip(text), owner);
}

} // namespace Strato
