// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/headparser.h"

#include "models/net/httpheaders.h"

#include <charconv>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxHeadBytes = qsizetype { 256 } * 1024;

QByteArray bytes(std::string_view text)
{
    return { text.data(), static_cast<qsizetype>(text.size()) };
}

std::string_view withoutLineEnd(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

} // namespace

Result<HeadParser::State> HeadParser::line(std::string_view text)
{
    if (m_complete)
        return State::Trailer;
    m_bytes += static_cast<qsizetype>(text.size());
    if (m_bytes > maxHeadBytes)
        return fail(ErrorCode::TooLarge, u"the headers of the answer are larger than 256 KB"_s);
    text = withoutLineEnd(text);
    if (text.empty())
        return endOfHead();
    if (text.starts_with("HTTP/"))
        return statusLine(text);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return State::More; // an old server's folded line: of no use to us
    m_head.headers.push_back({ bytes(text.substr(0, colon)).trimmed(), bytes(text.substr(colon + 1)).trimmed() });
    return State::More;
}

Result<HeadParser::State> HeadParser::statusLine(std::string_view text)
{
    m_head = {};
    const std::size_t space = text.find(' ');
    int status = 0;
    if (space != std::string_view::npos)
        std::from_chars(text.data() + space + 1, text.data() + text.size(), status);
    if (status < 100 || status > 999)
        return fail(ErrorCode::Malformed, u"the answer's status line cannot be read"_s);
    m_head.status = status;
    m_head.httpVersion = text.starts_with("HTTP/2") ? 20 : 11;
    return State::More;
}

HeadParser::State HeadParser::endOfHead()
{
    if (m_head.status < 200) {
        m_head = {};
        return State::More;
    }
    m_complete = true;
    m_head.contentType = mediaType(headerValue(m_head.headers, "Content-Type").value_or(QByteArray()));
    const QByteArray date = headerValue(m_head.headers, "Date").value_or(QByteArray());
    m_head.serverDate = parseHttpDate(std::string_view(date.constData(), static_cast<std::size_t>(date.size())));
    return State::Complete;
}

} // namespace Strato
