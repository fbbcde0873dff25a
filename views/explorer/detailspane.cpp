// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/detailspane.h"

#include "models/base/plaintext.h"
#include "models/items/keyedtable.h"
#include "ui/cards/shapemark.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/stratotable.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "views/explorer/detailsfacts.h"
#include "views/explorer/eventstab.h"
#include "views/explorer/summarytab.h"
#include "views/explorer/yamltab.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds restFor { 200 };
constexpr std::chrono::seconds refreshEvery { 1 };
constexpr std::chrono::seconds readAgainEvery { 5 }; // an object that changes all the time asks no more of its server
constexpr qsizetype longestName = 256;

bool isSecret(const Record& record)
{
    return record.isOf("", "Secret");
}

} // namespace

DetailsPane::DetailsPane(const Theme& theme, const ExplorerPort& port, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_port(port)
{
    build();
    m_rest.setSingleShot(true);
    m_rest.setInterval(restFor);
    connect(&m_rest, &QTimer::timeout, this, &DetailsPane::fetchNow);
    m_refresh.setInterval(refreshEvery);
    connect(&m_refresh, &QTimer::timeout, this, &DetailsPane::catchUp);
    m_refresh.start();
    m_again.setSingleShot(true);
    m_again.setInterval(readAgainEvery);
    connect(&m_port.records, &RecordHub::changed, this, [this](const QString& cluster) {
        if (!m_past && m_record && itemText(m_record->cluster.view()) == cluster)
            m_stale = true;
    });
    connect(m_summary, &SummaryTab::linkActivated, this, &DetailsPane::follow);
    connect(m_summary, &SummaryTab::addressActivated, this, [this](const QString& at) { m_port.openAddress(at); });
    connect(m_yaml, &YamlTab::refreshRequested, this, &DetailsPane::fetchNow);
    connect(m_close, &QPushButton::clicked, this, &DetailsPane::closeRequested);
    connect(m_missing, &StatePanel::buttonPressed, this, [this] { m_port.connectCluster(clusterName()); });
    retranslate();
    clear();
}

DetailsPane::~DetailsPane() = default;

void DetailsPane::build()
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    m_nothing = new StatePanel(m_theme, this);
    box->addWidget(m_nothing);
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(m_theme.px(10), m_theme.px(8), m_theme.px(4), m_theme.px(4));
    column->setSpacing(m_theme.px(4));
    m_content->setProperty("surface", u"panel"_s);
    auto* head = new QHBoxLayout;
    m_shape = new ShapeMark(m_theme, Health::Unknown, m_content);
    m_name = new PlainLabel({}, Type::Headline, Role::Text, m_content);
    m_name->setElide(true);
    m_name->setIdentifier(true);
    m_name->setCopyable(true);
    m_close = new QPushButton(m_content);
    m_close->setProperty("look", u"quiet"_s);
    head->addWidget(m_shape);
    head->addWidget(m_name, 1);
    head->addWidget(m_close);
    column->addLayout(head);
    m_where = new PlainLabel({}, Type::Small, Role::Text2, m_content);
    m_where->setElide(true);
    column->addWidget(m_where);
    m_hidden = new PlainLabel({}, Type::Small, Role::Warning, m_content);
    m_hidden->setElide(true);
    m_hidden->hide();
    column->addWidget(m_hidden);
    m_missing = new StatePanel(m_theme, m_content);
    m_missing->setObjectName(u"missing"_s);
    m_missing->hide();
    column->addWidget(m_missing);
    m_tabs = new QTabWidget(m_content);
    m_summary = new SummaryTab(m_theme, m_port, m_tabs);
    m_events = new EventsTab(m_theme, m_tabs);
    m_yaml = new YamlTab(m_theme, m_port.inBackground, m_tabs);
    for (QWidget* tab : std::initializer_list<QWidget*> { m_summary, m_events, m_yaml })
        m_tabs->addTab(tab, {});
    setFocusProxy(m_tabs);
    column->addWidget(m_tabs, 1);
    box->addWidget(m_content, 1);
    box->addStretch(0);
}

void DetailsPane::clear()
{
    m_rest.stop();
    ++m_ticket;
    m_record.reset();
    m_facts = {};
    m_around.clear();
    m_stale = true;
    m_object.reset();
    m_details.reset();
    m_fetchError.reset();
    m_loading = false;
    m_found = true;
    m_yaml->clear();
    m_summary->setSecret({});
    m_content->hide();
    m_nothing->show();
}

