// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "ui/pages/page.h"
#include "views/start/startcontext.h"

#include <QTimer>

#include <optional>
#include <vector>

namespace Strato {

class Card;
class ContextRow;
class StatePanel;
class Theme;

/// The first start, and later the place to open another cluster: what was found in the kubeconfigs and whether it can
/// be used, the demo, a Prometheus, another file. Shows what it is told; asks by signals.
class StartPage final : public Page {
    Q_OBJECT
public:
    using Context = StartContext;

    StartPage(const Theme& theme, const Clock& clock, QWidget* parent = nullptr);
    ~StartPage() override;

    [[nodiscard]] QString viewId() const override { return QStringLiteral("start"); }
    void setFormats(const Formats& formats) override;
    /// @p error: an explicit kubeconfig that could not be read.
    void setContexts(std::vector<Context> contexts, const std::optional<Error>& error);
    /// What was left out of the kubeconfigs and why; each names its file.
    void setWarnings(std::vector<Error> warnings);
    void setDemoState(bool starting, const std::optional<Error>& error);

signals:
    void connectRequested(const QString& context);
    void retryRequested(const QString& context); ///< one that failed
    void disconnectRequested(const QString& context);
    void demoRequested();
    void prometheusRequested();
    void kubeconfigRequested(); ///< let the user choose a file
    void checkWanted(); ///< the page is looked at: may the servers of its contexts be asked? Again every minute

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void refresh();
    void refreshHeadline();
    void refreshContexts();
    void refreshRows();
    void refreshNotes();
    ContextRow* makeRow();

    const Theme& m_theme;
    const Clock& m_clock;
    Formats m_formats;
    std::vector<Context> m_contexts;
    std::vector<Error> m_warnings;
    std::optional<Error> m_error;
    std::optional<Error> m_demoError;
    bool m_demoStarting = false;
    StatePanel* m_headline = nullptr;
    Card* m_found = nullptr;
    QWidget* m_rows = nullptr; // rows of contexts, then notes, then nothing
    std::vector<ContextRow*> m_contextRows;
    std::vector<QWidget*> m_notes;
    QTimer m_askAgain;
};

} // namespace Strato
