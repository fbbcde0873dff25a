// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>
#include <vector>

class QWidget;

namespace Strato {

/// The texts of a widget, each said where it is set up and said again whenever the language changes: what is open then
/// speaks the new one, and what was typed into it stays. Lives as a child of the widget.
class Words final : public QObject {
    Q_OBJECT
public:
    explicit Words(QWidget* of);

    /// Runs @p text now and at every change of language, in the order said. What it speaks to must live as long as the
    /// widget.
    void say(std::function<void()> text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::vector<std::function<void()>> m_texts;
};

} // namespace Strato
