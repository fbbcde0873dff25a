// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/words.h"

#include <QEvent>
#include <QWidget>

namespace Strato {

Words::Words(QWidget* of)
    : QObject(of)
{
    of->installEventFilter(this);
}

void Words::say(std::function<void()> text)
{
    text();
    m_texts.push_back(std::move(text));
}

bool Words::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::LanguageChange) {
        for (const auto& text : m_texts)
            text();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Strato
