// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/prometheusdialog.h"

#include "app/shell/console.h"
#include "app/shell/joinreportview.h"
#include "app/shell/prometheusform.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Strato {

namespace {

QStringList openContexts(const Console& console)
{
    QStringList names;
    for (const auto& [context, cluster] : console.clusters()) {
        if (!cluster.error)
            names.push_back(context);
    }
    return names;
}

QStringList allContexts(const Console& console)
{
    QStringList names = openContexts(console);
    for (const KubeContextChoice& choice : console.contexts().choices) {
        if (!names.contains(choice.name))
            names.push_back(choice.name);
    }
    return names;
}

} // namespace

PrometheusDialog::PrometheusDialog(const Theme& theme, Console& console, const Formats& formats, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_console(console)
    , m_formats(formats)
{
    setWindowTitle(tr("Add a Prometheus"));
    resize(theme.px(640), theme.px(720));
    build();
    buildButtons();
    connect(m_form, &PrometheusForm::edited, this, [this] {
        if (m_tried)
            m_tried = !check().empty(); // what was mended stops being told; later typing is left alone
    });
    connect(m_report, &JoinReportView::cancelRequested, this, &PrometheusDialog::cancelTest);
}

void PrometheusDialog::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(m_theme.px(16), m_theme.px(12), m_theme.px(16), m_theme.px(12));
    column->setSpacing(m_theme.px(12));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("The metrics server"));
    m_form = new PrometheusForm(m_theme, openContexts(m_console), allContexts(m_console), scroll);
    scroll->setWidget(m_form);
    column->addWidget(scroll, 1);
    m_report = new JoinReportView(m_theme, this);
    column->addWidget(m_report);
}

void PrometheusDialog::buildButtons()
{
    auto* row = new QHBoxLayout;
    //: on a button: try the server without adding it
    m_test = new QPushButton(tr("Test"), this);
    m_test->setAccessibleName(tr("Test the metrics server"));
    m_test->setAutoDefault(false);
    //: on a button: take the server over
    m_add = new QPushButton(tr("Add"), this);
    m_add->setAccessibleName(tr("Add the metrics server"));
    m_add->setProperty("look", QStringLiteral("primary"));
    m_add->setDefault(true);
    //: closes the dialog without adding
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAccessibleName(cancel->text());
    cancel->setAutoDefault(false);
    row->addWidget(m_test);
    row->addStretch(1);
    row->addWidget(m_add);
    row->addWidget(cancel);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_test, &QPushButton::clicked, this, &PrometheusDialog::test);
    connect(m_add, &QPushButton::clicked, this, &PrometheusDialog::add);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

std::vector<DraftProblem> PrometheusDialog::check()
{
    QStringList taken;
    for (const PrometheusSettings& held : m_console.settings().settings().prometheus)
        taken.push_back(held.name);
    std::vector<DraftProblem> problems = draftProblems(m_form->draft(), taken);
    m_form->showProblems(problems);
    return problems;
}

bool PrometheusDialog::ready()
{
    const std::vector<DraftProblem> problems = check();
    m_tried = !problems.empty();
    if (m_tried)
        m_form->focusField(problems.front().field);
    return !m_tried;
}

void PrometheusDialog::test()
{
    if (!ready())
        return;
    const PrometheusDraft draft = m_form->draft();
    const std::uint64_t run = ++m_run;
    m_test->setEnabled(false);
    m_report->showRunning();
    const QPointer<PrometheusDialog> self(this); // it may be closed before the answer
    const MetricsReach reach = draft.settings.reach;
    m_console.testPrometheus(draft.settings, draft.secret, [self, run, reach](const Result<JoinReport>& result) {
        if (self && self->m_run == run)
            self->showResult(result, reach);
    });
}

void PrometheusDialog::showResult(const Result<JoinReport>& result, MetricsReach reach)
{
    m_test->setEnabled(true);
    if (!result) {
        m_report->showError(tr("The test failed"), result.error(), reach);
        return;
    }
    m_report->showReport(*result, m_formats.numbers);
    m_form->proposeValues(proposedValues(*result));
}

void PrometheusDialog::cancelTest()
{
    ++m_run;
    m_test->setEnabled(true);
    m_report->clear();
}

void PrometheusDialog::add()
{
    if (!ready())
        return;
    const PrometheusDraft draft = m_form->draft();
    if (const std::optional<Error> error = m_console.addPrometheus(draft.settings, draft.secret, true)) {
        m_report->showError(tr("It could not be added"), *error, draft.settings.reach);
        return;
    }
    accept();
}

} // namespace Strato
