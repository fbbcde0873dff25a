// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/colours.h"

#include <algorithm>
#include <cmath>

namespace Strato {

namespace {

struct Entry {
    Role role;
    QRgb rgb;
};

template <std::size_t N> ColourSet setOf(const Entry (&entries)[N])
{
    static_assert(N == static_cast<std::size_t>(Role::Count), "every role needs a colour");
    ColourSet set;
    for (const Entry& entry : entries)
        set[entry.role] = QColor(entry.rgb);
    return set;
}

ColourSet dark()
{
    // Production is lighter than the drawing's #d6509c, which has only 4.0:1 on raised.
    return setOf({ { Role::Window, 0x0f1318 }, { Role::Panel, 0x161b22 }, { Role::Raised, 0x1e252e },
        { Role::Line, 0x2a323d }, { Role::Text, 0xe6eaf0 }, { Role::Text2, 0x9aa7b6 }, { Role::Text3, 0x8a95a2 },
        { Role::Selection, 0x1d3b5c }, { Role::Well, 0x3fb68b }, { Role::Warning, 0xe8b33a },
        { Role::Critical, 0xf0564a }, { Role::CriticalOnSelection, 0xff7a70 }, { Role::Unknown, 0x8a95a2 },
        { Role::Changing, 0xa884f3 }, { Role::Accent, 0x4c9bff }, { Role::OnAccent, 0x0f1318 },
        { Role::OnState, 0x0f1318 }, { Role::Production, 0xe063a8 }, { Role::Series1, 0x5bb8d4 },
        { Role::Series2, 0xd48f6a }, { Role::Series3, 0x8fae5d }, { Role::Series4, 0xb58ad9 } });
}

ColourSet light()
{
    // Third text, critical and unknown are a shade darker than drawn: 4.5:1 on raised; the series set is darkened to
    // 3:1.
    return setOf({ { Role::Window, 0xf3f5f8 }, { Role::Panel, 0xffffff }, { Role::Raised, 0xe9edf2 },
        { Role::Line, 0xd3d9e1 }, { Role::Text, 0x18202a }, { Role::Text2, 0x4f5b69 }, { Role::Text3, 0x5f6a77 },
        { Role::Selection, 0xd6e6fb }, { Role::Well, 0x14795a }, { Role::Warning, 0x8a5f00 },
        { Role::Critical, 0xc4322a }, { Role::CriticalOnSelection, 0xc4322a }, { Role::Unknown, 0x5f6a77 },
        { Role::Changing, 0x7a4fd0 }, { Role::Accent, 0x1565d8 }, { Role::OnAccent, 0xffffff },
        { Role::OnState, 0xffffff }, { Role::Production, 0xb0266f }, { Role::Series1, 0x2a86a3 },
        { Role::Series2, 0xb0673c }, { Role::Series3, 0x5f7d2e }, { Role::Series4, 0x8a5bb5 } });
}

ColourSet highContrastDark()
{
    return setOf({ { Role::Window, 0x000000 }, { Role::Panel, 0x000000 }, { Role::Raised, 0x1a1a1a },
        { Role::Line, 0x9a9a9a }, { Role::Text, 0xffffff }, { Role::Text2, 0xe6e6e6 }, { Role::Text3, 0xd0d0d0 },
        { Role::Selection, 0x004a8f }, { Role::Well, 0x4fe0a8 }, { Role::Warning, 0xffd24d },
        { Role::Critical, 0xff8a80 }, { Role::CriticalOnSelection, 0xffb3ad }, { Role::Unknown, 0xd0d0d0 },
        { Role::Changing, 0xcdb4ff }, { Role::Accent, 0x7db8ff }, { Role::OnAccent, 0x000000 },
        { Role::OnState, 0x000000 }, { Role::Production, 0xff8fcb }, { Role::Series1, 0x7fd4ee },
        { Role::Series2, 0xf0b08c }, { Role::Series3, 0xb5d680 }, { Role::Series4, 0xd3b3f2 } });
}

ColourSet highContrastLight()
{
    return setOf({ { Role::Window, 0xffffff }, { Role::Panel, 0xffffff }, { Role::Raised, 0xececec },
        { Role::Line, 0x5a5a5a }, { Role::Text, 0x000000 }, { Role::Text2, 0x1f1f1f }, { Role::Text3, 0x333333 },
        { Role::Selection, 0xcfe3ff }, { Role::Well, 0x00543a }, { Role::Warning, 0x5c3d00 },
        { Role::Critical, 0x9c0f0a }, { Role::CriticalOnSelection, 0x9c0f0a }, { Role::Unknown, 0x3a3a3a },
        { Role::Changing, 0x4a1fa0 }, { Role::Accent, 0x0a3f99 }, { Role::OnAccent, 0xffffff },
        { Role::OnState, 0xffffff }, { Role::Production, 0x7d0f4a }, { Role::Series1, 0x0f5a75 },
        { Role::Series2, 0x7a3c14 }, { Role::Series3, 0x3d5710 }, { Role::Series4, 0x5a2f86 } });
}

bool isLight(Scheme scheme)
{
    return scheme == Scheme::Light || scheme == Scheme::HighContrastLight;
}

// After Okabe and Ito: blue for well, vermilion for critical, both distinct from the yellow of warning.
void makeRedGreenSafe(ColourSet& set, Scheme scheme)
{
    set[Role::Well] = QColor(isLight(scheme) ? 0x00639c : 0x56b4e9);
    set[Role::Critical] = QColor(isLight(scheme) ? 0xa83c00 : 0xff6f3c);
    set[Role::CriticalOnSelection] = QColor(isLight(scheme) ? 0xa83c00 : 0xff9466);
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(static_cast<double>(colour.redF())) + 0.7152 * linear(static_cast<double>(colour.greenF()))
        + 0.0722 * linear(static_cast<double>(colour.blueF()));
}

} // namespace

Role roleOf(Health health)
{
    switch (health) {
    case Health::Well: return Role::Well;
    case Health::Warning: return Role::Warning;
    case Health::Critical: return Role::Critical;
    case Health::Unknown: return Role::Unknown;
    case Health::Changing: return Role::Changing;
    }
    return Role::Unknown;
}

Role textOnSelection(Role role)
{
    switch (role) {
    case Role::Text2:
    case Role::Text3: return Role::Text2;
    default: return Role::Text;
    }
}

Role shapeOnSelection(Role role)
{
    return role == Role::Critical ? Role::CriticalOnSelection : role;
}

ColourSet coloursFor(Scheme scheme, bool redGreenSafe)
{
    ColourSet set;
    switch (scheme) {
    case Scheme::System:
    case Scheme::Dark: set = dark(); break;
    case Scheme::Light: set = light(); break;
    case Scheme::HighContrastDark: set = highContrastDark(); break;
    case Scheme::HighContrastLight: set = highContrastLight(); break;
    }
    if (redGreenSafe)
        makeRedGreenSafe(set, scheme);
    return set;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor blended(const QColor& over, const QColor& under, double ratio)
{
    const auto mix = [ratio](int top, int bottom) {
        return static_cast<int>(
            std::lround(static_cast<double>(top) * ratio + static_cast<double>(bottom) * (1.0 - ratio)));
    };
    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()));
}

} // namespace Strato
