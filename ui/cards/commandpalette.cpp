// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/commandpalette.h"

#include "models/base/plaintext.h"
#include "ui/cards/card.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/theme/shapes.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

namespace {

class PaletteDelegate final : public QStyledItemDelegate {
public:
    PaletteDelegate(const Theme& theme, const PaletteRoles& roles, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_roles(roles)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return { m_theme.px(200), m_theme.px(26) };
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool heading = !index.flags().testFlag(Qt::ItemIsEnabled);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        if (selected)
            painter->fillRect(option.rect, m_theme.colour(Role::Selection));
        QRect row = option.rect.adjusted(m_theme.px(12), 0, -m_theme.px(12), 0);
        const auto leading = int(QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter));
        const auto trailing = int(QStyle::visualAlignment(option.direction, Qt::AlignTrailing | Qt::AlignVCenter));
        painter->setFont(m_theme.font(heading ? Type::Small : Type::Body));
        painter->setPen(m_theme.colour(heading ? Role::Text3 : Role::Text));
        const QString name = cleanLine(index.data().toString(), 200);
        if (heading) {
            painter->drawText(row, leading, name);
            return;
        }
        row = paintShape(*painter, row, option.direction, index, selected);
        const QString side = cleanLine(index.data(m_roles.detail).toString(), 200);
        const int nameWidth = std::min(painter->fontMetrics().horizontalAdvance(name), row.width());
        painter->drawText(row, leading, painter->fontMetrics().elidedText(name, Qt::ElideMiddle, row.width()));
        const bool mirrored = option.direction == Qt::RightToLeft;
        const int used = nameWidth + m_theme.px(12);
        QRect rest = mirrored ? row.adjusted(0, 0, -used, 0) : row.adjusted(used, 0, 0, 0);
        painter->setPen(m_theme.colour(Role::Text2));
        const QString keys = index.data(m_roles.shortcut).toString();
        if (!keys.isEmpty()) {
            painter->drawText(rest, trailing, keys);
            const int wide = painter->fontMetrics().horizontalAdvance(keys) + m_theme.px(10);
            rest = mirrored ? rest.adjusted(wide, 0, 0, 0) : rest.adjusted(0, 0, -wide, 0);
        }
        painter->drawText(rest, leading, painter->fontMetrics().elidedText(side, Qt::ElideRight, rest.width()));
    }

private:
    QRect paintShape(QPainter& painter, const QRect& row, Qt::LayoutDirection direction, const QModelIndex& index,
        bool selected) const
    {
        const QVariant health = index.data(m_roles.health);
        if (!health.isValid())
            return row;
        const Role role = roleOf(static_cast<Health>(health.toInt()));
        drawShape(painter, static_cast<Health>(health.toInt()), leadingBox(QRectF(row), m_theme.px(11), 0, direction),
            m_theme.colour(selected ? shapeOnSelection(role) : role));
        const int used = m_theme.px(17);
        return direction == Qt::RightToLeft ? row.adjusted(0, 0, -used, 0) : row.adjusted(used, 0, 0, 0);
    }

    const Theme& m_theme;
    PaletteRoles m_roles;
};

} // namespace

CommandPalette::CommandPalette(const Theme& theme, const PaletteRoles& roles, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_results(new PaletteResults(roles, this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_none(new PlainLabel({}, Type::Body, Role::Text2, this))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    box->setSpacing(theme.px(6));
    box->addWidget(m_edit);
    box->addWidget(m_none);
    box->addWidget(m_list);
    m_none->setWrapped(true);
    m_none->hide();
    m_edit->setMaxLength(256);
    m_edit->installEventFilter(this);
    m_list->setModel(m_results);
    m_list->setItemDelegate(new PaletteDelegate(theme, roles, this));
    m_list->setFocusPolicy(Qt::NoFocus); // the line keeps the focus, arrows move the choice
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    hide();
    retranslate();
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::accept);
    connect(m_results, &PaletteResults::rowsInserted, this, [this] {
        m_list->setCurrentIndex(m_results->firstChoice());
        refreshNone();
    });
    connect(m_results, &PaletteResults::rowsRemoved, this, &CommandPalette::refreshNone);
}

void CommandPalette::refreshNone()
{
    m_none->setVisible(m_results->rowCount() == 0);
}

void CommandPalette::setSource(QAbstractItemModel* source)
{
    m_results->setSource(source);
}

void CommandPalette::retranslate()
{
    m_edit->setPlaceholderText(tr("Go to anything, or type a command"));
    m_edit->setAccessibleName(tr("Command palette"));
    //: accessible name of the list under the command palette
    m_list->setAccessibleName(tr("Matches"));
    m_none->setText(tr("Nothing has this name: neither an object of a kind that is followed now, nor a view, nor a "
                       "command. The explorer finds objects of every kind."));
}

void CommandPalette::open()
{
    const int width = std::min(m_theme.px(640), parentWidget()->width() - m_theme.px(32));
    const int height = std::min(m_theme.px(420), parentWidget()->height() - m_theme.px(64));
    setGeometry((parentWidget()->width() - width) / 2, m_theme.px(40), width, height);
    if (!isVisible())
        m_before = window()->focusWidget();
    m_edit->clear();
    search({});
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::search(const QString& query)
{
    m_results->setQuery(query);
    m_list->setCurrentIndex(m_results->firstChoice());
    refreshNone();
    emit queryChanged(query);
}

void CommandPalette::step(int by)
{
    int row = m_list->currentIndex().row();
    do
        row += by;
    while (row >= 0 && row < m_results->rowCount() && m_results->isHeading(m_results->index(row)));
    if (row >= 0 && row < m_results->rowCount())
        m_list->setCurrentIndex(m_results->index(row));
}

void CommandPalette::accept()
{
    const QModelIndex index = m_results->sourceIndex(m_list->currentIndex());
    if (!index.isValid())
        return;
    emit chosen(index); // first: hiding lets sources go of their rows
    hide();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_edit)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason)
        hide();
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // a window may have a use of its own for the key: while we lie over it, it is ours
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: accept(); return true;
    case Qt::Key_Escape: hide(); return true;
    default: return false;
    }
}

void CommandPalette::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    // Where the window gives the focus by itself is the first that can have it: a cluster's chip, with its menu.
    if (m_before && m_before->isVisible() && !event->spontaneous())
        m_before->setFocus(Qt::OtherFocusReason);
    emit closed();
}

void CommandPalette::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Role::Window)); // behind the round corners
    drawCardFrame(painter, QRectF(rect()), m_theme, Role::Panel, Role::Accent);
}

} // namespace Strato
