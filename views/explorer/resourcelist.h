// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/selectionkeeper.h"
#include "ui/pages/formats.h"
#include "views/explorer/explorerport.h"
#include "views/explorer/resourcecolumns.h"

#include <QMap>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <utility>

namespace Strato {

class FormatProxy;
class NamedRows;
class StratoTable;
class Theme;

/// One kind as a live table: selection, current row and scroll are kept by entity, ages tick, layouts are remembered
/// by whoever owns it. Shows the past when told to. GUI thread.
class ResourceList final : public QWidget {
    Q_OBJECT
public:
    ResourceList(const Theme& theme, const ExplorerPort& port, const ResourceKind& kind, QWidget* parent = nullptr);
    ~ResourceList() override;

    [[nodiscard]] const ResourceKind& kind() const { return m_kind; }
    [[nodiscard]] RecordTableModel& model() { return *m_model; }
    [[nodiscard]] const RecordTableModel& model() const { return *m_model; }
    [[nodiscard]] StratoTable* table() const { return m_table; }

    void setFormats(const Formats& formats);
    void setClusters(const RecordHub::Clusters& clusters); ///< empty: all
    void followAnew(); ///< other clusters are open, or know the kind, than when it was first followed
    void setClusterNames(const QMap<QString, QString>& names); ///< id -> name
    void setPast(const ExplorerPast* past); ///< null: live
    void restoreLayout(const QByteArray& layout);
    [[nodiscard]] QByteArray layout() const { return m_layout; }
    std::optional<FilterError> setFilter(const QString& text);

    /// Selects, makes current and scrolls to it once it is there.
    void goTo(const EntityId& entity);
    [[nodiscard]] RecordPtr currentRecord() const; ///< null: none or gone
    [[nodiscard]] bool isCurrentHidden() const { return m_keeper->isCurrentHidden(); } ///< by the filter
    [[nodiscard]] const EntityId& currentEntity() const { return m_keeper->current(); }

signals:
    void currentChanged();
    void activated(); ///< Return or double click on a row
    void countsChanged();
    void layoutChanged();

private:
    void build();
    void arrange();
    void markMatches();
    void holdPlace();
    void keepAnchor();
    void takeAnchor();
    void scrollTo(int pixels);
    void refreshSpread();
    void noteSort();
    [[nodiscard]] bool isChosenInSight() const;
    void showChosen();
    void tick();
    void widenColumns();

    const Theme& m_theme;
    const ExplorerPort& m_port;
    const ResourceKind m_kind;
    std::shared_ptr<void> m_following;
    std::unique_ptr<RecordTableModel> m_model;
    NamedRows* m_named;
    FormatProxy* m_proxy;
    StratoTable* m_table;
    SelectionKeeper* m_keeper = nullptr;
    QTimer m_ticks;
    QByteArray m_layout; // as the user last left it; survives columns that come later
    RowSpread m_spread; // as of a moment ago
    bool m_spreadIsOld = true;
    bool m_arranging = false;
    bool m_keeping = false;
    int m_fittedRows = 0; // so many rows there were when the columns were made as wide as their texts
    bool m_past = false;
    int m_anchorOffset = 0; // pixels of the anchor row above the upper edge
    std::optional<int>
        m_held; // where the list was scrolled to when its rows were exchanged for those of another moment
    std::pair<QString, Qt::SortOrder> m_sorting;
    bool m_showsChosen = false; // what is chosen was in sight when the list was sorted anew: it stays so
    bool m_clamped = false; // the rows that are left do not reach as far as it is scrolled
};

} // namespace Strato
