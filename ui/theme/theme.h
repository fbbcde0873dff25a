// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/colours.h"

#include <QFont>
#include <QObject>

#include <array>
#include <cstdint>
#include <optional>

class QApplication;

namespace Strato {

/// Kinds of writing. Sizes follow the text-size setting.
enum class Type : std::uint8_t { Body, Small, Headline, CardTitle, BigNumber, Mono, MonoSmall };

/// What the window looks like: colours, type and measure. Injected by reference into everything that paints; outlives
/// it. apply() puts Fusion, one palette and one style sheet on the application; later changes switch live. GUI thread
/// only.
class Theme final : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);

    void apply(QApplication& app); ///< from now on the application follows this theme; @p app must outlive it

    void setScheme(Scheme scheme);
    void setRedGreenSafe(bool on);
    void setTextScale(double scale); ///< clamped to 0.8..2.0; 1.0 is 10 pt
    /// What the desktop wants, for Scheme::System and for motion. See SystemAppearance.
    void setSystemAppearance(bool dark, bool highContrast, bool reducedMotion);
    void setReducedMotion(std::optional<bool> on); ///< empty: as the system says

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] Scheme effectiveScheme() const; ///< never System
    [[nodiscard]] bool isDark() const;
    [[nodiscard]] bool redGreenSafe() const { return m_redGreenSafe; }
    [[nodiscard]] double textScale() const { return m_textScale; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion.value_or(m_systemReducedMotion); }

    [[nodiscard]] const ColourSet& colours() const { return m_colours; }
    [[nodiscard]] const QColor& colour(Role role) const { return m_colours[role]; }
    [[nodiscard]] const QColor& colour(Health health) const { return m_colours[roleOf(health)]; }
    [[nodiscard]] const QFont& font(Type type) const { return m_fonts[static_cast<std::size_t>(type)]; }
    [[nodiscard]] int px(double pixels) const; ///< @p pixels at 96 dpi and text scale 1, scaled and rounded
    [[nodiscard]] int rowHeight() const { return px(24); }

signals:
    void changed(); ///< colours, fonts or measures are new: repaint, re-layout

private:
    void refresh();
    void makeFonts();

    Scheme m_scheme = Scheme::System;
    bool m_redGreenSafe = false;
    bool m_systemDark = true;
    bool m_systemHighContrast = false;
    bool m_systemReducedMotion = false;
    std::optional<bool> m_reducedMotion;
    double m_textScale = 1.0;
    QFont m_uiFont;
    QFont m_monoFont;
    std::array<QFont, 7> m_fonts; // by Type: made once, so that they find their faces once
    ColourSet m_colours;
    QApplication* m_app = nullptr;
};

} // namespace Strato
