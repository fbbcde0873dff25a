// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"
#include "ui/cards/shapemark.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/text/errortext.h"
#include "ui/text/freshnesstext.h"
#include "ui/theme/theme.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/explorerpage.h"
#include "views/explorer/kindpane.h"
#include "views/explorer/narrowbar.h"
#include "views/explorer/resourcelist.h"

#include <QDataStream>
#include <QPushButton>
#include <QSplitter>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 layoutMagic = 0x58504c31; // "XPL1"
constexpr qsizetype suggestionsShown = 3;
constexpr qsizetype longestTerm = 28;
constexpr int kindWidth = 200;
constexpr int detailsWidth = 480;
constexpr int scarceBelow = 1300; // the list has three neighbours on a window of 1366: they share what is missing
constexpr int scarceKindWidth = 172;
constexpr int scarceDetailsWidth = 400;

QString shortened(const QString& term)
{
    return term.size() <= longestTerm ? term : QString(term.left(longestTerm - 1) + u'…');
}

} // namespace

void ExplorerPage::refreshState()
{
    m_title->setText(m_list ? QString::fromStdString(m_list->kind().kind) : tr("Explorer"));
    m_freshness = m_list ? listFreshness(m_list->kind(), chosenClusters(), m_statuses, m_formats, m_port.clock.now())
                         : ListFreshness {};
    const bool past = m_past.has_value();
    m_freshShape->setVisible(m_list && !past);
    m_freshShape->setHealth(healthOf(m_freshness.freshness));
    m_freshWords->setText(past ? m_formats.times.asOf(m_past->moment) : m_list ? m_freshness.words : QString());
    m_freshWords->setTextRole(past                     ? Role::Changing
            : m_freshness.freshness == Freshness::Live ? Role::Text2
                                                       : roleOf(healthOf(m_freshness.freshness)));
    setPlainToolTip(*m_freshWords, m_freshness.story);
    if (m_list)
        m_list->table()->setStale(
            m_freshness.old && !past && m_list->model().totalCount() > 0 ? m_freshness.words : QString());
    m_noList->setVisible(!m_list);
    if (!m_list)
        m_noList->setContent(noListContent());
    refreshCounts();
    refreshEmpty();
}

bool ExplorerPage::areKindsKnown() const
{
    return !m_clusters.empty()
        && std::ranges::all_of(m_clusters, [](const ExplorerCluster& c) { return c.answered || c.error; });
}

StatePanel::Content ExplorerPage::noListContent() const
{
    if (m_clusters.empty())
        return { Health::Unknown, tr("No cluster is open"), tr("Open one under Clusters."), {} };
    if (!areKindsKnown())
        return { Health::Changing, tr("Reading which kinds there are"), {}, {} };
    //: %1: a kind of object
    return { Health::Unknown, tr("No open cluster lists %1").arg(cleanLine(m_wantedKind, longestTerm * 2)),
        tr("Choose a kind on the left."), {} };
}

void ExplorerPage::refreshCounts()
{
    if (!m_list) {
        m_count->setText({});
        m_settle->hide();
        return;
    }
    const RecordTableModel& model = m_list->model();
    // None were seen then, which is not the same as that there were none.
    const bool isUnknown = m_past && model.totalCount() == 0
        && (m_past->answers < m_clusters.size() || !m_past->unknown.isEmpty() || !clustersWithoutPast().isEmpty());
    const QString shown = m_formats.numbers.count(model.rowCount());
    const QString all = isUnknown ? Numbers::missing() : m_formats.numbers.count(model.totalCount());
    //: rows shown of rows there are: "418 of 9,204"
    m_count->setText(isUnknown || model.filter().isEmpty() ? all : tr("%1 of %2").arg(shown, all));
    const int waiting = static_cast<int>(model.unsettledCount());
    m_settle->setVisible(waiting > 0 && !model.sortColumnId().isEmpty());
    //: a link beside the count: rows whose values changed wait for their new place
    m_settle->setText(tr("%n row(s) to re-sort", nullptr, waiting));
}

