// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <functional>
#include <string>

namespace Strato {

/// Who answers for an object, as the overview has it.
struct ObjectTeam {
    std::string name; ///< empty: nobody is named
    RecordPtr namedBy; ///< the object itself, what it belongs to, or its namespace
};

/// The first that names somebody: @p record, its owners upwards, its namespace. @p ownerOf and @p find answer of the
/// same moment, null where there is none. Pure.
[[nodiscard]] ObjectTeam teamOf(const RecordPtr& record, const std::function<RecordPtr(const Record&)>& ownerOf,
    const std::function<RecordPtr(const EntityId&)>& find);

} // namespace Strato
