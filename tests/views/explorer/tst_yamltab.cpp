// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "ui/cards/statepanel.h"
#include "ui/theme/theme.h"
#include "views/explorer/yamltab.h"

#include <QCheckBox>
#include <QTest>

using namespace Strato;
using namespace Qt::StringLiterals;

/// Where things lie on the page of an object's YAML.
class TestYamlTab final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void theLineOfButtonsIsAtTheTopWithTextAndWithout()
    {
        Theme theme;
        YamlTab tab(theme, [](const std::function<Task()>& work) { work()(); });
        tab.resize(480, 700);
        tab.show();
        const auto isAtTop = [&] {
            if (!QTest::qWaitForWindowExposed(&tab))
                return false;
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            return tab.findChild<QCheckBox*>()->geometry().bottom() < 80;
        };
        tab.setLoading(true);
        QVERIFY(isAtTop());
        tab.setLoading(false);
        tab.setUnavailable(u"Whole objects are read of the present only."_s); // as in the past
        QVERIFY(isAtTop());
        QVERIFY(tab.findChild<StatePanel*>()->geometry().bottom() < 350); // right below it
        FetchedObject object;
        object.json = R"({"kind":"Pod"})";
        tab.setUnavailable({});
        tab.setObject(object, false);
        QVERIFY(isAtTop());
    }
};

QTEST_MAIN(TestYamlTab)
#include "tst_yamltab.moc"
