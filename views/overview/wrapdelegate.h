// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"
#include "ui/theme/theme.h"

#include <optional>

namespace Strato {

/// A cell's text on as many lines as the row has room for, the last one elided; with a health its shape stands before.
class WrapDelegate final : public RowDelegate {
    Q_OBJECT
public:
    struct Look {
        Role role = Role::Text;
        std::optional<int> healthRole {}; ///< a role that answers int(Health), for the shape
    };

    WrapDelegate(const Theme& theme, const Look& look, QObject* parent = nullptr);

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex& index) const override;

private:
    const Look m_look;
};

} // namespace Strato
