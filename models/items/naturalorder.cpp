// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/naturalorder.h"

#include <algorithm>
#include <array>

namespace Strato {

namespace {

constexpr std::size_t shortRun = 8; // runs of up to eight digits say their length in one byte
constexpr std::size_t lengthBase = 250;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The bytes of a text's key, one after another; 0 for ever at the end.
class NaturalBytes final {
public:
    explicit NaturalBytes(std::string_view text)
        : m_text(text)
    {
    }

    unsigned char next()
    {
        if (m_queued > 0)
            return m_queue[--m_queued];
        if (m_at >= m_text.size())
            return 0;
        const char c = m_text[m_at];
        if (m_digits > 0) {
            --m_digits;
            ++m_at;
            return static_cast<unsigned char>(c);
        }
        if (isDigit(c))
            return beginRun();
        ++m_at;
        const auto byte = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        return std::max<unsigned char>(byte, 2);
    }

private:
    unsigned char beginRun()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && isDigit(m_text[end]))
            ++end;
        while (m_at < end && m_text[m_at] == '0')
            ++m_at;
        m_digits = end - m_at;
        if (m_digits <= shortRun)
            return static_cast<unsigned char>('0' + m_digits);
        const std::size_t more = std::min(m_digits - shortRun - 1, lengthBase * lengthBase - 1);
        m_queue
            = { static_cast<unsigned char>(2 + more % lengthBase), static_cast<unsigned char>(2 + more / lengthBase) };
        m_queued = 2;
        return '9';
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_digits = 0; // left of the run that m_at stands in
    std::array<unsigned char, 2> m_queue {}; // taken from the back
    std::size_t m_queued = 0;
};

} // namespace

void appendNaturalKey(std::string& out, std::string_view text)
{
    // Written in place: a sort of a long list makes a key of every name. A run of digits is longer
    // by what says its length, one of nine and more by three.
    const std::size_t begin = out.size();
    out.resize(begin + 2 * text.size());
    char* at = out.data() + begin;
    NaturalBytes bytes(text);
    for (unsigned char byte = bytes.next(); byte != 0; byte = bytes.next())
        *at++ = static_cast<char>(byte);
    out.resize(static_cast<std::size_t>(at - out.data()));
}

std::uint64_t naturalPrefix(std::string_view text)
{
    NaturalBytes bytes(text);
    std::uint64_t prefix = 0;
    for (int i = 0; i < 8; ++i)
        prefix = (prefix << 8U) | bytes.next();
    return prefix;
}

std::strong_ordering naturalCompare(std::string_view a, std::string_view b)
{
    NaturalBytes left(a);
    NaturalBytes right(b);
    for (;;) {
        const unsigned char x = left.next();
        const unsigned char y = right.next();
        if (x != y || x == 0)
            return x <=> y;
    }
}

} // namespace Strato
