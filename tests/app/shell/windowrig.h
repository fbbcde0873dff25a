// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "tests/app/shell/shellrig.h"
#include "tests/support/failonwarning.h"

namespace Strato {
class ClusterChip;
}

namespace Strato::Testing {

/// The program in this process, with its first window, on a small estate.
class WindowRig final {
public:
    [[nodiscard]] ShellRig& estate() { return m_estate; }
    [[nodiscard]] Application& app() const { return *m_app; }
    [[nodiscard]] Console& console() const { return m_app->console(); }
    /// The one that open() opened.
    [[nodiscard]] MainWindow& window() const { return *m_window; }

    /// The program as after its start, in place of the one before it: with what that one kept, without windows.
    void make(const QStringList& contexts);
    /// A program that knows @p contexts as clusters, and its window, which is the active one.
    void open(const QStringList& contexts);

    [[nodiscard]] ClusterChip* chip(const QString& context) const;
    [[nodiscard]] bool isLive(const QString& context) const;

private:
    FailOnWarning m_failOnWarning;
    ShellRig m_estate;
    std::unique_ptr<Application> m_app;
    MainWindow* m_window = nullptr; // the program's
};

} // namespace Strato::Testing
