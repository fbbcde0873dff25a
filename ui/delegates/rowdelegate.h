// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/linecache.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace Strato {

/// Ground of all cell painting: selection background, visible keyboard focus, 8 px padding, one row height. Does not
/// ask the style, which would cost more than the whole cell. Content is drawn by the leaf class. Reads only the roles
/// it was given.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit RowDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const final;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// What a leaf needs to know of its cell.
    struct Cell {
        QRect rect; ///< padded
        bool selected = false;
        bool current = false;
        Qt::LayoutDirection direction = Qt::LeftToRight;
    };

    virtual void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const = 0;
    /// Width the content would like, unpadded; 0: no wish.
    [[nodiscard]] virtual int contentWidth(const QModelIndex& index) const;

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] const QColor& textColour(Role role, const Cell& cell) const;
    [[nodiscard]] const QColor& shapeColour(Role role, const Cell& cell) const;
    /// One line, elided where @p elide says when it does not fit.
    void drawLine(QPainter& painter, const QRect& rect, const Cell& cell, const QString& text, const QColor& colour,
        Qt::Alignment alignment, Qt::TextElideMode elide = Qt::ElideRight) const;

    /// What a line needs that shows all of @p text: a fraction of a pixel less would cut a letter off.
    [[nodiscard]] int neededWidth(Type type, const QString& text) const;
    /// How wide @p text is in the painter's font.
    [[nodiscard]] int lineWidth(const QPainter& painter, const QString& text, const Cell& cell) const;
    /// The same of its first @p length letters, near enough for a mark.
    [[nodiscard]] int beginningWidth(
        const QPainter& painter, const QString& text, qsizetype length, const Cell& cell) const;

private:
    const Theme& m_theme;
    mutable LineCache m_lines; // what paint() draws again
};

} // namespace Strato
