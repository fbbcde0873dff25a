// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/mainwindow.h"

#include "app/shell/clusterchoice.h"
#include "app/shell/console.h"
#include "app/shell/navigator.h"
#include "app/shell/pagefactory.h"
#include "app/shell/palettesource.h"
#include "app/shell/signinpane.h"
#include "app/shell/sourcedetails.h"
#include "app/shell/statusstrip.h"
#include "app/shell/topbar.h"
#include "app/shell/trafficstrip.h"
#include "ui/cards/commandpalette.h"
#include "ui/cards/navlist.h"
#include "ui/cards/pastframe.h"
#include "ui/cards/toastarea.h"
#include "ui/pages/page.h"
#include "ui/plaintext/safeurlopener.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timebar.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int clockTickMs = 1000;
constexpr QSize firstSize { 1600, 960 }; // where the screen has room

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
    connectSignIn();
    connectNavigation();
    retranslate();
    setFormats(formats);
    restoreLayout();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    setAttribute(Qt::WA_AlwaysShowToolTips); // of several windows, those behind are pointed at too
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
    m_signIn = new SignInPane(m_theme, m_console.clock(), centre);
    right->addWidget(m_signIn);
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

void MainWindow::connectConsole()
{
    connect(&m_console, &Console::cursorChanged, this, &MainWindow::refreshTime);
    connect(&m_console, &Console::pastChanged, this, &MainWindow::refreshTime);
    connect(&m_console, &Console::overviewChanged, this, &MainWindow::refreshBadges);
    connect(&m_console, &Console::overviewChanged, this, &MainWindow::refreshMarks);
    const auto refreshBuckets = [this] { m_timeBar->setBuckets(trafficBuckets(m_console.metrics())); };
    connect(&m_console, &Console::metricsChanged, this, refreshBuckets);
    refreshBuckets(); // a second window comes between two refreshes, of which the past has none
    refreshMarks();
    refreshBadges();
    m_clockTimer.setInterval(clockTickMs);
    connect(&m_clockTimer, &QTimer::timeout, this, &MainWindow::refreshTime);
    m_clockTimer.start();
    connect(m_timeBar, &TimeBar::cursorRequested, this, [this](Instant at) { m_console.cursor().moveTo(at); });
    connect(m_timeBar, &TimeBar::liveRequested, this, [this] { m_console.cursor().goLive(); });
    connect(
        m_timeBar, &TimeBar::windowRequested, this, [this](Duration window) { m_console.cursor().setWindow(window); });
    connect(m_frame, &PastFrame::goLiveRequested, this, [this] { m_console.cursor().goLive(); });
}

void MainWindow::connectSignIn()
{
    const auto refresh = [this] {
        m_signIn->setPlugins(m_console.execPlugins());
        m_commands.value("signIn")->setEnabled(!m_console.execPlugins().empty());
    };
    connect(&m_console, &Console::execPluginsChanged, this, refresh);
    connect(&m_console, &Console::signInAsked, m_signIn, &SignInPane::bringBack);
    connect(m_signIn, &SignInPane::approveRequested, &m_console, &Console::approveExecPlugin);
    connect(m_signIn, &SignInPane::cancelRequested, &m_console, &Console::cancelExecPlugin);
    connect(m_signIn, &SignInPane::retryRequested, &m_console, &Console::retryExecPlugin);
    connect(m_signIn, &SignInPane::linkRequested, this, &MainWindow::openLink);
    refresh();
}

void MainWindow::showSignIn()
{
    m_signIn->bringBack();
    if (m_signIn->isVisible())
        m_signIn->setFocus();
}

/// No server of ours is behind what a program says: each address is asked about.
void MainWindow::openLink(const QString& address)
{
    const SafeUrlOpener opener([this](const QString& shown) {
        MessageDialog::Content question;
        question.headline = tr("Open this address in the browser?");
        question.text = tr("A sign-in program names it. Open it only if you expect it.");
        question.details = shown;
        //: on a button
        question.acceptText = tr("Open");
        return MessageDialog::ask(m_theme, question, this);
    });
    const Result<void> opened = opener.open(address);
    if (!opened && opened.error().code != ErrorCode::Cancelled)
        m_toasts->show(Health::Warning, tr("The address was not opened"), errorSentence(opened.error()));
}

void MainWindow::connectNavigation()
{
    connect(m_places, &NavList::chosen, this, [this](const QString& id) { goTo(lastPlaceOf(id)); });
    connect(m_navigator, &Navigator::moved, this, &MainWindow::handleMoved);
    connect(m_topBar, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::openClusterRequested, this, [this] { goTo({ u"start"_s, {} }); });
    connect(m_topBar, &TopBar::clustersChosen, this, &MainWindow::showClusters);
    connect(m_topBar, &TopBar::detailsRequested, this, &MainWindow::showConnectionDetails);
    connect(m_status, &StatusStrip::sourceActivated, this, &MainWindow::showSourceDetails);
    connect(&m_console, &Console::clustersChanged, this, &MainWindow::dropClosedClusters);
    connect(m_palette, &CommandPalette::queryChanged, m_paletteSource, &PaletteSource::setQuery);
    connect(m_palette, &CommandPalette::closed, m_paletteSource, &PaletteSource::close);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::choose);
}

