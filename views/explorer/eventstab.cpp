// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/eventstab.h"

#include "models/base/plaintext.h"
#include "ui/delegates/statedelegate.h"
#include "ui/delegates/textdelegate.h"
#include "ui/tables/rowlistmodel.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"
#include "views/explorer/messagedelegate.h"
#include "views/explorer/summarysections.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = 1024;
constexpr int messageColumn = 3;

bool concerns(const Record& event, const Record& object)
{
    const std::string_view uid = event.text("objectUid");
    if (!uid.empty() && !object.uid.empty())
        return uid == object.uid.view();
    return event.text("objectName") == object.name.view() && object.schema
        && event.text("objectKind") == object.schema->kind && event.text("objectNamespace") == object.nameSpace.view();
}

std::int64_t lastSeen(const RecordPtr& event)
{
    return event->integer("lastSeen").value_or(event->created.ns);
}

} // namespace

std::vector<RecordPtr> eventsOf(const Record& object, const std::vector<RecordPtr>& events)
{
    std::vector<RecordPtr> found;
    std::ranges::copy_if(events, std::back_inserter(found),
        [&](const RecordPtr& event) { return event->cluster == object.cluster && concerns(*event, object); });
    std::ranges::stable_sort(found, std::ranges::greater(), lastSeen);
    if (found.size() > EventsTab::shownAtMost)
        found.resize(EventsTab::shownAtMost);
    return found;
}

EventsTab::EventsTab(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_rows(new RowListModel(4, this))
    , m_table(new StratoTable(theme, this))
    , m_messages(new MessageDelegate(theme, this))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_table);
    m_table->setModel(m_rows,
        { { "age", 60, true, new TextDelegate(theme, TextDelegate::number(), this), true },
            { "reason", 130, true, new StateDelegate(theme, RowListModel::ShapeRole, StateDelegate::Words::Plain, this),
                false, 84 },
            { "count", 56, true, new TextDelegate(theme, TextDelegate::number(), this), true },
            { "message", 400, true, m_messages, false, 160 } });
    m_table->view()->setSortingEnabled(false);
    m_table->view()->horizontalHeader()->setSortIndicatorShown(false);
    m_table->view()->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->view()->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column == messageColumn)
            fitRows();
    });
    connect(&theme, &Theme::changed, this, [this] { // after the view, which makes all rows of one height
        m_heights.clear();
        fitRows();
    });
    retranslate();
}

void EventsTab::fitRows()
{
    const int width = m_table->view()->columnWidth(messageColumn);
    if (std::exchange(m_heightsFor, width) != width)
        m_heights.clear();
    const std::vector<RowListModel::Row>& rows = m_rows->rows();
    if (m_heights.size() > 2 * qsizetype(shownAtMost))
        m_heights.clear(); // of events that are gone
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QString& message = rows[i].cells.at(messageColumn);
        auto height = m_heights.constFind(message);
        if (height == m_heights.cend())
            height = m_heights.insert(message, m_messages->heightOf(message, width));
        if (m_table->view()->rowHeight(int(i)) != *height)
            m_table->view()->setRowHeight(int(i), *height);
    }
}

void EventsTab::setEvents(const std::vector<RecordPtr>& events, const Formats& formats, Instant shownMoment)
{
    std::vector<RowListModel::Row> rows;
    for (const RecordPtr& event : events) {
        const QString message = cleanUtf8(event->text("message"), longestMessage);
        const auto count = event->integer("count");
        rows.push_back({ event->entity.toString(), event->health,
            { Numbers::age(shownMoment - Instant { lastSeen(event) }), cleanUtf8(event->text("eventReason"), 128),
                count ? formats.numbers.count(*count) : Numbers::missing(), message },
            entityLink(event->entity), message });
    }
    if (rows.empty())
        //: state of the list of an object's events
        m_table->setState({ std::nullopt, tr("No event"),
            tr("The clusters keep events for a short while (often an hour) and none names this object."), {} });
    else
        m_table->clearState();
    m_rows->setRows(std::move(rows));
    fitRows();
}

void EventsTab::setUnknown(const QString& why)
{
    m_rows->setRows({});
    m_table->setState({ Health::Unknown, tr("Not known"), why, {} });
}

void EventsTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void EventsTab::retranslate()
{
    //: columns of an object's events
    m_rows->setTitles({ tr("Seen"), tr("Reason"), tr("Count"), tr("Message") });
    m_table->view()->setAccessibleName(tr("Events"));
}

} // namespace Strato
