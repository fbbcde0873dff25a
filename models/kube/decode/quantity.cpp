// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/quantity.h"

#include <limits>

namespace Strato {

namespace {

__extension__ using Wide = unsigned __int128; // exact: 19 digits times 2^60 fit

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// A quantity in parts: digits * 10^tens * 2^twos, negative or not.
struct Parts {
    std::uint64_t digits = 0; // 19 at most
    int tens = 0;
    int twos = 0;
    bool negative = false;
    bool inexact = false; // digits beyond what we keep were not zero
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits with at most one point. Beyond 19 significant ones only their place counts.
bool readNumber(std::string_view& text, Parts& parts)
{
    bool any = false;
    bool point = false;
    int kept = 0;
    while (!text.empty() && (isDigit(text.front()) || (text.front() == '.' && !point))) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '.') {
            point = true;
            continue;
        }
        any = true;
        if (kept < 19) {
            parts.digits = parts.digits * 10 + static_cast<std::uint64_t>(c - '0');
            kept += parts.digits == 0 ? 0 : 1;
            parts.tens -= point ? 1 : 0;
        } else {
            parts.inexact = parts.inexact || c != '0';
            parts.tens += point ? 0 : 1;
        }
    }
    return any;
}

/// "e3", "E-2": a decimal exponent; "E" alone is the suffix exa.
bool readExponent(std::string_view text, Parts& parts)
{
    text.remove_prefix(1);
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.empty() || text.size() > 3)
        return false;
    int exponent = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return false;
        exponent = exponent * 10 + (c - '0');
    }
    parts.tens += negative ? -exponent : exponent;
    return true;
}

/// "m", "k", "Mi", "e3": by place in the row of its kind.
bool readSuffix(std::string_view text, Parts& parts)
{
    constexpr std::string_view below = "mun"; // 10^-3, 10^-6, 10^-9
    constexpr std::string_view decimal = "kMGTPE"; // 10^3 … 10^18
    constexpr std::string_view binary = "KMGTPE"; // with "i": 2^10 … 2^60
    if (text.empty())
        return true;
    if (text.size() == 2 && text[1] == 'i') {
        const std::size_t place = binary.find(text[0]);
        parts.twos += 10 * (static_cast<int>(place) + 1);
        return place != std::string_view::npos;
    }
    if (text.size() == 1) {
        const std::size_t small = below.find(text[0]);
        const std::size_t large = decimal.find(text[0]);
        const bool isSmall = small != std::string_view::npos;
        parts.tens += isSmall ? -3 * (static_cast<int>(small) + 1) : 3 * (static_cast<int>(large) + 1);
        return isSmall || large != std::string_view::npos;
    }
    return (text.front() == 'e' || text.front() == 'E') && readExponent(text, parts);
}

std::int64_t signedOf(Wide value, bool negative)
{
    const auto clamped = value > static_cast<Wide>(most) ? most : static_cast<std::int64_t>(value);
    return negative ? -clamped : clamped;
}

/// Rounded away from zero where the fraction is not zero.
std::int64_t evaluate(const Parts& parts)
{
    constexpr Wide full = static_cast<Wide>(most);
    bool rest = parts.inexact;
    Wide value = parts.digits;
    value <<= static_cast<unsigned>(parts.twos); // twos first: digits below 2^64 cannot overflow 128 bits so
    int tens = parts.tens;
    for (; tens > 0 && value != 0; --tens) {
        if (value > full)
            return signedOf(value, parts.negative);
        value *= 10;
    }
    for (; tens < 0 && value != 0; ++tens) {
        rest = rest || value % 10 != 0;
        value /= 10;
    }
    return signedOf(rest ? value + 1 : value, parts.negative);
}

/// @p text times ten to the power of @p tens.
std::optional<std::int64_t> read(std::string_view text, int tens)
{
    Parts parts;
    parts.tens = tens;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        parts.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.size() > 256 || !readNumber(text, parts) || !readSuffix(text, parts))
        return std::nullopt;
    return evaluate(parts);
}

} // namespace

std::optional<std::int64_t> quantityMilli(std::string_view text)
{
    return read(text, 3);
}

std::optional<std::int64_t> quantityValue(std::string_view text)
{
    return read(text, 0);
}

} // namespace Strato
