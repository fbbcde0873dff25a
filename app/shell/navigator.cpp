// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/navigator.h"

namespace Strato {

namespace {

constexpr std::size_t stepsKept = 200;

} // namespace

Navigator::Navigator(QObject* parent)
    : QObject(parent)
{
}

void Navigator::visit(const Place& place)
{
    if (!m_places.empty()) {
        if (m_places[m_at] == place)
            return;
        m_places.resize(m_at + 1);
    }
    m_places.push_back(place);
    if (m_places.size() > stepsKept)
        m_places.erase(m_places.begin());
    m_at = m_places.size() - 1;
    emit moved(place);
    emit changed();
}

void Navigator::amend(const Place& place)
{
    if (m_places.empty())
        m_places.push_back(place);
    m_places[m_at] = place;
}

void Navigator::back()
{
    if (!canGoBack())
        return;
    --m_at;
    emit moved(m_places[m_at]);
    emit changed();
}

void Navigator::forward()
{
    if (!canGoForward())
        return;
    ++m_at;
    emit moved(m_places[m_at]);
    emit changed();
}

} // namespace Strato
