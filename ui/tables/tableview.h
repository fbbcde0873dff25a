// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace Strato {

class Theme;

/// QTableView as this product draws it: fixed rows of one height, thin lines between rows, the row under the pointer
/// raised, selection by row, Ctrl+C and Return as signals. Fixed sections make 100,000 rows cost what twenty do.
class TableView final : public QTableView {
    Q_OBJECT
public:
    explicit TableView(const Theme& theme, QWidget* parent = nullptr);

    void setColumnHeader(QHeaderView* header); ///< setHorizontalHeader(), with one paint where columns are resized

    static constexpr std::chrono::seconds handRests { 20 };

    /// While true the rows must not be re-ordered: the pointer is over them or the keyboard chose one, and the hand
    /// moved within handRests: on a wall, and for whoever went away, the worst must not wait below.
    [[nodiscard]] bool isBusyUnderHand() const;
    /// Repaints what is visible of one column: ages and other texts that change without their data.
    void refreshColumn(int column);
    /// Cells that answer a text to @p role are pressed with one click: a number that leads to its list.
    void setPressRole(int role) { m_pressRole = role; }
    /// Repaints those of the changed cells that can be seen; Qt 6.4 repaints the whole viewport for any of them.
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles = {}) override;
    /// While a hand adds to what is selected or takes from it, instead of choosing anew.
    [[nodiscard]] bool isAddingToSelection() const { return m_adding; }
    /// While @p steady says so, a change of the current row is not the user's and does not scroll to it.
    void setSteadyWhile(std::function<bool()> steady) { m_steady = std::move(steady); }
    void setVeiled(bool veiled); ///< data is old: an edge in the warning colour above the rows
    /// The first column stays at the leading edge while the others are scrolled sideways below it: a row is known by
    /// its name. Its width then, else 0.
    [[nodiscard]] int heldWidth() const;
    [[nodiscard]] QModelIndex indexAt(const QPoint& place) const override;

signals:
    void copyRequested();
    void rowActivated(const QModelIndex& index); ///< Return, double click, or one click on a cell that can be pressed
    void handChanged(bool busy); ///< isBusyUnderHand() is another one now

protected:
    void paintEvent(QPaintEvent* event) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void applyMeasures();
    void answerResizesAtOnce();
    void layOutSoon();
    void setHoveredRow(int row);
    void paintGround(const QRegion& exposed);
    [[nodiscard]] int firstColumn() const; ///< of those that are shown; -1: none
    void paintHeld(const QRegion& region);
    void forEachRowInSight(const std::function<void(int row, const QRect& line)>& paint) const;
    void handMoved();
    void noteHand();
    bool chooseFramed();
    [[nodiscard]] bool isPressable(const QModelIndex& index) const;

    const Theme& m_theme;
    int m_hoveredRow = -1;
    QTimer m_rest { this }; // runs since the hand last moved
    std::optional<int> m_pressRole;
    std::function<bool()> m_steady; // null: never
    bool m_adding = false;
    bool m_busy = false;
    bool m_veiled = false;
    bool m_layoutPosted = false;
};

} // namespace Strato
