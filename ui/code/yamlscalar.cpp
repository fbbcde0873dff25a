// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/yamlscalar.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

bool isOddCharacter(QChar c)
{
    return (c.unicode() < 0x20 && c != u'\n') || (c.unicode() >= 0x7f && c.unicode() < 0xa0) || c.unicode() == 0x2028
        || c.unicode() == 0x2029 || c.unicode() == 0xfeff || c.category() == QChar::Other_Format;
}

/// Words that YAML 1.1 or 1.2 reads as something else than text.
bool isReserved(const QString& text)
{
    constexpr std::array words { "null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", "-.nan",
        "+.nan", ".inf", "-.inf", "+.inf", "=", "<<" };
    const QString lower = text.toLower();
    return std::ranges::any_of(words, [&](const char* word) { return lower == QLatin1StringView(word); });
}

/// What looks like a number or a date is quoted, also where only some readers take it for one.
bool looksLikeNumber(const QString& text)
{
    const QChar first = text.front();
    if (!first.isDigit() && first != u'+' && first != u'-' && first != u'.')
        return false;
    const bool digits = std::ranges::any_of(text, [](QChar c) { return c.isDigit(); });
    return digits && std::ranges::all_of(text, [](QChar c) {
        return c.isDigit() || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F') || u"+-._:xXoOTZ "_s.contains(c);
    });
}

bool isPlain(const QString& text)
{
    if (text.isEmpty() || isReserved(text) || looksLikeNumber(text))
        return false;
    const QChar first = text.front();
    if (u"!&*|>@`\"'%#{}[],"_s.contains(first) || first.isSpace() || text.back().isSpace())
        return false;
    if (u"-?:"_s.contains(first) && (text.size() == 1 || text.at(1).isSpace()))
        return false;
    if (text.startsWith(u"---"_s) || text.startsWith(u"..."_s))
        return false;
    return !text.contains(u": "_s) && !text.endsWith(u':') && !text.contains(u" #"_s) && !text.contains(u'\n')
        && std::ranges::none_of(text, isOddCharacter);
}

QString doubleQuoted(const QString& text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        if (c == u'\n')
            out += u"\\n"_s;
        else if (c == u'\t')
            out += u"\\t"_s;
        else if (c == u'\r')
            out += u"\\r"_s;
        else if (isOddCharacter(c))
            out += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0'));
        else
            out += c;
    }
    return out + u'"';
}

QString quoted(const QString& text)
{
    if (text.contains(u'\n') || std::ranges::any_of(text, isOddCharacter))
        return doubleQuoted(text);
    QString inner = text;
    return text.contains(u'\'') && !text.contains(u'"') && !text.contains(u'\\')
        ? u'"' + text + u'"'
        : u'\'' + inner.replace(u'\'', u"''"_s) + u'\'';
}

/// A block keeps its lines as they are; what it cannot keep goes into quotes.
bool fitsBlock(const QString& text)
{
    const qsizetype breakAt = text.indexOf(u'\n');
    return breakAt > 0 && !text.front().isSpace() && !text.endsWith(u"\n\n"_s)
        && std::ranges::none_of(text, isOddCharacter);
}

} // namespace

QString yamlKey(const QString& text)
{
    return isPlain(text) && text.size() < 128 ? text : quoted(text);
}

QString yamlScalar(const QString& text, int indent)
{
    if (isPlain(text))
        return text;
    if (!fitsBlock(text))
        return quoted(text);
    const bool ends = text.endsWith(u'\n');
    QString out = ends ? u"|"_s : u"|-"_s;
    const QString blanks(indent, u' ');
    const QString body = ends ? text.chopped(1) : text;
    for (const QString& line : body.split(u'\n'))
        out += line.isEmpty() ? u"\n"_s : u'\n' + blanks + line;
    return out;
}

} // namespace Strato