void MainWindow::choose(const QModelIndex& index)
{
    const PaletteSource::Choice choice = m_paletteSource->choice(index);
    m_palette->hide();
    if (choice.place) {
        goTo(*choice.place);
        m_stack->currentWidget()->setFocus(); // hiding the palette gave it to whatever comes first
    } else if (choice.action) {
        choice.action->trigger();
    }
}

void MainWindow::goTo(const Place& place)
{
    if (page(place.view))
        m_navigator->visit(carryingChoice(m_console, place, currentPlace()));
}

/// A view is left for a glance at another and found as it was; chosen once more it begins anew. Which clusters are
/// chosen belongs to the window.
Place MainWindow::lastPlaceOf(const QString& view)
{
    const Page* shown = view == currentPlace().view ? nullptr : page(view);
    Place place = shown ? shown->place() : Place { view, {} };
    place.parameters.remove(u"cluster"_s);
    return place;
}

void MainWindow::showClusters(const QStringList& contexts)
{
    m_navigator->visit(withContexts(currentPlace(), contexts));
}

/// A choice of clusters that were closed meanwhile would show nothing, for no reason that can be seen.
void MainWindow::dropClosedClusters()
{
    QStringList open;
    for (const auto& [context, cluster] : m_console.clusters())
        open.push_back(context);
    const QStringList before = std::exchange(m_open, open);
    const QStringList chosen = chosenContexts(m_console, currentPlace());
    QStringList left;
    for (const QString& context : chosen) {
        if (open.contains(context) || !before.contains(context))
            left.push_back(context);
    }
    if (left != chosen)
        showClusters(left);
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
            if (m_stack->currentWidget() == made && !m_arriving)
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
    const QWidget* focused = focusWidget();
    const bool wasInPage = focused && m_stack->isAncestorOf(focused);
    m_stack->setCurrentWidget(shown);
    m_arriving = true; // half way there it is at no place worth keeping
    shown->goTo(place);
    m_arriving = false;
    // Who followed a link goes on by keyboard where it led; who goes along the list of places stays in that.
    if (wasInPage && !shown->isAncestorOf(focusWidget()))
        shown->setFocus();
    m_places->setCurrentId(place.view);
    m_topBar->setClustersChosen(chosenContexts(m_console, place));
    retranslate();
    emit moved();
}

void MainWindow::setFormats(const Formats& formats)
{
    m_formats = formats;
    m_timeBar->setTimeText(formats.times);
    m_status->setFormats(formats);
    m_signIn->setFormats(formats);
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
    // As long as one cluster tells nothing, nothing is known of all of them.
    state.knownFrom
        = m_console.clusters().empty() ? std::nullopt : std::optional(m_console.knownSince().value_or(state.now));
    for (const Gaps::Span& gap : m_console.pastGaps())
        state.gaps.push_back({ gap.from, gap.to });
    m_timeBar->setState(state);
    m_leavePast->setEnabled(!cursor.isLive());
    m_frame->setPast(cursor.isLive() ? QString() : m_formats.times.full(cursor.moment()));
    if (!cursor.isLive())
        refreshExplanation();
}

void MainWindow::refreshExplanation()
{
    const TimeCursor& cursor = m_console.cursor();
    const std::optional<Instant> since = m_console.knownSince();
    const bool unwatched = std::ranges::any_of(m_console.past(), [](const auto& of) { return !of.second.snapshot; });
    m_frame->setExplanation(since && *since <= cursor.moment() && !unwatched
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
    const ClusterSummary& sum = overview->sum; // as the card "Things ill" counts
    m_places->setBadge(u"overview"_s, sum.criticalFindings + sum.warningFindings,
        sum.criticalFindings > 0 ? Health::Critical : Health::Warning);
}

void MainWindow::openPalette()
{
    m_palette->open();
    m_paletteSource->open();
}

void MainWindow::setNotice(const QString& text)
{
    m_status->setNotice(text);
}

void MainWindow::setTimeShared(bool shared)
{
    m_timeBar->setShared(shared);
}

void MainWindow::showConnectionDetails(const QString& context)
{
    if (MessageDialog::ask(m_theme, connectionDetails(m_console, context, m_formats), this))
        m_console.retry(context);
}

void MainWindow::showSourceDetails(const QString& statusId)
{
    if (statusId == u"notice"_s) {
        MessageDialog::Content notice;
        notice.health = Health::Warning;
        notice.headline = m_status->notice();
        MessageDialog::ask(m_theme, notice, this);
        return;
    }
    if (MessageDialog::ask(m_theme, sourceDetails(m_console, statusId, m_formats), this))
        m_console.retrySource(statusId);
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
    emit closing();
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

} // namespace Strato
