// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QAbstractButton>

#include <optional>

namespace Strato {

class Theme;

/// A source in the status bar: shape, few words, the whole story as a tool tip. Press for details.
class StatusBarItem final : public QAbstractButton {
    Q_OBJECT
public:
    explicit StatusBarItem(const Theme& theme, QWidget* parent = nullptr);

    /// @p health empty: plain figures without a shape (requests a minute, memory).
    void setStatus(std::optional<Health> health, const QString& text, const QString& tip);
    [[nodiscard]] QString statusText() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    std::optional<Health> m_health;
    QString m_text;
};

} // namespace Strato
