// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/navlist.h"

#include "models/base/plaintext.h"
#include "ui/text/healthtext.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <map>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

enum NavRole { IdRole = Qt::UserRole, CountRole, HealthRole };

class NavDelegate final : public QStyledItemDelegate {
public:
    NavDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const bool section = index.data(IdRole).toString().isEmpty();
        return { m_theme.px(160), m_theme.px(section && index.row() > 0 ? 36 : 28) };
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        if (index.data(IdRole).toString().isEmpty())
            paintSection(*painter, option, index);
        else
            paintEntry(*painter, option, index);
    }

private:
    void paintSection(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
    {
        QFont font = m_theme.font(Type::Small);
        font.setCapitalization(QFont::AllUppercase);
        font.setLetterSpacing(QFont::PercentageSpacing, 106);
        painter.setFont(font);
        painter.setPen(m_theme.colour(Role::Text3));
        const int pad = m_theme.px(16);
        painter.drawText(option.rect.adjusted(pad, 0, -pad, -m_theme.px(4)),
            int(QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignBottom)),
            index.data().toString());
    }

    void paintEntry(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool mirrored = option.direction == Qt::RightToLeft;
        if (selected) {
            painter.fillRect(option.rect, m_theme.colour(Role::Selection));
            const int x = mirrored ? option.rect.right() - 2 : option.rect.left();
            painter.fillRect(QRect(x, option.rect.top(), 3, option.rect.height()), m_theme.colour(Role::Accent));
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter.fillRect(option.rect, m_theme.colour(Role::Raised));
        }
        const int pad = m_theme.px(16);
        QRect text = option.rect.adjusted(pad, 0, -pad, 0);
        const int badge = paintBadge(painter, text, index, mirrored);
        text = mirrored ? text.adjusted(badge, 0, 0, 0) : text.adjusted(0, 0, -badge, 0);
        painter.setFont(m_theme.font(Type::Body));
        painter.setPen(m_theme.colour(selected ? Role::Text : Role::Text2));
        painter.drawText(text, int(QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter)),
            painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter.setPen(m_theme.colour(Role::Accent));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
    }

    int paintBadge(QPainter& painter, const QRect& row, const QModelIndex& index, bool mirrored) const
    {
        const int count = index.data(CountRole).toInt();
        if (count <= 0)
            return 0;
        const auto health = static_cast<Health>(index.data(HealthRole).toInt());
        const QString text = count > 999 ? u"999+"_s : QString::number(count);
        painter.setFont(m_theme.font(Type::Small));
        const int height = m_theme.px(18);
        const int width = std::max(height, painter.fontMetrics().horizontalAdvance(text) + m_theme.px(11));
        const QRect pill(mirrored ? row.left() : row.right() + 1 - width, row.center().y() - height / 2, width, height);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colour(health));
        painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
        painter.restore();
        painter.setPen(m_theme.colour(Role::OnState));
        painter.drawText(pill, Qt::AlignCenter, text);
        return width + m_theme.px(6);
    }

    const Theme& m_theme;
};

} // namespace

NavList::NavList(const Theme& theme, QWidget* parent)
    : QListView(parent)
    , m_theme(theme)
    , m_items(new QStandardItemModel(this))
{
    setModel(m_items);
    setItemDelegate(new NavDelegate(theme, this));
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setAccessibleName(tr("Views"));
    connect(&theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        updateGeometry();
    });
}

void NavList::setEntries(const std::vector<Entry>& entries)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const QString kept = currentId();
    std::map<QString, std::pair<QVariant, QVariant>> badges;
    for (int row = 0; row < m_items->rowCount(); ++row) {
        const QStandardItem* item = m_items->item(row);
        badges[item->data(IdRole).toString()] = { item->data(CountRole), item->data(HealthRole) };
    }
    m_items->clear();
    for (const Entry& entry : entries) {
        auto* item = new QStandardItem(cleanLine(entry.text, 80));
        item->setData(entry.id, IdRole);
        item->setEditable(false);
        if (entry.id.isEmpty())
            item->setFlags(Qt::NoItemFlags);
        if (const auto badge = badges.find(entry.id); badge != badges.end() && !entry.id.isEmpty()) {
            item->setData(badge->second.first, CountRole);
            item->setData(badge->second.second, HealthRole);
        }
        m_items->appendRow(item);
    }
    setCurrentId(kept);
}

QStandardItem* NavList::itemOf(const QString& id) const
{
    if (id.isEmpty())
        return nullptr;
    for (int row = 0; row < m_items->rowCount(); ++row) {
        if (m_items->item(row)->data(IdRole).toString() == id)
            return m_items->item(row);
    }
    return nullptr;
}

void NavList::setBadge(const QString& id, int count, Health health)
{
    QStandardItem* item = itemOf(id);
    if (!item)
        return;
    item->setData(count, CountRole);
    item->setData(static_cast<int>(health), HealthRole);
    //: %1 is the name of a view, %2 a count, %3 a state's word
    item->setData(
        count > 0 ? tr("%1, %2 %3").arg(item->text(), QString::number(count), healthWord(health)) : item->text(),
        Qt::AccessibleTextRole);
}

void NavList::setCurrentId(const QString& id)
{
    const QScopedValueRollback quiet(m_quiet, true);
    if (const QStandardItem* item = itemOf(id))
        setCurrentIndex(item->index());
    else
        clearSelection();
}

QString NavList::currentId() const
{
    return currentIndex().data(IdRole).toString();
}

QSize NavList::sizeHint() const
{
    return { m_theme.px(208), m_theme.px(480) };
}

void NavList::mousePressEvent(QMouseEvent* event)
{
    const bool again = event->button() == Qt::LeftButton && !currentId().isEmpty()
        && indexAt(event->position().toPoint()) == currentIndex();
    QListView::mousePressEvent(event);
    if (again)
        emit chosen(currentId());
}

void NavList::keyPressEvent(QKeyEvent* event)
{
    const bool go = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (go && !currentId().isEmpty())
        emit chosen(currentId());
    else
        QListView::keyPressEvent(event);
}

void NavList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid() && !current.data(IdRole).toString().isEmpty())
        emit chosen(current.data(IdRole).toString());
}

} // namespace Strato
