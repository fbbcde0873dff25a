// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/formats.h"
#include "views/explorer/explorerport.h"

#include <QWidget>

namespace Strato {

class RowListModel;
class StratoTable;
class Theme;

/// The events of one object, newest first: by uid, else by kind and name. Newest 200.
class EventsTab final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t shownAtMost = 200;

    explicit EventsTab(const Theme& theme, QWidget* parent = nullptr);

    void setEvents(const std::vector<RecordPtr>& events, const Formats& formats, Instant shownMoment);
    void setUnknown(const QString& why); ///< nothing can be said
    [[nodiscard]] RowListModel* rows() const { return m_rows; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    RowListModel* m_rows;
    StratoTable* m_table;
};

/// The events of @p object among @p events: of its uid where the event has one, else of its kind, namespace and name.
/// Newest first, at most EventsTab::shownAtMost. Pure.
[[nodiscard]] std::vector<RecordPtr> eventsOf(const Record& object, const std::vector<RecordPtr>& events);

} // namespace Strato
