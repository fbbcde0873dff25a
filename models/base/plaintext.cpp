// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"

#include <QChar>
#include <QStringDecoder>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr char16_t escape = 0x1B;
constexpr char16_t csi8bit = 0x9B;
constexpr char16_t bell = 0x07;

bool isC0(char16_t c)
{
    return c < 0x20 || c == 0x7F;
}
bool isC1(char16_t c)
{
    return c >= 0x80 && c <= 0x9F;
}
bool isNonCharacter(char32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/// Index behind the escape sequence that begins at @p at (ECMA-48: CSI ... final byte; OSC/DCS ... BEL or ST).
qsizetype skipEscape(QStringView text, qsizetype at)
{
    const bool oneByte = text[at] == csi8bit;
    qsizetype i = at + 1;
    if (!oneByte && i >= text.size())
        return i;
    const char16_t kind = oneByte ? u'[' : text[i++].unicode();
    if (kind == u'[') {
        while (i < text.size() && (text[i] < u'@' || text[i] > u'~') && !isC0(text[i].unicode()))
            ++i;
        return std::min(i + 1, text.size());
    }
    if (kind == u']' || kind == u'P' || kind == u'^' || kind == u'_' || kind == u'X') {
        while (i < text.size() && text[i] != bell && text[i] != escape && text[i] != u'\n')
            ++i;
        if (i < text.size() && text[i] == escape && i + 1 < text.size() && text[i + 1] == u'\\')
            return i + 2;
        return i < text.size() && text[i] == bell ? i + 1 : i;
    }
    return i;
}

/// A byte of UTF-8 that does not begin a character.
bool isFollowing(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

bool isInvisible(char16_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF
        || c == 0x061C || c == 0x00AD;
}

bool isPlain(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c.unicode() >= 0x20 && c.unicode() < 0x7F) || c == u'\t' || c == u'\n' || c.unicode() > 0x2069;
    }) && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.isSurrogate() || isNonCharacter(c.unicode());
    });
}

} // namespace

QString cleanText(QStringView text, qsizetype maxLength)
{
    if (text.size() <= maxLength && isPlain(text))
        return text.toString();
    QString out;
    out.reserve(std::min(text.size(), maxLength));
    for (qsizetype i = 0; i < text.size();) {
        if (out.size() >= maxLength)
            return out + u'…';
        const char16_t c = text[i].unicode();
        if (c == escape || c == csi8bit) {
            i = skipEscape(text, i);
        } else if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            if (out.size() + 2 > maxLength)
                return out + u'…';
            if (!isNonCharacter(QChar::surrogateToUcs4(c, text[i + 1].unicode())))
                out += text.sliced(i, 2);
            i += 2;
        } else {
            if (c == u'\t' || c == u'\n' || !(isC0(c) || isC1(c) || isNonCharacter(c) || QChar::isSurrogate(c)))
                out += QChar(c);
            ++i;
        }
    }
    return out;
}

QString cleanUtf8(std::string_view text, qsizetype maxLength)
{
    // Four bytes a character at most: what lies beyond can not be shown, so it is not converted either.
    const auto bytes = std::min<std::size_t>(text.size(), static_cast<std::size_t>(maxLength) * 4 + 4);
    const QString converted = QString::fromUtf8(text.data(), static_cast<qsizetype>(bytes));
    return cleanText(converted, maxLength);
}

QString exactUtf8(QByteArrayView text)
{
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(text);
}

QString cleanLine(QStringView text, qsizetype maxLength)
{
    QString line = cleanText(text, maxLength);
    for (QChar& c : line) {
        if (c == u'\t' || c == u'\n' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line;
}

bool hasInvisibles(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return isInvisible(c.unicode()); });
}

QString showInvisibles(QStringView text)
{
    if (!hasInvisibles(text))
        return text.toString();
    QString out;
    for (const QChar c : text) {
        if (isInvisible(c.unicode()))
            out += u"<U+%1>"_s.arg(static_cast<uint>(c.unicode()), 4, 16, QChar(u'0')).toUpper();
        else
            out += c;
    }
    return out;
}

std::string cleanName(std::string_view text, std::size_t maxBytes)
{
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    if (ascii && text.size() <= maxBytes)
        return std::string(text);
    std::size_t end = std::min(text.size(), maxBytes);
    constexpr std::size_t mostFollowing = 3; // bytes of a character behind its first
    for (std::size_t i = 0; i < mostFollowing && end > 0 && end < text.size() && isFollowing(text[end]); ++i)
        --end;
    QString cleaned
        = cleanLine(QString::fromUtf8(text.data(), static_cast<qsizetype>(end)), static_cast<qsizetype>(maxBytes));
    std::string out = cleaned.toStdString();
    while (out.size() > maxBytes) { // malformed bytes grow to three each; no unit is more than that
        cleaned.chop(static_cast<qsizetype>((out.size() - maxBytes + 2) / 3));
        if (!cleaned.isEmpty() && cleaned.back().isHighSurrogate())
            cleaned.chop(1);
        out = cleaned.toStdString();
    }
    return out;
}

} // namespace Strato
