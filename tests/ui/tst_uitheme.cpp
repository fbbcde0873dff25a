// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/shapes.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/systemappearance.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QGlyphRun>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTextLayout>
#include <QtTest>

#include <algorithm>
#include <array>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestUiTheme final : public QObject {
    Q_OBJECT
private:
    static void checkArrow(const QImage& picture, const QColor& ground)
    {
        QList<int> widths; // of the arrow, line by line
        for (int y = 4; y < 24; ++y) {
            int width = 0;
            for (int x = 120; x < 156; ++x)
                width += contrastRatio(picture.pixelColor(x, y), ground) >= 3.0 ? 1 : 0;
            if (width > 0)
                widths.append(width);
        }
        QVERIFY2(widths.size() >= 3 && widths.size() <= 10, qPrintable(QString::number(widths.size())));
        QVERIFY(widths.front() > widths.back() + 3); // it points down
        QVERIFY(widths.front() <= 14);
    }

    /// How much the strongest pixel of the words of @p widget, left in it, stands out from the ground around them.
    static double strengthOf(QWidget& widget, bool enabled)
    {
        widget.setEnabled(enabled);
        const QRect words = widget.geometry().adjusted(4, 4, -70, -4);
        const QImage picture = widget.window()->grab().toImage().copy(words);
        const QColor ground = picture.pixelColor(0, 0);
        double most = 1;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                most = std::max(most, contrastRatio(picture.pixelColor(x, y), ground));
        }
        return most;
    }