void ExplorerPage::refreshKindCounts()
{
    if (!isVisible())
        return;
    RecordHub::Clusters ids;
    for (const ExplorerCluster& cluster : chosenClusters())
        ids.push_back(cluster.id);
    m_kindPane->refreshCounts([&](const ResourceKind& kind) -> std::optional<std::size_t> {
        if (m_past)
            return std::nullopt; // counts on the left are of now
        const std::size_t count = m_port.records.count({ kind.group, kind.kind }, ids);
        const bool current = m_list && m_list->kind().sameKind(kind) && m_freshness.settled;
        return count > 0 || current ? std::optional(count) : std::nullopt;
    });
}

void ExplorerPage::refreshEmpty()
{
    if (!m_list)
        return;
    StratoTable* table = m_list->table();
    if (m_list->model().rowCount() > 0 || m_list->model().hasPendingWork()) {
        m_suggesting.stop();
        table->clearState();
    } else if (m_list->model().totalCount() > 0) {
        table->setState(noMatchContent());
        if (!m_suggesting.isActive())
            m_suggesting.start();
    } else {
        table->setState(emptyContent());
    }
}

void ExplorerPage::suggest()
{
    if (!m_list || m_list->model().rowCount() > 0 || m_list->model().totalCount() == 0)
        return;
    m_suggestions = m_list->model().suggestions();
    m_suggestionsFor = QString::fromStdString(m_list->model().filter().text());
    m_list->table()->setState(noMatchContent());
}

StatePanel::Content ExplorerPage::noMatchContent()
{
    const RecordTableModel& model = m_list->model();
    const QString filter = QString::fromStdString(model.filter().text());
    StatePanel::Content content;
    //: %1: number of objects, %2: their kind, %3: a filter
    content.title
        = tr("0 of %1 %2 match %3")
              .arg(m_formats.numbers.count(model.totalCount()), QString::fromStdString(m_list->kind().kind), filter);
    if (const std::string_view field = model.filter().unknownField(); !field.empty())
        //: %1: a word before a colon; the others are typed as they stand here
        content.reason = tr("%1: names no field, so it is searched as text. Fields are ns: node: status: state: kind: "
                            "cluster: owner: name: label:")
                             .arg(QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size())));
    const auto suggestions = filter == m_suggestionsFor ? m_suggestions : QList<RecordTableModel::Suggestion>();
    for (const auto& suggestion : suggestions.mid(0, suggestionsShown)) {
        //: button: %1 a term of the filter, %2 how many rows there would be without it
        const QString text
            = tr("Without %1: %2").arg(shortened(suggestion.without), m_formats.numbers.count(suggestion.rows));
        content.buttons.push_back({ u"filter:"_s + suggestion.remaining, text, false });
    }
    //: button: empties the filter
    content.buttons.push_back({ u"filter:"_s, tr("Clear filter"), false });
    return content;
}

/// Those of which the listed kind was not read yet at the shown moment.
QStringList ExplorerPage::clustersWithoutPast() const
{
    QStringList names;
    for (const ExplorerCluster& cluster : chosenClusters()) {
        const auto unseen = m_past->unseen.find(std::string(cluster.id.view()));
        if (unseen != m_past->unseen.end() && unseen->second.contains({ m_list->kind().group, m_list->kind().kind }))
            names.append(cluster.name);
    }
    return names;
}

