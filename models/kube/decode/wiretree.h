// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

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

struct WireMessage;

/// One field of a message: its JSON name and its protobuf number (0: JSON only), from Kubernetes' generated.proto.
struct WireField {
    std::string_view name;
    std::uint32_t number = 0;
    WireKind kind = WireKind::Text;
    const WireMessage* message = nullptr; ///< of WireKind::Message
};

/// The fields of a message that we read; all others are skipped.
struct WireMessage {
    std::span<const WireField> fields;

    [[nodiscard]] const WireField* byNumber(std::uint32_t number) const;
    [[nodiscard]] const WireField* byName(std::string_view name) const;
};

/// The fields read from one object, in the same shape whichever format they came in. Texts are views of the bytes
/// they were read from. Reused for one object after another, so that reading costs no allocation.
class WireTree final {
public:
    struct Node {
        const WireField* field = nullptr;
        std::string_view key; ///< of a map's entry
        std::string_view text;
        std::int64_t number = 0;
        std::int32_t first = -1;
        std::int32_t last = -1;
        std::int32_t next = -1;
    };
    static constexpr std::int32_t root = 0;

    WireTree() { clear(); }
    void clear();
    std::int32_t add(std::int32_t parent, const WireField* field);
    void count(std::int32_t parent, const WireField* field); ///< one more entry of a KeyCount
    [[nodiscard]] Node& at(std::int32_t index) { return m_nodes[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const Node& at(std::int32_t index) const { return m_nodes[static_cast<std::size_t>(index)]; }

private:
    std::vector<Node> m_nodes;
};

/// A place in a WireTree, or nowhere. Reading from nowhere gives the empty value, so paths need no checks.
class WireView final {
public:
    class Iterator {
    public:
        Iterator(const WireTree* tree, std::int32_t index, std::string_view name)
            : m_tree(tree)
            , m_index(index)
            , m_name(name)
        {
            settle();
        }
        WireView operator*() const { return { m_tree, m_index }; }
        Iterator& operator++()
        {
            m_index = m_tree->at(m_index).next;
            settle();
            return *this;
        }
        bool operator==(const Iterator& other) const { return m_index == other.m_index; }

    private:
        void settle()
        {
            while (m_index >= 0 && m_tree->at(m_index).field->name != m_name)
                m_index = m_tree->at(m_index).next;
        }
        const WireTree* m_tree;
        std::int32_t m_index;
        std::string_view m_name;
    };
    struct Range {
        Iterator first;
        Iterator last;
        [[nodiscard]] Iterator begin() const { return first; }
        [[nodiscard]] Iterator end() const { return last; }
    };

    WireView() = default;
    WireView(const WireTree* tree, std::int32_t index)
        : m_tree(tree)
        , m_index(index)
    {
    }

    [[nodiscard]] bool exists() const { return m_index >= 0; }
    /// The field's last value: a repeated scalar overrides, in both formats.
    [[nodiscard]] WireView operator[](std::string_view name) const;
    [[nodiscard]] Range each(std::string_view name) const; ///< of a repeated field or a map
    [[nodiscard]] int countOf(std::string_view name) const;
    [[nodiscard]] WireView entry(std::string_view name, std::string_view key) const; ///< of a map; the last by that key
    [[nodiscard]] std::string_view key() const { return exists() ? node().key : std::string_view(); }
    [[nodiscard]] std::string_view text() const { return exists() ? node().text : std::string_view(); }
    [[nodiscard]] std::int64_t number() const { return exists() ? node().number : 0; }
    [[nodiscard]] std::optional<std::int64_t> optionalNumber() const
    {
        return exists() ? std::optional(node().number) : std::nullopt;
    }
    [[nodiscard]] bool flag() const { return number() != 0; }

private:
    [[nodiscard]] const WireTree::Node& node() const { return m_tree->at(m_index); }
    const WireTree* m_tree = nullptr;
    std::int32_t m_index = -1;
};

} // namespace Strato
