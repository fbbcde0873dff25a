// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/place.h"

#include <QObject>

#include <vector>

namespace Strato {

/// Back and forward through places, as in a browser: a new place cuts off what lay ahead; the present place may change
/// in itself without a new step. At most 200 steps are kept. GUI thread.
class Navigator final : public QObject {
    Q_OBJECT
public:
    explicit Navigator(QObject* parent = nullptr);

    void visit(const Place& place); ///< a step; nothing when it is where we are
    void amend(const Place& place); ///< the present place is this one now (a filter was typed): no step
    void back();
    void forward();
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_places.size(); }
    [[nodiscard]] Place current() const { return m_places.empty() ? Place {} : m_places[m_at]; }

signals:
    void moved(const Strato::Place& place); ///< go there
    void changed(); ///< canGoBack or canGoForward may be others now

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0; // invariant: < m_places.size() unless that is 0
};

} // namespace Strato
