// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/stratotable.h"

#include "models/base/plaintext.h"
#include "ui/delegates/textdelegate.h"
#include "ui/plaintext/copytext.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/tableheader.h"
#include "ui/tables/tablelayout.h"
#include "ui/tables/tableview.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

// A title from a server may hold an ampersand; in a menu or on a button that would be a mnemonic.
QString menuText(const QString& title)
{
    return cleanLine(title, 120).replace(u'&', u"&&"_s);
}

} // namespace

StratoTable::StratoTable(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_view(new TableView(theme, this))
    , m_plain(std::make_unique<TextDelegate>(theme, TextDelegate::Look {}))
    , m_state(new StatePanel(theme, this))
    , m_stale(new PlainLabel({}, Type::Small, Role::Warning, this))
    , m_waiting(new QPushButton(this))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_view);
    box->addWidget(m_waiting); // below: the rows above it keep their places when it comes
    setFocusProxy(m_view);
    auto* header = new TableHeader(theme, m_view);
    header->setHeld([this] { return m_view->heldWidth(); });
    m_view->setColumnHeader(header);
    m_view->setItemDelegate(m_plain.get());
    m_stale->setProperty("surface", u"raised"_s);
    m_stale->setContentsMargins(theme.px(8), theme.px(2), theme.px(8), theme.px(2));
    for (QWidget* overlay : std::initializer_list<QWidget*> { m_state, m_stale, m_waiting })
        overlay->hide();
    m_waiting->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a name must not widen the table
    connectView();
    retranslate();
    connect(&theme, &Theme::changed, this, [this] {
        fitToRoom();
        placeOverlays();
    });
}

StratoTable::~StratoTable() = default;

void StratoTable::connectView()
{
    QHeaderView* header = m_view->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->viewport()->installEventFilter(this);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this,
        [this, header](const QPoint& at) { chooseColumns(header->viewport()->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this,
        [this](int column, int, int size) { handleSectionResized(column, size); });
    connect(header, &QHeaderView::sectionMoved, this, &StratoTable::layoutChanged);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &StratoTable::layoutChanged);
    connect(m_view, &QWidget::customContextMenuRequested, this, &StratoTable::showRowMenu);
    connect(m_view, &TableView::copyRequested, this, &StratoTable::copySelection);
    connect(m_view, &TableView::rowActivated, this, &StratoTable::rowActivated);
    connect(m_state, &StatePanel::buttonPressed, this, &StratoTable::stateButtonPressed);
    connect(m_waiting, &QPushButton::clicked, this, [this] {
        m_view->setFocus(); // it is of these rows: the focus must not go on to another table
        setWaiting(0, 0, {});
        emit waitingRequested();
    });
}

void StratoTable::setModel(QAbstractItemModel* model, std::vector<TableColumn> columns)
{
    for (const TableColumn& old : m_columns)
        delete old.delegate;
    m_columns = std::move(columns);
    m_view->setSortingEnabled(false);
    m_view->setModel(model);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        QStyledItemDelegate* delegate = m_columns[i].delegate;
        if (delegate)
            delegate->setParent(this);
        m_view->setItemDelegateForColumn(int(i), delegate);
        static_cast<TableHeader*>(m_view->horizontalHeader())->setTrailing(int(i), m_columns[i].numeric);
    }
    setDefaults();
    fitToRoom();
    // No order until one is chosen: the model's own is the one that the view asked for.
    m_view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_view->setSortingEnabled(true);
    if (m_view->selectionModel())
        connect(
            m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &StratoTable::currentRowChanged);
}

void StratoTable::setDefaults()
{
    m_choices.clear();
    for (const TableColumn& column : m_columns)
        m_choices.push_back({ column.width, !column.shownAtFirst, false, false });
}

QAbstractItemModel* StratoTable::model() const
{
    return m_view->model();
}

int StratoTable::columnOf(const QByteArray& id) const
{
    const auto it = std::ranges::find(m_columns, id, &TableColumn::id);
    return it == m_columns.end() ? -1 : int(it - m_columns.begin());
}

void StratoTable::setColumnShown(const QByteArray& id, bool shown)
{
    const int column = columnOf(id);
    if (column < 0 || (isColumnShown(id) == shown && !(shown && isColumnLeftOut(id))))
        return;
    if (!shown && visibleColumns().size() == 1)
        return; // a table without columns has no header to bring them back from
    m_choices[std::size_t(column)].hidden = !shown;
    m_choices[std::size_t(column)].ticked = shown;
    fitToRoom();
    if (shown)
        scrollToColumn(column);
    emit layoutChanged();
}

bool StratoTable::isColumnShown(const QByteArray& id) const
{
    const int column = columnOf(id);
    return column >= 0 && !m_choices[std::size_t(column)].hidden;
}

QByteArray StratoTable::saveLayout() const
{
    return packTableLayout(*m_view->horizontalHeader(), m_columns, m_choices);
}

