// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/prometheusdialog.h"

#include "app/shell/console.h"
#include "app/shell/joinreportview.h"
#include "app/shell/prometheusform.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

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

PrometheusPort prometheusPort(Console& console, const std::optional<PrometheusSettings>& edited)
{
    QStringList all = allContexts(console);
    for (const QString& covered : edited ? edited->contexts : QStringList()) {
        if (!all.contains(covered))
            all.push_back(covered); // of a kubeconfig that is not read now: it stays covered
    }
    const QString own = edited ? edited->name : QString();
    return { .open = openContexts(console),
        .all = all,
        .edited = edited,
        .taken =
            [&console, own] {
                QStringList taken;
                for (const PrometheusSettings& held : console.settings().settings().prometheus) {
                    if (held.name != own)
                        taken.push_back(held.name);
                }
                return taken;
            },
        .readFiles =
            [&console](const PrometheusSettings& settings, auto answer) {
                console.readFiles([settings] { return certificateProblems(settings); }, std::move(answer));
            },
        .test = [&console](const PrometheusSettings& settings, const QByteArray& secret,
                    auto answer) { console.testPrometheus(settings, secret, std::move(answer)); },
        .add =
            [&console, own](const PrometheusSettings& settings, const QByteArray& secret) {
                return own.isEmpty() ? console.addPrometheus(settings, secret, true)
                                     : console.changePrometheus(own, settings, secret);
            } };
}

PrometheusDialog::PrometheusDialog(const Theme& theme, PrometheusPort port, const Formats& formats, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_port(std::move(port))
    , m_formats(formats)
    , m_words(new Words(this))
{
    resize(theme.px(640), theme.px(720));
    build();
    buildButtons();
    connect(m_form, &PrometheusForm::edited, this, [this] {
        if (m_tried && check(*m_tried).empty())
            m_tried.reset(); // what was mended stops being told; later typing is left alone
    });
    connect(m_report, &JoinReportView::cancelRequested, this, &PrometheusDialog::cancelWait);
}

void PrometheusDialog::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(m_theme.px(16), m_theme.px(12), m_theme.px(16), m_theme.px(12));
    column->setSpacing(m_theme.px(12));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_words->say([this, scroll] {
        //: title of a dialog; %1: name of a metrics server
        setWindowTitle(m_port.edited ? tr("Edit %1").arg(m_port.edited->name) : tr("Add a Prometheus"));
        scroll->setAccessibleName(tr("The metrics server"));
    });
    m_form = new PrometheusForm(m_theme, m_port.open, m_port.all, scroll);
    if (m_port.edited)
        m_form->setServer(*m_port.edited);
    scroll->setWidget(m_form);
    column->addWidget(scroll, 1);
    m_report = new JoinReportView(m_theme, this);
    column->addWidget(m_report);
}

