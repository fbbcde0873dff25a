// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/prometheusdraft.h"
#include "models/metrics/joinreport.h"
#include "ui/pages/formats.h"

#include <QDialog>

#include <cstdint>

class QPushButton;

namespace Strato {

class Console;
class JoinReportView;
class PrometheusForm;
class Theme;

/// Adds a metrics server: what it is, a test that says in words what joins and what failed, and only then (or without)
/// the adding. Nothing that was typed is lost by a mistake. GUI thread.
class PrometheusDialog final : public QDialog {
    Q_OBJECT
public:
    PrometheusDialog(const Theme& theme, Console& console, const Formats& formats, QWidget* parent = nullptr);

private:
    void build();
    void buildButtons();
    [[nodiscard]] std::vector<DraftProblem> check(); ///< shows the problems where they are
    [[nodiscard]] bool ready(); ///< else the first problem gets the focus
    void test();
    void showResult(const Result<JoinReport>& result, MetricsReach reach);
    void cancelTest();
    void add();

    const Theme& m_theme;
    Console& m_console;
    const Formats m_formats;
    PrometheusForm* m_form = nullptr;
    JoinReportView* m_report = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_add = nullptr;
    std::uint64_t m_run = 0; // the answer of an older test is dropped
    bool m_tried = false; // problems are shown only once something was pressed
};

} // namespace Strato
