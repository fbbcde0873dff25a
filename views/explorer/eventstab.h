// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/formats.h"
#include "views/explorer/explorerport.h"

#include <QHash>
#include <QWidget>

namespace Strato {

class MessageDelegate;
class RowListModel;
class StratoTable;
class Theme;

/// The events of one object, newest first: by uid, else by kind and name. Newest 200.
/// Messages wrap: a row is as high as its own needs.
class EventsTab final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t shownAtMost = 200;

    explicit EventsTab(const Theme& theme, QWidget* parent = nullptr);

    void setEvents(const std::vector<RecordPtr>& events, const Formats& formats, Instant shownMoment);
    void setUnknown(const QString& why); ///< nothing can be said
    [[nodiscard]] RowListModel* rows() const { return m_rows; }
    [[nodiscard]] StratoTable* table() const { return m_table; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fitRows();

    RowListModel* m_rows;
    StratoTable* m_table;
    MessageDelegate* m_messages; // of the table
    QHash<QString, int> m_heights; // of messages, as wide as the column is now
    int m_heightsFor = 0; // that width
};

/// The events of @p object among @p events: of its uid where the event has one, else of its kind, namespace and name.
/// Newest first, at most EventsTab::shownAtMost. Pure.
[[nodiscard]] std::vector<RecordPtr> eventsOf(const Record& object, const std::vector<RecordPtr>& events);

} // namespace Strato
