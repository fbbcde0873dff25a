// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/gallery/gallery.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QPixmap>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

Scheme schemeOf(const QString& name)
{
    if (name == "light"_L1)
        return Scheme::Light;
    if (name == "contrast"_L1)
        return Scheme::HighContrastDark;
    return Scheme::Dark;
}

} // namespace

/// ui-gallery --theme dark|light|contrast --size 1920x1080 --page 0..2 [--rtl] [--scale 1.25] -o FILE: all widgets as
/// one picture.
int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({ { u"theme"_s, u"dark, light or contrast"_s, u"name"_s, u"dark"_s },
        { u"size"_s, u"WxH"_s, u"size"_s, u"1920x1080"_s },
        { u"page"_s, u"0 overview, 1 states, 2 palette"_s, u"page"_s, u"0"_s }, { u"rtl"_s, u"right to left"_s },
        { u"scale"_s, u"text size"_s, u"factor"_s, u"1"_s }, { u"o"_s, u"picture"_s, u"file"_s, u"gallery.png"_s } });
    parser.process(app);
    if (parser.isSet(u"rtl"_s))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    Theme theme;
    theme.setScheme(schemeOf(parser.value(u"theme"_s)));
    theme.setTextScale(parser.value(u"scale"_s).toDouble());
    theme.apply(app);
    Gallery gallery(theme, parser.value(u"page"_s).toInt());
    const QStringList size = parser.value(u"size"_s).split(u'x');
    gallery.resize(size.value(0).toInt(), size.value(1).toInt());
    gallery.show();
    QCoreApplication::processEvents();
    return gallery.grab().save(parser.value(u"o"_s)) ? 0 : 1;
}
