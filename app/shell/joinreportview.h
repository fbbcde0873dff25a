// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"
#include "models/base/result.h"
#include "models/metrics/joinreport.h"
#include "ui/text/numbers.h"

#include <QWidget>

#include <functional>

class QPlainTextEdit;
class QPushButton;

namespace Strato {

class StatePanel;
class Theme;

/// What a test of a metrics server found: what it is, its families, how many nodes and pods of each cluster join and
/// which do not, ready to be copied; or what failed and what to do. GUI thread.
class JoinReportView final : public QWidget {
    Q_OBJECT
public:
    explicit JoinReportView(const Theme& theme, QWidget* parent = nullptr);

    void showReading(); ///< of files that the settings name; with a Cancel button
    void showRunning(); ///< with a Cancel button
    void showReport(const JoinReport& report, const Numbers& numbers);
    enum class Failed : std::uint8_t { Test, Add };
    void showError(Failed what, const Error& error, MetricsReach reach);
    void clear();
    [[nodiscard]] QString details() const; ///< what the copy button copies

signals:
    void cancelRequested();

private:
    void showWaiting(const QString& title, const QString& reason);
    std::function<void()> m_again; // shows what is shown, in the present language
    StatePanel* m_panel;
    QPlainTextEdit* m_details;
    QPushButton* m_copy;
};

} // namespace Strato
