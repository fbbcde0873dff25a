// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/mainwindow.h"

#include "app/shell/console.h"
#include "app/shell/navigator.h"
#include "app/shell/pagefactory.h"
#include "app/shell/palettesource.h"
#include "app/shell/statusstrip.h"
#include "app/shell/topbar.h"
#include "app/shell/trafficstrip.h"
#include "ui/cards/commandpalette.h"
#include "ui/cards/navlist.h"
#include "ui/cards/pastframe.h"
#include "ui/cards/toastarea.h"
#include "ui/pages/page.h"
#include "ui/plaintext/messagedialog.h"
#include "ui/text/freshnesstext.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timebar.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int clockTickMs = 1000;
constexpr QSize firstSize { 1600, 960 }; // where the screen has room

QString navText(const char* text)
{
    return QCoreApplication::translate("Navigation", text);
}

} // namespace

MainWindow::MainWindow(
    Console& console, Theme& theme, const PageFactory& pages, const Formats& formats, QWidget* parent)
    : QMainWindow(parent)
    , m_console(console)
    , m_theme(theme)
    , m_factory(pages)
    , m_formats(formats)
    , m_navigator(new Navigator(this))
{
    build();
    buildActions();
    connectConsole();
    connectNavigation();
    retranslate();
    setFormats(formats);
    restoreLayout();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_topBar = new TopBar(m_console, m_theme, centre);
    column->addWidget(m_topBar);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    m_places = new NavList(m_theme, centre);
    m_places->setFixedWidth(m_theme.px(208));
    middle->addWidget(m_places);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    m_timeBar = new TimeBar(m_theme, centre);
    right->addWidget(m_timeBar);
    m_frame = new PastFrame(m_theme, centre);
    m_stack = new QStackedWidget(m_frame);
    m_frame->setContent(m_stack);
    right->addWidget(m_frame, 1);
    middle->addLayout(right, 1);
    column->addLayout(middle, 1);
    m_status = new StatusStrip(m_console, m_theme, centre);
    column->addWidget(m_status);
    setCentralWidget(centre);
    m_toasts = new ToastArea(m_theme, this);
    m_paletteSource = new PaletteSource(m_console, this);
    m_palette = new CommandPalette(m_theme, PaletteSource::roles(), centre);
    m_palette->setSource(m_paletteSource);
    m_palette->hide();
}

