// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/secretstore.h"

#include "models/base/plaintext.h"

#include <QTimer>
#include <qt6keychain/keychain.h>

#include <memory>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int keychainTimeoutMs = 10'000; // its own time-out on opening a wallet is 24 days

QString service()
{
    return u"stratoscope"_s;
}

} // namespace

SecretStore::SecretStore(QObject* parent)
    : QObject(parent)
{
}

SecretStore::~SecretStore()
{
    for (auto& [key, secret] : m_held)
        secret.fill('\0');
}

void SecretStore::read(const QString& key, std::function<void(Result<QByteArray>)> answer)
{
    if (const auto it = m_held.find(key); it != m_held.end()) {
        answer(it->second);
        return;
    }
    auto* job = new QKeychain::ReadPasswordJob(service(), this);
    job->setInsecureFallback(false);
    job->setKey(key);
    const auto once = std::make_shared<std::function<void(Result<QByteArray>)>>(std::move(answer));
    const auto reply = [once](Result<QByteArray> result) {
        if (const auto call = std::exchange(*once, nullptr))
            call(std::move(result));
    };
    connect(job, &QKeychain::Job::finished, this, [this, reply, job] {
        if (job->error() == QKeychain::NoError) {
            reply(job->binaryData());
            return;
        }
        if (job->error() != QKeychain::EntryNotFound)
            sayUnavailable(job->errorString());
        reply(fail(ErrorCode::NotFound, cleanLine(job->errorString())));
    });
    QTimer::singleShot(keychainTimeoutMs, this, [this, reply, once] {
        if (*once)
            sayUnavailable(u"no answer within 10 s"_s);
        reply(fail(ErrorCode::TimedOut, u"the keychain did not answer within 10 s"_s));
    });
    job->start();
}

void SecretStore::write(const QString& key, const QByteArray& secret)
{
    m_held[key] = secret;
    auto* job = new QKeychain::WritePasswordJob(service(), this);
    job->setInsecureFallback(false);
    job->setKey(key);
    job->setBinaryData(secret);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() != QKeychain::NoError)
            sayUnavailable(job->errorString());
    });
    job->start();
}

void SecretStore::forget(const QString& key)
{
    m_held.erase(key);
    auto* job = new QKeychain::DeletePasswordJob(service(), this);
    job->setInsecureFallback(false);
    job->setKey(key);
    job->start();
}

void SecretStore::sayUnavailable(const QString& detail)
{
    if (!std::exchange(m_said, true))
        emit unavailable({ ErrorCode::Unsupported, cleanLine(detail) });
}

} // namespace Strato
