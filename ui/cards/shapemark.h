// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QWidget>

namespace Strato {

class Theme;

/// A state's shape as a widget. Its accessible name is the state's word. Never alone: a word stands beside it.
class ShapeMark final : public QWidget {
    Q_OBJECT
public:
    /// @p size in pixels at text scale 1.
    ShapeMark(const Theme& theme, Health health, QWidget* parent = nullptr, int size = 12);

    void setHealth(Health health);
    [[nodiscard]] Health health() const { return m_health; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    const Theme& m_theme;
    Health m_health;
    int m_size;
};

} // namespace Strato
