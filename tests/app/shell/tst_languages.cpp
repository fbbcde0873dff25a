// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/aboutdialog.h"
#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "app/shell/prometheusdialog.h"
#include "app/shell/settingsdialog.h"
#include "app/shell/shortcutsdialog.h"
#include "tests/app/shell/shellrig.h"
#include "ui/pages/page.h"
#include "ui/plaintext/messagedialog.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/tableview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTranslator>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

namespace {

/// A language in which every text bears a mark, so that it is known wherever it stands.
class MarkedLanguage final : public QTranslator {
public:
    explicit MarkedLanguage(QChar mark)
        : m_mark(mark)
    {
    }
    [[nodiscard]] QString translate(
        const char* /*context*/, const char* source, const char* /*comment*/, int /*n*/) const override
    {
        return m_mark + QString::fromUtf8(source);
    }
    [[nodiscard]] bool isEmpty() const override { return false; }

private:
    const QChar m_mark;
};

constexpr QChar oldMark = u'‹';
constexpr QChar newMark = u'«';

void addCells(QStringList& texts, const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    for (int row = 0; row < std::min(model.rowCount(parent), 300); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex cell = model.index(row, column, parent);
            texts << cell.data().toString() << cell.data(Qt::ToolTipRole).toString()
                  << cell.data(Qt::AccessibleTextRole).toString();
        }
        addCells(texts, model, model.index(row, 0, parent));
    }
}

void addHeads(QStringList& texts, const QAbstractItemModel& model)
{
    for (int column = 0; column < model.columnCount(); ++column)
        texts << model.headerData(column, Qt::Horizontal).toString()
              << model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
}

/// Whatever @p widget itself says, to eyes and to a screen reader.
QStringList textsOf(const QWidget& widget)
{
    QStringList texts { widget.windowTitle(), widget.toolTip(), widget.accessibleName(),
        widget.accessibleDescription() };
    for (const QAction* action : widget.actions())
        texts << action->text() << action->toolTip();
    if (const auto* plain = qobject_cast<const PlainLabel*>(&widget))
        texts << plain->fullText();
    else if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts << button->text();
    if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
        texts << edit->placeholderText();
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(&widget))
        texts << edit->placeholderText() << edit->toPlainText();
    if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        addCells(texts, *box->model());
    if (const auto* bar = qobject_cast<const QTabBar*>(&widget)) {
        for (int tab = 0; tab < bar->count(); ++tab)
            texts << bar->tabText(tab) << bar->tabToolTip(tab);
    }
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget); view && view->model()) {
        addCells(texts, *view->model());
        addHeads(texts, *view->model());
    }
    return texts;
}

} // namespace

