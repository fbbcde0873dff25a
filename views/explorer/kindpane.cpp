// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/kindpane.h"

#include "models/base/plaintext.h"
#include "ui/theme/theme.h"
#include "views/explorer/explorerport.h"
#include "views/explorer/kinddelegate.h"

#include <QEvent>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

enum EntryRole { KindIdRole = Qt::UserRole + 1, CountRole, HeadingRole, SearchRole, PlaceRole };

constexpr qsizetype longestKind = 96;

} // namespace

KindPane::KindPane(const Theme& theme, const ResourceKindsModel& kinds, QWidget* parent)
    : QWidget(parent)
    , m_kinds(kinds)
    , m_filter(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_items(new QStandardItemModel(this))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(theme.px(4));
    box->addWidget(m_filter);
    box->addWidget(m_list, 1);
    m_filter->setMaxLength(longestKind);
    m_filter->setClearButtonEnabled(true);
    m_list->setModel(m_items);
    m_list->setItemDelegate(new KindDelegate(theme, CountRole, HeadingRole, m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_filter, &QLineEdit::textChanged, this, &KindPane::applyFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, &KindPane::chooseBest);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &KindPane::handleCurrent);
    connect(&m_kinds, &QAbstractItemModel::rowsInserted, this, &KindPane::rebuild);
    connect(&m_kinds, &QAbstractItemModel::rowsRemoved, this, &KindPane::rebuild);
    connect(&m_kinds, &QAbstractItemModel::dataChanged, this, &KindPane::rebuild);
    connect(&m_kinds, &QAbstractItemModel::layoutChanged, this, &KindPane::rebuild);
    retranslate();
}

QString KindPane::headingOf(const ResourceKindRow& row) const
{
    switch (row.section) {
    //: Headings in the list of kinds of Kubernetes objects
    case ResourceKindRow::Section::Workloads: return tr("Workloads");
    case ResourceKindRow::Section::Network: return tr("Network");
    case ResourceKindRow::Section::Configuration: return tr("Configuration");
    case ResourceKindRow::Section::Storage: return tr("Storage");
    case ResourceKindRow::Section::Cluster: return tr("Cluster");
    case ResourceKindRow::Section::Access: return tr("Access");
    case ResourceKindRow::Section::Custom: return cleanUtf8(row.kind.group, longestKind);
    }
    return {};
}

void KindPane::rebuild()
{
    m_quiet = true;
    m_items->clear();
    m_entries.clear();
    QString heading;
    for (const ResourceKindRow& row : m_kinds.rows()) {
        if (const QString own = headingOf(row); own != heading || m_items->rowCount() == 0) {
            auto* item = new QStandardItem(own);
            item->setFlags(Qt::NoItemFlags);
            item->setData(true, HeadingRole);
            m_items->appendRow(item);
            heading = own;
        }
        auto* item = new QStandardItem(cleanUtf8(row.kind.kind, longestKind));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const QString id = kindText(row.kind.group, row.kind.kind);
        item->setData(id, KindIdRole);
        m_entries.insert(id, item);
        QStringList search { item->text(), QString::fromStdString(row.kind.plural),
            QString::fromStdString(row.kind.group), heading };
        for (const std::string& name : row.kind.shortNames)
            search.append(QString::fromStdString(name));
        item->setData(search.join(u'\n').toLower(), SearchRole);
        m_items->appendRow(item);
    }
    m_quiet = false;
    applyFilter();
    if (const QStandardItem* item = m_entries.value(m_current)) {
        m_quiet = true;
        m_list->setCurrentIndex(item->index());
        m_quiet = false;
    }
}

void KindPane::applyFilter()
{
    const QString needle = m_filter->text().trimmed().toLower();
    int heading = -1;
    bool any = false;
    for (int row = 0; row <= m_items->rowCount(); ++row) {
        const bool end = row == m_items->rowCount();
        if (end || m_items->item(row)->data(HeadingRole).toBool()) {
            if (heading >= 0)
                m_list->setRowHidden(heading, !any);
            heading = row;
            any = false;
            continue;
        }
        const bool shown = m_items->item(row)->data(SearchRole).toString().contains(needle);
        m_list->setRowHidden(row, !shown);
        any = any || shown;
    }
}

/// What was typed by its whole name comes before what begins with it, and that before what merely has it somewhere.
void KindPane::chooseBest()
{
    const QString needle = m_filter->text().trimmed().toLower();
    const QStandardItem* best = nullptr;
    int bestRank = 3;
    for (int row = 0; row < m_items->rowCount() && !needle.isEmpty(); ++row) {
        const QStandardItem* item = m_items->item(row);
        if (m_list->isRowHidden(row) || item->data(HeadingRole).toBool())
            continue;
        const bool whole = item->data(SearchRole).toString().split(u'\n').contains(needle);
        const int rank = whole ? 0 : item->text().startsWith(needle, Qt::CaseInsensitive) ? 1 : 2;
        if (rank < bestRank) {
            best = item;
            bestRank = rank;
        }
    }
    m_list->setFocus();
    if (!best)
        return;
    const QModelIndex index = best->index();
    m_filter->clear();
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void KindPane::setFormats(const Formats& formats)
{
    m_formats = formats;
}

void KindPane::refreshCounts(const std::function<std::optional<std::size_t>(const ResourceKind&)>& count)
{
    for (const ResourceKindRow& row : m_kinds.rows()) {
        QStandardItem* item = m_entries.value(kindText(row.kind.group, row.kind.kind));
        if (!item)
            continue;
        const auto number = count(row.kind);
        const QString text = number ? m_formats.numbers.count(static_cast<qint64>(*number)) : QString();
        if (item->data(CountRole).toString() == text)
            continue;
        item->setData(text, CountRole);
        item->setData(text.isEmpty() ? item->text() : item->text() + u' ' + text, Qt::AccessibleTextRole);
    }
}

void KindPane::setCurrent(const ResourceKind& kind)
{
    m_current = kindText(kind.group, kind.kind);
    const QStandardItem* item = m_entries.value(m_current);
    m_quiet = true;
    m_list->setCurrentIndex(item ? item->index() : QModelIndex());
    if (item)
        m_list->scrollTo(item->index());
    m_quiet = false;
}

void KindPane::handleCurrent(const QModelIndex& current)
{
    const QString id = current.data(KindIdRole).toString();
    if (m_quiet || id.isEmpty() || id == m_current)
        return;
    m_current = id;
    emit chosen(id);
}

void KindPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        rebuild();
    }
    QWidget::changeEvent(event);
}

void KindPane::retranslate()
{
    //: placeholder of the field that narrows the list of kinds
    m_filter->setPlaceholderText(tr("kind"));
    m_filter->setAccessibleName(tr("Filter kinds"));
    m_list->setAccessibleName(tr("Kinds"));
}

} // namespace Strato
