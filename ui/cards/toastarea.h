// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QPointer>
#include <QWidget>

#include <chrono>
#include <vector>

namespace Strato {

class StatePanel;
class Theme;

/// Short messages at the lower trailing corner of a window. What is well goes by itself; warnings and worse stay until
/// they are put away. At most four at once: the oldest well one gives way first. Nothing is animated.
class ToastArea final : public QWidget {
    Q_OBJECT
public:
    ToastArea(const Theme& theme, QWidget* window);

    /// @p actionText, where given, adds a button; actionPressed() names the toast by its id.
    int show(Health health, const QString& title, const QString& text, const QString& actionText = {});
    void dismiss(int id);
    [[nodiscard]] int count() const { return int(m_toasts.size()); }
    void setLifetime(std::chrono::milliseconds lifetime) { m_lifetime = lifetime; } ///< of what is well; 6 s

signals:
    void actionPressed(int id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Toast {
        int id = 0;
        bool stays = false;
        StatePanel* panel = nullptr;
    };
    void makeRoom();
    void place();

    const Theme& m_theme;
    std::vector<Toast> m_toasts; // oldest first
    int m_nextId = 1;
    std::chrono::milliseconds m_lifetime { 6000 };
};

} // namespace Strato
