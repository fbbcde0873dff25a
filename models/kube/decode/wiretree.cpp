// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/wiretree.h"

#include <algorithm>

namespace Strato {

const WireField* WireMessage::byName(std::string_view name) const
{
    const auto it = std::ranges::find(m_fields, name, &WireField::name);
    return it == m_fields.end() ? nullptr : &*it;
}

void WireTree::clear()
{
    m_nodes.clear();
    m_nodes.emplace_back();
}

void WireTree::count(std::int32_t parent, FieldName name)
{
    for (std::int32_t child = at(parent).first; child >= 0; child = at(child).next) {
        if (at(child).name == name) {
            ++at(child).number;
            return;
        }
    }
    at(add(parent, name)).number = 1;
}

int WireView::countOf(FieldName name) const
{
    int count = 0;
    for (auto it = each(name).begin(); it != each(name).end(); ++it)
        ++count;
    return count;
}

WireView WireView::entry(FieldName name, std::string_view key) const
{
    WireView found;
    for (const WireView view : each(name))
        if (view.key() == key)
            found = view;
    return found;
}

} // namespace Strato
