// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/marklist.h"

#include "ui/plaintext/plainlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace Strato {

MarkList::MarkList(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(theme.px(4));
    rebuild();
}

void MarkList::setMarks(const std::map<QString, ClusterMark>& marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    rebuild();
}

void MarkList::setNames(const QMap<QString, QString>& names)
{
    if (names == m_names)
        return;
    m_names = names;
    rebuild();
}

void MarkList::rebuild()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the row whose box was just ticked
        delete item;
    }
    for (const auto& [id, mark] : m_marks)
        m_rows->addWidget(row(id, mark));
    if (m_marks.empty()) {
        auto* none = new PlainLabel(
            tr("No cluster is marked: each counts as production and is locked."), Type::Body, Role::Text2, this);
        none->setWrapped(true);
        m_rows->addWidget(none);
    }
}

QWidget* MarkList::row(const QString& id, const ClusterMark& mark)
{
    const QString name = m_names.value(id, id);
    auto* line = new QWidget(this);
    auto* box = new QHBoxLayout(line);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(m_theme.px(12));
    auto* label = new PlainLabel(name, Type::Body, mark.production ? Role::Production : Role::Text, line);
    label->setIdentifier(true);
    label->setElide(true);
    //: a mark of a cluster
    auto* production = new QCheckBox(tr("Production"), line);
    production->setChecked(mark.production);
    //: spoken; %1: name of a cluster
    production->setAccessibleName(tr("%1 is production").arg(name));
    //: a mark of a cluster: nothing can be changed in it
    auto* locked = new QCheckBox(tr("Locked"), line);
    locked->setChecked(mark.locked);
    //: spoken; %1: name of a cluster
    locked->setAccessibleName(tr("%1 is locked").arg(name));
    const auto tell = [this, id, production, locked] {
        emit markChanged(id, { production->isChecked(), locked->isChecked() });
    };
    connect(production, &QCheckBox::clicked, this, tell);
    connect(locked, &QCheckBox::clicked, this, tell);
    //: on a button: forget what was decided about this cluster
    auto* forget = new QPushButton(tr("Forget"), line);
    //: spoken; %1: name of a cluster
    forget->setAccessibleName(tr("Forget the marks of %1").arg(name));
    forget->setAutoDefault(false);
    connect(forget, &QPushButton::clicked, this, [this, id] { emit forgetRequested(id); });
    box->addWidget(label, 1);
    box->addWidget(production);
    box->addWidget(locked);
    box->addWidget(forget);
    return line;
}

} // namespace Strato
