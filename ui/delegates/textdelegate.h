// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace Strato {

/// A cell's text, with what the filter matched marked behind it.
class TextDelegate final : public RowDelegate {
    Q_OBJECT
public:
    struct Look {
        Type type = Type::Body; ///< Mono for ids, times and numbers
        Role role = Role::Text;
        Qt::Alignment alignment = Qt::AlignVCenter | Qt::AlignLeading; ///< numbers: AlignTrailing
        std::optional<int> healthRole {}; ///< a role that answers int(Health): its colour tints what is ill
        int textRole = Qt::DisplayRole;
    };
    struct Span {
        qsizetype from = 0;
        qsizetype length = 0;
        bool operator==(const Span&) const = default;
    };

    TextDelegate(const Theme& theme, const Look& look, QObject* parent = nullptr);

    void setNeedles(const QStringList& needles); ///< words to mark, case-insensitive; the view repaints itself
    /// Where @p needles occur in @p text: ascending, merged, never overlapping. Pure.
    [[nodiscard]] static std::vector<Span> matchSpans(const QString& text, const QStringList& needles);

    /// Right-aligned monospace figures.
    [[nodiscard]] static Look number();
    /// Leading monospace: ids, addresses, times.
    [[nodiscard]] static Look mono();
    /// Second text colour: what gives context.
    [[nodiscard]] static Look quiet();

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex& index) const override;

private:
    void paintMatches(QPainter& painter, const Cell& cell, const QString& text) const;
    [[nodiscard]] Role roleFor(const QModelIndex& index) const;

    Look m_look;
    QStringList m_needles;
};

} // namespace Strato
