// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/entityid.h"
#include "views/explorer/resourcelist.h"

#include <optional>
#include <vector>

namespace Strato::Bench {

/// Keeps what each painting of a list showed, cell by cell, and tells afterwards when it first was what it came to be.
class FirstScreen final {
public:
    /// What is visible of @p list was painted at @p moment (ms).
    void painted(const ResourceList& list, double moment);
    /// When every visible cell was first painted with the value that its object has now in @p list; nothing: never.
    [[nodiscard]] std::optional<double> finalCells(const ResourceList& list) const;
    /// When rows were first painted, whatever they showed.
    [[nodiscard]] std::optional<double> firstRows() const;
    [[nodiscard]] int rowsOfScreen() const { return m_rows; } ///< how many fit

private:
    struct Row {
        EntityId entity;
        std::vector<std::pair<int, QVariant>> cells; // by column of the model: what is visible
    };
    struct Screen {
        double moment = 0;
        std::vector<Row> rows;
    };
    [[nodiscard]] static bool isFinal(const Screen& screen, const ResourceList& list);

    std::vector<Screen> m_screens;
    int m_rows = 0;
};

} // namespace Strato::Bench
