// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/topbar.h"

#include "app/shell/clusterchoice.h"
#include "app/shell/console.h"
#include "models/base/plaintext.h"
#include "ui/cards/clusterchip.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/freshnesstext.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

#include <numeric>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestClusterName = 80;
constexpr int nameWidth = 184; // of the places below it
constexpr int searchWidth = 300;
constexpr int leastSearchWidth = 110; // its keys alone
constexpr int narrowBelow = 1100; // with many clusters in a wide window the others are a button away

} // namespace

TopBar::TopBar(Console& console, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_theme(theme)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    m_name = new PlainLabel(u"Stratoscope"_s, Type::CardTitle, Role::Text, this);
    m_name->setFixedWidth(m_theme.px(nameWidth));
    row->addWidget(m_name);
    m_chipRow = new QHBoxLayout;
    m_chipRow->setSpacing(12);
    row->addLayout(m_chipRow);
    m_add = new QPushButton(u"+"_s, this);
    m_more = new QPushButton(this);
    m_more->hide();
    row->addWidget(m_more);
    row->addWidget(m_add);
    row->addStretch(1);
    buildSearch();
    row->addWidget(m_search, 1);
    m_menu = new QPushButton(u"≡"_s, this);
    row->addWidget(m_menu);
    connect(m_more, &QPushButton::clicked, this, &TopBar::showHidden);
    connect(m_add, &QPushButton::clicked, this, &TopBar::openClusterRequested);
    connect(m_search, &QPushButton::clicked, this, &TopBar::paletteRequested);
    connect(&m_console, &Console::clustersChanged, this, &TopBar::rebuild);
    connect(&m_console, &Console::statusesChanged, this, &TopBar::rebuild);
    connect(&m_console, &Console::cursorChanged, this, &TopBar::rebuild);
    connect(&m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
    rebuild();
}

TopBar::~TopBar() = default;

void TopBar::setMenu(QMenu* menu)
{
    m_menu->setMenu(menu);
}

void TopBar::buildSearch()
{
    m_search = new QPushButton(this);
    m_search->setMaximumWidth(m_theme.px(420));
    m_searchText = new PlainLabel({}, Type::Body, Role::Text2, m_search);
    m_searchKeys = new PlainLabel({}, Type::Small, Role::Text3, m_search);
    auto* row = new QHBoxLayout(m_search);
    row->setContentsMargins(m_theme.px(10), 0, m_theme.px(10), 0);
    row->addWidget(m_searchText, 1);
    row->addWidget(m_searchKeys);
    for (PlainLabel* label : { m_searchText, m_searchKeys })
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void TopBar::retranslate()
{
    //: The button that opens the command palette
    m_searchText->setText(tr("Go to anything, or type a command"));
    m_searchKeys->setText(QKeySequence(u"Ctrl+K"_s).toString(QKeySequence::NativeText)); // keys have names too
    m_search->setAccessibleName(tr("Command palette"));
    m_add->setAccessibleName(tr("Open another cluster"));
    m_menu->setAccessibleName(tr("Menu of the program"));
    setAccessibleName(tr("Clusters"));
}

void TopBar::rebuild()
{
    const auto& clusters = m_console.clusters();
    for (auto it = m_chips.begin(); it != m_chips.end();) {
        if (clusters.contains(it.key())) {
            ++it;
            continue;
        }
        it.value()->deleteLater();
        it = m_chips.erase(it);
    }
    for (const auto& [context, cluster] : clusters) {
        ClusterChip*& chip = m_chips[context];
        if (!chip) {
            chip = new ClusterChip(m_theme, this);
            m_chipRow->addWidget(chip);
            connect(chip, &ClusterChip::menuRequested, this,
                [this, name = context](const QPoint& at) { handleChip(name, at); });
        }
        fill(*chip, cluster);
    }
    arrange();
}

int TopBar::chipWidth(const ClusterChip& chip, Fit fit) const
{
    return (fit == Fit::Whole ? chip.sizeHint() : chip.minimumSizeHint()).width() + m_chipRow->spacing();
}

/// What is left for the chips.
int TopBar::roomFor(Fit fit) const
{
    const int buttons = m_add->sizeHint().width() + m_menu->sizeHint().width() + 8 * m_chipRow->spacing();
    const int others = fit == Fit::ChipsFirst ? leastSearchWidth : nameWidth + searchWidth;
    return width() - buttons - m_theme.px(others);
}

/// Who one is on a cluster gives way first, then the program's name and what the search says, never all of the chips.
TopBar::Fit TopBar::bestFit() const
{
    for (const Fit fit : { Fit::Whole, Fit::ShortChips, Fit::ChipsFirst }) {
        const int all = std::accumulate(m_chips.begin(), m_chips.end(), 0,
            [this, fit](int sum, const ClusterChip* chip) { return sum + chipWidth(*chip, fit); });
        if (all <= roomFor(fit))
            return fit;
    }
    return width() < m_theme.px(narrowBelow) ? Fit::ChipsFirst : Fit::ShortChips;
}

/// As many chips as there is room for, one at least; the rest is behind one button, so that the search is never pushed
/// out.
void TopBar::arrange()
{
    const Fit fit = bestFit();
    m_name->setVisible(fit != Fit::ChipsFirst);
    m_searchText->setVisible(fit != Fit::ChipsFirst);
    m_search->setMinimumWidth(m_theme.px(fit == Fit::ChipsFirst ? leastSearchWidth : searchWidth));
    int room = roomFor(fit);
    const int all = std::accumulate(m_chips.begin(), m_chips.end(), 0,
        [this, fit](int sum, const ClusterChip* chip) { return sum + chipWidth(*chip, fit); });
    if (all > room)
        room -= m_theme.px(90); // for the button
    int hidden = 0;
    for (ClusterChip* chip : std::as_const(m_chips)) {
        room -= chipWidth(*chip, fit);
        const bool isFirst = chip == m_chips.first();
        const bool fits = isFirst || (room >= 0 && hidden == 0);
        chip->setVisible(fits);
        hidden += fits ? 0 : 1;
    }
    m_more->setVisible(hidden > 0);
    //: clusters for which the window is too narrow; a list of them opens
    m_more->setText(tr("%n more ▾", nullptr, hidden));
    m_more->setAccessibleName(tr("Clusters that do not fit"));
}

void TopBar::showHidden()
{
    QMenu menu(this);
    const QPoint at = m_more->mapToGlobal(QPoint(0, m_more->height()));
    for (auto it = m_chips.begin(); it != m_chips.end(); ++it) {
        if (it.value()->isVisibleTo(this))
            continue;
        // "&" would be a mnemonic, and names are others' text.
        const QString name = cleanLine(it.key(), longestClusterName).replace(u'&', u"&&"_s);
        menu.addAction(name, this, [this, context = it.key(), at] { showMenu(context, at); });
    }
    menu.exec(at);
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void TopBar::fill(ClusterChip& chip, const OpenCluster& cluster)
{
    const ClusterMark mark = m_console.markOf(cluster);
    ClusterChip::Content content;
    content.name = cluster.context;
    content.identity = cluster.identity ? cluster.identity->user : QString();
    content.production = mark.production;
    content.locked = mark.locked;
    content.unverified = m_console.isUnverified(cluster.context);
    content.shown = isShown(cluster.context);
    content.isOfNow = !m_console.cursor().isLive();
    content.health = Health::Unknown;
    if (cluster.error) {
        content.health = Health::Critical;
    } else {
        const auto& statuses = m_console.statuses();
        if (const auto it = statuses.find("k8s:" + std::string(cluster.id.view())); it != statuses.end())
            content.health = healthOf(it->second.freshness);
    }
    if (chip.content() != content)
        chip.setContent(content);
}

void TopBar::handleChip(const QString& context, const QPoint& at)
{
    if (QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier))
        emit clustersChosen(toggled(m_console, m_chosen, context));
    else
        showMenu(context, at);
}

bool TopBar::isShown(const QString& context) const
{
    return m_chosen.isEmpty() || m_chosen.contains(context);
}

void TopBar::addChoice(QMenu& menu, const QString& context)
{
    //: whether the views show this cluster
    QAction* shown = menu.addAction(tr("Show this cluster"));
    shown->setCheckable(true);
    shown->setChecked(isShown(context));
    shown->setEnabled(m_console.clusters().size() > 1);
    connect(shown, &QAction::toggled, this,
        [this, context] { emit clustersChosen(toggled(m_console, m_chosen, context)); });
    menu.addAction(tr("Show this cluster alone"), this, [this, context] { emit clustersChosen({ context }); });
    menu.addAction(tr("Show all clusters"), this, [this] { emit clustersChosen({}); });
}

void TopBar::addMarks(QMenu& menu, const OpenCluster& cluster)
{
    const ClusterMark mark = m_console.markOf(cluster);
    QAction* production = menu.addAction(tr("This is production"));
    production->setCheckable(true);
    production->setChecked(mark.production);
    production->setEnabled(!cluster.id.empty());
    connect(production, &QAction::toggled, this, [this, cluster, mark](bool on) {
        m_console.setMark(cluster, { on, mark.locked });
    });
    QAction* locked = menu.addAction(tr("Locked: reading only"));
    locked->setCheckable(true);
    locked->setChecked(mark.locked);
    locked->setEnabled(!cluster.id.empty());
    connect(locked, &QAction::toggled, this, [this, cluster, mark](bool on) {
        m_console.setMark(cluster, { mark.production, on });
    });
}

void TopBar::showMenu(const QString& context, const QPoint& at)
{
    const auto it = m_console.clusters().find(context);
    if (it == m_console.clusters().end())
        return;
    QMenu menu(this);
    addChoice(menu, context);
    menu.addSeparator();
    addMarks(menu, it->second);
    menu.addSeparator();
    menu.addAction(tr("Connection details…"), this, [this, context] { emit detailsRequested(context); });
    menu.addAction(tr("Try again now"), this, [this, context] { m_console.retry(context); });
    menu.addAction(tr("Disconnect"), this, [this, context] { m_console.disconnectContext(context); });
    menu.exec(at);
}

void TopBar::setClustersChosen(const QStringList& contexts)
{
    m_chosen = contexts;
    rebuild();
}

void TopBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        rebuild();
    }
    QWidget::changeEvent(event);
}

void TopBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Role::Panel));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.colour(Role::Line));
}

} // namespace Strato
