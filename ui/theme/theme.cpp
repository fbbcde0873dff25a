// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/theme.h"

#include "ui/theme/controlstyle.h"
#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

// fontconfig answers "DejaVu" when a desktop names no font of its own; a narrower face that is installed reads better.
QString preferred(const QFont& system, std::initializer_list<QString> better)
{
    QString family = QFontInfo(system).family();
    if (!family.startsWith("DejaVu"_L1))
        return family;
    for (const QString& candidate : better) {
        if (QFontDatabase::hasFamily(candidate))
            return candidate;
    }
    return family;
}

QFont uiFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setFamilies({ preferred(font, { u"Inter"_s, u"Inter Variable"_s, u"Cantarell"_s, u"Noto Sans"_s }),
        u"Noto Sans CJK SC"_s });
    return font;
}

QFont monoFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setFamilies({ preferred(font, { u"JetBrains Mono"_s, u"Noto Sans Mono"_s }), u"Noto Sans Mono CJK SC"_s });
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

void setBothActive(QPalette& palette, QPalette::ColorRole role, const QColor& colour)
{
    palette.setColor(QPalette::Active, role, colour);
    palette.setColor(QPalette::Inactive, role, colour);
    palette.setColor(QPalette::Disabled, role, colour);
}

QPalette paletteOf(const ColourSet& c)
{
    QPalette palette;
    setBothActive(palette, QPalette::Window, c[Role::Window]);
    setBothActive(palette, QPalette::WindowText, c[Role::Text]);
    setBothActive(palette, QPalette::Base, c[Role::Panel]);
    setBothActive(palette, QPalette::AlternateBase, c[Role::Panel]);
    setBothActive(palette, QPalette::Text, c[Role::Text]);
    setBothActive(palette, QPalette::Button, c[Role::Raised]);
    setBothActive(palette, QPalette::ButtonText, c[Role::Text]);
    setBothActive(palette, QPalette::BrightText, c[Role::Text]);
    setBothActive(palette, QPalette::PlaceholderText, c[Role::Text3]);
    setBothActive(palette, QPalette::ToolTipBase, c[Role::Raised]);
    setBothActive(palette, QPalette::ToolTipText, c[Role::Text]);
    setBothActive(palette, QPalette::Highlight, c[Role::Selection]);
    setBothActive(palette, QPalette::HighlightedText, c[Role::Text]);
    setBothActive(palette, QPalette::Link, c[Role::Accent]);
    setBothActive(palette, QPalette::LinkVisited, c[Role::Accent]);
    setBothActive(palette, QPalette::Light, c[Role::Raised]);
    setBothActive(palette, QPalette::Midlight, c[Role::Raised]);
    setBothActive(palette, QPalette::Mid, c[Role::Line]);
    setBothActive(palette, QPalette::Dark, c[Role::Line]);
    setBothActive(palette, QPalette::Shadow, c[Role::Window]);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, c[Role::Text3]);
    return palette;
}

} // namespace

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_uiFont(uiFont())
    , m_monoFont(monoFont())
    , m_colours(coloursFor(Scheme::Dark, false))
{
    makeFonts();
}

void Theme::apply(QApplication& app)
{
    m_app = &app;
    QApplication::setStyle(new ControlStyle(*this));
    refresh();
}

void Theme::setScheme(Scheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    refresh();
}

void Theme::setRedGreenSafe(bool on)
{
    if (m_redGreenSafe == on)
        return;
    m_redGreenSafe = on;
    refresh();
}

void Theme::setTextScale(double scale)
{
    const double clamped = std::isfinite(scale) ? std::clamp(scale, 0.8, 2.0) : 1.0;
    if (std::abs(clamped - m_textScale) < 1e-6)
        return;
    m_textScale = clamped;
    refresh();
}

void Theme::setSystemAppearance(bool dark, bool highContrast, bool reducedMotion)
{
    if (dark == m_systemDark && highContrast == m_systemHighContrast && reducedMotion == m_systemReducedMotion)
        return;
    m_systemDark = dark;
    m_systemHighContrast = highContrast;
    m_systemReducedMotion = reducedMotion;
    refresh();
}

void Theme::setReducedMotion(std::optional<bool> on)
{
    if (m_reducedMotion == on)
        return;
    m_reducedMotion = on;
    emit changed();
}

Scheme Theme::effectiveScheme() const
{
    if (m_scheme != Scheme::System)
        return m_scheme;
    if (m_systemHighContrast)
        return m_systemDark ? Scheme::HighContrastDark : Scheme::HighContrastLight;
    return m_systemDark ? Scheme::Dark : Scheme::Light;
}

bool Theme::isDark() const
{
    const Scheme scheme = effectiveScheme();
    return scheme == Scheme::Dark || scheme == Scheme::HighContrastDark;
}

void Theme::makeFonts()
{
    const auto make = [this](Type type, const QFont& face, double points, bool strong = false) {
        QFont font = face;
        if (strong)
            font.setWeight(QFont::DemiBold);
        font.setPointSizeF(points * m_textScale);
        // Inter draws an x between digits as a sign of multiplication, JetBrains Mono "->" as an arrow: a name that is
        // copied by eye must show its own letters. Scripts that need shaping are shaped all the same.
        font.setStyleStrategy(static_cast<QFont::StyleStrategy>(font.styleStrategy() | QFont::PreferNoShaping));
        m_fonts[static_cast<std::size_t>(type)] = font;
    };
    make(Type::Body, m_uiFont, 10.0);
    make(Type::Small, m_uiFont, 8.25);
    make(Type::Headline, m_uiFont, 12.0, true);
    make(Type::CardTitle, m_uiFont, 9.25, true);
    make(Type::BigNumber, m_uiFont, 19.5, true);
    make(Type::Mono, m_monoFont, 9.25);
    make(Type::MonoSmall, m_monoFont, 8.25);
}

int Theme::px(double pixels) const
{
    return static_cast<int>(std::lround(pixels * m_textScale));
}

void Theme::refresh()
{
    m_colours = coloursFor(effectiveScheme(), m_redGreenSafe);
    makeFonts();
    if (m_app) {
        QApplication::setPalette(paletteOf(m_colours));
        QApplication::setFont(font(Type::Body));
        m_app->setStyleSheet(styleSheet(*this));
    }
    emit changed();
}

} // namespace Strato