private slots:
    void everyLetterOfANameIsDrawnAsItself()
    {
        const auto glyphs = [](const QString& text, const QFont& font) {
            QTextLayout layout(text, font);
            layout.beginLayout();
            layout.createLine();
            layout.endLayout();
            QList<quint32> found;
            for (const QGlyphRun& run : layout.glyphRuns())
                found += run.glyphIndexes();
            return found;
        };
        Theme theme;
        for (const Type type : { Type::Body, Type::Small, Type::Headline, Type::Mono, Type::MonoSmall }) {
            const QFont& font = theme.font(type);
            for (const QString& text : { u"mm2x7"_s, u"0x1f"_s, u"a->b"_s, u"a!=b"_s, u"www--x"_s }) {
                QList<quint32> alone;
                for (const QChar letter : text)
                    alone += glyphs(letter, font);
                QCOMPARE(glyphs(text, font), alone);
            }
        }
    }

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void contrastFollowsWcag()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01);
    }

    void everyPairIsReadable_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::addColumn<bool>("redGreenSafe");
        const std::pair<const char*, Scheme> schemes[] { { "dark", Scheme::Dark }, { "light", Scheme::Light },
            { "contrast dark", Scheme::HighContrastDark }, { "contrast light", Scheme::HighContrastLight } };
        for (const auto& [name, scheme] : schemes) {
            QTest::newRow(name) << int(scheme) << false;
            QTest::addRow("%s, red-green safe", name) << int(scheme) << true;
        }
    }
    void everyPairIsReadable()
    {
        QFETCH(const int, scheme);
        QFETCH(const bool, redGreenSafe);
        const ColourSet set = coloursFor(static_cast<Scheme>(scheme), redGreenSafe);
        const Role words[] { Role::Text, Role::Text2, Role::Text3, Role::Well, Role::Warning, Role::Critical,
            Role::Unknown, Role::Changing, Role::Accent, Role::Production };
        const auto atLeast = [&](Role over, Role under, double least) {
            const double ratio = contrastRatio(set[over], set[under]);
            QVERIFY2(ratio >= least,
                qPrintable(u"role %1 on role %2: %3"_s.arg(int(over)).arg(int(under)).arg(ratio, 0, 'f', 2)));
        };
        for (const Role word : words) {
            for (const Role ground : { Role::Window, Role::Panel, Role::Raised })
                atLeast(word, ground, 4.5);
            atLeast(textOnSelection(word), Role::Selection, 4.5);
            if (word != Role::Production && word != Role::Text3)
                atLeast(shapeOnSelection(word), Role::Selection, 3.0);
        }
        for (const Role series : { Role::Series1, Role::Series2, Role::Series3, Role::Series4 })
            atLeast(series, Role::Panel, 3.0);
        atLeast(Role::OnAccent, Role::Accent, 4.5);
        for (const Role state : { Role::Well, Role::Warning, Role::Critical, Role::Unknown, Role::Changing })
            atLeast(Role::OnState, state, 4.5);
        if (scheme == int(Scheme::HighContrastDark) || scheme == int(Scheme::HighContrastLight))
            atLeast(Role::Text2, Role::Panel, 7.0);
    }

    void redGreenSafeStatesDifferInMoreThanRedAndGreen()
    {
        for (const Scheme scheme : { Scheme::Dark, Scheme::Light }) {
            const ColourSet set = coloursFor(scheme, true);
            const QColor& well = set[Role::Well];
            const QColor& critical = set[Role::Critical];
            QVERIFY2(
                qAbs(well.blue() - critical.blue()) > 100, "blue carries the difference that red and green cannot");
        }
    }

    void comboBoxesHaveAnArrowThatIsSeen_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("dark") << int(Scheme::Dark);
        QTest::newRow("light") << int(Scheme::Light);
        QTest::newRow("contrast dark") << int(Scheme::HighContrastDark);
        QTest::newRow("contrast light") << int(Scheme::HighContrastLight);
    }
    void comboBoxesHaveAnArrowThatIsSeen()
    {
        QFETCH(const int, scheme);
        Theme theme;
        theme.setScheme(static_cast<Scheme>(scheme));
        theme.apply(*qApp);
        QWidget window; // several, at odd places
        std::array<QComboBox*, 4> boxes {};
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            boxes.at(i) = new QComboBox(&window); // empty: what is drawn is its frame and the arrow
            boxes.at(i)->setGeometry(10 + static_cast<int>(i), static_cast<int>(i) * 37, 160, 28);
        }
        const QPixmap whole = window.grab();
        for (const QComboBox* box : boxes)
            checkArrow(whole.copy(box->geometry()).toImage(), theme.colour(Role::Window));
    }

    void whatIsDisabledLooksDisabled_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("dark") << int(Scheme::Dark);
        QTest::newRow("light") << int(Scheme::Light);
    }
    void whatIsDisabledLooksDisabled()
    {
        QFETCH(const int, scheme);
        Theme theme;
        theme.setScheme(Scheme(scheme));
        theme.apply(*qApp);
        QWidget window;
        auto* combo = new QComboBox(&window);
        combo->addItem(u"MWMWMW"_s);
        auto* number = new QSpinBox(&window);
        number->setRange(0, 99'999'999);
        number->setValue(88'888'888);
        auto* quiet = new QPushButton(u"MWMWMWMW"_s, &window);
        quiet->setProperty("look", u"quiet"_s);
        auto* link = new QPushButton(u"MWMWMWMW"_s, &window);
        link->setProperty("look", u"link"_s);
        const std::vector<QWidget*> all { combo, number, quiet, link, new QLineEdit(u"MWMWMW"_s, &window),
            new QPlainTextEdit(u"MWMWMW"_s, &window) };
        int top = 0;
        for (QWidget* widget : all)
            widget->setGeometry(10, top += 40, 160, 28);
        window.resize(200, top + 40);
        const double third = contrastRatio(theme.colour(Role::Text3), theme.colour(Role::Window));
        for (QWidget* widget : all) {
            const double enabled = strengthOf(*widget, true);
            const double disabled = strengthOf(*widget, false);
            QVERIFY2((disabled < enabled || widget == link) && disabled < third + 0.5 && disabled > 2,
                qPrintable(u"%1: %2, enabled %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()))
                               .arg(disabled)
                               .arg(enabled)));
        }
    }

    void switchesLiveWithOneSignal()
    {
        Theme theme;
        theme.apply(*qApp);
        theme.setScheme(Scheme::Dark);
        const QSignalSpy changed(&theme, &Theme::changed);
        theme.setScheme(Scheme::Light);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Window), coloursFor(Scheme::Light, false)[Role::Window]);
        QVERIFY(qApp->styleSheet().contains(coloursFor(Scheme::Light, false)[Role::Accent].name()));
        theme.setScheme(Scheme::Light);
        QCOMPARE(changed.count(), 1);
    }

    void followsTheSystemOnlyWhenTold()
    {
        Theme theme;
        theme.setSystemAppearance(false, false, false);
        QCOMPARE(theme.effectiveScheme(), Scheme::Light);
        theme.setSystemAppearance(true, true, true);
        QCOMPARE(theme.effectiveScheme(), Scheme::HighContrastDark);
        QVERIFY(theme.reducedMotion());
        theme.setScheme(Scheme::Light);
        theme.setReducedMotion(false);
        QCOMPARE(theme.effectiveScheme(), Scheme::Light);
        QVERIFY(!theme.reducedMotion());
    }

    void readsTheDesktopsWish()
    {
        QPalette dark;
        dark.setColor(QPalette::Window, Qt::black);
        dark.setColor(QPalette::WindowText, Qt::white);
        QPalette light;
        light.setColor(QPalette::Window, Qt::white);
        light.setColor(QPalette::WindowText, Qt::black);
        QProcessEnvironment none;
        QVERIFY(SystemAppearance::wishOf(none, dark).dark);
        QVERIFY(!SystemAppearance::wishOf(none, light).dark);
        none.insert(u"GTK_THEME"_s, u"Adwaita:dark"_s);
        QVERIFY(SystemAppearance::wishOf(none, light).dark);
        none.insert(u"GTK_THEME"_s, u"HighContrast"_s);
        QVERIFY(SystemAppearance::wishOf(none, dark).highContrast);
        none.insert(u"STRATOSCOPE_COLOR_SCHEME"_s, u"light"_s);
        QVERIFY(!SystemAppearance::wishOf(none, dark).dark);
    }

    void textSizeScalesFontsAndMeasures()
    {
        Theme theme;
        const double body = theme.font(Type::Body).pointSizeF();
        QCOMPARE(theme.rowHeight(), 24);
        theme.setTextScale(1.5);
        QCOMPARE(theme.font(Type::Body).pointSizeF(), body * 1.5);
        QCOMPARE(theme.rowHeight(), 36);
        theme.setTextScale(99);
        QCOMPARE(theme.textScale(), 2.0);
        theme.setTextScale(qQNaN());
        QCOMPARE(theme.textScale(), 1.0);
    }

    void sheetLeavesNoBlankUnfilled()
    {
        const Theme theme;
        QVERIFY(!styleSheet(theme).contains(u'@'));
    }

    void shapesDifferWithoutColour()
    {
        QList<QImage> drawn;
        for (const Health health :
            { Health::Well, Health::Warning, Health::Critical, Health::Unknown, Health::Changing }) {
            QImage image(24, 24, QImage::Format_RGB32);
            image.fill(Qt::black);
            QPainter painter(&image);
            drawShape(painter, health, QRectF(0, 0, 24, 24), Qt::white);
            painter.end();
            for (const QImage& other : std::as_const(drawn))
                QVERIFY(image != other);
            drawn << image;
        }
    }

    void shapesStayInTheirBox()
    {
        for (const Health health :
            { Health::Well, Health::Warning, Health::Critical, Health::Unknown, Health::Changing }) {
            QVERIFY(QRectF(3, 5, 10, 40).contains(shapePath(health, QRectF(3, 5, 10, 40)).boundingRect()));
            QVERIFY(shapePath(health, QRectF()).isEmpty());
        }
    }

    void leadingBoxMirrors()
    {
        const QRectF cell(100, 0, 50, 24);
        QCOMPARE(leadingBox(cell, 10, 4, Qt::LeftToRight), QRectF(104, 7, 10, 10));
        QCOMPARE(leadingBox(cell, 10, 4, Qt::RightToLeft), QRectF(136, 7, 10, 10));
    }
};

QTEST_MAIN(TestUiTheme)
#include "tst_uitheme.moc"
