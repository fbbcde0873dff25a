// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qt>

namespace Strato {

/// What every model in items/ answers: raw values and ids. Text, titles, icons and colours are the view side's.
/// Not every model has every role; an absent value is an invalid QVariant, never zero or an empty text.
enum ItemRole {
    RawRole = Qt::UserRole + 1, ///< qlonglong, double, QString or QStringList by CellTypeRole; invalid = missing
    CellTypeRole, ///< int of CellType
    HealthRole, ///< int of Health, of the row
    IdRole, ///< EntityId text: where a click leads
    UidRole, ///< the incarnation; empty where there is none
    ProvisionalRole, ///< bool: from a table row, the record has not arrived: no actions
    ReasonRole, ///< machine word behind the health
    NewRole, ///< bool: appeared within the last second, one of fewer than five
    ClusterRole, ///< cluster id
    NamespaceRole,
    NameRole,
    KindRole,
    CodeRole, ///< machine code of a finding or change
    ValuesRole, ///< QVariantMap: the raw values that belong to the code
    SectionRole, ///< group that a row belongs to
    HeaderIdRole, ///< horizontal header: stable column id
    HeaderTitleRole, ///< horizontal header: the server's own title; invalid where the view makes it from the id
    ColumnShownRole, ///< horizontal header: bool, shown unless the user chooses otherwise
    FirstFreeRole
};

} // namespace Strato