bool StratoTable::restoreLayout(const QByteArray& layout)
{
    const bool known = applyTableLayout(*m_view->horizontalHeader(), m_columns, m_choices, layout);
    if (known)
        fitToRoom();
    return known;
}

void StratoTable::resetLayout()
{
    QHeaderView* header = m_view->horizontalHeader();
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        header->moveSection(header->visualIndex(int(i)), int(i));
    setDefaults();
    fitToRoom();
    emit layoutChanged();
}

void StratoTable::setState(const StatePanel::Content& content)
{
    m_state->setContent(content);
    m_state->show();
    m_state->raise();
    placeOverlays();
}

void StratoTable::clearState()
{
    m_state->hide();
}

void StratoTable::setStale(const QString& words)
{
    m_stale->setText(words);
    m_stale->setVisible(!words.isEmpty());
    m_view->setVeiled(!words.isEmpty());
    placeOverlays();
}

void StratoTable::setWaiting(int worseAbove, int others, const QString& first)
{
    m_worseAbove = worseAbove;
    m_othersWaiting = others;
    m_firstWaiting = cleanLine(first, 40);
    retranslate();
    const bool waits = worseAbove > 0 || others > 0;
    if (!waits && m_waiting->hasFocus())
        m_view->setFocus();
    m_waiting->setVisible(waits);
}

void StratoTable::placeOverlays()
{
    const QRect area = m_view->viewport()->geometry().translated(m_view->pos());
    if (!m_state->isHidden()) {
        const int width = std::min(area.width() - m_theme.px(24), m_theme.px(560));
        const int height = m_state->heightAt(width);
        if (area.height() >= height + m_theme.px(12)) {
            const int y = area.top() + std::max(m_theme.px(12), (area.height() - height) / 3);
            m_state->setGeometry(
                area.left() + (area.width() - width) / 2, std::min(y, area.bottom() + 1 - height), width, height);
        } else { // no room for it below the header: it takes the header's too, there is nothing to be titled
            m_state->setGeometry(rect());
        }
    }
    if (!m_stale->isHidden()) {
        const QSize size = m_stale->sizeHint();
        const int x = layoutDirection() == Qt::RightToLeft ? area.left() : area.right() - size.width();
        m_stale->setGeometry(QRect(QPoint(x, area.top() + m_theme.px(2)), size));
    }
}

void StratoTable::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeOverlays();
}

bool StratoTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize) {
        fitToRoom();
        placeOverlays();
    }
    return QWidget::eventFilter(watched, event);
}

void StratoTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StratoTable::retranslate()
{
    //: a strip below a list whose rows must not move now. %n worse things will stand higher up; %1: the worst of them
    const QString above = tr("%n worse will move up: %1", nullptr, m_worseAbove).arg(m_firstWaiting);
    //: a strip below a list whose rows must not move now. %n more things will be listed; %1: the first of them
    const QString others = tr("%n more to list: %1", nullptr, m_othersWaiting).arg(m_firstWaiting);
    m_waiting->setText(menuText(m_worseAbove > 0 ? above : others));
    m_waiting->setAccessibleName(m_worseAbove > 0 ? above : others);
}

void StratoTable::addSortEntries(QMenu& menu)
{
    const QHeaderView* header = m_view->horizontalHeader();
    for (const int column : visibleColumns()) {
        QAction* action = menu.addAction(menuText(model()->headerData(column, Qt::Horizontal).toString()));
        action->setCheckable(true);
        const bool now = header->isSortIndicatorShown() && header->sortIndicatorSection() == column;
        action->setChecked(now);
        const auto order
            = now && header->sortIndicatorOrder() == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        connect(action, &QAction::triggered, this, [this, column, order] { m_view->sortByColumn(column, order); });
    }
}

void StratoTable::fillRowMenu(QMenu& menu, const QModelIndex& index)
{
    emit contextMenuAboutToShow(&menu, index);
    if (!menu.isEmpty())
        menu.addSeparator();
    //: copies the selected rows
    QAction* copy = menu.addAction(tr("Copy"), this, &StratoTable::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(m_view->selectionModel() && m_view->selectionModel()->hasSelection());
    menu.addAction(tr("Save as CSV…"), this, &StratoTable::exportCsv);
    menu.addSeparator();
    //: opens a list of ticks: which columns are shown
    menu.addAction(tr("Columns…"), this, [this, &menu] { chooseColumns(menu.pos()); });
    //: submenu: by which column rows are sorted
    addSortEntries(*menu.addMenu(tr("Sort by")));
}

void StratoTable::showRowMenu(const QPoint& position)
{
    if (!model())
        return;
    QMenu menu(this);
    // The menu key sends a place of its own: the current row is meant.
    const QModelIndex under = m_view->indexAt(position);
    fillRowMenu(menu, under.isValid() ? under : m_view->currentIndex());
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

} // namespace Strato
