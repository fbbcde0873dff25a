// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/wiretree.h"

#include <algorithm>

namespace Strato {

const WireField* WireMessage::byNumber(std::uint32_t number) const
{
    const auto it = std::ranges::find(fields, number, &WireField::number);
    return it == fields.end() ? nullptr : &*it;
}

const WireField* WireMessage::byName(std::string_view name) const
{
    const auto it = std::ranges::find(fields, name, &WireField::name);
    return it == fields.end() ? nullptr : &*it;
}

void WireTree::clear()
{
    m_nodes.clear();
    m_nodes.emplace_back();
}

std::int32_t WireTree::add(std::int32_t parent, const WireField* field)
{
    const auto index = static_cast<std::int32_t>(m_nodes.size());
    Node node;
    node.field = field;
    m_nodes.push_back(node);
    Node& above = at(parent);
    if (above.last >= 0)
        at(above.last).next = index;
    else
        above.first = index;
    above.last = index;
    return index;
}

void WireTree::count(std::int32_t parent, const WireField* field)
{
    for (std::int32_t child = at(parent).first; child >= 0; child = at(child).next) {
        if (at(child).field == field) {
            ++at(child).number;
            return;
        }
    }
    at(add(parent, field)).number = 1;
}

WireView WireView::operator[](std::string_view name) const
{
    WireView found;
    if (!exists())
        return found;
    for (std::int32_t child = node().first; child >= 0; child = m_tree->at(child).next)
        if (m_tree->at(child).field->name == name)
            found = { m_tree, child };
    return found;
}

WireView::Range WireView::each(std::string_view name) const
{
    return { { m_tree, exists() ? node().first : -1, name }, { m_tree, -1, name } };
}

int WireView::countOf(std::string_view name) const
{
    int count = 0;
    for (auto it = each(name).begin(); it != each(name).end(); ++it)
        ++count;
    return count;
}

WireView WireView::entry(std::string_view name, std::string_view key) const
{
    WireView found;
    for (const WireView view : each(name))
        if (view.key() == key)
            found = view;
    return found;
}

} // namespace Strato