StatePanel::Content ExplorerPage::emptyContent()
{
    const QString kind = QString::fromStdString(m_list->kind().kind);
    if (m_past) {
        if (m_past->answers < m_clusters.size())
            return { Health::Changing, tr("Looking up %1 at that moment").arg(kind), {}, {} };
        if (!m_past->unknown.isEmpty())
            //: %1: names of clusters
            return { Health::Unknown, tr("Not known"),
                tr("What %1 held then was not seen by this console: that lies before it connected, or before what it "
                   "keeps.")
                    .arg(m_past->unknown.join(u", "_s)),
                {} };
        if (const QStringList unseen = clustersWithoutPast(); !unseen.isEmpty())
            //: %1: names of clusters, %2: a kind of object
            return { Health::Unknown, tr("Not known"),
                tr("What %1 held of %2 then was not seen by this console: it reads this kind since its list was first "
                   "opened.")
                    .arg(unseen.join(u", "_s), kind),
                {} };
        return { std::nullopt, tr("There was no %1 then").arg(kind), {}, {} };
    }
    if (m_freshness.error)
        //: %1: name of a cluster, %2: a kind of object
        return { Health::Critical, tr("%1 does not list %2").arg(m_freshness.errorFrom, kind),
            errorSentence(*m_freshness.error), {} };
    if (!m_freshness.settled)
        return { Health::Changing, tr("Reading %1").arg(kind), m_freshness.words, {} };
    if (chosenClusters().empty())
        return { Health::Unknown, tr("The chosen cluster is not connected"),
            m_within.isEmpty() ? m_chosen.join(u", "_s) : m_clusterNames.value(m_within, m_within), {} };
    return { std::nullopt, tr("There is no %1").arg(kind), tr("The clusters answered: none exists."), {} };
}

void ExplorerPage::handleStateButton(const QString& id)
{
    if (id.startsWith(u"filter:"_s))
        m_filter->setText(id.mid(7));
}

void ExplorerPage::setNarrowing(const Place& place)
{
    m_within = place.parameters.value(u"within"_s);
    m_withinFilter = m_within.isEmpty() ? QString() : place.parameters.value(u"filter"_s);
    refreshNarrowing();
}

void ExplorerPage::endNarrowing()
{
    if (m_within.isEmpty())
        return;
    const QString text = m_filter->text();
    const QString left
        = text.startsWith(m_withinFilter) ? text.mid(m_withinFilter.size()).trimmed() : text; // or it was edited
    m_within.clear();
    m_withinFilter.clear();
    applyClusters();
    m_filter->setText(left);
    refreshNarrowing();
    refreshState();
    refreshKindCounts();
    if (m_list)
        m_list->table()->view()->setFocus(); // the button that was pressed is gone
    emit placeChanged();
}

void ExplorerPage::refreshNarrowing()
{
    const bool isFilterKept = m_filter->text().startsWith(m_withinFilter);
    m_narrowBar->setContent(
        m_clusterNames.value(m_within, m_within), isFilterKept ? m_withinFilter : QString(), !m_past);
    m_narrowBar->setVisible(!m_within.isEmpty());
}

bool ExplorerPage::isSettled() const
{
    if (!areKindsKnown())
        return false;
    if (!m_list)
        return true; // said to be missing
    return (m_freshness.settled || m_past) && !m_list->model().hasPendingWork() && !m_details->isLoading();
}

void ExplorerPage::shareRoom()
{
    if (m_isShareChosen)
        return;
    const bool scarce = width() < m_theme.px(scarceBelow);
    m_splitter->setSizes({ m_theme.px(scarce ? scarceKindWidth : kindWidth), m_theme.px(1000),
        m_theme.px(scarce ? scarceDetailsWidth : detailsWidth) });
}

QByteArray ExplorerPage::layoutState() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << layoutMagic << (m_isShareChosen ? m_splitter->saveState() : QByteArray()) << m_layouts
        << m_filter->history();
    return bytes;
}

void ExplorerPage::restoreLayout(const QByteArray& state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0;
    QByteArray splitter;
    QMap<QString, QByteArray> layouts;
    QStringList history;
    in >> magic >> splitter >> layouts >> history;
    if (in.status() != QDataStream::Ok || magic != layoutMagic)
        return;
    m_isShareChosen = m_splitter->restoreState(splitter);
    m_layouts = layouts;
    m_filter->setHistory(history);
    if (m_list)
        m_list->restoreLayout(m_layouts.value(kindText(m_list->kind().group, m_list->kind().kind)));
}

} // namespace Strato
