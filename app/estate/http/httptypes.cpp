// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/httptypes.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <optional>

namespace Strato::Estate {

namespace {

std::optional<std::string> percentDecoded(std::string_view text, bool plusIsSpace)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plusIsSpace) {
            out.push_back(' ');
        } else if (text[i] != '%') {
            out.push_back(text[i]);
        } else {
            unsigned value = 0;
            if (i + 2 >= text.size())
                return std::nullopt;
            const char* first = text.data() + i + 1;
            if (std::from_chars(first, first + 2, value, 16).ptr != first + 2)
                return std::nullopt;
            out.push_back(static_cast<char>(value));
            i += 2;
        }
    }
    return out;
}

} // namespace

BodySource::~BodySource() = default;

// NOLINTNEXTLINE(performance-unnecessary-value-param): others keep it
void BodySource::setWake(std::function<void()> /*wake*/) { }

std::string_view HttpRequest::header(std::string_view name) const
{
    for (const auto& [key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

std::string_view HttpRequest::parameter(std::string_view name) const
{
    for (const auto& [key, value] : query) {
        if (key == name)
            return value;
    }
    return {};
}

bool HttpRequest::hasParameter(std::string_view name) const
{
    for (const auto& entry : query) {
        if (entry.first == name)
            return true;
    }
    return false;
}

HttpResponse HttpResponse::text(int status, std::string_view contentType, std::string body)
{
    HttpResponse response;
    response.status = status;
    response.headers.emplace_back("content-type", contentType);
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

bool parseTarget(HttpRequest& request)
{
    std::string_view target = request.target;
    target = target.substr(0, target.find('#'));
    const std::size_t mark = target.find('?');
    const auto path = percentDecoded(target.substr(0, mark), false);
    if (!path || path->empty() || path->front() != '/')
        return false;
    request.path = *path;
    std::string_view rest = mark == std::string_view::npos ? std::string_view {} : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view {} : rest.substr(end + 1);
        if (pair.empty())
            continue;
        const std::size_t equals = pair.find('=');
        const auto key = percentDecoded(pair.substr(0, equals), true);
        const auto value
            = percentDecoded(equals == std::string_view::npos ? std::string_view {} : pair.substr(equals + 1), true);
        if (!key || !value)
            return false;
        request.query.emplace_back(*key, *value);
    }
    return true;
}

std::string httpDate(std::int64_t seconds)
{
    constexpr std::array days { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    constexpr std::array months { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    const std::time_t at = seconds;
    std::tm parts {};
    gmtime_r(&at, &parts);
    std::array<char, 64> text {};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
        days.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
        months.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
        parts.tm_sec);
    return text.data();
}

} // namespace Strato::Estate
