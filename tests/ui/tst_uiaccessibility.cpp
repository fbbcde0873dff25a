// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/gallery/gallery.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

/// Walks the gallery, which holds every widget of ui/.
class TestUiAccessibility final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;

    static bool isControl(const QWidget* widget)
    {
        if (qobject_cast<const QHeaderView*>(widget) || widget->objectName().startsWith("qt_"_L1))
            return false;
        return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
            || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QPlainTextEdit*>(widget)
            || (widget->focusPolicy() & Qt::TabFocus && !qobject_cast<const QAbstractScrollArea*>(widget)
                && !qobject_cast<const QLabel*>(widget));
    }

private slots:
    void initTestCase() { m_theme.apply(*qApp); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void everyControlHasAName_data()
    {
        QTest::addColumn<int>("page");
        for (int page = 0; page < 3; ++page)
            QTest::addRow("page %d", page) << page;
    }
    void everyControlHasAName()
    {
        QFETCH(const int, page);
        const Gallery gallery(m_theme, page);
        int controls = 0;
        for (const QWidget* widget : gallery.findChildren<QWidget*>()) {
            if (!isControl(widget))
                continue;
            ++controls;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(named, widget->metaObject()->className());
        }
        QVERIFY(controls > 10);
    }

    void everyLabelIsPlainText()
    {
        const Gallery gallery(m_theme, 1);
        for (const QLabel* label : gallery.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void noWidgetHasAStyleSheetOfItsOwn()
    {
        for (int page = 0; page < 3; ++page) {
            const Gallery gallery(m_theme, page);
            for (const QWidget* widget : gallery.findChildren<QWidget*>())
                QVERIFY2(widget->styleSheet().isEmpty(), widget->metaObject()->className());
        }
    }

    void focusIsVisibleOnEveryControl()
    {
        Gallery gallery(m_theme, 0);
        gallery.resize(1920, 1080);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowActive(&gallery));
        for (QWidget* widget : gallery.findChildren<QWidget*>()) {
            if (!isControl(widget) || !widget->isVisible() || !widget->isEnabled()
                || !(widget->focusPolicy() & Qt::TabFocus) || qobject_cast<QAbstractScrollArea*>(widget))
                continue;
            if (QWidget* other = QApplication::focusWidget())
                other->clearFocus();
            const QImage before = widget->grab().toImage();
            widget->setFocus(Qt::TabFocusReason);
            if (!widget->hasFocus())
                continue; // hands its focus to another one
            QVERIFY2(widget->grab().toImage() != before,
                qPrintable(QDebug::toString(widget) + QDebug::toString(widget->parent())));
        }
    }

    void everySchemePaintsBothDirections()
    {
        for (const Scheme scheme :
            { Scheme::Light, Scheme::HighContrastDark, Scheme::HighContrastLight, Scheme::Dark }) {
            m_theme.setScheme(scheme);
            for (const Qt::LayoutDirection direction : { Qt::LeftToRight, Qt::RightToLeft }) {
                Gallery gallery(m_theme, 0);
                gallery.setLayoutDirection(direction);
                gallery.resize(1366, 768);
                const QImage image = gallery.grab().toImage();
                QCOMPARE(image.pixelColor(image.width() / 2, 2), m_theme.colour(Role::Window));
            }
        }
    }

    void fitsASmallScreen()
    {
        for (int page = 0; page < 2; ++page) {
            Gallery gallery(m_theme, page);
            gallery.show();
            const QSize least = gallery.minimumSizeHint();
            QVERIFY2(least.width() <= 1366 && least.height() <= 768,
                qPrintable(u"%1 x %2"_s.arg(least.width()).arg(least.height())));
        }
    }
};

QTEST_MAIN(TestUiAccessibility)
#include "tst_uiaccessibility.moc"