/// The language is changed while all is open: nothing of the one before is left anywhere.
class TestLanguages final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        m_rig = std::make_unique<ShellRig>();
        ShellRig::addCordonedNode(m_rig->cluster("one"), "node-1");
        QCoreApplication::installTranslator(&m_old);
        open();
    }
    void cleanup()
    {
        m_dialogs.clear();
        m_app.reset();
        m_rig.reset();
        QCoreApplication::removeTranslator(&m_old);
        QCoreApplication::removeTranslator(&m_new);
    }

    void noPageKeepsTheOldLanguage_data()
    {
        QTest::addColumn<Place>("place");
        const auto kind = [](const QString& name) { return Place { u"explorer"_s, { { u"kind"_s, name } } }; };
        QTest::newRow("overview") << Place { u"overview"_s, {} };
        QTest::newRow("clusters") << Place { u"start"_s, {} };
        QTest::newRow("pods") << kind(u"Pod"_s);
        QTest::newRow("nodes") << kind(u"Node"_s);
        QTest::newRow("deployments") << kind(u"Deployment.apps"_s);
        QTest::newRow("events") << kind(u"Event"_s);
    }
    void noPageKeepsTheOldLanguage()
    {
        QFETCH(const Place, place);
        m_window->goTo(place);
        settle();
        QVERIFY(!left(*m_window, oldMark).isEmpty()); // it speaks that language
        switchLanguage();
        QVERIFY2(isGone(*m_window), qPrintable(left(*m_window, oldMark).join(u" | "_s)));
    }

    void noPageThatIsNotShownMeanwhileKeepsIt()
    {
        for (const char* view : { "explorer", "start", "overview" }) {
            m_window->goTo({ QString::fromLatin1(view), {} });
            settle();
        }
        switchLanguage();
        for (const char* view : { "explorer", "start", "overview" }) {
            m_window->goTo({ QString::fromLatin1(view), {} });
            settle();
            QVERIFY2(isGone(*m_window), qPrintable(left(*m_window, oldMark).join(u" | "_s)));
        }
    }

    void theDetailsOfAnObjectDoNotKeepIt()
    {
        m_window->goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s } } });
        auto* explorer = m_window->page(u"explorer"_s);
        const auto list = [explorer] {
            for (TableView* view : explorer->findChildren<TableView*>()) {
                if (view->isVisible() && view->model() && view->model()->rowCount() == 2)
                    return view;
            }
            return static_cast<TableView*>(nullptr);
        };
        QTRY_VERIFY(list());
        list()->setCurrentIndex(list()->model()->index(0, 0));
        QTest::keyClick(list(), Qt::Key_Return);
        settle();
        switchLanguage();
        for (QTabBar* tabs : explorer->findChildren<QTabBar*>()) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                settle();
                QVERIFY2(isGone(*m_window), qPrintable(left(*m_window, oldMark).join(u" | "_s)));
            }
        }
    }

    void noDialogKeepsTheOldLanguage()
    {
        const Formats formats { Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) };
        AppSettings settings = m_app->console().settings().settings();
        PrometheusSettings server;
        server.name = u"main"_s;
        server.url = u"https://prometheus.example"_s;
        settings.prometheus = { server };
        settings.clusters[u"some-uid"_s] = {};
        m_app->console().settings().set(settings);
        show(std::make_unique<SettingsDialog>(m_theme, m_app->console().settings()));
        show(std::make_unique<PrometheusDialog>(m_theme, prometheusPort(m_app->console()), formats));
        auto* prometheus = m_dialogs.back().get();
        show(std::make_unique<ShortcutsDialog>(m_theme, m_window->actions()));
        show(std::make_unique<AboutDialog>(m_theme));
        show(std::make_unique<MessageDialog>(m_theme, MessageDialog::Content { .headline = u"Said once"_s }));
        // What the form says of what is missing, and what was typed.
        for (auto* button : prometheus->findChildren<QAbstractButton*>()) {
            if (button->accessibleName().contains(u"Test the metrics server"_s))
                button->click();
        }
        QLineEdit* name = nullptr;
        for (auto* edit : prometheus->findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == oldMark + u"Name"_s)
                name = edit;
        }
        QVERIFY(name);
        name->setText(u"typed"_s);
        for (const auto& dialog : m_dialogs)
            QVERIFY(!left(*dialog, oldMark).isEmpty());
        switchLanguage();
        for (const auto& dialog : m_dialogs) {
            QVERIFY2(isGone(*dialog), qPrintable(left(*dialog, oldMark).join(u" | "_s)));
            QVERIFY(!left(*dialog, newMark).isEmpty());
        }
        QCOMPARE(name->text(), u"typed"_s);
    }

private:
    void open()
    {
        Options options;
        options.kubeconfig = m_rig->writeKubeconfig();
        options.contexts = QStringList { u"one"_s };
        options.language = u"en"_s;
        m_app = std::make_unique<Application>(*qApp, m_rig->clock(), options, m_rig->path(u"settings.json"_s));
        m_window = m_app->openWindow();
        m_window->resize(1920, 1080);
        m_window->show();
        m_app->start();
        QTRY_VERIFY(m_app->console().overview() && m_app->console().overview()->sum.pods.total == 2);
    }
    template <class Dialog> void show(std::unique_ptr<Dialog> dialog)
    {
        dialog->show();
        m_dialogs.push_back(std::move(dialog));
    }
    static void settle()
    {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
    }
    void switchLanguage()
    {
        QCoreApplication::removeTranslator(&m_old);
        QCoreApplication::installTranslator(&m_new);
        settle();
    }
    /// What bears @p mark in @p root and below, of what is shown there.
    static QStringList left(const QWidget& root, QChar mark)
    {
        QStringList all;
        QList<const QWidget*> widgets { &root };
        for (const QWidget* widget : root.findChildren<QWidget*>())
            widgets.push_back(widget);
        for (const QWidget* widget : std::as_const(widgets)) {
            if (!widget->isVisible())
                continue; // it is given its words when it is shown
            for (const QString& text : textsOf(*widget)) {
                if (text.contains(mark))
                    all.push_back(QLatin1StringView(widget->metaObject()->className()) + u": "_s + text);
            }
        }
        all.removeDuplicates();
        return all;
    }

    static bool isGone(const QWidget& root)
    {
        return QTest::qWaitFor([&] { return left(root, oldMark).isEmpty(); }, 2'000);
    }

    MarkedLanguage m_old { oldMark };
    MarkedLanguage m_new { newMark };
    Theme m_theme;
    std::unique_ptr<ShellRig> m_rig;
    std::unique_ptr<Application> m_app;
    MainWindow* m_window = nullptr;
    std::vector<std::unique_ptr<QDialog>> m_dialogs;
};

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