void DetailsPane::setRecord(RecordPtr record)
{
    if (!record)
        return; // it may be hidden by the filter or gone: the regular look tells which
    m_stale = m_stale || record != m_record;
    const bool same = m_record && m_record->entity == record->entity && m_record->uid == record->uid;
    if (!same) {
        clear();
        m_record = std::move(record);
        m_again.stop();
        m_summary->verticalScrollBar()->setValue(0);
        m_summary->setSecret(isSecret(*m_record) ? m_record->entity : EntityId());
        m_loading = !m_past;
        m_yaml->setLoading(m_loading);
        if (!m_past)
            m_rest.start();
    } else {
        m_record = std::move(record);
    }
    m_nothing->hide();
    m_content->show();
    refresh();
}

void DetailsPane::setHidden(bool hidden)
{
    m_hidden->setVisible(hidden);
}

void DetailsPane::catchUp()
{
    if (m_record && isVisible())
        refresh(); // ages grow though nothing changes
}

void DetailsPane::fetchNow()
{
    if (!m_record || m_past)
        return;
    const EntityId entity = m_record->entity;
    const std::uint64_t ticket = ++m_ticket;
    m_readVersion = m_record->resourceVersion;
    m_loading = true;
    m_yaml->setLoading(true);
    m_port.fetchObject(entity, [this, alive = std::weak_ptr(m_alive), ticket](const Result<FetchedObject>& object) {
        if (!alive.expired() && ticket == m_ticket)
            handleFetched(object);
    });
}

/// Objects of megabytes are taken apart in the background.
void DetailsPane::handleFetched(const Result<FetchedObject>& object)
{
    if (!object) {
        m_loading = false;
        m_fetchError = object.error();
        m_yaml->setError(object.error());
        refresh();
        return;
    }
    m_port.inBackground([this, object = *object, alive = std::weak_ptr(m_alive), ticket = m_ticket]() -> Task {
        return [this, object, details = objectDetails(object.json), alive, ticket] {
            if (!alive.expired() && ticket == m_ticket)
                showFetched(object, details);
        };
    });
}

void DetailsPane::showFetched(const FetchedObject& object, const Result<ObjectDetails>& details)
{
    m_loading = false;
    m_fetchError.reset();
    m_object = object.fetchedAt;
    if (details)
        m_details = *details;
    else
        m_fetchError = details.error();
    m_yaml->setObject(object, m_record && isSecret(*m_record));
    refresh();
}

void DetailsPane::showSummary()
{
    m_tabs->setCurrentWidget(m_summary);
    m_summary->verticalScrollBar()->setValue(0);
}

/// What is read whole must not contradict the list beside it for long. Not under the eyes of who reads its YAML: that
/// has a button, and says how old it is.
void DetailsPane::readAgainWhenChanged()
{
    const bool isRead = m_object && !m_loading && !m_past && m_found && m_tabs->currentWidget() != m_yaml;
    if (!isRead || m_record->resourceVersion == m_readVersion || m_again.isActive())
        return;
    m_again.start();
    fetchNow();
}

void DetailsPane::gather()
{
    const RecordPtr now = recordNow(m_port.records, m_past, m_record->entity);
    m_found = now && now->uid == m_record->uid;
    if (m_found)
        m_record = now;
    m_facts = factsOf(m_port.records, m_past, m_record);
    m_around = eventsAround(m_port.records, m_past, *m_record);
    m_stale = false;
}

/// That a record is missing tells that its object is gone only where its cluster would have it.
Presence DetailsPane::presence() const
{
    if (m_past && !isRecorded(*m_past, *m_record))
        return Presence::NotRecorded;
    if (m_found)
        return Presence::There;
    if (m_past || !m_hold)
        return Presence::Gone;
    switch (m_hold(*m_record)) {
    case ClusterHold::Known: break;
    case ClusterHold::Reading: return Presence::Reading;
    case ClusterHold::NotConnected: return Presence::NotConnected;
    }
    return Presence::Gone;
}

void DetailsPane::refresh()
{
    if (!m_record)
        return;
    if (m_stale)
        gather();
    readAgainWhenChanged();
    const Instant moment = m_port.shownMoment();
    m_facts.details = m_details;
    m_facts.readAt = m_object;
    m_facts.presence = presence();
    const bool isKnown = m_facts.presence == Presence::There || m_facts.presence == Presence::Gone;
    m_facts.alerts = isKnown ? m_port.alertsOf(m_record->entity) : std::nullopt;
    m_summary->setSections(summarySections(m_facts, { m_formats, moment, m_names }));
    m_summary->setNote(noteText());
    m_events->setEvents(m_around, m_formats, moment);
    m_yaml->setFormats(m_formats, m_port.clock.now());
    refreshHead();
    refreshMissing();
}

