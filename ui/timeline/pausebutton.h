// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

namespace Strato {

class Theme;

/// The two bars of pause, or the triangle of live, drawn as vectors.
class PauseButton final : public QPushButton {
    Q_OBJECT
public:
    explicit PauseButton(const Theme& theme, QWidget* parent = nullptr);
    void setPaused(bool paused);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    bool m_paused = false;
};

} // namespace Strato
