// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/joinreportview.h"

#include "models/base/plaintext.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/copytext.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t longestList = 5000;
constexpr int linesShown = 9;

void addList(QStringList& lines, const QString& title, const std::vector<std::string>& names)
{
    if (names.empty())
        return;
    lines.push_back(title);
    for (std::size_t i = 0; i < names.size() && i < longestList; ++i)
        lines.push_back(u"  "_s + cleanLine(QString::fromStdString(names[i])));
    if (names.size() > longestList)
        lines.push_back(u"  …"_s);
}

} // namespace

JoinReportView::JoinReportView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_panel(new StatePanel(theme, this))
    , m_details(new QPlainTextEdit(this))
    , m_copy(new QPushButton(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(8));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFont(theme.font(Type::Mono));
    m_details->setAccessibleName(tr("What joins and what does not"));
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * linesShown);
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy what the test found"));
    m_copy->setAutoDefault(false);
    column->addWidget(m_panel);
    column->addWidget(m_details);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    connect(m_panel, &StatePanel::buttonPressed, this, &JoinReportView::cancelRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] { copyText(details()); });
    clear();
}

void JoinReportView::clear()
{
    m_panel->setContent({});
    m_details->clear();
    hide();
}

void JoinReportView::showRunning()
{
    StatePanel::Content content;
    content.health = Health::Changing;
    content.title = tr("Asking the server…");
    content.reason = tr("Its version, which families of metrics it has, and which nodes and pods they belong to.");
    //: on a button: stop the test
    content.buttons = { { u"cancel"_s, tr("Cancel"), false } };
    m_panel->setContent(content);
    m_details->hide();
    m_copy->hide();
    show();
}

void JoinReportView::showError(const QString& title, const Error& error)
{
    const ErrorText words = errorText(error.code);
    StatePanel::Content content;
    content.health = Health::Critical;
    content.title = title;
    //: %1 what went wrong, %2 what to do; both are whole sentences
    content.reason = tr("%1 %2").arg(words.what, words.todo);
    m_panel->setContent(content);
    m_details->setPlainText(cleanText(error.detail, 16'384));
    m_details->setVisible(!error.detail.isEmpty());
    m_copy->show();
    show();
}

void JoinReportView::showResult(const Result<JoinReport>& result, const Numbers& numbers)
{
    if (result)
        showReport(*result, numbers);
    else
        showError(tr("The test failed"), result.error());
}

void JoinReportView::showReport(const JoinReport& report, const Numbers& numbers)
{
    const bool any = report.nodesJoined > 0 || report.podsJoined > 0;
    const bool all = report.nodesWithoutSeries.empty() && report.podsWithoutSeries.empty();
    StatePanel::Content content;
    content.health = any && all ? Health::Well : Health::Warning;
    const QString version = cleanLine(QString::fromStdString(report.serverVersion), 120);
    const QString families = cleanLine(QString::fromStdString(report.dialects), 400);
    //: %1: version of a Prometheus
    content.title = version.isEmpty() ? tr("It answers") : tr("It answers: version %1").arg(version);
    //: %1: names of families of metrics, comma separated
    content.reason = summary(report, numbers) + u'\n'
        + (families.isEmpty() ? tr("It has none of the families of metrics that are known here (node_exporter, "
                                   "cAdvisor, kube-state-metrics).")
                              : tr("Families of metrics: %1.").arg(families));
    m_panel->setContent(content);
    const QString missing = lists(report);
    m_details->setPlainText(missing);
    m_details->setVisible(!missing.isEmpty());
    m_copy->show();
    show();
}

QString JoinReportView::summary(const JoinReport& report, const Numbers& numbers)
{
    const auto count = [&numbers](std::size_t value) { return numbers.count(static_cast<qint64>(value)); };
    const std::size_t nodes = report.nodesJoined + report.nodesWithoutSeries.size();
    const std::size_t pods = report.podsJoined + report.podsWithoutSeries.size();
    if (nodes == 0 && pods == 0)
        return tr("No cluster that it covers is open, so nothing could be joined: connect to one and test again.");
    if (report.nodesJoined == 0 && report.podsJoined == 0)
        return tr("None of its series belongs to a node or a pod of these clusters: check the label and the clusters.");
    //: %1 of %2 nodes and %3 of %4 running pods have series in this server
    return tr("%1 of %2 nodes and %3 of %4 running pods have series.")
        .arg(count(report.nodesJoined), count(nodes), count(report.podsJoined), count(pods));
}

QString JoinReportView::lists(const JoinReport& report)
{
    QStringList lines;
    addList(lines, tr("Nodes without series"), report.nodesWithoutSeries);
    addList(lines, tr("Series that belong to no node"), report.seriesWithoutNode);
    addList(lines, tr("Pods without series"), report.podsWithoutSeries);
    return lines.join(u'\n');
}

QString JoinReportView::details() const
{
    QStringList parts { m_panel->content().title, m_panel->content().reason };
    if (!m_details->toPlainText().isEmpty())
        parts.push_back(m_details->toPlainText());
    return parts.join(u'\n');
}

} // namespace Strato
