// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace Strato {

/// What a field holds, in both wire formats.
enum class WireKind : std::uint8_t {
    Text, ///< string
    Int, ///< int32, int64
    Bool,
    Message,
    TextMap, ///< map<string, string>: one node an entry, with its key
    QuantityMap, ///< map<string, Quantity>: the same, text is the quantity
    Quantity, ///< text as written
    Time, ///< Time and MicroTime: nanoseconds since 1970
    IntOrString, ///< number, or text if that is not empty
    KeyCount, ///< a map of which only the number of entries is wanted: values are never touched
};

/// A field's name as a number (FNV-1a of its text): looking for a field in a tree compares numbers, no texts. A literal
/// becomes its number at compile time. No two fields of one message have the same: WireMessage sees to that.
class FieldName final {
public:
    constexpr FieldName() = default; ///< no field's
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): view["name"] is the purpose
    consteval FieldName(const char* literal)
        : FieldName(of(literal))
    {
    }
    [[nodiscard]] static constexpr FieldName of(std::string_view name)
    {
        FieldName made;
        made.m_id = 2'166'136'261U;
        for (const char c : name)
            made.m_id = (made.m_id ^ static_cast<unsigned char>(c)) * 16'777'619U;
        return made;
    }
    [[nodiscard]] constexpr std::uint32_t id() const { return m_id; } ///< for switch
    [[nodiscard]] constexpr bool isNull() const { return m_id == 0; }
    constexpr bool operator==(const FieldName&) const = default;

private:
    std::uint32_t m_id = 0;
};

class WireMessage;

/// One field of a message: its JSON name and its protobuf number (0: JSON only), from Kubernetes' generated.proto.
struct WireField {
    std::string_view name;
    std::uint32_t number = 0;
    WireKind kind = WireKind::Text;
    const WireMessage* message = nullptr; ///< of WireKind::Message
    FieldName id = FieldName::of(name);
};

/// The fields of a message that we read; all others are skipped.
class WireMessage final {
public:
    /// Does not compile for two fields of one name or number, or a number that the table has no room for.
    consteval explicit WireMessage(std::span<const WireField> fields)
        : m_fields(fields)
    {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k)
                if (fields[k].id == fields[i].id)
                    throw "two fields of one name";
            std::uint8_t& place = m_places.at(fields[i].number);
            if (fields[i].number == 0)
                continue;
            if (place != 0)
                throw "two fields of one number";
            place = static_cast<std::uint8_t>(i + 1);
        }
    }

    [[nodiscard]] const WireField* byNumber(std::uint32_t number) const
    {
        const std::uint8_t place = number < m_places.size() ? m_places[number] : std::uint8_t { 0 };
        return place == 0 ? nullptr : &m_fields[place - 1U];
    }
    [[nodiscard]] const WireField* byName(std::string_view name) const;

private:
    std::span<const WireField> m_fields;
    std::array<std::uint8_t, 48> m_places {}; // by number: index in m_fields + 1, or 0
};

} // namespace Strato
