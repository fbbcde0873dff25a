// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/systemappearance.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QGuiApplication>

namespace Strato {

using namespace Qt::StringLiterals;

SystemAppearance::SystemAppearance(Theme& theme, QObject* parent)
    : QObject(parent)
    , m_theme(theme)
{
    qApp->installEventFilter(this);
    read();
}

SystemAppearance::Wish SystemAppearance::wishOf(const QProcessEnvironment& environment, const QPalette& palette)
{
    Wish wish;
    wish.dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    const QString gtk = environment.value(u"GTK_THEME"_s).toLower();
    if (!gtk.isEmpty()) {
        wish.dark = gtk.endsWith(":dark"_L1) || gtk.contains("-dark"_L1) || gtk.contains("inverse"_L1);
        wish.highContrast = gtk.startsWith("highcontrast"_L1);
    }
    const QString own = environment.value(u"STRATOSCOPE_COLOR_SCHEME"_s).toLower();
    if (own == "dark"_L1 || own == "light"_L1)
        wish.dark = own == "dark"_L1;
    wish.reducedMotion = environment.value(u"GTK_ENABLE_ANIMATIONS"_s) == "0"_L1
        || environment.contains(u"STRATOSCOPE_REDUCED_MOTION"_s);
    return wish;
}

bool SystemAppearance::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == qApp && event->type() == QEvent::ThemeChange)
        read();
    return QObject::eventFilter(watched, event);
}

void SystemAppearance::read()
{
    const Wish wish = wishOf(QProcessEnvironment::systemEnvironment(), QGuiApplication::palette());
    m_theme.setSystemAppearance(wish.dark, wish.highContrast, wish.reducedMotion);
}

} // namespace Strato
