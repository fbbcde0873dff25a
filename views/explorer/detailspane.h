// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/objectdetails.h"
#include "ui/pages/formats.h"
#include "ui/pages/place.h"
#include "views/explorer/summarysections.h"

#include <QMap>
#include <QTimer>
#include <QWidget>

#include <functional>

class QPushButton;
class QTabWidget;

namespace Strato {

class EventsTab;
class PlainLabel;
class ShapeMark;
class StatePanel;
class SummaryTab;
class Theme;
class YamlTab;

/// The object that is current in the list: summary, events, YAML. Follows the record; reads the whole object once the
/// choice has rested a moment, and says when it did. In the past it reads nothing. GUI thread.
class DetailsPane final : public QWidget {
    Q_OBJECT
public:
    DetailsPane(const Theme& theme, const ExplorerPort& port, QWidget* parent = nullptr);
    ~DetailsPane() override;

    void setRecord(RecordPtr record); ///< null: what is shown stays, marked as gone
    void setHidden(bool hidden); ///< the list's filter does not let the object through: said above its tabs
    void clear();
    void setFormats(const Formats& formats);
    void setClusterNames(const QMap<QString, QString>& names); ///< id -> name; also of clusters that were closed
    /// What is known of the cluster of a record, asked at each look; by default it is Known.
    void setHold(std::function<ClusterHold(const Record&)> hold) { m_hold = std::move(hold); }
    void setPast(const ExplorerPast* past); ///< null: live
    void setCloseable(bool closeable); ///< a button back to the list
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] const RecordPtr& record() const { return m_record; }
    void showSummary(); ///< from its top: for who came to an object by a link
    void fetchNow(); ///< reads the whole object again; by itself when it changed, while its YAML is not looked at
    void catchUp(); ///< takes what has changed; by itself each second while visible

    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    [[nodiscard]] SummaryTab* summary() const { return m_summary; }
    [[nodiscard]] EventsTab* events() const { return m_events; }
    [[nodiscard]] YamlTab* yaml() const { return m_yaml; }

signals:
    void placeRequested(const Strato::Place& place);
    void closeRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void readAgainWhenChanged();
    void gather();
    void refresh();
    void refreshHead();
    void handleFetched(const Result<FetchedObject>& object);
    void showFetched(const FetchedObject& object, const Result<ObjectDetails>& details);
    void follow(const QString& link);
    [[nodiscard]] QString noteText() const;
    [[nodiscard]] QString clusterName() const;
    [[nodiscard]] Presence presence() const;
    void refreshMissing();

    const Theme& m_theme;
    const ExplorerPort& m_port;
    Formats m_formats;
    QMap<QString, QString> m_names;
    std::optional<ExplorerPast> m_past;
    RecordPtr m_record;
    SummaryFacts m_facts; // of m_record, as last gathered
    std::vector<RecordPtr> m_around; // its events, as last gathered
    bool m_stale = true; // both may have changed since
    std::optional<Instant> m_object; // when the whole object was read
    IString m_readVersion; // what the list said it was then
    std::optional<ObjectDetails> m_details;
    std::optional<Error> m_fetchError;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::function<ClusterHold(const Record&)> m_hold;
    bool m_found = true; // as last gathered
    bool m_loading = false;
    std::uint64_t m_ticket = 0; // answers to older questions are not taken
    QTimer m_rest; // until the choice has rested
    QTimer m_refresh; // at most one refresh a second
    QTimer m_again; // while it runs, a changed object is not read again
    PlainLabel* m_name = nullptr;
    PlainLabel* m_where = nullptr;
    PlainLabel* m_hidden = nullptr;
    ShapeMark* m_shape = nullptr;
    QPushButton* m_close = nullptr;
    QTabWidget* m_tabs = nullptr;
    SummaryTab* m_summary = nullptr;
    EventsTab* m_events = nullptr;
    YamlTab* m_yaml = nullptr;
    StatePanel* m_nothing = nullptr;
    StatePanel* m_missing = nullptr; // its cluster is not connected
    QWidget* m_content = nullptr;
};

} // namespace Strato
