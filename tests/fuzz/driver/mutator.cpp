// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/driver/mutator.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace Strato::Fuzz {

namespace {

/// Where widths, signs and limits end.
constexpr auto interesting = std::to_array<std::uint64_t>({ 0, 1, 2, 7, 8, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256,
    511, 512, 1023, 1024, 4095, 4096, 32'767, 32'768, 65'535, 65'536, 0x7FFF'FFFF, 0x8000'0000, 0xFFFF'FFFF,
    0x1'0000'0000, 0x7FFF'FFFF'FFFF'FFFF, 0x8000'0000'0000'0000, 0xFFFF'FFFF'FFFF'FFFF });

constexpr auto decimals = std::to_array<const char*>(
    { "0", "-0", "-1", "1", "9", "10", "00", "65536", "2147483647", "2147483648", "-2147483649", "4294967296",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e308", "1e309",
        "1e-400", "0.1", "-.5", "0x10", "1_000", "999999999999999999999999999999", "NaN", "+Inf" });

} // namespace

Mutator::Mutator(std::uint64_t seed, std::vector<std::string> dictionary)
    : m_random(seed)
    , m_dictionary(std::move(dictionary))
{
}

std::string Mutator::mutated(std::string bytes, const std::string& other)
{
    for (std::size_t changes = std::size_t { 1 } << below(4); changes > 0; --changes)
        changeOnce(bytes, other);
    if (bytes.size() > longest)
        bytes.resize(longest);
    return bytes;
}

void Mutator::changeOnce(std::string& bytes, const std::string& other)
{
    switch (below(12)) {
    case 0:
    case 1:
    case 2: changeBytes(bytes); break;
    case 3: writeInteger(bytes); break;
    case 4: writeDecimal(bytes); break;
    case 5:
    case 6: writeWord(bytes); break;
    case 7: repeatSome(bytes); break;
    case 8:
    case 9: eraseSome(bytes); break;
    default: splice(bytes, other); break;
    }
}

void Mutator::changeBytes(std::string& bytes)
{
    if (bytes.empty() || below(4) == 0) {
        const std::string more(1 + below(4), static_cast<char>(below(256)));
        bytes.insert(below(bytes.size() + 1), more);
        return;
    }
    char& byte = bytes[below(bytes.size())];
    switch (below(3)) {
    case 0: byte = static_cast<char>(byte ^ static_cast<char>(1U << below(8))); break;
    case 1: byte = static_cast<char>(below(256)); break;
    default: byte = bytes[below(bytes.size())]; break;
    }
}

void Mutator::writeInteger(std::string& bytes)
{
    const std::size_t width = std::size_t { 1 } << below(4);
    std::uint64_t value = interesting[below(interesting.size())];
    if (below(4) == 0)
        value = bytes.size() + below(5) - 2; // a length, nearly right
    std::string written;
    for (std::size_t i = 0; i < width; ++i)
        written += static_cast<char>(value >> (8 * i));
    if (below(2) == 0)
        std::ranges::reverse(written);
    const std::size_t at = below(bytes.size() + 1);
    bytes.replace(at, below(2) == 0 ? 0 : width, written);
}

void Mutator::writeDecimal(std::string& bytes)
{
    const auto isDigit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(below(bytes.size() + 1));
    const auto first = std::find_if(from, bytes.end(), isDigit);
    const auto last = std::find_if_not(first, bytes.end(), isDigit);
    bytes.replace(first, last, decimals[below(decimals.size())]);
}

void Mutator::writeWord(std::string& bytes)
{
    if (m_dictionary.empty()) {
        changeBytes(bytes);
        return;
    }
    const std::string& word = m_dictionary[below(m_dictionary.size())];
    const std::size_t at = below(bytes.size() + 1);
    bytes.replace(at, below(3) == 0 ? word.size() : 0, word);
}

void Mutator::repeatSome(std::string& bytes)
{
    if (bytes.empty())
        return;
    const std::size_t at = below(bytes.size());
    const std::string piece = bytes.substr(at, 1 + below(below(2) == 0 ? 2 : 64));
    std::string many;
    for (std::size_t times = std::size_t { 1 } << below(11); times > 0 && many.size() < longest; --times)
        many += piece;
    bytes.insert(at, many);
}

void Mutator::eraseSome(std::string& bytes)
{
    const std::size_t at = below(bytes.size() + 1);
    bytes.erase(at, below(8) == 0 ? std::string::npos : 1 + below(below(2) == 0 ? 4 : 64));
}

void Mutator::splice(std::string& bytes, const std::string& other)
{
    const std::size_t from = below(other.size() + 1);
    const std::string piece = other.substr(from, 1 + below(other.size() + 1 - from));
    const std::size_t at = below(bytes.size() + 1);
    bytes.replace(at, below(2) == 0 ? 0 : below(bytes.size() + 1 - at), piece);
}

} // namespace Strato::Fuzz
