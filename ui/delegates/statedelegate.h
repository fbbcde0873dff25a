// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"

#include <QStringList>

#include <optional>

namespace Strato {

/// A state's shape, then the cell's text: the state's own word (tinted) or a name (plain).
/// @p healthRole answers int(Health); invalid means unknown. An empty text falls back to the state's word.
class StateDelegate final : public RowDelegate {
    Q_OBJECT
public:
    enum class Words : std::uint8_t {
        Tinted, ///< a state column: ill words in the state's colour, well ones in the second text colour
        Plain ///< a name column
    };

    StateDelegate(const Theme& theme, int healthRole, Words words, QObject* parent = nullptr);

    /// Optional: a role that answers true where the thing belongs to production; the word stands before the name.
    void setProductionRole(int role) { m_productionRole = role; }

    /// The shape's box in the padded cell. Pure; mirrors for RTL.
    [[nodiscard]] static QRectF shapeRect(const QRect& cell, double size, Qt::LayoutDirection direction);
    /// What is left for the text. Pure; never negative.
    [[nodiscard]] static QRect textRect(const QRect& cell, double size, int gap, Qt::LayoutDirection direction);

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex& index) const override;

private:
    [[nodiscard]] QString textOf(const QModelIndex& index, Health health) const;
    [[nodiscard]] Health healthOf(const QModelIndex& index) const;
    [[nodiscard]] bool isProduction(const QModelIndex& index) const;

    int m_healthRole;
    Words m_words;
    std::optional<int> m_productionRole;
};

} // namespace Strato
