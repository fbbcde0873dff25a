// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/keyedtable.h"

#include <QVariant>

namespace Strato {

/// One fact of an entity; `key` is a column id, or a label's key.
struct KeyValueRow {
    QString key;
    QVariant value; ///< raw by type; invalid = missing
    CellType type = CellType::Text;
    int section = 0; ///< the view's own numbering
    QString link; ///< EntityId text that a click leads to; empty: none
    int health = -1; ///< int of Health; -1: no state

    bool operator==(const KeyValueRow&) const = default;
};

extern template class KeyedTable<KeyValueRow>;

/// Facts of one entity for details panes. Columns: key, value (its CellTypeRole is the row's own).
/// IdRole = link, SectionRole, HealthRole where there is one.
class KeyValueModel final : public KeyedTable<KeyValueRow> {
    Q_OBJECT
public:
    explicit KeyValueModel(QObject* parent = nullptr);
    void setFacts(std::vector<KeyValueRow> facts); ///< of one key in one section the first counts

private:
    [[nodiscard]] std::string key(const KeyValueRow& row) const override;
    [[nodiscard]] QVariant value(const KeyValueRow& row, int column, int role) const override;
    [[nodiscard]] CellType cellType(const KeyValueRow& row, int column) const override;
};

} // namespace Strato
