// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/signintext.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/safeurlopener.h"

#include <QCoreApplication>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

struct SignInWords {
    Q_DECLARE_TR_FUNCTIONS(Strato::SignIn)
};

bool isPlain(QChar c)
{
    static const QString others = u"_@%+=:,./-"_s;
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || others.contains(c);
}

/// Where an address that begins at @p from ends: before what belongs to the sentence around it.
qsizetype endOfLink(const QString& line, qsizetype from)
{
    static const QString stops = u"\"'<>`|\\^{}"_s;
    static const QString sentence = u".,;:!?)]"_s;
    qsizetype end = from;
    while (end < line.size() && !line[end].isSpace() && !stops.contains(line[end]))
        ++end;
    while (end > from && sentence.contains(line[end - 1]))
        --end;
    return end;
}

} // namespace

QString judgedText(const QString& text)
{
    QString shown = visibleControls(showInvisibles(text));
    for (const char16_t space : { u'\t', u'\n', u'\v', u'\f', u'\r' })
        shown.replace(QChar(space), u"U+%1"_s.arg(static_cast<int>(space), 4, 16, QChar(u'0')).toUpper());
    shown.replace(QChar(0x2028), u"U+2028"_s).replace(QChar(0x2029), u"U+2029"_s);
    if (shown == text && !text.isEmpty() && std::ranges::all_of(text, isPlain))
        return shown;
    return u'\'' + shown.replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString textOfPlan(const ExecPlan& plan)
{
    const auto indented = [](const QString& text) -> QString { return u"    "_s + text; };
    //: of a program that is to run: as the kubeconfig names it
    QStringList lines { SignInWords::tr("Command:"), indented(judgedText(plan.command)) };
    //: the file that a command leads to
    lines << SignInWords::tr("Program:") << indented(judgedText(plan.path));
    if (!plan.args.isEmpty())
        lines << SignInWords::tr("Arguments:");
    for (const QString& argument : plan.args)
        lines << indented(judgedText(argument));
    if (!plan.env.empty())
        //: environment variables that a program is given
        lines << SignInWords::tr("Environment:");
    for (const KubeExecVariable& variable : plan.env)
        lines << indented(judgedText(variable.name) + u'=' + judgedText(variable.value));
    if (!plan.server.isEmpty())
        //: a program is given the address of the cluster that it signs in to
        lines << SignInWords::tr("Told of the cluster:") << indented(judgedText(plan.server));
    return lines.join(u'\n');
}

QStringList linksIn(const QStringList& lines, qsizetype most)
{
    QStringList links;
    for (auto line = lines.crbegin(); line != lines.crend() && links.size() < most; ++line) {
        for (qsizetype at = line->indexOf(u"http"_s); at >= 0 && links.size() < most;
             at = line->indexOf(u"http"_s, at + 1)) {
            const QString link = line->mid(at, endOfLink(*line, at) - at);
            if (SafeUrlOpener::checked(link) && !links.contains(link))
                links.push_back(link);
        }
    }
    return links;
}

} // namespace Strato
