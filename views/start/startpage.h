// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "ui/pages/page.h"

#include <QMap>

#include <optional>
#include <vector>

class QVBoxLayout;

namespace Strato {

class Card;
class PlainLabel;
class StatePanel;
class Theme;

/// The first start, and later the place to open another cluster: what was found in the kubeconfigs and whether it can
/// be used, the demo, a Prometheus, another file. Shows what it is told; asks by signals.
class StartPage final : public Page {
    Q_OBJECT
public:
    /// One context to offer.
    struct Context {
        enum class Credential : std::uint8_t {
            Unknown,
            None,
            Token,
            TokenFile,
            ClientCertificate,
            Basic,
            ExecPlugin,
            AuthProvider
        };
        QString name;
        Credential credential = Credential::Unknown;
        QString from; ///< "~/.kube/config:12"
        QString identity; ///< a hint; may be empty
        std::optional<Instant> expires;
        std::optional<Error> error; ///< why it cannot be used
        bool failed = false; ///< it could be used but did not open, because of `error`: it may be tried again
        bool open = false; ///< connected, or connecting
        bool operator==(const Context&) const = default;
    };

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

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void refresh();
    void refreshHeadline();
    void clearRows();
    void addWarnings();
    [[nodiscard]] QWidget* makeRow(const Context& context);
    [[nodiscard]] QWidget* makeButton(const Context& context, QWidget* row);
    [[nodiscard]] QString credentialText(const Context& context) const;
    [[nodiscard]] QString readinessText(const Context& context) const;

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
    QWidget* m_rows = nullptr;
};

} // namespace Strato
