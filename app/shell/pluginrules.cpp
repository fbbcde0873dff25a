// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/pluginrules.h"

#include "app/shell/formfields.h"
#include "ui/plaintext/plainlabel.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace Strato {

namespace {

constexpr int listHeight = 72;

} // namespace

PluginRules::PluginRules(const Theme& theme, QWidget* parent)
    : QWidget(parent)
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme.px(16));
    form->setVerticalSpacing(theme.px(8));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_policy = new QComboBox(this);
    // In the order of ExecPolicy.
    //: which programs that a kubeconfig names may run to sign in
    m_policy->addItems(
        { tr("Those that I approved"), tr("None"), tr("Of those that I approved, the ones listed here") });
    addField(*form, tr("May run"), m_policy);
    m_list = new QPlainTextEdit(this);
    m_list->setTabChangesFocus(true);
    m_list->setFixedHeight(theme.px(listHeight));
    m_list->installEventFilter(this);
    addField(*form, tr("Listed programs"), m_list);
    addHint(*form,
        tr("One a line: a whole path, or a name that is sought in PATH. Each allows the one program that it leads "
           "to."));
    auto* row = new QHBoxLayout;
    m_approved = new PlainLabel({}, Type::Body, Role::Text2, this);
    //: on a button: of programs that were approved
    m_forget = new QPushButton(tr("Forget them"), this);
    m_forget->setAccessibleName(tr("Forget the approved sign-in programs"));
    m_forget->setAutoDefault(false);
    row->addWidget(m_approved, 1);
    row->addWidget(m_forget);
    form->addRow(row);
    connect(m_policy, &QComboBox::activated, this, [this](int index) {
        const auto policy = static_cast<ExecPolicy>(index);
        m_list->setEnabled(policy == ExecPolicy::Allowlist);
        emit policyChanged(policy);
    });
    connect(m_forget, &QPushButton::clicked, this, &PluginRules::forgetRequested);
}

void PluginRules::setRules(ExecPolicy policy, const QStringList& allowlist, std::size_t approved)
{
    m_policy->setCurrentIndex(static_cast<int>(policy));
    m_list->setEnabled(policy == ExecPolicy::Allowlist);
    if (m_allowlist != allowlist) { // else what is being typed stays
        m_allowlist = allowlist;
        m_list->setPlainText(allowlist.join(u'\n'));
    }
    m_approved->setText(tr("%n approved", nullptr, static_cast<int>(approved)));
    m_forget->setEnabled(approved > 0);
}

QStringList PluginRules::typed() const
{
    QStringList lines;
    for (const QString& line : m_list->toPlainText().split(u'\n')) {
        if (const QString entry = line.trimmed(); !entry.isEmpty())
            lines.push_back(entry);
    }
    return lines;
}

void PluginRules::finish()
{
    const QStringList list = typed();
    if (list == m_allowlist)
        return;
    m_allowlist = list;
    emit allowlistChanged(list);
}

bool PluginRules::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut)
        finish();
    return QWidget::eventFilter(watched, event);
}

} // namespace Strato
