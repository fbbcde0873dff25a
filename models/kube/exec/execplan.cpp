// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execplan.h"

#include "models/base/plaintext.h"

#include <QCryptographicHash>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr qsizetype longestSaid = 256;

bool isProgram(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat facts { };
    return ::stat(name.constData(), &facts) == 0 && S_ISREG(facts.st_mode) && ::access(name.constData(), X_OK) == 0;
}

QString said(const QString& text)
{
    return visibleControls(cleanLine(text, longestSaid));
}

/// With its length before it, so that no two different lists of texts make the same bytes.
void add(QCryptographicHash& hash, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    hash.addData(QByteArray(QByteArray::number(bytes.size()) + ':' + bytes));
}

} // namespace

Result<QString> findCommand(const QString& command, const QString& path)
{
    if (command.contains(u'\0') || command.isEmpty())
        return fail(ErrorCode::SignInFailed, u"exec: no command"_s);
    if (command.contains(u'/')) {
        if (command.startsWith(u'/') && isProgram(command))
            return command;
        return fail(ErrorCode::SignInFailed, u"exec: executable %1 not found"_s.arg(said(command)));
    }
    for (const QString& folder : path.split(u':', Qt::SkipEmptyParts)) {
        if (!folder.startsWith(u'/'))
            continue;
        const QString file = (folder.endsWith(u'/') ? folder : folder + u'/') + command;
        if (isProgram(file))
            return file;
    }
    return fail(ErrorCode::SignInFailed, u"exec: executable %1 not found in PATH"_s.arg(said(command)));
}

QByteArray ExecPlan::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    add(hash, u"stratoscope exec plan 1"_s);
    add(hash, command);
    add(hash, path);
    add(hash, QString::number(args.size()));
    for (const QString& argument : args)
        add(hash, argument);
    add(hash, QString::number(env.size()));
    for (const KubeExecVariable& variable : env) {
        add(hash, variable.name);
        add(hash, variable.value);
    }
    add(hash, server);
    add(hash, QString::fromUtf8(told));
    return hash.result().toHex();
}

Result<void> checkExecPolicy(const ExecConsent& consent, const ExecPlan& plan, const QString& path)
{
    const auto refuse = [&](const QString& why) -> Result<void> {
        return fail(ErrorCode::SignInNotAllowed, u"plugin \"%1\" not allowed: %2"_s.arg(said(plan.command), why));
    };
    switch (consent.policy) {
    case ExecPolicy::AllowAll: return {};
    case ExecPolicy::DenyAll: return refuse(u"policy set to \"DenyAll\""_s);
    case ExecPolicy::Allowlist: break;
    }
    const bool listed = std::ranges::any_of(consent.allowlist, [&](const QString& entry) {
        const Result<QString> meant = findCommand(entry, path);
        return meant && *meant == plan.path;
    });
    return listed ? Result<void>() : refuse(u"not on the allow-list"_s);
}

} // namespace Strato
