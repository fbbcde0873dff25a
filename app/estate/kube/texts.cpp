// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>
#include <sys/random.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <vector>

namespace Strato::Estate {

namespace {

constexpr std::int64_t NanosPerSecond = 1'000'000'000;
constexpr std::string_view Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view Base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    if (at + count > text.size())
        return std::nullopt;
    const char* end = text.data() + at + count;
    if (std::from_chars(text.data() + at, end, value).ptr != end || value < 0)
        return std::nullopt;
    return value;
}

std::string encode64(std::string_view bytes, std::string_view alphabet, bool padded)
{
    std::string out;
    out.reserve(bytes.size() * 4 / 3 + 4);
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        buffer = (buffer << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out.push_back(alphabet[(buffer >> bits) & 63U]);
        }
    }
    if (bits > 0)
        out.push_back(alphabet[(buffer << (6 - bits)) & 63U]);
    while (padded && out.size() % 4 != 0)
        out.push_back('=');
    return out;
}

std::string decode64(std::string_view text, std::string_view alphabet)
{
    std::string out;
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    while (text.ends_with('='))
        text.remove_suffix(1);
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos)
            return {};
        buffer = (buffer << 6U) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<char>((buffer >> bits) & 0xFFU));
        }
    }
    return out;
}

/// Offset behind the seconds: "Z", "+08:00". nullopt: malformed.
std::optional<std::int64_t> zoneSeconds(std::string_view zone)
{
    if (zone == "Z" || zone == "z")
        return 0;
    const auto hours = digits(zone, 1, 2);
    const auto minutes = digits(zone, 4, 2);
    if (zone.size() != 6 || zone[3] != ':' || (zone[0] != '+' && zone[0] != '-') || !hours || !minutes)
        return std::nullopt;
    const std::int64_t offset = (std::int64_t { *hours } * 60 + *minutes) * 60;
    return zone[0] == '+' ? offset : -offset;
}

} // namespace

std::optional<std::int64_t> parseTime(std::string_view text)
{
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second || (text[10] != 'T' && text[10] != ' '))
        return std::nullopt;
    std::size_t at = 19;
    std::int64_t nanos = 0;
    if (at < text.size() && text[at] == '.') {
        std::int64_t unit = NanosPerSecond / 10;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10)
            nanos += (text[at] - '0') * unit;
    }
    const auto zone = zoneSeconds(text.substr(at));
    if (!zone)
        return std::nullopt;
    std::tm parts {};
    parts.tm_year = *year - 1900;
    parts.tm_mon = *month - 1;
    parts.tm_mday = *day;
    parts.tm_hour = *hour;
    parts.tm_min = *minute;
    parts.tm_sec = *second;
    return (timegm(&parts) - *zone) * NanosPerSecond + nanos;
}

std::string formatTime(std::int64_t seconds)
{
    const std::time_t at = seconds;
    std::tm parts {};
    gmtime_r(&at, &parts);
    std::array<char, 64> text {};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900, parts.tm_mon + 1,
        parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
    return text.data();
}

std::string formatTimeNanos(std::int64_t nanoseconds)
{
    std::string text = formatTime(nanoseconds / NanosPerSecond);
    std::array<char, 16> fraction {};
    std::snprintf(fraction.data(), fraction.size(), ".%09dZ", static_cast<int>(nanoseconds % NanosPerSecond));
    text.pop_back();
    return text + fraction.data();
}

std::int64_t parseGoDuration(std::string_view text)
{
    double total = 0;
    while (!text.empty()) {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc {})
            return 0;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const std::size_t length = text.starts_with("ms") || text.starts_with("us") || text.starts_with("ns") ? 2 : 1;
        const std::string_view unit = text.substr(0, length);
        const double scale = unit == "h" ? 3600e9
            : unit == "m"                ? 60e9
            : unit == "s"                ? 1e9
            : unit == "ms"               ? 1e6
            : unit == "us"               ? 1e3
                                         : 1;
        total += value * scale;
        text.remove_prefix(std::min(length, text.size()));
    }
    return static_cast<std::int64_t>(total);
}

std::string humanDuration(std::int64_t seconds)
{
    const auto two = [](std::int64_t a, const char* unit, std::int64_t b, const char* rest) {
        return std::to_string(a) + unit + (b != 0 ? std::to_string(b) + rest : std::string());
    };
    constexpr std::int64_t Minute = 60;
    constexpr std::int64_t Hour = 3600;
    constexpr std::int64_t Day = 86400;
    if (seconds < -1)
        return "<invalid>";
    if (seconds < 0)
        return "0s";
    if (seconds < 2 * Minute)
        return std::to_string(seconds) + "s";
    if (seconds < 10 * Minute)
        return two(seconds / Minute, "m", seconds % Minute, "s");
    if (seconds < 3 * Hour)
        return std::to_string(seconds / Minute) + "m";
    if (seconds < 8 * Hour)
        return two(seconds / Hour, "h", seconds / Minute % 60, "m");
    if (seconds < 2 * Day)
        return std::to_string(seconds / Hour) + "h";
    if (seconds < 8 * Day)
        return two(seconds / Day, "d", seconds / Hour % 24, "h");
    if (seconds < std::int64_t { 2 } * 365 * Day)
        return std::to_string(seconds / Day) + "d";
    if (seconds < std::int64_t { 8 } * 365 * Day)
        return two(seconds / Day / 365, "y", seconds / Day % 365, "d");
    return std::to_string(seconds / Day / 365) + "y";
}

std::string base64Encoded(std::string_view bytes)
{
    return encode64(bytes, Base64, true);
}

std::string base64Decoded(std::string_view text)
{
    return decode64(text, Base64);
}

std::string base64UrlEncoded(std::string_view bytes)
{
    return encode64(bytes, Base64Url, false);
}

std::string base64UrlDecoded(std::string_view text)
{
    return decode64(text, Base64Url);
}

std::string jsonText(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string randomHex(std::size_t bytes)
{
    std::vector<unsigned char> raw(bytes);
    if (getrandom(raw.data(), raw.size(), 0) != static_cast<ssize_t>(raw.size()))
        return {};
    std::string out;
    for (const unsigned char byte : raw) {
        constexpr std::string_view Digits = "0123456789abcdef";
        out.push_back(Digits[byte >> 4U]);
        out.push_back(Digits[byte & 15U]);
    }
    return out;
}

std::string randomUuid()
{
    std::string hex = randomHex(16);
    hex[12] = '4';
    hex[16] = "89ab"[static_cast<unsigned char>(hex[16]) & 3U];
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-"
        + hex.substr(20);
}

} // namespace Strato::Estate
