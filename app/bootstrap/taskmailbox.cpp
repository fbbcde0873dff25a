// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/taskmailbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

namespace Strato {

TaskMailbox::TaskMailbox(QObject* parent)
    : QObject(parent)
    , m_tasks([this] { QCoreApplication::postEvent(this, new QEvent(QEvent::User)); })
{
}

TaskMailbox::~TaskMailbox() = default;

bool TaskMailbox::event(QEvent* event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    const QPointer<TaskMailbox> self(this);
    for (const Task& task : m_tasks.drain()) {
        task();
        if (!self)
            break; // a task closed the window that owns us
    }
    return true;
}

} // namespace Strato
