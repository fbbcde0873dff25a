// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/formats.h"

#include <QMap>
#include <QTimer>
#include <QWidget>

#include <optional>

class QHBoxLayout;

namespace Strato {

class Console;
class StatusBarItem;
class Theme;

/// The lower edge: how fresh each source is, and what the console itself costs.
class StatusStrip final : public QWidget {
    Q_OBJECT
public:
    StatusStrip(Console& console, const Theme& theme, QWidget* parent = nullptr);
    ~StatusStrip() override;

    void setFormats(const Formats& formats);
    void setNotice(const QString& text); ///< "nothing will be saved: …"; empty: none
    [[nodiscard]] QString notice() const;

signals:
    void sourceActivated(const QString& id); ///< details of this source; "kubernetes", "footprint" or "notice"

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void refreshKubernetes();
    void refreshFootprint();
    StatusBarItem* item(const QString& id);

    Console& m_console;
    const Theme& m_theme;
    Formats m_formats;
    QTimer m_timer; // ages and the footprint move by themselves
    QHBoxLayout* m_sources = nullptr;
    QMap<QString, StatusBarItem*> m_items;
    StatusBarItem* m_notice = nullptr;
    StatusBarItem* m_requests = nullptr;
    StatusBarItem* m_bytes = nullptr;
    StatusBarItem* m_memory = nullptr;
    std::optional<double> m_byteRate; // a second; nothing: not measured yet
    qint64 m_lastBytes = 0;
    Duration m_lastAt {};
};

} // namespace Strato
