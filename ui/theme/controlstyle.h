// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProxyStyle>

namespace Strato {

class Theme;

/// Fusion, but with check boxes and spin arrows that can be seen on dark ground: Fusion derives their outline by
/// darkening the window's colour. GUI thread.
class ControlStyle final : public QProxyStyle {
    Q_OBJECT
public:
    explicit ControlStyle(const Theme& theme); ///< @p theme outlives the application's style

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;

private:
    void drawCheckBox(const QStyleOption& option, QPainter& painter) const;
    void drawArrow(const QStyleOption& option, QPainter& painter, bool up) const;

    const Theme& m_theme;
};

} // namespace Strato
