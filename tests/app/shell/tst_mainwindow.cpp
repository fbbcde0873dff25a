// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/application.h"
#include "app/shell/clusterchoice.h"
#include "app/shell/mainwindow.h"
#include "app/shell/palettesource.h"
#include "app/shell/statusstrip.h"
#include "app/shell/topbar.h"
#include "tests/app/shell/shellrig.h"
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

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

namespace {

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
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        m_rig = std::make_unique<ShellRig>();
    }
    void cleanup()
    {
        m_app.reset();
        m_rig.reset();
    }

    void goingToAnotherViewKeepsTheChosenClusters()
    {
        open({ u"one"_s, u"two"_s });
        emit bar()->clustersChosen({ u"two"_s });
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"two"_s);
        emit m_window->findChild<NavList*>()->chosen(u"explorer"_s);
        QCOMPARE(m_window->currentPlace().view, u"explorer"_s);
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"two"_s);
        QVERIFY(!chip(u"one"_s)->content().shown);
        QVERIFY(chip(u"one"_s)->accessibleName().contains(u"not shown"_s));
        command("back");
        QCOMPARE(m_window->currentPlace().view, u"overview"_s);
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"two"_s);
        command("back");
        QVERIFY(!m_window->currentPlace().parameters.contains(u"cluster"_s));
        QVERIFY(chip(u"one"_s)->content().shown);
        command("forward");
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"two"_s);
    }

    void aListWithinOneClusterLeavesTheChosenOnesAsTheyAre()
    {
        open({ u"one"_s, u"two"_s });
        m_window->goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s }, { u"within"_s, u"two"_s } } });
        QCOMPARE(m_window->currentPlace().parameters.value(u"within"_s), u"two"_s);
        QVERIFY(chip(u"one"_s)->content().shown);
        emit bar()->clustersChosen({ u"one"_s });
        m_window->goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s }, { u"within"_s, u"one"_s } } });
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"one"_s);
        m_window->goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s }, { u"within"_s, u"two"_s } } });
        QVERIFY(!m_window->currentPlace().parameters.contains(u"cluster"_s)); // else it would show nothing
    }

    void theOverviewIsReachedFromAListOfIts()
    {
        open({ u"one"_s });
        m_window->goTo({ u"overview"_s, { { u"part"_s, u"findings"_s } } });
        QCOMPARE(m_window->currentPlace().parameters.value(u"part"_s), u"findings"_s);
        auto* places = m_window->findChild<NavList*>();
        QTest::mouseClick(places->viewport(), Qt::LeftButton, {}, places->visualRect(places->currentIndex()).center());
        QCOMPARE(m_window->currentPlace(), (Place { u"overview"_s, {} }));
    }

    void theBadgeCountsWhatTheCardCounts()
    {
        ShellRig::addCordonedNode(m_rig->cluster("one"), "closed");
        open({ u"one"_s });
        const auto count = [this](Health severity) {
            const auto state = console().overview();
            return state ? std::ranges::count(state->findings, severity, &Finding::severity) : 0;
        };
        QTRY_COMPARE(count(Health::Changing), 1); // somebody meant it: that node is not ill
        const auto ill = count(Health::Critical) + count(Health::Warning);
        QVERIFY(ill > 0);
        const NavList& places = *m_window->findChild<NavList*>();
        QTRY_VERIFY(places.currentIndex().data(Qt::AccessibleTextRole).toString().contains(u", %1 "_s.arg(ill)));
    }

    void severalClustersCanBeChosenOfMore()
    {
        open({ u"one"_s, u"two"_s, u"one-viewer"_s });
        QTest::mouseClick(chip(u"two"_s), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"one,one-viewer"_s);
        QTest::mouseClick(chip(u"two"_s), Qt::LeftButton, Qt::ControlModifier);
        QVERIFY(!m_window->currentPlace().parameters.contains(u"cluster"_s)); // all of them is "all"
        QTest::mouseClick(chip(u"two"_s), Qt::LeftButton, Qt::ControlModifier);
        QTest::mouseClick(chip(u"one"_s), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"one-viewer"_s);
        QTest::mouseClick(chip(u"one-viewer"_s), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(m_window->currentPlace().parameters.value(u"cluster"_s), u"one-viewer"_s); // never nothing
        console().disconnectContext(u"one-viewer"_s);
        QVERIFY(!m_window->currentPlace().parameters.contains(u"cluster"_s)); // what is gone hides nothing
    }

    void aClickOnASourceTellsAllAndTriesAgain()
    {
        open({ u"one-shop-only"_s });
        QTRY_VERIFY(!console().statuses().empty() && isLive(u"one-shop-only"_s));
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
        m_rig->cluster("one").addFault(signOn);
        open({ u"one"_s });
        QTRY_VERIFY(std::ranges::any_of(
            console().statuses(), [](const auto& entry) { return entry.second.freshness == Freshness::Lost; }));
        QString text;
        onDialog([&](MessageDialog* dialog) {
            for (const QLabel* label : dialog->findChildren<QLabel*>())
                text += label->text() + u'\n';
            m_rig->cluster("one").clearFaults();
            QVERIFY(press(dialog, u"Try again now"_s));
        });
        QTest::mouseClick(item(u"kubernetes"_s), Qt::LeftButton);
        QVERIFY2(text.contains(u"Tried"_s), qPrintable(text));
        QTRY_VERIFY(isLive(u"one"_s)); // at once, not at the next try
    }

    void problemsOfAKubeconfigAreSaidInTheWindow()
    {
        open({ u"one"_s });
        console().openKubeconfig(m_rig->write(u"broken.yaml"_s, "apiVersion: v1\nkind: Config\ncontexts: 7\n"));
        QTRY_COMPARE(m_window->toasts()->count(), 1);
        QTRY_VERIFY(isLive(u"one"_s)); // and goes on
    }

    void thePastIsFramedAndEscGoesLive()
    {
        open({ u"one"_s });
        QTRY_VERIFY(console().knownSince().has_value());
        auto* frame = m_window->findChild<PastFrame*>();
        QVERIFY(!frame->isPast());
        console().cursor().moveTo(m_rig->clock().now());
        QVERIFY(frame->isPast());
        for (const char* view : { "explorer", "overview" }) {
            m_window->goTo({ QString::fromLatin1(view), {} });
            QVERIFY(frame->isPast()); // on every view
        }
        QTest::keyClick(m_window, Qt::Key_Escape);
        QVERIFY(console().cursor().isLive());
        QVERIFY(!frame->isPast());
        command("pause");
        QVERIFY(frame->isPast());
        command("live");
        QVERIFY(!frame->isPast());
    }

    void escGoesLiveAtOnceFromWhereverTheFocusIs()
    {
        open({ u"one"_s });
        QTRY_VERIFY(isLive(u"one"_s));
        m_window->goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s } } });
        auto* filter = m_window->findChild<FilterEdit*>();
        QVERIFY(filter);
        filter->setText(u"web"_s);
        filter->setFocus();
        console().cursor().pause();
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(filter->text().isEmpty()); // the filter first, and nothing else
        QVERIFY(!console().cursor().isLive());
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(console().cursor().isLive());
        TableView* table = listOf(m_window, u"Pod"_s);
        QVERIFY(table);
        m_window->resize(900, 800); // the details lie over the list
        QTRY_VERIFY(table->model()->rowCount() > 0);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        console().cursor().pause();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(console().cursor().isLive());
        m_window->resize(1920, 1080);
        table->setFocus();
        console().cursor().pause();
        QTest::keyClick(table, Qt::Key_Escape);
        QVERIFY(console().cursor().isLive());
        console().cursor().pause();
        command("palette"); // lies over all: it goes first
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!m_window->findChild<CommandPalette*>()->isVisible());
        QVERIFY(!console().cursor().isLive());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(console().cursor().isLive());
    }

    void aNewWindowOpensAtTheSamePlace()
    {
        open({ u"one"_s });
        QTRY_VERIFY(isLive(u"one"_s));
        for (const auto& [kind, name, filter] :
            { std::tuple(u"Deployment.apps"_s, u"Deployment"_s, u"ord"_s), { u"Pod"_s, u"Pod"_s, u"shop"_s } }) {
            m_window->goTo({ u"explorer"_s, { { u"kind"_s, kind } } });
            m_window->findChild<FilterEdit*>()->setText(filter);
            TableView* table = listOf(m_window, name);
            QVERIFY(table);
            QTRY_COMPARE(table->model()->rowCount(), 1);
            table->setCurrentIndex(table->model()->index(0, 0));
            QTRY_VERIFY(m_window->currentPlace().parameters.contains(u"entity"_s));
            const Place place = m_window->currentPlace();
            emit m_window->newWindowRequested();
            QCOMPARE(m_app->windows().size(), 2);
            MainWindow* second = m_app->windows().back();
            QCOMPARE(second->currentPlace(), place);
            QCOMPARE(second->findChild<FilterEdit*>()->text(), filter);
            QTRY_COMPARE(second->page(u"explorer"_s)->place(), place);
            QTRY_COMPARE(listOf(second, name)->model()->rowCount(), 1);
            QCOMPARE(second->currentPlace(), place);
            second->close();
            QTRY_COMPARE(m_app->windows().size(), 1);
        }
    }

    void whatIsNotKnownYetIsUnknownOnTheTimeBar()
    {
        Estate::FaultRule silent;
        silent.times = -1;
        silent.hangUp = true;
        m_rig->cluster("two").addFault(silent);
        open({ u"one"_s, u"two"_s });
        QTRY_VERIFY(isLive(u"one"_s));
        const auto* time = m_window->findChild<TimeBar*>();
        QTRY_VERIFY(time->state().knownFrom.has_value());
        QVERIFY(*time->state().knownFrom >= time->state().now); // of all together nothing
        console().disconnectContext(u"two"_s);
        QTRY_VERIFY(time->state().knownFrom && *time->state().knownFrom < time->state().now);
    }

    void thePaletteFindsWhateverIsFollowed()
    {
        open({ u"one"_s, u"two"_s });
        QTRY_COMPARE(console().records().count({ "", "Pod" }), std::size_t(4));
        auto* palette = m_window->findChild<CommandPalette*>();
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
        ShellRig::addPod(m_rig->cluster("two"), "shop", "latecomer");
        QTRY_COMPARE(found(palette, u"Entities"_s), QStringList { u"latecomer"_s }); // while it is open
        palette->edit()->setText(u"order"_s);
        QTRY_VERIFY(found(palette, u"Entities"_s).contains(u"order"_s));
        QTest::keyClick(palette->edit(), Qt::Key_Return);
        QCOMPARE(m_window->currentPlace().view, u"explorer"_s);
        QCOMPARE(m_window->currentPlace().parameters.value(u"kind"_s), u"Deployment.apps"_s);
        QVERIFY(!palette->isVisible());
        QVERIFY(found(palette, u"Entities"_s).isEmpty()); // holds nothing while it is closed
    }

    void theThemeIsSwitchedWhileWindowsAreOpen()
    {
        open({ u"one"_s });
        QTRY_VERIFY(isLive(u"one"_s));
        QList<QColor> grounds;
        for (const ThemeChoice choice : { ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrastDark }) {
            AppSettings settings = console().settings().settings();
            settings.theme = choice;
            settings.textPercent = choice == ThemeChoice::Light ? 150 : 100;
            console().settings().set(settings);
            grounds.push_back(m_window->grab().toImage().pixelColor(m_window->width() - 3, 3));
        }
        QVERIFY(grounds[0].lightness() < 100 && grounds[1].lightness() > 150 && grounds[2].lightness() < 100);
    }

    void everyControlOfEveryPageHasAName()
    {
        open({ u"one"_s, u"two"_s });
        QTRY_VERIFY(isLive(u"one"_s));
        for (const PageFactory::Entry& entry : m_app->pages().entries()) {
            m_window->goTo({ entry.id, {} });
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
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
        open({ u"one"_s });
        m_window->goTo({ u"explorer"_s, { { u"kind"_s, u"Node"_s } } });
        MainWindow* second = m_app->openWindow({ u"start"_s, {} });
        second->resize(900, 640);
        second->show();
        second->close(); // of two: the user wants one
        QTRY_COMPARE(m_app->windows().size(), 1);
        MainWindow* third = m_app->openWindow({ u"start"_s, {} });
        third->resize(910, 650);
        third->show();
        const QSize size = third->size();
        m_app->windows().front()->close();
        QTRY_COMPARE(m_app->windows().size(), 1);
        third->close(); // the last one: the program ends
        make({});
        const QList<MainWindow*> again = m_app->openRememberedWindows();
        QCOMPARE(again.size(), 1);
        QCOMPARE(again.front()->currentPlace().view, u"start"_s);
        QCOMPARE(again.front()->size(), size);
    }

    void settingsSurvive()
    {
        open({ u"one"_s });
        AppSettings settings = console().settings().settings();
        settings.language = u"zh_CN"_s;
        settings.textPercent = 125;
        settings.timeZone = u"UTC"_s;
        console().settings().set(settings);
        QCOMPARE(m_app->formats().times.full(Instant {}),
            TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale(u"zh_CN"_s)).full(Instant {}));
        make({});
        AppSettings kept = console().settings().settings();
        kept.layouts = settings.layouts; // how windows lie is written when they close
        QCOMPARE(kept, settings);
        AppSettings english = settings;
        english.language = u"en"_s;
        console().settings().set(english);
    }

    void aFullDiskIsSaidInTheWindowUntilSettingsAreSavedAgain()
    {
        open({ u"one"_s });
        const auto notice = [this] { return m_window->findChild<StatusStrip*>()->notice(); };
        AppSettings settings = console().settings().settings();
        settings.layouts[u"large"_s] = QByteArray(200'000, 'x');
        settings.textPercent = 125;
        {
            const FullDisk full(4096);
            console().settings().set(settings);
            QVERIFY(console().settings().flush());
        }
        QVERIFY2(notice().startsWith(u"Nothing will be saved: "_s), qPrintable(notice()));
        QVERIFY(item(u"Nothing will be saved"_s)->isVisible());
        QCOMPARE(console().settings().settings().textPercent, 125);
        QVERIFY(!console().settings().flush()); // there is room again
        QVERIFY(notice().isEmpty());
        make({});
        QCOMPARE(console().settings().settings().textPercent, 125);
    }

    void severalWindowsShowTheSameMomentAndSaySo()
    {
        open({ u"one"_s });
        MainWindow* second = m_app->openWindow({ u"explorer"_s, {} });
        second->show();
        console().cursor().pause();
        for (const MainWindow* window :
            { static_cast<const MainWindow*>(m_window), static_cast<const MainWindow*>(second) }) {
            QVERIFY(window->findChild<PastFrame*>()->isPast());
            QCOMPARE(window->findChild<TimeBar*>()->state().asOf, std::optional(console().cursor().moment()));
        }
        QTest::keyClick(second, Qt::Key_Escape);
        QVERIFY(!m_window->findChild<PastFrame*>()->isPast());
        const auto saysShared = [](const MainWindow* window) {
            return std::ranges::any_of(window->findChild<TimeBar*>()->findChildren<QLabel*>(),
                [](const QLabel* label) { return label->isVisible() && label->text() == u"all windows"_s; });
        };
        QVERIFY(saysShared(m_window) && saysShared(second));
        second->close();
        QTRY_COMPARE(m_app->windows().size(), 1);
        QTRY_VERIFY(!saysShared(m_window));
    }

private:
    void make(const QStringList& contexts)
    {
        m_app.reset();
        Options options;
        options.kubeconfig = m_rig->writeKubeconfig();
        options.contexts = contexts;
        m_app = std::make_unique<Application>(*qApp, m_rig->clock(), options, m_rig->path(u"settings.json"_s));
    }
    void open(const QStringList& contexts)
    {
        make(contexts);
        m_window = m_app->openWindow();
        m_window->resize(1920, 1080);
        m_window->show();
        m_app->start();
        QTRY_COMPARE(console().clusters().size(), static_cast<std::size_t>(contexts.size()));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }
    Console& console() { return m_app->console(); }
    TopBar* bar() { return m_window->findChild<TopBar*>(); }
    static TableView* listOf(MainWindow* window, const QString& kind)
    {
        const QList<TableView*> views = window->page(u"explorer"_s)->findChildren<TableView*>();
        const auto it = std::ranges::find(views, kind, &QWidget::accessibleName);
        return it == views.end() ? nullptr : *it;
    }
    ClusterChip* chip(const QString& context)
    {
        for (ClusterChip* chip : m_window->findChildren<ClusterChip*>()) {
            if (chip->content().name == context)
                return chip;
        }
        return nullptr;
    }
    StatusBarItem* item(const QString& words)
    {
        for (StatusBarItem* item : m_window->findChild<StatusStrip*>()->findChildren<StatusBarItem*>()) {
            if (item->statusText().contains(words))
                return item;
        }
        return nullptr;
    }
    bool isLive(const QString& context)
    {
        const auto it = console().clusters().find(context);
        if (it == console().clusters().end())
            return false;
        const auto status = console().statuses().find("k8s:" + std::string(it->second.id.view()));
        return status != console().statuses().end() && status->second.freshness == Freshness::Live;
    }
    /// By the key that stands in the list of shortcuts, or by name where it has none.
    void command(const QByteArray& id)
    {
        const QMap<QByteArray, QString> keys { { "back", u"Alt+Left"_s }, { "forward", u"Alt+Right"_s },
            { "palette", u"Ctrl+K"_s }, { "pause", u"Ctrl+P"_s }, { "live", u"Ctrl+L"_s } };
        for (QAction* action : m_window->actions()) {
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
    std::unique_ptr<ShellRig> m_rig;
    std::unique_ptr<Application> m_app;
    MainWindow* m_window = nullptr;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
