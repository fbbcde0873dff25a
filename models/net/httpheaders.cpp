// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/httpheaders.h"

#include <QTimeZone>

#include <algorithm>
#include <array>
#include <charconv>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxPathLength = qsizetype { 32 } * 1024;
constexpr Duration maxRetryAfter = std::chrono::seconds(120);
// Of a date that is meant: what it differs by from a clock of ours is then within what a Duration holds.
constexpr int firstYear = 1970;
constexpr int lastYear = 2200;

bool isTokenChar(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || marks.find(c) != std::string_view::npos;
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t') || byte == 0x7f;
}

bool isDotSegment(QStringView segment)
{
    QString plain = segment.toString();
    plain.replace("%2e"_L1, "."_L1, Qt::CaseInsensitive);
    return plain == "."_L1 || plain == ".."_L1;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size() || text.empty() || value < 0)
        return std::nullopt;
    return value;
}

std::optional<int> monthOf(std::string_view name)
{
    constexpr std::array<std::string_view, 12> names { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec" };
    const auto it = std::ranges::find(names, name);
    if (it == names.end())
        return std::nullopt;
    return static_cast<int>(it - names.begin()) + 1;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        if (end > 0)
            parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<Instant> instantOf(
    std::optional<int> year, std::optional<int> month, std::optional<int> day, std::string_view timeOfDay)
{
    const std::vector<std::string_view> clock = split(timeOfDay, ":");
    if (!year || !month || !day || clock.size() != 3)
        return std::nullopt;
    const std::array parts { number(clock[0]), number(clock[1]), number(clock[2]) };
    if (!parts[0] || !parts[1] || !parts[2] || *parts[0] > 23 || *parts[1] > 59 || *parts[2] > 60)
        return std::nullopt;
    const QDate date(*year, *month, *day);
    if (!date.isValid() || *year < firstYear || *year > lastYear)
        return std::nullopt;
    const QDateTime at(date, QTime(*parts[0], *parts[1], std::min(*parts[2], 59)), QTimeZone::utc());
    return fromDateTime(at);
}

} // namespace

std::optional<QByteArray> headerValue(const std::vector<HttpHeader>& headers, QByteArrayView name)
{
    const auto it = std::ranges::find_if(
        headers, [name](const HttpHeader& header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
    if (it == headers.end())
        return std::nullopt;
    return it->value;
}

Result<void> checkHeader(const HttpHeader& header)
{
    if (header.name.isEmpty() || !std::ranges::all_of(header.name, isTokenChar))
        return fail(ErrorCode::InvalidArgument, u"a header name holds characters that names may not have"_s);
    if (std::ranges::any_of(header.value, isControl))
        return fail(ErrorCode::InvalidArgument,
            u"the value of header %1 holds control characters"_s.arg(QString::fromLatin1(header.name)));
    return {};
}

Result<void> checkPath(QStringView pathAndQuery)
{
    if (pathAndQuery.size() > maxPathLength)
        return fail(ErrorCode::InvalidArgument, u"the path is longer than 32 KB"_s);
    if (!pathAndQuery.startsWith(u'/') || pathAndQuery.startsWith(u"//"))
        return fail(ErrorCode::InvalidArgument, u"the path does not begin with one '/'"_s);
    const auto refused = [](QChar c) { return c.unicode() <= 0x20 || c.unicode() >= 0x7f || c == u'\\' || c == u'#'; };
    if (std::ranges::any_of(pathAndQuery, refused))
        return fail(ErrorCode::InvalidArgument, u"the path holds a character that must be percent-encoded"_s);
    const qsizetype query = pathAndQuery.indexOf(u'?');
    const QStringView path = query < 0 ? pathAndQuery : pathAndQuery.left(query);
    if (std::ranges::any_of(path.split(u'/'), isDotSegment))
        return fail(ErrorCode::InvalidArgument, u"the path holds a '.' or '..' segment"_s);
    return {};
}

std::optional<Instant> parseHttpDate(std::string_view text)
{
    const std::vector<std::string_view> parts = split(text, " ,-");
    // IMF-fixdate: Sun 06 Nov 1994 08:49:37 GMT; RFC 850: Sunday 06 Nov 94 08:49:37 GMT; asctime: Sun Nov 6 08:49:37
    // 1994
    if (parts.size() == 6 && parts[5] == "GMT") {
        std::optional<int> year = number(parts[3]);
        if (year && parts[3].size() == 2)
            year = *year + (*year < 70 ? 2000 : 1900);
        return instantOf(year, monthOf(parts[2]), number(parts[1]), parts[4]);
    }
    if (parts.size() == 5)
        return instantOf(number(parts[4]), monthOf(parts[1]), number(parts[2]), parts[3]);
    return std::nullopt;
}

std::optional<Duration> parseRetryAfter(std::string_view text, Instant now)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    if (text.empty())
        return std::nullopt;
    if (std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
        const std::optional<int> seconds = number(text);
        return seconds ? std::min<Duration>(std::chrono::seconds(*seconds), maxRetryAfter) : maxRetryAfter;
    }
    const std::optional<Instant> at = parseHttpDate(text);
    if (!at)
        return std::nullopt;
    return std::clamp<Duration>(*at - now, Duration::zero(), maxRetryAfter);
}

std::optional<Duration> askedToWait(const HttpHead& head)
{
    const std::optional<QByteArray> header = headerValue(head.headers, "Retry-After");
    if (!header)
        return std::nullopt;
    const std::string_view text(header->constData(), static_cast<std::size_t>(header->size()));
    return parseRetryAfter(text, head.serverDate.value_or(head.receivedAt));
}

QByteArray mediaType(QByteArrayView contentType)
{
    const qsizetype end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.first(end)).trimmed().toByteArray().toLower();
}

} // namespace Strato
