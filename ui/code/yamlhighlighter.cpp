// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/yamlhighlighter.h"

#include "ui/theme/theme.h"

#include <QTextBlock>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

int indentOf(QStringView line)
{
    int indent = 0;
    while (indent < line.size() && line[indent] == u' ')
        ++indent;
    return indent;
}

// The colon that ends a key: outside quotes, followed by a space or the end.
int keyEnd(QStringView line, int from)
{
    QChar quote;
    for (int i = from; i < line.size(); ++i) {
        const QChar c = line[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = {};
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'#' && i > from && line[i - 1] == u' ') {
            return -1;
        } else if (c == u':' && (i + 1 == line.size() || line[i + 1] == u' ')) {
            return i;
        }
    }
    return -1;
}

int commentStart(QStringView line, int from)
{
    QChar quote;
    for (int i = from; i < line.size(); ++i) {
        const QChar c = line[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = {};
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'#' && (i == 0 || line[i - 1] == u' ')) {
            return i;
        }
    }
    return -1;
}

YamlHighlighter::Token tokenOf(QStringView value)
{
    bool isNumber = false;
    static_cast<void>(value.toDouble(&isNumber));
    if (isNumber)
        return YamlHighlighter::Token::Number;
    static constexpr QLatin1StringView words[] { "true"_L1, "false"_L1, "null"_L1, "~"_L1, "{}"_L1, "[]"_L1 };
    if (std::ranges::any_of(words, [&](QLatin1StringView word) { return value == word; }))
        return YamlHighlighter::Token::Word;
    return YamlHighlighter::Token::String;
}

} // namespace

YamlHighlighter::YamlHighlighter(const Theme& theme, QTextDocument* document, GoesOn goesOn)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
    , m_goesOn(std::move(goesOn))
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

std::vector<YamlHighlighter::Span> YamlHighlighter::tokens(QStringView line)
{
    std::vector<Span> found;
    const QStringView bounded = line.left(4096);
    int at = indentOf(bounded);
    while (at < bounded.size() && bounded[at] == u'-' && (at + 1 == bounded.size() || bounded[at + 1] == u' ')) {
        found.push_back({ at, 1, Token::Mark });
        at += at + 1 == bounded.size() ? 1 : 2;
    }
    const int comment = commentStart(bounded, at);
    const int end = comment < 0 ? int(bounded.size()) : comment;
    const int colon = keyEnd(bounded.left(end), at);
    if (colon >= at && colon > 0 && at < end) {
        found.push_back({ at, colon - at, Token::Key });
        at = colon + 1;
    }
    const QStringView rest = bounded.mid(at, end - at);
    const QStringView value = rest.trimmed();
    if (!value.isEmpty()) {
        const int from = at + int(value.data() - rest.data());
        found.push_back({ from, int(value.size()), tokenOf(value) });
    }
    if (comment >= 0)
        found.push_back({ comment, int(bounded.size()) - comment, Token::Comment });
    return found;
}

bool YamlHighlighter::opensBlock(QStringView line)
{
    QStringView value = line.left(4096).trimmed();
    while (!value.isEmpty() && (value.back().isDigit() || value.back() == u'-' || value.back() == u'+'))
        value.chop(1);
    if (value.isEmpty() || (value.back() != u'|' && value.back() != u'>'))
        return false;
    value.chop(1);
    value = value.trimmed();
    return value.isEmpty() || value.endsWith(u':') || value.endsWith(u'-');
}

void YamlHighlighter::highlightBlock(const QString& text)
{
    // State: -1 outside, else the indentation of the line that opened a block scalar.
    const int opener = previousBlockState();
    if (m_goesOn(currentBlock())) { // the middle of a long value
        setCurrentBlockState(opener);
        setFormat(0, int(text.size()), m_theme.colour(opener >= 0 ? Role::Text2 : Role::Text));
        return;
    }
    const int indent = indentOf(text);
    if (opener >= 0 && (text.trimmed().isEmpty() || indent > opener)) {
        setCurrentBlockState(opener);
        setFormat(0, int(text.size()), m_theme.colour(Role::Text2));
        return;
    }
    setCurrentBlockState(opensBlock(text) ? indent : -1);
    for (const Span& span : tokens(text)) {
        switch (span.token) {
        case Token::Key: setFormat(span.from, span.length, m_theme.colour(Role::Accent)); break;
        case Token::String: setFormat(span.from, span.length, m_theme.colour(Role::Text)); break;
        case Token::Number:
        case Token::Word: setFormat(span.from, span.length, m_theme.colour(Role::Series2)); break;
        case Token::Comment:
        case Token::Mark: setFormat(span.from, span.length, m_theme.colour(Role::Text3)); break;
        }
    }
}

} // namespace Strato
