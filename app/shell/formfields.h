// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QFormLayout;
class QWidget;

namespace Strato {

class PlainLabel;

/// A row of a form: @p title beside @p field, as its buddy and its accessible name. The label is returned so that both
/// can be hidden together.
PlainLabel* addField(QFormLayout& form, const QString& title, QWidget* field);

/// A quiet explaining sentence over the whole width of @p form.
PlainLabel* addHint(QFormLayout& form, const QString& text);

} // namespace Strato
