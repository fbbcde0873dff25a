// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/timestamp.h"

#include <chrono>

namespace Strato {

namespace {

/// Reads @p count digits at the front, or nothing.
std::optional<int> digits(std::string_view& text, std::size_t count)
{
    if (text.size() < count)
        return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char expected)
{
    if (text.empty() || text.front() != expected)
        return false;
    text.remove_prefix(1);
    return true;
}

/// ".123456": nanoseconds; more than nine digits are cut.
std::optional<std::int32_t> fraction(std::string_view& text)
{
    if (!take(text, '.'))
        return 0;
    std::int32_t nanos = 0;
    std::int32_t scale = 100'000'000;
    bool any = false;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        nanos += (text.front() - '0') * scale;
        scale /= 10;
        any = true;
        text.remove_prefix(1);
    }
    return any ? std::optional(nanos) : std::nullopt;
}

/// "Z" or "+02:00", in seconds east; the whole rest must be that.
std::optional<std::int64_t> zone(std::string_view text)
{
    if (text == "Z" || text == "z")
        return 0;
    if (text.empty() || (text.front() != '+' && text.front() != '-'))
        return std::nullopt;
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    const auto hours = digits(text, 2);
    if (!hours || !take(text, ':'))
        return std::nullopt;
    const auto minutes = digits(text, 2);
    if (!minutes || !text.empty() || *hours > 23 || *minutes > 59)
        return std::nullopt;
    return sign * (*hours * 3600LL + *minutes * 60LL);
}

std::optional<std::int64_t> secondsOfDate(std::string_view& text)
{
    const auto year = digits(text, 4);
    const bool first = year && take(text, '-');
    const auto month = first ? digits(text, 2) : std::nullopt;
    const bool second = month && take(text, '-');
    const auto day = second ? digits(text, 2) : std::nullopt;
    if (!day)
        return std::nullopt;
    const std::chrono::year_month_day date { std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day)) };
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count() * 86400LL;
}

std::optional<std::int64_t> secondsOfDay(std::string_view& text)
{
    const auto hour = digits(text, 2);
    const bool first = hour && take(text, ':');
    const auto minute = first ? digits(text, 2) : std::nullopt;
    const bool second = minute && take(text, ':');
    const auto seconds = second ? digits(text, 2) : std::nullopt;
    if (!seconds || *hour > 23 || *minute > 59 || *seconds > 60)
        return std::nullopt;
    return *hour * 3600LL + *minute * 60LL + *seconds;
}

} // namespace

std::optional<Instant> parseTimestamp(std::string_view text)
{
    const auto date = secondsOfDate(text);
    if (!date || !(take(text, 'T') || take(text, 't')))
        return std::nullopt;
    const auto time = secondsOfDay(text);
    const auto nanos = time ? fraction(text) : std::nullopt;
    const auto offset = nanos ? zone(text) : std::nullopt;
    if (!offset)
        return std::nullopt;
    return timestampFromParts(*date + *time - *offset, *nanos);
}

} // namespace Strato
