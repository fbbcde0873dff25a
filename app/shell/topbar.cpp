// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/topbar.h"

#include "app/shell/console.h"
#include "ui/cards/clusterchip.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/freshnesstext.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace Strato {

using namespace Qt::StringLiterals;

TopBar::TopBar(Console& console, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_theme(theme)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    auto* name = new PlainLabel(u"Stratoscope"_s, Type::CardTitle, Role::Text, this);
    name->setFixedWidth(m_theme.px(184));
    row->addWidget(name);
    m_chipRow = new QHBoxLayout;
    m_chipRow->setSpacing(12);
    row->addLayout(m_chipRow);
    m_add = new QPushButton(u"+"_s, this);
    m_add->setFlat(true);
    m_add->setFixedWidth(m_theme.px(28));
    row->addWidget(m_add);
    row->addStretch(1);
    m_search = new QPushButton(this);
    m_search->setMinimumWidth(m_theme.px(300));
    row->addWidget(m_search, 1);
    connect(m_add, &QPushButton::clicked, this, &TopBar::openClusterRequested);
    connect(m_search, &QPushButton::clicked, this, &TopBar::paletteRequested);
    connect(&m_console, &Console::clustersChanged, this, &TopBar::rebuild);
    connect(&m_console, &Console::statusChanged, this, &TopBar::rebuild);
    connect(&m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
    rebuild();
}

TopBar::~TopBar() = default;

void TopBar::retranslate()
{
    //: The button that opens the command palette; the shortcut stands at its end
    m_search->setText(tr("Go to anything, or type a command   Ctrl K"));
    m_search->setAccessibleName(tr("Command palette"));
    m_add->setAccessibleName(tr("Open another cluster"));
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
                [this, name = context](const QPoint& at) { showMenu(name, at); });
        }
        fill(*chip, cluster);
    }
}

void TopBar::fill(ClusterChip& chip, const OpenCluster& cluster)
{
    const ClusterMark mark = m_console.markOf(cluster);
    ClusterChip::Content content;
    content.name = cluster.context;
    content.identity = cluster.identity ? cluster.identity->user : QString();
    content.production = mark.production;
    content.locked = mark.locked;
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

void TopBar::showMenu(const QString& context, const QPoint& at)
{
    const auto it = m_console.clusters().find(context);
    if (it == m_console.clusters().end())
        return;
    const OpenCluster cluster = it->second;
    const ClusterMark mark = m_console.markOf(cluster);
    QMenu menu(this);
    menu.addAction(tr("Show this cluster alone"), this, [this, context] { emit clusterChosen(context); });
    menu.addAction(tr("Show all clusters"), this, [this] { emit clusterChosen({}); });
    menu.addSeparator();
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
    menu.addSeparator();
    menu.addAction(tr("Connection details…"), this, [this, context] { emit detailsRequested(context); });
    menu.addAction(tr("Try again now"), this, [this, context] { m_console.retry(context); });
    menu.addAction(tr("Disconnect"), this, [this, context] { m_console.disconnectContext(context); });
    menu.exec(at);
}

void TopBar::setClustersChosen(const QStringList& contexts)
{
    for (auto it = m_chips.begin(); it != m_chips.end(); ++it)
        it.value()->setDown(!contexts.isEmpty() && contexts.contains(it.key()));
}

void TopBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TopBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Role::Panel));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.colour(Role::Line));
}

} // namespace Strato
