// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/joinreportview.h"

#include "app/shell/jointext.h"
#include "models/base/plaintext.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/copytext.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t longestList = 50; // enough to see what they have in common
constexpr int linesShown = 9;

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
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * linesShown);
    m_copy->setAutoDefault(false);
    column->addWidget(m_panel);
    setFocusProxy(m_panel);
    column->addWidget(m_details);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    connect(m_panel, &StatePanel::buttonPressed, this, &JoinReportView::cancelRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] { copyText(details()); });
    clear();
    auto* words = new Words(this);
    words->say([this] {
        m_details->setAccessibleName(tr("What joins and what does not"));
        m_copy->setText(tr("Copy"));
        m_copy->setAccessibleName(tr("Copy what the test found"));
        if (const auto again = m_again) // held here: it sets itself anew
            again();
    });
}

void JoinReportView::clear()
{
    m_again = {};
    m_panel->setContent({});
    m_details->clear();
    hide();
}

void JoinReportView::showReading()
{
    m_again = [this] { showReading(); };
    showWaiting(tr("Reading the files…"), tr("Those of the certificates that are named above."));
}

void JoinReportView::showRunning()
{
    m_again = [this] { showRunning(); };
    showWaiting(tr("Asking the server…"),
        tr("Its version, which families of metrics it has, and which nodes and pods they belong to."));
}

void JoinReportView::showWaiting(const QString& title, const QString& reason)
{
    StatePanel::Content content;
    content.health = Health::Changing;
    content.title = title;
    content.reason = reason;
    //: on a button: stop the test
    content.buttons = { { u"cancel"_s, tr("Cancel"), false } };
    m_panel->setContent(content);
    m_details->hide();
    m_copy->hide();
    show();
}

void JoinReportView::showError(Failed what, const Error& error, MetricsReach reach)
{
    m_again = [this, what, error, reach] { showError(what, error, reach); };
    const ErrorText words = metricsErrorText(error, reach);
    StatePanel::Content content;
    content.health = Health::Critical;
    content.title = what == Failed::Test ? tr("The test failed") : tr("It could not be added");
    //: %1 what went wrong, %2 what to do; both are whole sentences
    content.reason = tr("%1 %2").arg(words.what, words.todo);
    m_panel->setContent(content);
    m_details->setPlainText(cleanText(error.detail, 16'384));
    m_details->setVisible(!error.detail.isEmpty());
    m_copy->show();
    show();
}

void JoinReportView::showReport(const JoinReport& report, const Numbers& numbers)
{
    m_again = [this, report, numbers] { showReport(report, numbers); };
    const QString trouble = joinTrouble(report);
    const bool all = trouble.isEmpty() && std::ranges::all_of(report.clusters, &ClusterJoin::whole);
    StatePanel::Content content;
    content.health = all ? Health::Well : Health::Warning;
    const QString server = serverName(report.server);
    //: %1: name and version of a metrics server, such as "Prometheus 2.42.0"
    content.title = server.isEmpty() ? tr("It answers") : tr("It answers: %1").arg(server);
    QStringList reason;
    if (!trouble.isEmpty())
        reason.push_back(trouble);
    QStringList missing;
    for (const ClusterJoin& join : report.clusters) {
        reason.push_back(joinSentence(report, join, numbers));
        missing += joinDetails(join, longestList);
    }
    QStringList families;
    for (const std::string& family : report.families)
        families.push_back(QString::fromStdString(family));
    if (!families.isEmpty())
        //: %1: names of families of metrics, comma separated
        reason.push_back(tr("Families of metrics: %1.").arg(families.join(u", "_s)));
    content.reason = reason.join(u'\n');
    m_panel->setContent(content);
    m_details->setPlainText(missing.join(u'\n'));
    m_details->setVisible(!missing.isEmpty());
    m_copy->show();
    show();
}

QString JoinReportView::details() const
{
    QStringList parts { m_panel->content().title, m_panel->content().reason };
    if (!m_details->toPlainText().isEmpty())
        parts.push_back(m_details->toPlainText());
    return parts.join(u'\n');
}

} // namespace Strato
