// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/page.h"

namespace Strato {

Page::Page(QWidget* parent)
    : QWidget(parent)
{
}

Page::~Page() = default;

Place Page::place() const
{
    return { viewId(), {} };
}

void Page::goTo(const Place& /*place*/) { }

} // namespace Strato
