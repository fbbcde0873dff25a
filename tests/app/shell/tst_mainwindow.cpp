// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/clusterchoice.h"
#include "app/shell/palettesource.h"
#include "app/shell/statusstrip.h"
#include "app/shell/topbar.h"
#include "tests/app/shell/windowrig.h"
#include "tests/support/fulldisk.h"
#include "ui/cards/clusterchip.h"
#include "ui/cards/commandpalette.h"
#include "ui/cards/navlist.h"
#include "ui/cards/pastframe.h"
#include "ui/cards/statusbaritem.h"
#include "ui/cards/toastarea.h"
#include "ui/pages/page.h"
#include "ui/plaintext/messagedialog.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/tableview.h"
#include "ui/timeline/timebar.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTranslator>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

namespace {

/// A language in which every translated text is in marks: what stays without them is not translated, or not live.
class MarkingTranslator final : public QTranslator {
public:
    [[nodiscard]] QString translate(
        const char* /*context*/, const char* source, const char* /*comment*/, int /*n*/) const override
    {
        return u"«"_s + QString::fromUtf8(source) + u"»"_s;
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

bool isControl(const QWidget* widget)
{
    if (qobject_cast<const QHeaderView*>(widget) || widget->objectName().startsWith("qt_"_L1))
        return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
        || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
}

} // namespace

/// The window as it is, on an estate in this process.
class TestMainWindow final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_rig = std::make_unique<WindowRig>(); }
    void cleanup() { m_rig.reset(); }

    void goingToAnotherViewKeepsTheChosenClusters()
    {
        m_rig->open({ u"one"_s, u"two"_s });
        emit bar()->clustersChosen({ u"two"_s });
        QCOMPARE(window().currentPlace().parameters.value(u"cluster"_s), u"two"_s);
        emit window().findChild<NavList*>()->chosen(u"explorer"_s);
        QCOMPARE(window().currentPlace().view, u"explorer"_s);
        QCOMPARE(window().currentPlace().parameters.value(u"cluster"_s), u"two"_s);
        QVERIFY(!m_rig->chip(u"one"_s)->content().shown);
        QVERIFY(m_rig->chip(u"one"_s)->accessibleName().contains(u"not shown"_s));
        command("back");
        QCOMPARE(window().currentPlace().view, u"overview"_s);
        QCOMPARE(window().currentPlace().parameters.value(u"cluster"_s), u"two"_s);
        command("back");
        QVERIFY(!window().currentPlace().parameters.contains(u"cluster"_s));
        QVERIFY(m_rig->chip(u"one"_s)->content().shown);
        command("forward");
        QCOMPARE(window().currentPlace().parameters.value(u"cluster"_s), u"two"_s);
    }

    void aContextWithACommaInItsNameIsChosenAsOne()
    {
        m_rig->open({ u"one"_s, u"two"_s });
        const QStringList named { u"eu,west 100%2C"_s, u"two"_s };
        emit bar()->clustersChosen(named);
        QCOMPARE(chosenContexts(m_rig->console(), window().currentPlace()), named);
        emit window().findChild<NavList*>()->chosen(u"explorer"_s);
        QCOMPARE(chosenContexts(m_rig->console(), window().currentPlace()), named);
        const auto link = Place::parse(window().currentPlace().toString());
        QVERIFY(link);
        QCOMPARE(chosenContexts(m_rig->console(), *link), named);
        QVERIFY(m_rig->chip(u"two"_s)->content().shown);
        QVERIFY(!m_rig->chip(u"one"_s)->content().shown);
    }

    void theOverviewIsReachedFromAListOfIts()
    {
        m_rig->open({ u"one"_s });
        window().goTo({ u"overview"_s, { { u"part"_s, u"findings"_s } } });
        QCOMPARE(window().currentPlace().parameters.value(u"part"_s), u"findings"_s);
        auto* places = window().findChild<NavList*>();
        QTest::mouseClick(places->viewport(), Qt::LeftButton, {}, places->visualRect(places->currentIndex()).center());
        QCOMPARE(window().currentPlace(), (Place { u"overview"_s, {} }));
    }

