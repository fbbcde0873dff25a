// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/cards/statepanel.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <vector>

class QAbstractItemModel;
class QIODevice;
class QMenu;
class QModelIndex;
class QPushButton;
class QStyledItemDelegate;

namespace Strato {

class ColumnChooser;
class PlainLabel;
class TableView;
class Theme;

/// One column as the table needs to know it. Its title comes from the model's header.
struct TableColumn {
    QByteArray id {}; ///< stable, untranslated: keeps widths and order across versions
    int width = 120; ///< pixels at text scale 1
    bool shownAtFirst = true;
    QStyledItemDelegate* delegate = nullptr; ///< taken over by the table; null: plain text
    bool numeric = false; ///< header aligned at the trailing edge
    int least = 0; ///< in a narrow table it may shrink to this many pixels at text scale 1; 0: not at all
    int importance = 0; ///< 0: never left out; the larger the sooner, as ColumnRoom has it
    int most = 0; ///< where room is left over it grows to this many pixels at text scale 1
};

/// What the user sees, or would see with enough room, of a column.
struct ColumnChoice {
    int width = 0; ///< at text scale 1
    bool hidden = false;
    bool resized = false; ///< by the user's hand
    bool ticked = false; ///< by the user's hand: it is there, if need be beyond the edge to which the table scrolls
};

/// A table of live rows: columns that fit its width by their importance, sort, choice of columns, copy, CSV, remembered
/// layout, old data marked with its age, designed empty and broken states, "3 worse will move up" in a strip below the
/// rows instead of rows that jump. The model must not reset (the selection is the user's). Sorting calls
/// QAbstractItemModel::sort(); no proxy is put between.
class StratoTable final : public QWidget {
    Q_OBJECT
public:
    explicit StratoTable(const Theme& theme, QWidget* parent = nullptr);
    ~StratoTable() override;

    void setModel(QAbstractItemModel* model, std::vector<TableColumn> columns); ///< the model is not taken over
    [[nodiscard]] TableView* view() const { return m_view; }
    [[nodiscard]] QAbstractItemModel* model() const;

    [[nodiscard]] QByteArray saveLayout() const; ///< order, visibility, sort, widths set by hand; by column id
    bool restoreLayout(const QByteArray& layout); ///< false, and nothing changed, when it is not ours
    void resetLayout();
    void setColumnShown(const QByteArray& id, bool shown); ///< by the user: one that is shown is scrolled into view
    /// What TableColumn says of it, from now on.
    void setColumnRoom(const QByteArray& id, int least, int importance);
    [[nodiscard]] const std::vector<TableColumn>& columns() const { return m_columns; }
    /// Texts are longer than was known: no column becomes narrower, and none that the user sized changes.
    void widenColumns(const std::vector<TableColumn>& columns);
    [[nodiscard]] bool isColumnShown(const QByteArray& id) const; ///< chosen; for want of room it may yet be left out
    [[nodiscard]] bool isColumnLeftOut(const QByteArray& id) const; ///< chosen, and there is no room for it

    void setState(const StatePanel::Content& content); ///< empty or broken: drawn in the middle, over the rows
    void clearState();
    void setStale(const QString& words); ///< "as of 14:31:20, 47 s old"; empty: fresh
    /// Rows wait: @p worseAbove of them will stand above what is shown, @p others anywhere; @p first names the first of
    /// them. Said in a strip of its own below the rows, which hides none; nothing waits: no strip.
    void setWaiting(int worseAbove, int others, const QString& first);

    [[nodiscard]] QString selectionAsTsv() const; ///< visible columns, in their order, with a header line
    /// RFC 4180, visible columns in their order, with a header; false when the device fails.
    bool writeCsv(QIODevice& device, bool selectedOnly) const;
    void copySelection() const;
    void exportCsv(); ///< asks for a file and writes it there
    /// Ticks for all columns, at @p global; stays open until it is left.
    ColumnChooser* chooseColumns(const QPoint& global);
    /// What the context menu of @p index holds: the view's own entries, copy, CSV, columns, sort. Everything that the
    /// header offers to a pointer is here for the keyboard.
    void fillRowMenu(QMenu& menu, const QModelIndex& index);

signals:
    void rowActivated(const QModelIndex& index); ///< Return or double click
    void currentRowChanged(const QModelIndex& current);
    void contextMenuAboutToShow(
        QMenu* menu, const QModelIndex& index); ///< add entries; copy and CSV follow by themselves
    void stateButtonPressed(const QString& id);
    void waitingRequested(); ///< re-order now, and scroll to what waited
    void layoutChanged(); ///< save it

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectView();
    void placeOverlays();
    void addSortEntries(QMenu& menu);
    void showRowMenu(const QPoint& position);
    void retranslate();
    void setDefaults();
    void fitToRoom();
    void handleSectionResized(int column, int size);
    [[nodiscard]] bool isElastic(int column) const; ///< its width is what the others leave
    void scrollToColumn(int column);
    [[nodiscard]] int columnOf(const QByteArray& id) const;
    [[nodiscard]] std::vector<int> visibleColumns() const;
    [[nodiscard]] QStringList headerTexts() const;
    [[nodiscard]] QStringList rowTexts(int row) const;
    [[nodiscard]] std::vector<int> selectedRows() const;

    const Theme& m_theme;
    TableView* m_view;
    std::unique_ptr<QStyledItemDelegate> m_plain;
    std::vector<TableColumn> m_columns;
    std::vector<ColumnChoice> m_choices; // of m_columns; what the header shows of them depends on the room
    bool m_fitting = false;
    StatePanel* m_state;
    PlainLabel* m_stale;
    QPushButton* m_waiting;
    int m_worseAbove = 0;
    int m_othersWaiting = 0;
    QString m_firstWaiting;
};

} // namespace Strato
