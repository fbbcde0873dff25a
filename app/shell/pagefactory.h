// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace Strato {

class Page;

/// The views of the product and how each is made and connected: filled from the one list of them in pagewiring.cpp.
class PageFactory final {
public:
    struct Entry {
        QString id; ///< as Page::viewId()
        const char* section; ///< untranslated heading (context "Navigation")
        const char* title; ///< untranslated title (context "Navigation")
        std::function<Page*(QWidget* parent)> make;
        bool listed = true; ///< shown among the places
    };

    void add(Entry entry) { m_entries.push_back(std::move(entry)); }
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }

private:
    std::vector<Entry> m_entries;
};

} // namespace Strato
