// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/recordtablemodel.h"
#include "models/items/resourcekindsmodel.h"
#include "ui/cards/statepanel.h"
#include "ui/pages/page.h"
#include "views/explorer/explorerport.h"
#include "views/explorer/liststate.h"

#include <QMap>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>

class QPushButton;
class QSplitter;
class QVBoxLayout;

namespace Strato {

class DetailsPane;
class FilterEdit;
class KindPane;
class NarrowBar;
class PlainLabel;
class ResourceList;
class ShapeMark;
class Theme;

/// Every kind that the open clusters serve: kinds on the left, one live list in the middle, the chosen object on the
/// right. Where the page is narrow, list and object take turns. GUI thread.
class ExplorerPage final : public Page {
    Q_OBJECT
public:
    ExplorerPage(const Theme& theme, ExplorerPort port, QWidget* parent = nullptr);
    ~ExplorerPage() override;

    [[nodiscard]] QString viewId() const override { return QStringLiteral("explorer"); }
    [[nodiscard]] Place place() const override;
    /// kind: "Pod", "deployments.apps", "po"; filter; entity; cluster: names or ids, by comma, chosen for the window;
    /// within: the one of them that this list is narrowed to, with the filter, until the user ends that.
    void goTo(const Place& place) override;
    void setFormats(const Formats& formats) override;
    [[nodiscard]] bool isSettled() const override;
    void focusFilter() override;
    [[nodiscard]] QByteArray layoutState() const override;
    void restoreLayout(const QByteArray& state) override;

    void setClusters(std::vector<ExplorerCluster> clusters);
    void setStatuses(std::map<std::string, SourceStatus> statuses);
    void setPast(std::optional<ExplorerPast> past); ///< nothing: live

    [[nodiscard]] ResourceList* list() const { return m_list; } ///< null: no kind is known yet
    [[nodiscard]] DetailsPane* details() const { return m_details; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    [[nodiscard]] QWidget* buildHeader();
    void connectParts();
    void retranslate();
    void showKind(const ResourceKind& kind);
    void hideList();
    void showWantedKind();
    void applyClusters();
    void applyFilter(const QString& text);
    void applyFold();
    void setNarrowing(const Place& place);
    void endNarrowing(); ///< the link's filter goes with it, what the user typed behind it stays
    void refreshNarrowing();
    void shareRoom(); ///< of kinds, list and details, until the user moves what parts them
    void setDetailsOpen(bool open);
    void handleCurrent();
    void refreshState(); ///< freshness line, counts, empty state
    void refreshCounts();
    void refreshEmpty();
    void suggest();
    void refreshKindCounts();
    void handleStateButton(const QString& id);
    [[nodiscard]] bool areKindsKnown() const;
    [[nodiscard]] StatePanel::Content noListContent() const;
    [[nodiscard]] StatePanel::Content emptyContent();
    [[nodiscard]] StatePanel::Content noMatchContent();
    [[nodiscard]] std::vector<ExplorerCluster> chosenClusters() const;
    [[nodiscard]] QStringList clustersWithoutPast() const;
    [[nodiscard]] ClusterHold holdOf(const Record& record) const;

    const Theme& m_theme;
    const ExplorerPort m_port;
    Formats m_formats;
    std::vector<ExplorerCluster> m_clusters;
    QMap<QString, QString> m_clusterNames; // id -> name, of all that were ever open
    std::map<std::string, SourceStatus> m_statuses;
    std::optional<ExplorerPast> m_past;
    ListFreshness m_freshness;
    ResourceKindsModel m_kinds;
    QString m_wantedKind; // asked for before discovery knew it
    QString m_wantedEntity;
    QString m_goodFilter; // in use while what is typed is not complete
    QStringList m_chosen; // names or ids of clusters; empty: all
    QString m_within; // name or id of the cluster that a link narrowed this list to; empty: not narrowed
    QString m_withinFilter; // that of the same link
    QMap<QString, QByteArray> m_layouts; // by kind
    QSplitter* m_splitter = nullptr;
    KindPane* m_kindPane = nullptr;
    QWidget* m_middle = nullptr;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_count = nullptr;
    ShapeMark* m_freshShape = nullptr;
    PlainLabel* m_freshWords = nullptr;
    PlainLabel* m_filterError = nullptr;
    NarrowBar* m_narrowBar = nullptr;
    QPushButton* m_settle = nullptr;
    FilterEdit* m_filter = nullptr;
    QWidget* m_listSlot = nullptr;
    QVBoxLayout* m_listBox = nullptr;
    StatePanel* m_noList = nullptr; // in the place of the list while there is none
    ResourceList* m_list = nullptr;
    DetailsPane* m_details = nullptr;
    QTimer m_slow; // counts on the left: twice a second at most
    QTimer m_suggesting; // once typing pauses: it looks at every row
    QList<RecordTableModel::Suggestion> m_suggestions;
    QString m_suggestionsFor; // the filter that they belong to
    bool m_isShareChosen = false;
    bool m_narrow = false;
    bool m_detailsOpen = false;
};

} // namespace Strato
