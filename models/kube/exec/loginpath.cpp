// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/loginpath.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr qsizetype longestPath = 64LL * 1024;
constexpr qint64 longestGreeting = 1024LL * 1024;

QByteArray mark()
{
    return "__stratoscope_path__";
}

} // namespace

std::optional<ChildCommand> loginPathQuestion(const QString& shell, const QByteArrayList& environment)
{
    static const QStringList known { u"sh"_s, u"bash"_s, u"dash"_s, u"ksh"_s, u"zsh"_s, u"fish"_s };
    if (!shell.startsWith(u'/') || !known.contains(QFileInfo(shell).fileName()))
        return std::nullopt;
    const QByteArray path = QFile::encodeName(shell);
    // The marks in two pieces: a shell that repeats the command it was given does not answer with it.
    return ChildCommand { path,
        { path, "-l", "-i", "-c", R"(printf '\n__strato''scope_path__%s__strato''scope_path__\n' "$PATH")" },
        environment, longestGreeting };
}

QString loginPathAnswer(const QByteArray& output)
{
    const qsizetype from = output.indexOf(mark());
    const qsizetype begin = from + mark().size();
    const qsizetype to = from < 0 ? -1 : output.indexOf(mark(), begin);
    if (to < 0 || to - begin > longestPath)
        return {};
    const QString path = QFile::decodeName(output.mid(begin, to - begin));
    const bool odd = std::ranges::any_of(path, [](QChar c) { return c.category() == QChar::Other_Control; });
    return odd || !path.contains(u'/') ? QString() : path;
}

} // namespace Strato
