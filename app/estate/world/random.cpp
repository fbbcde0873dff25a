// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/random.h"

#include <array>
#include <cmath>

namespace Strato::Estate {

std::uint64_t mixBits(std::uint64_t value)
{
    value ^= value >> 30U; // splitmix64's finaliser
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27U;
    value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

std::uint64_t hashText(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL; // FNV-1a
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mixBits(hash);
}

std::uint64_t Dice::number(std::string_view about, std::uint64_t index) const
{
    return mixBits(hashText(about) ^ mixBits(m_seed + 0x9e3779b97f4a7c15ULL * (index + 1)));
}

double Dice::unit(std::string_view about, std::uint64_t index) const
{
    return static_cast<double>(number(about, index) >> 11U) * 0x1.0p-53;
}

std::string Dice::hex(std::string_view about, std::uint64_t index, int length) const
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    std::uint64_t bits = number(about, index);
    for (int i = 0; i < length; ++i) {
        if (i % 16 == 15)
            bits = mixBits(bits + 0x9e3779b97f4a7c15ULL);
        out += digits[(bits >> (4U * static_cast<unsigned>(i % 16))) & 15U];
    }
    return out;
}

std::string Dice::uid(std::string_view about, std::uint64_t index) const
{
    std::string text = hex(about, index, 32);
    text[12] = '4';
    text[16] = "89ab"[number(about, index) & 3U];
    for (const std::size_t at : { 20U, 16U, 12U, 8U })
        text.insert(at, 1, '-');
    return text;
}

std::string Dice::suffix(std::string_view about, std::uint64_t index, int length) const
{
    static constexpr std::string_view letters = "bcdfghjklmnpqrstvwxz2456789";
    std::string out;
    std::uint64_t bits = number(about, index);
    for (int i = 0; i < length; ++i) {
        out += letters[bits % letters.size()];
        bits = mixBits(bits + 0x9e3779b97f4a7c15ULL);
    }
    return out;
}

double noise(std::uint64_t key, Instant at, Duration period)
{
    const std::int64_t bucket = at.ns / period.count();
    const double t = static_cast<double>(at.ns % period.count()) / static_cast<double>(period.count());
    const auto value = [key](std::int64_t b) {
        const std::uint64_t bits = mixBits(key ^ mixBits(static_cast<std::uint64_t>(b)));
        return static_cast<double>(bits >> 11U) * 0x1.0p-52 - 1.0;
    };
    const double smooth = t * t * (3 - 2 * t);
    return value(bucket) * (1 - smooth) + value(bucket + 1) * smooth;
}

} // namespace Strato::Estate
