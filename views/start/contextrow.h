// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "ui/pages/formats.h"
#include "views/start/startcontext.h"

#include <QWidget>

class QPushButton;

namespace Strato {

class PlainLabel;
class ShapeMark;
class Theme;

/// One context as a row: name, credential, state in words, a button. The columns of all rows are equally wide whatever
/// they say, so that nothing moves sideways when an answer comes.
class ContextRow final : public QWidget {
    Q_OBJECT
public:
    ContextRow(const Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setContext(const StartContext& context, const Formats& formats);
    [[nodiscard]] const QString& name() const { return m_context.name; }

signals:
    void connectRequested(const QString& context);
    void retryRequested(const QString& context);
    void disconnectRequested(const QString& context);

private:
    void refreshButton();
    void fixButtonWidth();
    void press();
    [[nodiscard]] bool needsProgram() const;
    [[nodiscard]] QString credentialText(const Formats& formats) const;
    [[nodiscard]] QString stateText(const Formats& formats) const;
    [[nodiscard]] Health health() const;

    const Clock& m_clock;
    StartContext m_context;
    ShapeMark* m_mark = nullptr;
    PlainLabel* m_name = nullptr;
    PlainLabel* m_credential = nullptr;
    PlainLabel* m_state = nullptr;
    QPushButton* m_button = nullptr;
};

} // namespace Strato
