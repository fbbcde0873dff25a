// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace Strato {

class Theme;

/// A kind in the list on the left: name, count at the trailing edge; headings in the third text colour.
class KindDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// @p countRole answers a text or nothing; @p headingRole true for a heading.
    KindDelegate(const Theme& theme, int countRole, int headingRole, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
    const int m_countRole;
    const int m_headingRole;
};

} // namespace Strato
