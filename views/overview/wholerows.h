// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace Strato {

class StratoTable;
class Theme;

/// Holds a table in whole rows: what is left under the last one that fits stays empty, no row is cut at the edge.
class WholeRows final : public QWidget {
    Q_OBJECT
public:
    WholeRows(const Theme& theme, StratoTable& table, QWidget* parent); ///< @p table becomes a child

    /// Asks for the height of @p wished rows and is content with @p least. Without it the height is what is given.
    void setRows(int least, int wished);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    [[nodiscard]] QSize heightOf(int rows) const;

    StratoTable& m_table;
    int m_least = 0; // 0: no wish
    int m_wished = 0;
    bool m_isFitting = false; // its own resizing is no reason to fit again
};

} // namespace Strato
