// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>

namespace Strato {

/// Secrets of the user's own settings, in the desktop's keychain. Without one they live in this process only, and
/// `unavailable` says so once; they are never written in the clear. Every question is answered within ten seconds,
/// whatever the keychain does. GUI thread; never blocks.
class SecretStore final : public QObject {
    Q_OBJECT
public:
    explicit SecretStore(QObject* parent = nullptr);
    ~SecretStore() override;

    void read(const QString& key, std::function<void(Result<QByteArray>)> answer);
    void write(const QString& key, const QByteArray& secret);
    void forget(const QString& key);

signals:
    void unavailable(const Strato::Error& error);

private:
    void sayUnavailable(const QString& detail);

    std::map<QString, QByteArray> m_held; // what this session wrote: answers at once and without a keychain
    bool m_said = false;
};

} // namespace Strato
