// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/formfields.h"

#include "ui/plaintext/plainlabel.h"

#include <QFormLayout>

namespace Strato {

PlainLabel* addField(QFormLayout& form, const QString& title, QWidget* field)
{
    auto* label = new PlainLabel(title, Type::Body, Role::Text2, form.parentWidget());
    label->setBuddy(field);
    field->setAccessibleName(title);
    form.addRow(label, field);
    return label;
}

PlainLabel* addHint(QFormLayout& form, const QString& text)
{
    auto* label = new PlainLabel(text, Type::Small, Role::Text3, form.parentWidget());
    label->setWrapped(true);
    form.addRow(label);
    return label;
}

} // namespace Strato
