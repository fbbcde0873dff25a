// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/statusstrip.h"

#include "app/shell/console.h"
#include "app/shell/footprint.h"
#include "ui/cards/statusbaritem.h"
#include "ui/text/freshnesstext.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int refreshEveryMs = 2000;

} // namespace

StatusStrip::StatusStrip(Console& console, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_theme(theme)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 12, 2);
    m_sources = new QHBoxLayout;
    m_sources->setSpacing(12);
    row->addLayout(m_sources);
    row->addStretch(1);
    for (StatusBarItem** figure : { &m_notice, &m_requests, &m_bytes, &m_memory }) {
        *figure = new StatusBarItem(m_theme, this);
        row->addWidget(*figure);
    }
    for (const StatusBarItem* figure : { m_requests, m_bytes, m_memory })
        connect(figure, &StatusBarItem::clicked, this, [this] { emit sourceActivated(u"footprint"_s); });
    connect(m_notice, &StatusBarItem::clicked, this, [this] { emit sourceActivated(u"notice"_s); });
    m_notice->hide();
    m_timer.setInterval(refreshEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &StatusStrip::refresh);
    connect(&m_console, &Console::statusesChanged, this, &StatusStrip::refresh);
    connect(&m_console, &Console::clustersChanged, this, &StatusStrip::refresh);
    connect(&m_console, &Console::statusRemoved, this, [this](const QString& id) { delete m_items.take(id); });
    m_timer.start();
    refresh();
}

StatusStrip::~StatusStrip() = default;

void StatusStrip::setFormats(const Formats& formats)
{
    m_formats = formats;
    refresh();
}

void StatusStrip::setNotice(const QString& text)
{
    m_notice->setVisible(!text.isEmpty());
    m_notice->setStatus(Health::Warning, text, text);
}

QString StatusStrip::notice() const
{
    return m_notice->statusText();
}

StatusBarItem* StatusStrip::item(const QString& id)
{
    StatusBarItem*& held = m_items[id];
    if (!held) {
        held = new StatusBarItem(m_theme, this);
        m_sources->addWidget(held);
        connect(held, &StatusBarItem::clicked, this, [this, id] { emit sourceActivated(id); });
    }
    return held;
}

void StatusStrip::refresh()
{
    refreshKubernetes();
    const Instant now = m_console.clock().now();
    for (const auto& [id, status] : m_console.statuses()) {
        if (id.starts_with("k8s:"))
            continue;
        QString text = status.label + u' ' + freshnessText(status, m_formats);
        if (status.freshness == Freshness::Live && status.asOf && m_console.cursor().isLive()) // else it rests
            //: %1: name of a source, %2: an age such as "3s"
            text = tr("%1 live, %2 old").arg(status.label, Numbers::age(now - *status.asOf));
        item(QString::fromStdString(id))
            ->setStatus(healthOf(status.freshness), text, freshnessStory(status, m_formats, now));
    }
    refreshFootprint();
}

void StatusStrip::refreshKubernetes()
{
    int live = 0;
    Freshness worst = Freshness::Live;
    QStringList stories;
    const Instant now = m_console.clock().now();
    for (const auto& [context, cluster] : m_console.clusters()) {
        const SourceStatus status = m_console.statusOf(cluster);
        live += status.freshness == Freshness::Live ? 1 : 0;
        worst = combined({ worst, status.freshness });
        stories.push_back(freshnessStory(status, m_formats, now));
    }
    const auto count = static_cast<qint64>(m_console.clusters().size());
    if (count == 0) {
        delete m_items.take(u"kubernetes"_s);
        return;
    }
    //: %1 of %2 clusters are live
    const QString text = tr("kubernetes %1/%2 live").arg(m_formats.numbers.count(live), m_formats.numbers.count(count));
    item(u"kubernetes"_s)->setStatus(healthOf(worst), text, stories.join(u"\n\n"_s));
}

void StatusStrip::refreshFootprint()
{
    const TransportStats stats = m_console.transportStats();
    //: The console's own requests in the last minute
    m_requests->setStatus(std::nullopt, tr("%n request(s)/min", nullptr, stats.requestsLastMinute),
        tr("What this console asks of your servers"));
    const Duration now = m_console.clock().monotonic();
    const double seconds = std::chrono::duration<double>(now - m_lastAt).count();
    if (seconds >= 1.0) {
        m_byteRate = static_cast<double>(stats.bytesIn - m_lastBytes) / seconds;
        m_lastBytes = stats.bytesIn;
        m_lastAt = now;
    }
    if (m_byteRate)
        m_bytes->setStatus(
            std::nullopt, m_formats.numbers.bytesPerSecond(*m_byteRate), tr("What this console receives"));
    const std::optional<double> memory = residentBytes();
    m_memory->setStatus(std::nullopt, memory ? m_formats.numbers.bytes(*memory) : Numbers::missing(),
        tr("Memory that this console holds"));
}

void StatusStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void StatusStrip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Role::Panel));
    painter.fillRect(0, 0, width(), 1, m_theme.colour(Role::Line));
}

} // namespace Strato
