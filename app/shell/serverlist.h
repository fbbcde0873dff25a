// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"

#include <QSet>
#include <QWidget>

class QVBoxLayout;

namespace Strato {

class Theme;

/// The metrics servers of the settings, a row each. What is marked for removal stays, and can be kept again, until the
/// dialog around it closes. GUI thread.
class ServerList final : public QWidget {
    Q_OBJECT
public:
    explicit ServerList(const Theme& theme, QWidget* parent = nullptr);

    void setServers(const std::vector<PrometheusSettings>& servers);
    void setRemoved(const QSet<QString>& names);

signals:
    void removeRequested(const QString& name);
    void keepRequested(const QString& name);
    void editRequested(const QString& name);

private:
    void rebuild();
    QWidget* row(const PrometheusSettings& server);
    [[nodiscard]] static QString describe(const PrometheusSettings& server);

    const Theme& m_theme;
    std::vector<PrometheusSettings> m_servers;
    QSet<QString> m_removed;
    QVBoxLayout* m_rows = nullptr;
};

} // namespace Strato
