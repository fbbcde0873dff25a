// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QColor>

#include <array>
#include <cstddef>
#include <cstdint>

namespace Strato {

/// What a colour means. Colour means state and only state; Accent means "can be pressed" or plain data.
enum class Role : std::uint8_t {
    Window,
    Panel,
    Raised, ///< hover, controls, wells
    Line,
    Text,
    Text2,
    Text3,
    Selection,
    Well,
    Warning,
    Critical,
    CriticalOnSelection, ///< the shape of a critical thing on a selected row
    Unknown,
    Changing,
    Accent,
    OnAccent, ///< text on a filled accent button
    OnState, ///< text on a filled state colour (badges, the abort button)
    Production, ///< a hue of its own, never the critical one
    Series1, ///< muted set that tells pods, versions or series apart, always with the name beside it
    Series2,
    Series3,
    Series4,
    Count
};

/// How the window looks. System: follow the desktop.
enum class Scheme : std::uint8_t { System, Dark, Light, HighContrastDark, HighContrastLight };

/// One colour a role.
class ColourSet {
public:
    [[nodiscard]] const QColor& operator[](Role role) const { return m_colours[static_cast<std::size_t>(role)]; }
    [[nodiscard]] QColor& operator[](Role role) { return m_colours[static_cast<std::size_t>(role)]; }
    bool operator==(const ColourSet&) const = default;

private:
    std::array<QColor, static_cast<std::size_t>(Role::Count)> m_colours;
};

/// The role that carries a state.
[[nodiscard]] Role roleOf(Health health);
/// The role a text in @p role takes on a selected row: state words become Text, third text becomes second.
[[nodiscard]] Role textOnSelection(Role role);
/// The role a shape in @p role takes on a selected row.
[[nodiscard]] Role shapeOnSelection(Role role);

/// The colours of a scheme; System is read as Dark. With @p redGreenSafe the states keep apart for red-green blindness.
[[nodiscard]] ColourSet coloursFor(Scheme scheme, bool redGreenSafe);

/// Contrast ratio of two opaque colours by WCAG 2.1, 1..21.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

/// @p over at @p ratio (0..1) laid on @p under, opaque.
[[nodiscard]] QColor blended(const QColor& over, const QColor& under, double ratio);

} // namespace Strato