    void aViewIsFoundAgainAsItWasLeft()
    {
        m_rig->open({ u"one"_s });
        window().goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s }, { u"filter"_s, u"ns:shop"_s } } });
        auto* places = window().findChild<NavList*>();
        emit places->chosen(u"overview"_s);
        emit places->chosen(u"explorer"_s);
        QCOMPARE(window().currentPlace().parameters.value(u"filter"_s), u"ns:shop"_s);
    }

    void theBadgeCountsWhatTheCardCounts()
    {
        ShellRig::addCordonedNode(m_rig->estate().cluster("one"), "closed");
        m_rig->open({ u"one"_s });
        const auto count = [this](Health severity) {
            const auto state = m_rig->console().overview();
            return state ? std::ranges::count(state->findings, severity, &Finding::severity) : 0;
        };
        QTRY_COMPARE(count(Health::Changing), 1); // somebody meant it: that node is not ill
        const auto ill = count(Health::Critical) + count(Health::Warning);
        QVERIFY(ill > 0);
        const NavList& places = *window().findChild<NavList*>();
        QTRY_VERIFY(places.currentIndex().data(Qt::AccessibleTextRole).toString().contains(u", %1 "_s.arg(ill)));
    }

    void severalClustersCanBeChosenOfMore()
    {
        m_rig->open({ u"one"_s, u"two"_s, u"one-viewer"_s });
        QTest::mouseClick(m_rig->chip(u"two"_s), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(window().currentPlace().parameters.value(u"cluster"_s), u"one,one-viewer"_s);
        QTest::mouseClick(m_rig->chip(u"two"_s), Qt::LeftButton, Qt::ControlModifier);
        QVERIFY(!window().currentPlace().parameters.contains(u"cluster"_s)); // all of them is "all"
        QTest::mouseClick(m_rig->chip(u"two"_s), Qt::LeftButton, Qt::ControlModifier);
        QTest::mouseClick(m_rig->chip(u"one"_s), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(window().currentPlace().parameters.value(u"cluster"_s), u"one-viewer"_s);
        QTest::mouseClick(m_rig->chip(u"one-viewer"_s), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(window().currentPlace().parameters.value(u"cluster"_s), u"one-viewer"_s); // never nothing
        m_rig->console().disconnectContext(u"one-viewer"_s);
        QVERIFY(!window().currentPlace().parameters.contains(u"cluster"_s)); // what is gone hides nothing
    }

    void aClickOnASourceTellsAllAndTriesAgain()
    {
        m_rig->open({ u"one-shop-only"_s });
        QTRY_VERIFY(!m_rig->console().statuses().empty() && m_rig->isLive(u"one-shop-only"_s));
        QString text;
        bool offered = false;
        onDialog([&](MessageDialog* dialog) {
            for (const QLabel* label : dialog->findChildren<QLabel*>())
                text += label->text() + u'\n';
            offered = press(dialog, u"Try again now"_s);
        });
        QTest::mouseClick(item(u"kubernetes"_s), Qt::LeftButton);
        QVERIFY(offered);
        QVERIFY2(text.contains(u"one-shop-only"_s), qPrintable(text));
        QVERIFY2(text.contains(u"live, only in shop"_s), qPrintable(text));
        QVERIFY2(text.contains(u"not visible to you"_s), qPrintable(text));
        onDialog([&](MessageDialog* dialog) {
            text = dialog->windowTitle();
            dialog->reject();
        });
        QTest::mouseClick(item(u"request"_s), Qt::LeftButton);
        QCOMPARE(text, u"What this console costs"_s);
    }

    void aSourceThatIsLostSaysWhyInWords()
    {
        Estate::FaultRule signOn;
        signOn.times = -1;
        signOn.html = true;
        m_rig->estate().cluster("one").addFault(signOn);
        m_rig->open({ u"one"_s });
        QTRY_VERIFY(std::ranges::any_of(
            m_rig->console().statuses(), [](const auto& entry) { return entry.second.freshness == Freshness::Lost; }));
        QString text;
        onDialog([&](MessageDialog* dialog) {
            for (const QLabel* label : dialog->findChildren<QLabel*>())
                text += label->text() + u'\n';
            m_rig->estate().cluster("one").clearFaults();
            QVERIFY(press(dialog, u"Try again now"_s));
        });
        QTest::mouseClick(item(u"kubernetes"_s), Qt::LeftButton);
        QVERIFY2(text.contains(u"Tried"_s), qPrintable(text));
        QTRY_VERIFY(m_rig->isLive(u"one"_s)); // at once, not at the next try
    }

    void problemsOfAKubeconfigAreSaidInTheWindow()
    {
        m_rig->open({ u"one"_s });
        m_rig->console().openKubeconfig(
            m_rig->estate().write(u"broken.yaml"_s, "apiVersion: v1\nkind: Config\ncontexts: 7\n"));
        QTRY_COMPARE(window().toasts()->count(), 1);
        QTRY_VERIFY(m_rig->isLive(u"one"_s)); // and goes on
    }

    void thePastIsFramedAndEscGoesLive()
    {
        m_rig->open({ u"one"_s });
        QTRY_VERIFY(m_rig->console().knownSince().has_value());
        auto* frame = window().findChild<PastFrame*>();
        QVERIFY(!frame->isPast());
        m_rig->console().cursor().moveTo(m_rig->estate().clock().now());
        QVERIFY(frame->isPast());
        for (const char* view : { "explorer", "overview" }) {
            window().goTo({ QString::fromLatin1(view), {} });
            QVERIFY(frame->isPast()); // on every view
        }
        QTest::keyClick(&window(), Qt::Key_Escape);
        QVERIFY(m_rig->console().cursor().isLive());
        QVERIFY(!frame->isPast());
        command("pause");
        QVERIFY(frame->isPast());
        command("live");
        QVERIFY(!frame->isPast());
    }

    void escGoesLiveAtOnceFromWhereverTheFocusIs()
    {
        m_rig->open({ u"one"_s });
        QTRY_VERIFY(m_rig->isLive(u"one"_s));
        window().goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s } } });
        auto* filter = window().findChild<FilterEdit*>();
        QVERIFY(filter);
        filter->setText(u"web"_s);
        filter->setFocus();
        m_rig->console().cursor().pause();
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(filter->text().isEmpty()); // the filter first, and nothing else
        QVERIFY(!m_rig->console().cursor().isLive());
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(m_rig->console().cursor().isLive());
        TableView* table = listOf(&window(), u"Pod"_s);
        QVERIFY(table);
        window().resize(900, 800); // the details lie over the list
        QTRY_VERIFY(table->model()->rowCount() > 0);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        m_rig->console().cursor().pause();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(m_rig->console().cursor().isLive());
        window().resize(1920, 1080);
        table->setFocus();
        m_rig->console().cursor().pause();
        QTest::keyClick(table, Qt::Key_Escape);
        QVERIFY(m_rig->console().cursor().isLive());
        m_rig->console().cursor().pause();
        command("palette"); // lies over all: it goes first
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!window().findChild<CommandPalette*>()->isVisible());
        QVERIFY(!m_rig->console().cursor().isLive());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(m_rig->console().cursor().isLive());
    }

    void aNewWindowOpensAtTheSamePlace()
    {
        m_rig->open({ u"one"_s });
        QTRY_VERIFY(m_rig->isLive(u"one"_s));
        for (const auto& [kind, name, filter] :
            { std::tuple(u"Deployment.apps"_s, u"Deployment"_s, u"ord"_s), { u"Pod"_s, u"Pod"_s, u"shop"_s } }) {
            window().goTo({ u"explorer"_s, { { u"kind"_s, kind } } });
            window().findChild<FilterEdit*>()->setText(filter);
            TableView* table = listOf(&window(), name);
            QVERIFY(table);
            QTRY_COMPARE(table->model()->rowCount(), 1);
            table->setCurrentIndex(table->model()->index(0, 0));
            QTRY_VERIFY(window().currentPlace().parameters.contains(u"entity"_s));
            const Place place = window().currentPlace();
            emit window().newWindowRequested();
            QCOMPARE(m_rig->app().windows().size(), 2);
            MainWindow* second = m_rig->app().windows().back();
            QCOMPARE(second->currentPlace(), place);
            QCOMPARE(second->findChild<FilterEdit*>()->text(), filter);
            QTRY_COMPARE(second->page(u"explorer"_s)->place(), place);
            QTRY_COMPARE(listOf(second, name)->model()->rowCount(), 1);
            QCOMPARE(second->currentPlace(), place);
            second->close();
            QTRY_COMPARE(m_rig->app().windows().size(), 1);
        }
    }

    void whatIsNotKnownYetIsUnknownOnTheTimeBar()
    {
        Estate::FaultRule silent;
        silent.times = -1;
        silent.hangUp = true;
        m_rig->estate().cluster("two").addFault(silent);
        m_rig->open({ u"one"_s, u"two"_s });
        QTRY_VERIFY(m_rig->isLive(u"one"_s));
        const auto* time = window().findChild<TimeBar*>();
        QTRY_VERIFY(time->state().knownFrom.has_value());
        QVERIFY(*time->state().knownFrom >= time->state().now); // of all together nothing
        m_rig->console().disconnectContext(u"two"_s);
        QTRY_VERIFY(time->state().knownFrom && *time->state().knownFrom < time->state().now);
    }

    void thePaletteFindsWhateverIsFollowed()
    {
        m_rig->open({ u"one"_s, u"two"_s });
        QTRY_COMPARE(m_rig->console().records().count({ "", "Pod" }), std::size_t(4));
        auto* palette = window().findChild<CommandPalette*>();
        command("palette");
        palette->edit()->setText(u"webshop two"_s); // letters in order, and a cluster
        QTRY_COMPARE(found(palette, u"Entities"_s), QStringList { u"web-shop"_s });
        palette->edit()->setText(u"pay pod"_s);
        QTRY_COMPARE(found(palette, u"Entities"_s), (QStringList { u"web-payment"_s, u"web-payment"_s }));
        palette->edit()->setText(u"configmap"_s);
        QTRY_VERIFY(found(palette, u"Lists"_s).contains(u"ConfigMap"_s)); // also what is not followed yet
        palette->edit()->setText(u"order"_s);
        QTRY_VERIFY(found(palette, u"Entities"_s).contains(u"order"_s));
        palette->edit()->setText(u"latecomer"_s);
        ShellRig::addPod(m_rig->estate().cluster("two"), "shop", "latecomer");
        QTRY_COMPARE(found(palette, u"Entities"_s), QStringList { u"latecomer"_s }); // while it is open
        palette->edit()->setText(u"order"_s);
        QTRY_VERIFY(found(palette, u"Entities"_s).contains(u"order"_s));
        QTest::keyClick(palette->edit(), Qt::Key_Return);
        QCOMPARE(window().currentPlace().view, u"explorer"_s);
        QCOMPARE(window().currentPlace().parameters.value(u"kind"_s), u"Deployment.apps"_s);
        QVERIFY(!palette->isVisible());
        QVERIFY(found(palette, u"Entities"_s).isEmpty()); // holds nothing while it is closed
    }

    void theLanguageIsSwitchedWhileWindowsAreOpen()
    {
        m_rig->open({ u"one"_s });
        for (const char* view : { "explorer", "start", "overview" })
            window().goTo({ QString::fromLatin1(view), {} });
        QTRY_VERIFY(m_rig->isLive(u"one"_s));
        MarkingTranslator translator;
        QCoreApplication::installTranslator(&translator);
        QCoreApplication::sendPostedEvents();
        for (const char* view : { "overview", "explorer", "start" }) {
            window().goTo({ QString::fromLatin1(view), {} });
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QVERIFY(window().windowTitle().startsWith(u"«"_s));
            QVERIFY2(untranslated().isEmpty(),
                qPrintable(QString::fromLatin1(view) + u": "_s + untranslated().join(u" | "_s)));
        }
        auto* palette = window().findChild<CommandPalette*>();
        for (int row = 0; row < palette->results()->rowCount(); ++row) {
            const QString title = palette->results()->index(row).data().toString();
            QVERIFY2(title.startsWith(u"«"_s), qPrintable(title));
        }
        QCoreApplication::removeTranslator(&translator);
        QCoreApplication::sendPostedEvents();
        QVERIFY(!window().windowTitle().contains(u"«"_s));
    }

    void theThemeIsSwitchedWhileWindowsAreOpen()
    {
        m_rig->open({ u"one"_s });
        QTRY_VERIFY(m_rig->isLive(u"one"_s));
        QList<QColor> grounds;
        for (const ThemeChoice choice : { ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrastDark }) {
            AppSettings settings = m_rig->console().settings().settings();
            settings.theme = choice;
            settings.textPercent = choice == ThemeChoice::Light ? 150 : 100;
            m_rig->console().settings().set(settings);
            grounds.push_back(window().grab().toImage().pixelColor(window().width() - 3, 3));
        }
        QVERIFY(grounds[0].lightness() < 100 && grounds[1].lightness() > 150 && grounds[2].lightness() < 100);
    }

    void everyControlOfEveryPageHasAName()
    {
        m_rig->open({ u"one"_s, u"two"_s });
        QTRY_VERIFY(m_rig->isLive(u"one"_s));
        for (const PageFactory::Entry& entry : m_rig->app().pages().entries()) {
            window().goTo({ entry.id, {} });
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            for (const QWidget* widget : window().findChildren<QWidget*>()) {
                if (!isControl(widget) || !widget->isVisible())
                    continue;
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
                QVERIFY2(named, qPrintable(entry.id + u": "_s + QLatin1StringView(widget->metaObject()->className())));
            }
        }
    }

    void windowsAndTheirPlacesAreRemembered()
    {
        m_rig->open({ u"one"_s });
        window().goTo({ u"explorer"_s, { { u"kind"_s, u"Node"_s } } });
        MainWindow* second = m_rig->app().openWindow({ u"start"_s, {} });
        second->resize(900, 640);
        second->show();
        second->close(); // of two: the user wants one
        QTRY_COMPARE(m_rig->app().windows().size(), 1);
        MainWindow* third = m_rig->app().openWindow({ u"start"_s, {} });
        third->resize(910, 650);
        third->show();
        const QSize size = third->size();
        m_rig->app().windows().front()->close();
        QTRY_COMPARE(m_rig->app().windows().size(), 1);
        third->close(); // the last one: the program ends
        m_rig->make({});
        const QList<MainWindow*> again = m_rig->app().openRememberedWindows();
        QCOMPARE(again.size(), 1);
        QCOMPARE(again.front()->currentPlace().view, u"start"_s);
        QCOMPARE(again.front()->size(), size);
    }

    void settingsSurvive()
    {
        m_rig->open({ u"one"_s });
        AppSettings settings = m_rig->console().settings().settings();
        settings.language = u"zh_CN"_s;
        settings.textPercent = 125;
        settings.timeZone = u"UTC"_s;
        m_rig->console().settings().set(settings);
        QCOMPARE(m_rig->app().formats().times.full(Instant {}),
            TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale(u"zh_CN"_s)).full(Instant {}));
        m_rig->make({});
        AppSettings kept = m_rig->console().settings().settings();
        kept.layouts = settings.layouts; // how windows lie is written when they close
        QCOMPARE(kept, settings);
        AppSettings english = settings;
        english.language = u"en"_s;
        m_rig->console().settings().set(english);
    }

    void aFullDiskIsSaidInTheWindowUntilSettingsAreSavedAgain()
    {
        m_rig->open({ u"one"_s });
        const auto notice = [this] { return window().findChild<StatusStrip*>()->notice(); };
        AppSettings settings = m_rig->console().settings().settings();
        settings.layouts[u"large"_s] = QByteArray(200'000, 'x');
        settings.textPercent = 125;
        {
            const FullDisk full(4096);
            m_rig->console().settings().set(settings);
            QVERIFY(m_rig->console().settings().flush());
        }
        QVERIFY2(notice().startsWith(u"Nothing will be saved: "_s), qPrintable(notice()));
        QVERIFY(item(u"Nothing will be saved"_s)->isVisible());
        QCOMPARE(m_rig->console().settings().settings().textPercent, 125);
        QVERIFY(!m_rig->console().settings().flush()); // there is room again
        QVERIFY(notice().isEmpty());
        m_rig->make({});
        QCOMPARE(m_rig->console().settings().settings().textPercent, 125);
    }

    void severalWindowsShowTheSameMomentAndSaySo()
    {
        m_rig->open({ u"one"_s });
        MainWindow* second = m_rig->app().openWindow({ u"explorer"_s, {} });
        second->show();
        m_rig->console().cursor().pause();
        for (const MainWindow* window :
            { static_cast<const MainWindow*>(&window()), static_cast<const MainWindow*>(second) }) {
            QVERIFY(window->findChild<PastFrame*>()->isPast());
            QCOMPARE(window->findChild<TimeBar*>()->state().asOf, std::optional(m_rig->console().cursor().moment()));
        }
        QTest::keyClick(second, Qt::Key_Escape);
        QVERIFY(!window().findChild<PastFrame*>()->isPast());
        const auto saysShared = [](const MainWindow* window) {
            return std::ranges::any_of(window->findChild<TimeBar*>()->findChildren<QLabel*>(),
                [](const QLabel* label) { return label->isVisible() && label->text() == u"all windows"_s; });
        };
        QVERIFY(saysShared(&window()) && saysShared(second));
        second->close();
        QTRY_COMPARE(m_rig->app().windows().size(), 1);
        QTRY_VERIFY(!saysShared(&window()));
    }

    void textSizeThemeAndLanguageAreCommandsToo()
    {
        m_rig->open({ u"one"_s });
        const auto settings = [this] { return m_rig->console().settings().settings(); };
        const auto trigger = [this](const QString& title) {
            for (QAction* action : window().actions()) {
                if (action->text() == title)
                    action->trigger();
            }
        };
        for (int i = 0; i < 12; ++i)
            trigger(u"Larger text"_s);
        QCOMPARE(settings().textPercent, 200);
        trigger(u"Smaller text"_s);
        QCOMPARE(settings().textPercent, 190);
        trigger(u"Dark theme"_s);
        QCOMPARE(settings().theme, ThemeChoice::Dark);
        trigger(u"Language: 中文 (Chinese)"_s);
        QCOMPARE(settings().language, u"zh_CN"_s);
    }

private:
    [[nodiscard]] MainWindow& window() const { return m_rig->window(); }
    TopBar* bar() { return window().findChild<TopBar*>(); }
    static TableView* listOf(MainWindow* window, const QString& kind)
    {
        const QList<TableView*> views = window->page(u"explorer"_s)->findChildren<TableView*>();
        const auto it = std::ranges::find(views, kind, &QWidget::accessibleName);
        return it == views.end() ? nullptr : *it;
    }
    StatusBarItem* item(const QString& words)
    {
        for (StatusBarItem* item : window().findChild<StatusStrip*>()->findChildren<StatusBarItem*>()) {
            if (item->statusText().contains(words))
                return item;
        }
        return nullptr;
    }
    /// By the key that stands in the list of shortcuts, or by name where it has none.
    void command(const QByteArray& id)
    {
        const QMap<QByteArray, QString> keys { { "back", u"Alt+Left"_s }, { "forward", u"Alt+Right"_s },
            { "palette", u"Ctrl+K"_s }, { "pause", u"Ctrl+P"_s }, { "live", u"Ctrl+L"_s } };
        for (QAction* action : window().actions()) {
            if (action->shortcut() == QKeySequence(keys.value(id)))
                action->trigger();
        }
    }
    /// Handles the next modal dialog, which blocks whoever opens it.
    void onDialog(std::function<void(MessageDialog*)> handle)
    {
        QTimer::singleShot(0, this, [handle = std::move(handle)] {
            auto* dialog = qobject_cast<MessageDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            handle(dialog);
        });
    }
    static bool press(const QDialog* dialog, const QString& text)
    {
        for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
            if (button->text() == text) {
                button->click();
                return true;
            }
        }
        return false;
    }
    static QStringList found(const CommandPalette* palette, const QString& section)
    {
        QStringList names;
        QString heading;
        for (int row = 0; row < palette->results()->rowCount(); ++row) {
            const QModelIndex index = palette->results()->index(row);
            if (palette->results()->isHeading(index))
                heading = index.data().toString();
            else if (heading == section)
                names.push_back(index.data().toString());
        }
        names.sort();
        return names;
    }
    /// Visible texts of the window that are words and not marked as translated; names and figures are not words.
    [[nodiscard]] QStringList untranslated() const
    {
        static const QRegularExpression word(u"[A-Za-z]{4,}"_s);
        QStringList texts;
        for (const QWidget* widget : window().findChildren<QWidget*>()) {
            if (!widget->isVisible())
                continue;
            const auto* label = qobject_cast<const QLabel*>(widget);
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const QString text = label ? label->text() : button ? button->text() : QString();
            for (const QString& said : { text, widget->accessibleName() }) {
                const bool own = said == u"Stratoscope"_s || said.contains(u"Ctrl+"_s);
                if (said.contains(word) && !said.contains(u"«"_s) && !own && !isName(said))
                    texts.push_back(QLatin1StringView(widget->metaObject()->className()) + u' ' + said);
            }
        }
        return texts;
    }
    /// Names of the estate's things and of Kubernetes' kinds are the same in every language.
    [[nodiscard]] bool isName(const QString& text) const
    {
        for (const auto& [context, cluster] : m_rig->console().clusters()) {
            for (const ResourceKind& kind : cluster.info.kinds) {
                if (text.contains(QString::fromStdString(kind.kind)))
                    return true;
            }
        }
        return std::ranges::any_of(m_rig->console().contexts().choices,
            [&](const KubeContextChoice& choice) { return text.contains(choice.name); });
    }

    std::unique_ptr<WindowRig> m_rig;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
