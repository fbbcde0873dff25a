// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/detailchart.h"

#include "models/base/plaintext.h"
#include "ui/charts/thinning.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timescale.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

DetailChart::DetailChart(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_timeAxis(new QDateTimeAxis(m_chart))
    , m_valueAxis(new QValueAxis(m_chart))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_view);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundVisible(false);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->addAxis(m_timeAxis, Qt::AlignBottom);
    m_chart->addAxis(m_valueAxis, Qt::AlignLeft);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    applyTheme();
    connect(&theme, &Theme::changed, this, [this] {
        applyTheme();
        rebuild();
    });
}

DetailChart::~DetailChart() = default;

QSize DetailChart::sizeHint() const
{
    return { m_theme.px(480), m_theme.px(220) };
}
int DetailChart::pointCount() const
{
    return m_points;
}

void DetailChart::applyTheme()
{
    m_view->setBackgroundBrush(m_theme.colour(Role::Panel));
    m_chart->legend()->setLabelColor(m_theme.colour(Role::Text2));
    m_chart->legend()->setFont(m_theme.font(Type::Small));
    for (QAbstractAxis* axis : std::initializer_list<QAbstractAxis*> { m_timeAxis, m_valueAxis }) {
        axis->setLabelsColor(m_theme.colour(Role::Text2));
        axis->setLabelsFont(m_theme.font(Type::MonoSmall));
        axis->setGridLineColor(m_theme.colour(Role::Line));
        axis->setLinePen(QPen(m_theme.colour(Role::Line), 1));
        axis->setTitleFont(m_theme.font(Type::Small));
        axis->setTitleBrush(m_theme.colour(Role::Text2));
    }
}

void DetailChart::setContent(const ChartContent& content)
{
    m_content = content;
    setAccessibleName(cleanLine(content.title, 200));
    m_view->setAccessibleName(accessibleName());
    rebuild();
}

void DetailChart::setTimeText(const TimeText& text)
{
    m_text = text;
    rebuild();
}

// The axis writes instants in the machine's zone; shifting them makes it write the chosen one.
qreal DetailChart::shownMs(Instant at) const
{
    const QDateTime wanted = m_text.local(at);
    return static_cast<qreal>(QDateTime(wanted.date(), wanted.time()).toMSecsSinceEpoch());
}

namespace {

// The axis labels are plain numbers; the unit that fits the top goes into the title.
struct Scale {
    double factor;
    QString unit;
};

Scale scaleOf(double top, ChartUnit unit)
{
    const auto steps = [top](double step, std::initializer_list<const char16_t*> names) {
        Scale scale { 1, QString::fromUtf16(*names.begin()) };
        double size = 1;
        for (const char16_t* name : names) {
            if (top >= size)
                scale = { 1 / size, QString::fromUtf16(name) };
            size *= step;
        }
        return scale;
    };
    switch (unit) {
    case ChartUnit::Ratio: return { 100, u"%"_s };
    case ChartUnit::Bytes: return steps(1024, { u"B", u"KiB", u"MiB", u"GiB", u"TiB" });
    case ChartUnit::BytesPerSecond: return steps(1024, { u"B/s", u"KiB/s", u"MiB/s", u"GiB/s" });
    case ChartUnit::PerSecond: return steps(1000, { u"/s", u"k/s", u"M/s" });
    case ChartUnit::Count: return steps(1000, { u"", u"k", u"M", u"G" });
    case ChartUnit::Seconds: return top < 1 ? Scale { 1000, u"ms"_s } : Scale { 1, u"s"_s };
    case ChartUnit::Cores: break;
    }
    return { 1, QString() };
}

} // namespace

void DetailChart::rebuild()
{
    m_chart->removeAllSeries();
    m_points = 0;
    m_builtColumns = width();
    if (m_content.to <= m_content.from)
        return;
    const double top = chartTop(m_content);
    const Scale scale = scaleOf(top, m_content.unit);
    m_timeAxis->setRange(QDateTime::fromMSecsSinceEpoch(qint64(shownMs(m_content.from))),
        QDateTime::fromMSecsSinceEpoch(qint64(shownMs(m_content.to))));
    const bool days = m_content.to - m_content.from > std::chrono::hours(36);
    m_timeAxis->setFormat(days ? u"d MMM HH:mm"_s : u"HH:mm"_s);
    m_timeAxis->setTickCount(std::clamp(width() / m_theme.px(days ? 130 : 90), 2, 12));
    m_timeAxis->setTitleText({});
    m_valueAxis->setRange(0, top * scale.factor);
    m_valueAxis->setTickCount(std::clamp(height() / m_theme.px(48), 2, 6));
    m_valueAxis->setLabelFormat(top * scale.factor < 10 ? u"%.1f"_s : u"%.0f"_s);
    //: title of a value axis; %1 is the count of processor cores
    m_valueAxis->setTitleText(m_content.unit == ChartUnit::Cores ? tr("cores") : scale.unit);
    for (const ChartLine& line : m_content.lines)
        addLine(line, scale.factor, std::max(1, width()));
    if (m_content.limit)
        addLimit(*m_content.limit * scale.factor);
    m_chart->legend()->setVisible(m_content.lines.size() > 1 || m_content.limit.has_value());
}

void DetailChart::addLine(const ChartLine& line, double factor, int columns)
{
    if (!line.series)
        return;
    bool named = false;
    for (const ChartRun& run :
        thinned(line.series->samples, m_content.from, m_content.to, columns, line.series->spacing)) {
        auto* series = new QLineSeries; // owned by the chart
        QList<QPointF> points;
        points.reserve(qsizetype(run.size()));
        for (const Sample& sample : run)
            points << QPointF(shownMs(sample.at), sample.value * factor);
        m_points += int(points.size());
        series->replace(points);
        series->setPen(QPen(m_theme.colour(line.role), 1.5, line.dotted ? Qt::DotLine : Qt::SolidLine));
        series->setPointsVisible(points.size() == 1);
        series->setName(cleanLine(line.name, 120).toHtmlEscaped()); // the legend is a text document
        attach(series);
        for (QLegendMarker* marker : m_chart->legend()->markers(series))
            marker->setVisible(!named);
        named = true;
    }
}

void DetailChart::addLimit(double limit)
{
    auto* series = new QLineSeries;
    series->append(shownMs(m_content.from), limit);
    series->append(shownMs(m_content.to), limit);
    series->setPen(QPen(m_theme.colour(Role::Warning), 1, Qt::DashLine));
    //: name of the line in a chart that marks a limit or threshold
    series->setName(tr("limit"));
    attach(series);
}

void DetailChart::attach(QXYSeries* series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_timeAxis);
    series->attachAxis(m_valueAxis);
}

void DetailChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (width() != m_builtColumns)
        rebuild();
}

void DetailChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

} // namespace Strato