void PrometheusDialog::buildButtons()
{
    auto* row = new QHBoxLayout;
    m_test = new QPushButton(this);
    m_test->setAutoDefault(false);
    m_add = new QPushButton(this);
    m_add->setProperty("look", QStringLiteral("primary"));
    m_add->setDefault(true);
    auto* cancel = new QPushButton(this);
    cancel->setAutoDefault(false);
    m_words->say([this, cancel] {
        //: on a button: try the server without adding it
        m_test->setText(tr("Test"));
        m_test->setAccessibleName(tr("Test the metrics server"));
        //: on a button: take the server over
        m_add->setText(m_port.edited ? tr("Save") : tr("Add"));
        m_add->setAccessibleName(m_port.edited ? tr("Save the metrics server") : tr("Add the metrics server"));
        //: closes the dialog without adding
        cancel->setText(tr("Cancel"));
        cancel->setAccessibleName(cancel->text());
    });
    row->addWidget(m_test);
    row->addStretch(1);
    row->addWidget(m_add);
    row->addWidget(cancel);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_test, &QPushButton::clicked, this, [this] { press(For::Test); });
    connect(m_add, &QPushButton::clicked, this, [this] { press(For::Add); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void PrometheusDialog::takeSecret(const QByteArray& secret)
{
    m_form->setSecret(secret);
}

std::vector<DraftProblem> PrometheusDialog::check(For what)
{
    const PrometheusDraft draft = m_form->draft();
    std::vector<DraftProblem> problems = draftProblems(draft, m_port.taken());
    if (what == For::Test) // what it will be called makes no difference to whether it answers
        std::erase_if(problems, [](const DraftProblem& problem) { return problem.field == DraftField::Name; });
    std::ranges::copy(fileProblems(draft, m_files), std::back_inserter(problems));
    m_form->showProblems(problems);
    return problems;
}

/// Says them where they are, until they are mended; the first gets the focus.
void PrometheusDialog::tell(const std::vector<DraftProblem>& problems, For what)
{
    m_tried = problems.empty() ? std::nullopt : std::optional(what);
    if (m_tried)
        m_form->focusField(problems.front().field);
}

void PrometheusDialog::press(For what)
{
    m_files.clear(); // whoever mended the file itself may try again
    const std::vector<DraftProblem> problems = check(what);
    tell(problems, what);
    if (!problems.empty())
        return;
    if (namesCertificates(m_form->draft().settings))
        readFiles(what);
    else
        what == For::Test ? test() : add();
}

/// Both buttons wait: whatever was pressed is about what stands there now.
void PrometheusDialog::begin(For what)
{
    m_waitsFor = what;
    ++m_run;
    m_report->setFocus(); // its Cancel: a button that is disabled would hand the focus on to the other one
    m_test->setEnabled(false);
    m_add->setEnabled(what == For::Test);
}

void PrometheusDialog::endWait()
{
    const QWidget* focused = focusWidget();
    m_test->setEnabled(true);
    m_add->setEnabled(true);
    if (!focused || m_report->isAncestorOf(focused)) // where it was pressed; who has gone on to a field stays there
        (m_waitsFor == For::Test ? m_test : m_add)->setFocus();
}

void PrometheusDialog::readFiles(For what)
{
    m_report->showReading();
    begin(what);
    const QPointer<PrometheusDialog> self(this); // it may be closed before the answer
    m_port.readFiles(m_form->draft().settings, [self, what, run = m_run](const std::vector<CertificateProblem>& found) {
        if (self && self->m_run == run)
            self->handleFiles(what, found);
    });
}

void PrometheusDialog::handleFiles(For what, const std::vector<CertificateProblem>& found)
{
    endWait();
    m_report->clear();
    m_files = found;
    const std::vector<DraftProblem> problems = check(what);
    tell(problems, what);
    if (problems.empty())
        what == For::Test ? test() : add();
}

void PrometheusDialog::test()
{
    const PrometheusDraft draft = m_form->draft();
    m_report->showRunning();
    begin(For::Test);
    const QPointer<PrometheusDialog> self(this);
    const MetricsReach reach = draft.settings.reach;
    m_port.test(draft.settings, draft.secret, [self, run = m_run, reach](const Result<JoinReport>& result) {
        if (self && self->m_run == run)
            self->showResult(result, reach);
    });
}

void PrometheusDialog::showResult(const Result<JoinReport>& result, MetricsReach reach)
{
    endWait();
    if (!result) {
        m_report->showError(JoinReportView::Failed::Test, result.error(), reach);
        return;
    }
    m_report->showReport(*result, m_formats.numbers);
    m_form->proposeValues(proposedValues(*result));
}

void PrometheusDialog::cancelWait()
{
    ++m_run;
    endWait();
    m_report->clear();
}

void PrometheusDialog::add()
{
    const PrometheusDraft draft = m_form->draft();
    if (const std::optional<Error> error = m_port.add(draft.settings, draft.secret)) {
        m_report->showError(JoinReportView::Failed::Add, *error, draft.settings.reach);
        return;
    }
    accept();
}

} // namespace Strato