QString DetailsPane::clusterName() const
{
    const QString id = itemText(m_record->cluster.view());
    return m_names.value(id, id);
}

void DetailsPane::refreshMissing()
{
    const bool isMissing = m_facts.presence == Presence::NotConnected;
    if (isMissing)
        m_missing->setContent({ Health::Unknown,
            //: %1: name of a cluster
            tr("%1 is not connected").arg(cleanLine(clusterName(), longestName)),
            //: of an object, while its cluster is not connected
            tr("Whether this still exists is unknown. What is shown was seen last."),
            //: button: opens the cluster that an object is of
            { { u"connect"_s, tr("Connect"), false } } });
    m_missing->setVisible(isMissing);
}

QString DetailsPane::noteText() const
{
    if (m_fetchError && m_facts.presence != Presence::NotConnected)
        return errorSentence(*m_fetchError);
    if (m_facts.presence == Presence::NotRecorded)
        return tr("Nothing was recorded of its cluster at that moment. This is what was seen later.");
    if (m_past)
        return tr("As it was recorded then. Containers and conditions in full are read only of the present.");
    if (!m_object)
        return m_loading ? tr("Reading the whole object.") : QString();
    //: %1: a time of day
    return tr("Containers, conditions and annotations as read %1.").arg(m_formats.times.clock(*m_object));
}

void DetailsPane::refreshHead()
{
    m_shape->setHealth(m_facts.presence == Presence::There ? m_record->health : Health::Unknown);
    m_name->setText(cleanUtf8(m_record->name.view(), longestName));
    QStringList where { m_record->schema ? cleanUtf8(m_record->schema->kind, longestName) : QString() };
    if (!m_record->nameSpace.empty())
        where.append(cleanUtf8(m_record->nameSpace.view(), longestName));
    where.append(clusterName());
    switch (m_facts.presence) {
    case Presence::There: break;
    case Presence::Gone:
        //: what is shown is no longer there
        where.append(tr("gone"));
        break;
    case Presence::NotRecorded:
        //: the moment shown is before anything was recorded of its cluster
        where.append(tr("not recorded then"));
        break;
    case Presence::Reading:
    case Presence::NotConnected:
        //: whether what is shown is still there
        where.append(tr("unknown"));
        break;
    }
    m_where->setText(where.join(u" · "_s));
}

void DetailsPane::follow(const QString& link)
{
    if (const auto place = Place::parse(link))
        emit placeRequested(*place);
}

void DetailsPane::setFormats(const Formats& formats)
{
    m_formats = formats;
    refresh();
}

void DetailsPane::setClusterNames(const QMap<QString, QString>& names)
{
    m_names = names;
    refresh();
}

void DetailsPane::setPast(const ExplorerPast* past)
{
    const bool wasPast = m_past.has_value();
    m_past = past ? std::optional(*past) : std::nullopt;
    m_yaml->setUnavailable(past ? tr("Whole objects are read of the present only.") : QString());
    m_summary->setSecretsAllowed(!past);
    if (past) {
        m_rest.stop();
        ++m_ticket; // an answer that is on its way is of the present
        m_loading = false;
        m_details.reset();
        m_object.reset();
        m_yaml->clear();
    } else if (wasPast && m_record) {
        fetchNow();
    }
    m_stale = true;
    catchUp();
}

void DetailsPane::setCloseable(bool closeable)
{
    m_close->setVisible(closeable);
}

void DetailsPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DetailsPane::retranslate()
{
    //: button: from an object back to the list
    m_close->setText(tr("Back (Esc)"));
    //: tabs of an object's details
    m_tabs->setTabText(0, tr("Summary"));
    m_tabs->setTabText(1, tr("Events"));
    //: the name of the format: do not translate
    m_tabs->setTabText(2, tr("YAML"));
    m_tabs->setAccessibleName(tr("Details"));
    //: above an object's details, while the list beside does not show its row
    m_hidden->setText(tr("Not in the list: the filter hides it"));
    m_nothing->setContent(
        { std::nullopt, tr("No row is chosen"), tr("Choose one to see its summary, its events and its YAML."), {} });
    refresh();
}

} // namespace Strato
