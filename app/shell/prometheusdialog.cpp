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

PrometheusPort prometheusPort(Console& console)
{
    return { .open = openContexts(console),
        .all = allContexts(console),
        .taken =
            [&console] {
                QStringList taken;
                for (const PrometheusSettings& held : console.settings().settings().prometheus)
                    taken.push_back(held.name);
                return taken;
            },
        .test = [&console](const PrometheusSettings& settings, const QByteArray& secret,
                    auto answer) { console.testPrometheus(settings, secret, std::move(answer)); },
        .add = [&console](const PrometheusSettings& settings,
                   const QByteArray& secret) { return console.addPrometheus(settings, secret, true); } };
}

PrometheusDialog::PrometheusDialog(const Theme& theme, PrometheusPort port, const Formats& formats, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_port(std::move(port))
    , m_formats(formats)
{
    setWindowTitle(tr("Add a Prometheus"));
    resize(theme.px(640), theme.px(720));
    build();
    buildButtons();
    connect(m_form, &PrometheusForm::edited, this, [this] {
        if (m_tried && check(*m_tried).empty())
            m_tried.reset(); // what was mended stops being told; later typing is left alone
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
    m_form = new PrometheusForm(m_theme, m_port.open, m_port.all, scroll);
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

std::vector<DraftProblem> PrometheusDialog::check(For what)
{
    std::vector<DraftProblem> problems = draftProblems(m_form->draft(), m_port.taken());
    if (what == For::Test) // what it will be called makes no difference to whether it answers
        std::erase_if(problems, [](const DraftProblem& problem) { return problem.field == DraftField::Name; });
    m_form->showProblems(problems);
    return problems;
}

bool PrometheusDialog::ready(For what)
{
    const std::vector<DraftProblem> problems = check(what);
    m_tried = problems.empty() ? std::nullopt : std::optional(what);
    if (m_tried)
        m_form->focusField(problems.front().field);
    return !m_tried;
}

void PrometheusDialog::test()
{
    if (!ready(For::Test))
        return;
    const PrometheusDraft draft = m_form->draft();
    const std::uint64_t run = ++m_run;
    m_report->showRunning();
    m_report->setFocus(); // its Cancel: a button that is disabled would hand the focus on to Add
    m_test->setEnabled(false);
    const QPointer<PrometheusDialog> self(this); // it may be closed before the answer
    const MetricsReach reach = draft.settings.reach;
    m_port.test(draft.settings, draft.secret, [self, run, reach](const Result<JoinReport>& result) {
        if (self && self->m_run == run)
            self->showResult(result, reach);
    });
}

void PrometheusDialog::endTest()
{
    const QWidget* focused = focusWidget();
    m_test->setEnabled(true);
    if (!focused || m_report->isAncestorOf(focused))
        m_test->setFocus(); // where it was pressed; who has gone on to a field stays there
}

void PrometheusDialog::showResult(const Result<JoinReport>& result, MetricsReach reach)
{
    endTest();
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
    endTest();
    m_report->clear();
}

void PrometheusDialog::add()
{
    if (!ready(For::Add))
        return;
    const PrometheusDraft draft = m_form->draft();
    if (const std::optional<Error> error = m_port.add(draft.settings, draft.secret)) {
        m_report->showError(tr("It could not be added"), *error, draft.settings.reach);
        return;
    }
    accept();
}

} // namespace Strato
