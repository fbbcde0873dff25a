// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPalette>
#include <QProcessEnvironment>

namespace Strato {

class Theme;

/// What the desktop asks for: dark or light, high contrast, less motion. Qt 6.4 has no colour-scheme hint, so it is
/// read from the environment (GTK_THEME, COLORFGBG, STRATOSCOPE_COLOR_SCHEME) and from the palette that the platform
/// set before ours; a palette the platform sends later is read again. Construct before Theme::apply(). GUI thread.
class SystemAppearance final : public QObject {
    Q_OBJECT
public:
    struct Wish {
        bool dark = true;
        bool highContrast = false;
        bool reducedMotion = false;
        bool operator==(const Wish&) const = default;
    };

    /// Tells @p theme at once and whenever the platform changes its mind. @p theme must outlive this.
    explicit SystemAppearance(Theme& theme, QObject* parent = nullptr);

    /// Pure: what @p environment and the platform's @p palette say together. The environment wins.
    [[nodiscard]] static Wish wishOf(const QProcessEnvironment& environment, const QPalette& palette);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void read();

    Theme& m_theme;
};

} // namespace Strato
