// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bootstrap/taskmailbox.h"
#include "models/base/result.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace Strato {

/// Secrets of the user's own settings, in the desktop's keychain. Without one they live in this process only, and
/// `unavailable` says so once; they are never written in the clear. A keychain that takes its time (somebody types its
/// password) is waited for, and that is said. GUI thread; never blocks: the keychain is asked on a thread of its own.
class SecretStore final : public QObject {
    Q_OBJECT
public:
    /// @p patience: how long the keychain may take to answer before it is said to be waited for.
    explicit SecretStore(QObject* parent = nullptr, std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~SecretStore() override;

    /// @p answer comes when the keychain answers, however late; @p late is called when its patience is over.
    void read(const QString& key, std::function<void(Result<QByteArray>)> answer, std::function<void()> late = {});
    void write(const QString& key, const QByteArray& secret);
    void forget(const QString& key);

signals:
    void unavailable(const Strato::Error& error);
    void waitingChanged(bool waiting); ///< for an answer that is late; no more when each of them has come

private:
    struct Gate;
    struct Question {
        bool answered = false;
        bool late = false;
    };
    void ask(std::function<void(std::function<void(Task)> onOwner)> question);
    [[nodiscard]] std::shared_ptr<Question> expectAnswer(std::function<void()> late);
    void answered(Question& question);
    void sayUnavailable(const QString& detail);

    const std::chrono::milliseconds m_patience;
    std::map<QString, QByteArray> m_held; // what this session wrote: answers at once and without a keychain
    TaskMailbox m_mailbox;
    std::shared_ptr<Gate> m_gate; // closed when we die: answers that come later go nowhere
    int m_late = 0; // questions whose answer is still waited for when it should have come
    bool m_said = false;
};

} // namespace Strato
