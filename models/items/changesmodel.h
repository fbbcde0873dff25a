// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/changemark.h"
#include "models/items/keyedtable.h"

namespace Strato {

extern template class KeyedTable<ChangeMark>;

/// ChangeMarks, newest first. Columns: at, name, namespace, cluster, code, by (field manager; invalid = not recorded),
/// person (invalid = not recorded). CodeRole, ValuesRole, KindRole (of the object), SectionRole (int ChangeMark::Kind).
class ChangesModel final : public KeyedTable<ChangeMark> {
    Q_OBJECT
public:
    explicit ChangesModel(QObject* parent = nullptr);
    void setChanges(std::vector<ChangeMark> changes);

private:
    [[nodiscard]] std::string key(const ChangeMark& row) const override;
    [[nodiscard]] QVariant value(const ChangeMark& row, int column, int role) const override;
};

} // namespace Strato
