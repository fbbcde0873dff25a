// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/secretstore.h"

#include "models/base/plaintext.h"

#include <QThread>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <mutex>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

/// Where every job of the keychain starts and ends: its library looks for a wallet by blocking calls of half a second
/// each, and keeps one queue for the process, bound to the thread that asked first. So one thread for the process; it
/// is never ended, because a desktop that hangs would then hang our end as well.
QObject& keychainThread()
{
    static QObject* const worker = [] {
        auto* thread = new QThread;
        thread->setObjectName(u"strato-keychain"_s);
        auto* object = new QObject;
        object->moveToThread(thread);
        thread->start();
        return object;
    }();
    return *worker;
}

template <class Job> Job* makeJob(const QString& key)
{
    auto* job = new Job(u"stratoscope"_s); // deletes itself when it has finished
    job->setInsecureFallback(false);
    job->setKey(key);
    return job;
}

} // namespace

struct SecretStore::Gate {
    std::mutex mutex; // guards mailbox
    TaskMailbox* mailbox = nullptr;
};

SecretStore::SecretStore(QObject* parent, std::chrono::milliseconds patience)
    : QObject(parent)
    , m_patience(patience)
    , m_gate(std::make_shared<Gate>())
{
    m_gate->mailbox = &m_mailbox;
}

SecretStore::~SecretStore()
{
    {
        const std::scoped_lock lock(m_gate->mutex);
        m_gate->mailbox = nullptr;
    }
    for (auto& [key, secret] : m_held)
        secret.fill('\0');
}

void SecretStore::ask(std::function<void(std::function<void(Task)>)> question)
{
    const auto onOwner = [gate = m_gate](Task task) {
        const std::scoped_lock lock(gate->mutex);
        if (gate->mailbox)
            gate->mailbox->post(std::move(task));
    };
    QMetaObject::invokeMethod(&keychainThread(), [question = std::move(question), onOwner] { question(onOwner); });
}

std::shared_ptr<SecretStore::Question> SecretStore::expectAnswer(std::function<void()> late)
{
    auto question = std::make_shared<Question>();
    QTimer::singleShot(m_patience, this, [this, question, late = std::move(late)] {
        if (question->answered)
            return;
        question->late = true;
        if (++m_late == 1)
            emit waitingChanged(true);
        if (late)
            late();
    });
    return question;
}

void SecretStore::answered(Question& question)
{
    question.answered = true;
    if (question.late && --m_late == 0)
        emit waitingChanged(false);
}

void SecretStore::read(const QString& key, std::function<void(Result<QByteArray>)> answer, std::function<void()> late)
{
    if (const auto it = m_held.find(key); it != m_held.end()) {
        answer(it->second);
        return;
    }
    const auto question = expectAnswer(std::move(late));
    ask([this, key, question, answer = std::move(answer)](const std::function<void(Task)>& onOwner) {
        auto* job = makeJob<QKeychain::ReadPasswordJob>(key);
        connect(job, &QKeychain::Job::finished, job, [=, this] {
            const QKeychain::Error error = job->error();
            onOwner([=, this, secret = job->binaryData(), why = job->errorString()] {
                answered(*question);
                if (error != QKeychain::NoError && error != QKeychain::EntryNotFound)
                    sayUnavailable(why);
                answer(error == QKeychain::NoError ? Result<QByteArray>(secret)
                                                   : fail(ErrorCode::NotFound, cleanLine(why)));
            });
        });
        job->start();
    });
}

void SecretStore::write(const QString& key, const QByteArray& secret)
{
    m_held[key] = secret;
    const auto question = expectAnswer({});
    ask([this, key, secret, question](const std::function<void(Task)>& onOwner) {
        auto* job = makeJob<QKeychain::WritePasswordJob>(key);
        job->setBinaryData(secret);
        connect(job, &QKeychain::Job::finished, job, [=, this] {
            onOwner([=, this, error = job->error(), why = job->errorString()] {
                answered(*question);
                if (error != QKeychain::NoError)
                    sayUnavailable(why);
            });
        });
        job->start();
    });
}

void SecretStore::forget(const QString& key)
{
    m_held.erase(key);
    ask([key](const std::function<void(Task)>& /*onOwner*/) { makeJob<QKeychain::DeletePasswordJob>(key)->start(); });
}

void SecretStore::sayUnavailable(const QString& detail)
{
    if (!std::exchange(m_said, true))
        emit unavailable({ ErrorCode::Unsupported, cleanLine(detail) });
}

} // namespace Strato
