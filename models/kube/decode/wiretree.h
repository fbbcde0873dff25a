// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/wirefield.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Strato {

/// The fields read from one object, in the same shape whichever format they came in. Texts are views of the bytes
/// they were read from. Reused for one object after another, so that reading costs no allocation.
class WireTree final {
public:
    struct alignas(64) Node { // one cache line
        std::string_view key; ///< of a map's entry
        std::string_view text;
        std::int64_t number = 0;
        FieldName name;
        std::int32_t first = -1;
        std::int32_t last = -1;
        std::int32_t next = -1;
    };
    static constexpr std::int32_t root = 0;

    WireTree() { clear(); }
    void clear();
    std::int32_t add(std::int32_t parent, FieldName name)
    {
        const auto index = static_cast<std::int32_t>(m_nodes.size());
        m_nodes.emplace_back().name = name;
        Node& above = at(parent);
        (above.last >= 0 ? at(above.last).next : above.first) = index;
        above.last = index;
        return index;
    }
    void count(std::int32_t parent, FieldName name); ///< one more entry of a KeyCount
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
        Iterator(const WireTree* tree, std::int32_t index, FieldName name) ///< no name: every field
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
            while (m_index >= 0 && !m_name.isNull() && m_tree->at(m_index).name != m_name)
                m_index = m_tree->at(m_index).next;
        }
        const WireTree* m_tree;
        std::int32_t m_index;
        FieldName m_name;
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
    [[nodiscard]] WireView operator[](FieldName name) const
    {
        WireView found;
        for (std::int32_t child = firstChild(); child >= 0; child = m_tree->at(child).next)
            if (m_tree->at(child).name == name)
                found = { m_tree, child };
        return found;
    }
    /// All fields in the order they came, repeated ones as often: for who wants many of them.
    [[nodiscard]] Range children() const { return each({}); }
    /// Of a repeated field or a map.
    [[nodiscard]] Range each(FieldName name) const { return { { m_tree, firstChild(), name }, { m_tree, -1, name } }; }
    [[nodiscard]] int countOf(FieldName name) const;
    [[nodiscard]] WireView entry(FieldName name, std::string_view key) const; ///< of a map; the last by that key
    [[nodiscard]] FieldName name() const { return exists() ? node().name : FieldName(); }
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
    [[nodiscard]] std::int32_t firstChild() const { return exists() ? node().first : -1; }
    const WireTree* m_tree = nullptr;
    std::int32_t m_index = -1;
};

} // namespace Strato