QAction* MainWindow::addCommand(const char* id, const QKeySequence& keys, std::function<void()> run)
{
    auto* action = new QAction(this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    addAction(action);
    m_commands.insert(id, action);
    return action;
}

void MainWindow::buildActions()
{
    addCommand("palette", QKeySequence(u"Ctrl+K"_s), [this] { openPalette(); });
    addCommand("back", QKeySequence(u"Alt+Left"_s), [this] { m_navigator->back(); });
    addCommand("forward", QKeySequence(u"Alt+Right"_s), [this] { m_navigator->forward(); });
    addCommand("live", QKeySequence(u"Ctrl+L"_s), [this] { m_console.cursor().goLive(); });
    addCommand("pause", QKeySequence(u"Ctrl+P"_s),
        [this] { m_console.cursor().isLive() ? m_console.cursor().pause() : m_console.cursor().goLive(); });
    addCommand("filter", {}, [this] { // "/" belongs to the filter field itself
        if (auto* page = qobject_cast<Page*>(m_stack->currentWidget()))
            page->focusFilter();
    });
    addCommand("newWindow", QKeySequence::New, [this] { emit newWindowRequested(); });
    addCommand("fullScreen", QKeySequence(u"F11"_s), [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    addCommand("prometheus", {}, [this] { emit prometheusRequested(); });
    addCommand("settings", QKeySequence(u"Ctrl+,"_s), [this] { emit settingsRequested(); });
    addCommand("shortcuts", QKeySequence(u"F1"_s), [this] { emit shortcutsRequested(actions()); });
    addCommand("about", {}, [this] { emit aboutRequested(); });
    addCommand("close", QKeySequence(u"Ctrl+W"_s), [this] { close(); });
    addCommand("quit", QKeySequence(u"Ctrl+Q"_s), [] { QCoreApplication::quit(); });
    auto* menu = new QMenu(m_topBar);
    for (const char* id :
        { "newWindow", "fullScreen", "", "prometheus", "settings", "", "shortcuts", "about", "", "quit" }) {
        if (*id == '\0')
            menu->addSeparator();
        else
            menu->addAction(m_commands.value(id));
    }
    m_topBar->setMenu(menu);
    int number = 1;
    for (const PageFactory::Entry& entry : m_factory.entries()) {
        if (entry.listed && number <= 9)
            addCommand(QByteArray("go:" + entry.id.toLatin1()).constData(), QKeySequence(u"Ctrl+%1"_s.arg(number++)),
                [this, id = entry.id] {
                    goTo({ id, {} });
                });
    }
}

void MainWindow::connectConsole()
{
    connect(&m_console, &Console::cursorChanged, this, &MainWindow::refreshTime);
    connect(&m_console, &Console::pastChanged, this, &MainWindow::refreshTime);
    connect(&m_console, &Console::overviewChanged, this, &MainWindow::refreshBadges);
    connect(&m_console, &Console::overviewChanged, this, &MainWindow::refreshMarks);
    connect(&m_console, &Console::metricsChanged, this,
        [this] { m_timeBar->setBuckets(trafficBuckets(m_console.metrics())); });
    m_clockTimer.setInterval(clockTickMs);
    connect(&m_clockTimer, &QTimer::timeout, this, &MainWindow::refreshTime);
    m_clockTimer.start();
    connect(m_timeBar, &TimeBar::cursorRequested, this, [this](Instant at) { m_console.cursor().moveTo(at); });
    connect(m_timeBar, &TimeBar::liveRequested, this, [this] { m_console.cursor().goLive(); });
    connect(
        m_timeBar, &TimeBar::windowRequested, this, [this](Duration window) { m_console.cursor().setWindow(window); });
    connect(m_frame, &PastFrame::goLiveRequested, this, [this] { m_console.cursor().goLive(); });
}

void MainWindow::connectNavigation()
{
    connect(m_places, &NavList::chosen, this, [this](const QString& id) { goTo({ id, {} }); });
    connect(m_navigator, &Navigator::moved, this, &MainWindow::handleMoved);
    connect(m_topBar, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::openClusterRequested, this, [this] { goTo({ u"start"_s, {} }); });
    connect(m_topBar, &TopBar::clusterChosen, this, [this](const QString& context) {
        Place place = currentPlace();
        place.parameters.remove(u"cluster"_s);
        if (!context.isEmpty())
            place.parameters.insert(u"cluster"_s, context);
        goTo(place);
    });
    connect(m_topBar, &TopBar::detailsRequested, this, &MainWindow::showConnectionDetails);
    connect(m_palette, &CommandPalette::queryChanged, m_paletteSource, &PaletteSource::setQuery);
    connect(m_palette, &CommandPalette::chosen, this, [this](const QModelIndex& index) {
        const PaletteSource::Choice choice = m_paletteSource->choice(index);
        m_palette->hide();
        if (choice.place)
            goTo(*choice.place);
        else if (choice.action)
            choice.action->trigger();
    });
}

void MainWindow::goTo(const Place& place)
{
    if (page(place.view))
        m_navigator->visit(place);
}

Page* MainWindow::page(const QString& viewId)
{
    if (Page* held = m_pages.value(viewId))
        return held;
    for (const PageFactory::Entry& entry : m_factory.entries()) {
        if (entry.id != viewId)
            continue;
        Page* made = entry.make(m_stack);
        m_pages.insert(viewId, made);
        m_stack->addWidget(made);
        made->setFormats(m_formats);
        made->restoreLayout(m_console.settings().settings().layouts.contains(u"page/"_s + viewId)
                ? m_console.settings().settings().layouts.at(u"page/"_s + viewId)
                : QByteArray());
        connect(made, &Page::placeRequested, this, &MainWindow::goTo);
        connect(made, &Page::placeChanged, this, [this, made] {
            if (m_stack->currentWidget() == made)
                m_navigator->amend(made->place());
        });
        connect(made, &Page::layoutChanged, this,
            [this, made] { m_console.settings().setLayout(u"page/"_s + made->viewId(), made->layoutState()); });
        return made;
    }
    return nullptr;
}

Place MainWindow::currentPlace() const
{
    return m_navigator->current();
}

void MainWindow::handleMoved(const Place& place)
{
    Page* shown = page(place.view);
    if (!shown)
        return;
    m_stack->setCurrentWidget(shown);
    shown->goTo(place);
    m_places->setCurrentId(place.view);
    const QString context = place.parameters.value(u"cluster"_s);
    m_topBar->setClustersChosen(context.isEmpty() ? QStringList() : QStringList { context });
    retranslate();
}

void MainWindow::setFormats(const Formats& formats)
{
    m_formats = formats;
    m_timeBar->setTimeText(formats.times);
    m_status->setFormats(formats);
    for (Page* held : m_pages)
        held->setFormats(formats);
    refreshTime();
}

void MainWindow::refreshTime()
{
    const TimeCursor& cursor = m_console.cursor();
    TimeBarState state;
    state.now = m_console.clock().now();
    if (!cursor.isLive())
        state.asOf = cursor.moment();
    state.window = cursor.window();
    state.knownFrom = m_console.knownSince();
    m_timeBar->setState(state);
    m_frame->setPast(cursor.isLive() ? QString() : m_formats.times.full(cursor.moment()));
    if (cursor.isLive())
        return;
    const std::optional<Instant> since = m_console.knownSince();
    m_frame->setExplanation(since && *since <= cursor.moment()
            //: %1: a time of day
            ? tr("Every view shows this moment. Changes are refused. Objects are known from %1 on.")
                  .arg(m_formats.times.clock(*since))
            : tr("Every view shows this moment. Changes are refused. Objects of this moment are unknown: this console "
                 "was not watching then."));
}

void MainWindow::refreshMarks()
{
    const auto overview = m_console.overview();
    if (!overview)
        return;
    std::vector<TimeMark> marks;
    for (const ChangeMark& change : overview->changes) {
        if (change.kind == ChangeMark::Kind::Rollout)
            marks.push_back({ change.at, Health::Changing,
                QString::fromUtf8(change.name.view().data(), static_cast<qsizetype>(change.name.view().size())) });
    }
    for (const Finding& finding : overview->findings) {
        if (finding.since && finding.severity == Health::Critical)
            marks.push_back({ *finding.since, Health::Critical,
                QString::fromUtf8(finding.name.view().data(), static_cast<qsizetype>(finding.name.view().size())) });
    }
    m_timeBar->setMarks(std::move(marks));
}

void MainWindow::refreshBadges()
{
    const auto overview = m_console.overview();
    if (!overview)
        return;
    const auto critical = std::ranges::count(overview->findings, Health::Critical, &Finding::severity);
    m_places->setBadge(
        u"overview"_s, static_cast<int>(overview->findings.size()), critical > 0 ? Health::Critical : Health::Warning);
}

void MainWindow::openPalette()
{
    m_paletteSource->setQuery({});
    m_palette->open();
}

void MainWindow::setNotice(const QString& text)
{
    m_status->setNotice(text);
}

void MainWindow::showConnectionDetails(const QString& context)
{
    const auto it = m_console.clusters().find(context);
    if (it == m_console.clusters().end())
        return;
    const OpenCluster& cluster = it->second;
    QStringList details { tr("Server: %1").arg(cluster.info.serverUrl),
        tr("Version: %1").arg(QString::fromStdString(cluster.info.version)) };
    const std::string prefix = "k8s:" + std::string(cluster.id.view());
    for (const auto& [id, status] : m_console.statuses()) {
        if (id == prefix || id.starts_with(prefix + "/"))
            details.push_back(freshnessStory(status, m_formats, m_console.clock().now()).replace(u'\n', u' '));
    }
    for (const Error& problem : cluster.info.problems)
        details.push_back(problem.detail);
    MessageDialog::Content content;
    content.health = cluster.error ? Health::Critical : Health::Well;
    //: %1: name of a cluster
    content.headline = tr("Connection to %1").arg(context);
    content.text = cluster.error ? cluster.error->detail
        : cluster.identity       ? tr("Signed in as %1.").arg(cluster.identity->user)
                                 : tr("Not signed in yet.");
    content.details = details.join(u'\n');
    MessageDialog::ask(m_theme, content, this);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_console.cursor().isLive()) {
        m_console.cursor().goLive();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    rememberLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::restoreLayout()
{
    resize(firstSize.boundedTo(screen()->availableSize()));
    const auto& layouts = m_console.settings().settings().layouts;
    if (const auto it = layouts.find(u"window"_s); it != layouts.end())
        restoreGeometry(it->second);
}

void MainWindow::rememberLayout()
{
    m_console.settings().setLayout(u"window"_s, saveGeometry());
}

void MainWindow::retranslate()
{
    const QMap<QByteArray, QString> titles { { "palette", tr("Command palette") }, { "back", tr("Back") },
        { "forward", tr("Forward") }, { "live", tr("Go live") }, { "pause", tr("Pause or go on") },
        { "filter", tr("Filter this list") }, { "newWindow", tr("New window") }, { "fullScreen", tr("Full screen") },
        { "prometheus", tr("Add a Prometheus…") }, { "settings", tr("Settings…") },
        { "shortcuts", tr("Keyboard shortcuts") }, { "about", tr("About Stratoscope") },
        { "close", tr("Close window") }, { "quit", tr("Quit") } };
    for (auto it = titles.begin(); it != titles.end(); ++it)
        m_commands.value(it.key())->setText(it.value());
    std::vector<NavList::Entry> entries;
    QByteArray section;
    QString title;
    for (const PageFactory::Entry& entry : m_factory.entries()) {
        if (entry.id == currentPlace().view)
            title = navText(entry.title);
        if (QAction* action = m_commands.value("go:" + entry.id.toLatin1()))
            //: %1: name of a view
            action->setText(tr("Go to %1").arg(navText(entry.title)));
        if (!entry.listed)
            continue;
        if (section != entry.section) {
            section = entry.section;
            entries.push_back({ {}, navText(entry.section) });
        }
        entries.push_back({ entry.id, navText(entry.title) });
    }
    m_places->setEntries(entries);
    m_places->setCurrentId(currentPlace().view);
    //: %1: name of a view; the program's name is not translated
    setWindowTitle(title.isEmpty() ? u"Stratoscope"_s : tr("%1 – Stratoscope").arg(title));
    if (m_paletteSource->rowCount() == 0) {
        QList<std::pair<QString, Place>> views;
        for (const PageFactory::Entry& entry : m_factory.entries())
            views.push_back({ navText(entry.title), Place { entry.id, {} } });
        m_paletteSource->setViews(views);
        m_paletteSource->setActions(actions());
    }
}

} // namespace Strato
