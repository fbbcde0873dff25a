// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/base/mailbox.h"

#include <QObject>

namespace Strato {

/// Brings tasks from any thread to the thread that this object lives in, in order, with one posted event a batch.
/// Tasks that are still waiting when it dies never run.
class TaskMailbox final : public QObject {
    Q_OBJECT
public:
    explicit TaskMailbox(QObject* parent = nullptr);
    ~TaskMailbox() override;
    void post(Task task) { m_tasks.push(std::move(task)); } ///< any thread
    bool event(QEvent* event) override;

private:
    Mailbox<Task> m_tasks;
};

} // namespace Strato
