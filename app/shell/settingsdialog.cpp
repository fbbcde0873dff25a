// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/settingsdialog.h"

#include "app/settings/settingsstore.h"
#include "app/shell/formfields.h"
#include "app/shell/marklist.h"
#include "app/shell/pluginrules.h"
#include "app/shell/serverlist.h"
#include "ui/cards/card.h"
#include "ui/plaintext/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimeZone>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

enum ZoneKind { LocalZone, UtcZone, NamedZone };

constexpr std::size_t stepsKept = 100;
constexpr int textStep = 5;

QStringList zoneNames()
{
    QStringList names;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        names.push_back(QString::fromLatin1(id));
    return names;
}

QString forThisRunNote()
{
    //: under a choice that cannot be changed here
    return SettingsDialog::tr("Set on the command line for this run.");
}

/// Puts what this dialog edits back, and leaves what else changed meanwhile (windows, contexts) alone.
void takeBack(AppSettings& settings, const AppSettings& before)
{
    settings.theme = before.theme;
    settings.redGreenSafe = before.redGreenSafe;
    settings.reducedMotion = before.reducedMotion;
    settings.language = before.language;
    settings.textPercent = before.textPercent;
    settings.timeZone = before.timeZone;
    settings.clusters = before.clusters;
    settings.pluginPolicy = before.pluginPolicy;
    settings.pluginAllowlist = before.pluginAllowlist;
    settings.approvedPlugins = before.approvedPlugins;
}

} // namespace

SettingsDialog::SettingsDialog(Theme& theme, SettingsStore& store, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_store(store)
{
    resize(theme.px(620), theme.px(640));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    build();
    connect(&store, &SettingsStore::changed, this, &SettingsDialog::refresh);
}

void SettingsDialog::build()
{
    setWindowTitle(tr("Settings"));
    delete m_content;
    m_content = new QWidget(this);
    auto* outer = new QVBoxLayout(m_content);
    outer->setContentsMargins(m_theme.px(16), m_theme.px(12), m_theme.px(16), m_theme.px(12));
    auto* scroll = new QScrollArea(m_content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Settings"));
    auto* cards = new QWidget(scroll);
    auto* column = new QVBoxLayout(cards);
    column->setContentsMargins(0, 0, m_theme.px(4), 0);
    column->setSpacing(m_theme.px(12));
    scroll->setWidget(cards);
    outer->addWidget(scroll, 1);
    Card* look = new Card(m_theme, tr("How it looks"), cards);
    buildLook(*look);
    Card* language = new Card(m_theme, tr("Language and time"), cards);
    buildLanguage(*language);
    Card* servers = new Card(m_theme, tr("Metrics servers"), cards);
    m_servers = new ServerList(m_theme, servers);
    servers->body()->addWidget(m_servers);
    Card* marks = new Card(m_theme, tr("Marks of clusters"), cards);
    m_marks = new MarkList(m_theme, marks);
    marks->body()->addWidget(m_marks);
    Card* plugins = new Card(m_theme, tr("Sign-in programs"), cards);
    m_plugins = new PluginRules(m_theme, plugins);
    plugins->body()->addWidget(m_plugins);
    for (Card* card : { look, language, servers, plugins, marks })
        column->addWidget(card);
    column->addStretch(1);
    buildButtons();
    layout()->addWidget(m_content);
    refresh();
    connectLook();
    connectLanguage();
    connectLists();
}

QFormLayout* SettingsDialog::addForm(Card& card)
{
    auto* holder = new QWidget(&card);
    auto* form = new QFormLayout(holder);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(m_theme.px(16));
    form->setVerticalSpacing(m_theme.px(8));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    card.body()->addWidget(holder);
    return form;
}

void SettingsDialog::buildLook(Card& card)
{
    QFormLayout* form = addForm(card);
    m_scheme = new QComboBox(&card);
    // In the order of ThemeChoice.
    //: choices of colours; the first follows the desktop
    m_scheme->addItems(
        { tr("As the system"), tr("Dark"), tr("Light"), tr("High contrast, dark"), tr("High contrast, light") });
    addField(*form, tr("Colours"), m_scheme);
    m_schemeNote = addHint(*form, forThisRunNote());
    m_textSize = new QSpinBox(&card);
    m_textSize->setRange(AppSettings::leastText, AppSettings::mostText);
    m_textSize->setSingleStep(textStep);
    m_textSize->setKeyboardTracking(false);
    //: after a number: per cent
    m_textSize->setSuffix(tr(" %"));
    addField(*form, tr("Text size"), m_textSize);
    m_redGreen = new QCheckBox(tr("State colours that hold for red-green blindness"), &card);
    m_motion = new QCheckBox(tr("Less motion"), &card);
    for (QCheckBox* tick : { m_redGreen, m_motion }) {
        tick->setAccessibleName(tick->text());
        form->addRow(tick);
    }
}

void SettingsDialog::buildLanguage(Card& card)
{
    QFormLayout* form = addForm(card);
    m_language = new QComboBox(&card);
    //: choice of language; the names of languages are written in themselves
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"中文"_s, u"zh_CN"_s);
    addField(*form, tr("Language"), m_language);
    m_languageNote = addHint(*form, forThisRunNote());
    m_zoneKind = new QComboBox(&card);
    //: choices of time zone
    m_zoneKind->addItems({ tr("Local time"), u"UTC"_s, tr("A named zone") });
    addField(*form, tr("Times are written in"), m_zoneKind);
    m_zone = new QLineEdit(&card);
    m_zone->setPlaceholderText(u"Asia/Shanghai"_s);
    m_zone->setMaxLength(64);
    auto* completer = new QCompleter(zoneNames(), m_zone);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_zone->setCompleter(completer);
    addField(*form, tr("Name of the zone"), m_zone);
    m_zoneProblem = new PlainLabel({}, Type::Small, Role::Critical, &card);
    m_zoneProblem->setWrapped(true);
    m_zoneProblem->hide();
    form->addRow(m_zoneProblem);
}

void SettingsDialog::buildButtons()
{
    auto* row = new QHBoxLayout;
    m_restore = new QPushButton(tr("Restore"), m_content);
    m_restore->setAccessibleName(tr("Restore: take back the last change"));
    m_restore->setAutoDefault(false);
    connect(m_restore, &QPushButton::clicked, this, &SettingsDialog::restore);
    //: closes the dialog
    auto* close = new QPushButton(tr("Close"), m_content);
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* note = new PlainLabel(tr("Changes apply at once."), Type::Small, Role::Text3, m_content);
    row->addWidget(m_restore);
    row->addWidget(note);
    row->addStretch(1);
    row->addWidget(close);
    static_cast<QVBoxLayout*>(m_content->layout())->addLayout(row);
}

void SettingsDialog::connectLook()
{
    connect(m_scheme, &QComboBox::activated, this,
        [this](int index) { change([index](AppSettings& s) { s.theme = static_cast<ThemeChoice>(index); }); });
    connect(m_textSize, &QSpinBox::valueChanged, this,
        [this](int percent) { change([percent](AppSettings& s) { s.textPercent = percent; }); });
    connect(m_redGreen, &QCheckBox::clicked, this,
        [this](bool on) { change([on](AppSettings& s) { s.redGreenSafe = on; }); });
    connect(m_motion, &QCheckBox::clicked, this,
        [this](bool on) { change([on](AppSettings& s) { s.reducedMotion = on; }); });
}

void SettingsDialog::connectLanguage()
{
    connect(m_language, &QComboBox::activated, this, [this](int index) {
        change([code = m_language->itemData(index).toString()](AppSettings& s) { s.language = code; });
    });
    connect(m_zoneKind, &QComboBox::activated, this, [this](int kind) {
        m_zone->setEnabled(kind == NamedZone);
        m_zoneProblem->hide();
        if (kind == NamedZone)
            m_zone->setFocus();
        else
            change([kind](AppSettings& s) { s.timeZone = kind == UtcZone ? u"UTC"_s : QString(); });
    });
    connect(m_zone, &QLineEdit::editingFinished, this, &SettingsDialog::handleZone);
    // Queued: the completer has not put its word into the field yet.
    connect(m_zone->completer(), qOverload<const QString&>(&QCompleter::activated), this, &SettingsDialog::handleZone,
        Qt::QueuedConnection);
}

void SettingsDialog::connectLists()
{
    connect(m_servers, &ServerList::removeRequested, this, [this](const QString& name) { setRemoved(name, true); });
    connect(m_servers, &ServerList::keepRequested, this, [this](const QString& name) { setRemoved(name, false); });
    connect(m_servers, &ServerList::editRequested, this, &SettingsDialog::prometheusEditRequested);
    connect(m_plugins, &PluginRules::policyChanged, this,
        [this](ExecPolicy policy) { change([policy](AppSettings& s) { s.pluginPolicy = policy; }); });
    connect(m_plugins, &PluginRules::allowlistChanged, this,
        [this](const QStringList& list) { change([&](AppSettings& s) { s.pluginAllowlist = list; }); });
    connect(m_plugins, &PluginRules::forgetRequested, this,
        [this] { change([](AppSettings& s) { s.approvedPlugins.clear(); }); });
    connect(m_marks, &MarkList::markChanged, this,
        [this](const QString& id, const ClusterMark& mark) { change([&](AppSettings& s) { s.clusters[id] = mark; }); });
    connect(m_marks, &MarkList::forgetRequested, this,
        [this](const QString& id) { change([&](AppSettings& s) { s.clusters.erase(id); }); });
}

void SettingsDialog::setClusterNames(const QMap<QString, QString>& names)
{
    m_names = names;
    m_marks->setNames(names);
}

void SettingsDialog::handleZone()
{
    const QString zone = m_zone->text().trimmed();
    if (m_zoneKind->currentIndex() != NamedZone || zone.isEmpty() || zone == m_store.settings().timeZone)
        return;
    const bool known = QTimeZone::isTimeZoneIdAvailable(zone.toLatin1());
    //: %1: what was typed
    m_zoneProblem->setText(tr("No time zone is called “%1”. Names look like Asia/Shanghai.").arg(zone));
    m_zoneProblem->setVisible(!known);
    if (known)
        change([&](AppSettings& s) { s.timeZone = zone; });
}

void SettingsDialog::change(const Edit& edit)
{
    AppSettings settings = m_store.settings();
    edit(settings);
    if (settings == m_store.settings())
        return;
    m_steps.push_back({ m_store.settings(), m_removed });
    if (m_steps.size() > stepsKept)
        m_steps.erase(m_steps.begin());
    m_store.set(std::move(settings));
}

void SettingsDialog::setRemoved(const QString& name, bool removed)
{
    m_steps.push_back({ m_store.settings(), m_removed });
    if (removed)
        m_removed.insert(name);
    else
        m_removed.remove(name);
    refresh();
}

void SettingsDialog::restore()
{
    if (m_steps.empty())
        return;
    const Step step = std::move(m_steps.back());
    m_steps.pop_back();
    m_removed = step.removed;
    AppSettings settings = m_store.settings();
    takeBack(settings, step.settings);
    m_store.set(std::move(settings));
    refresh();
}

void SettingsDialog::refresh()
{
    const AppSettings& settings = m_store.settings();
    const QSignalBlocker quietSize(m_textSize); // the only one that speaks when set by code
    m_textSize->setValue(settings.textPercent);
    m_redGreen->setChecked(settings.redGreenSafe);
    m_motion->setChecked(settings.reducedMotion);
    refreshForThisRun(settings);
    refreshZone(settings.timeZone);
    m_servers->setServers(settings.prometheus);
    m_servers->setRemoved(m_removed);
    m_plugins->setRules(settings.pluginPolicy, settings.pluginAllowlist, settings.approvedPlugins.size());
    m_marks->setNames(m_names);
    m_marks->setMarks(settings.clusters);
    m_restore->setEnabled(!m_steps.empty());
}

void SettingsDialog::setForThisRun(const ForThisRun& run)
{
    m_run = run;
    refresh();
}

void SettingsDialog::refreshForThisRun(const AppSettings& settings)
{
    const QString language = m_run.language.isEmpty() ? settings.language : m_run.language;
    m_scheme->setCurrentIndex(static_cast<int>(m_run.theme.value_or(settings.theme)));
    m_language->setCurrentIndex(std::max(0, m_language->findData(language)));
    m_scheme->setEnabled(!m_run.theme);
    m_language->setEnabled(m_run.language.isEmpty());
    for (const auto& [note, isSet] :
        { std::pair(m_schemeNote, m_run.theme.has_value()), std::pair(m_languageNote, !m_run.language.isEmpty()) })
        static_cast<QFormLayout*>(note->parentWidget()->layout())->setRowVisible(note, isSet);
}

void SettingsDialog::refreshZone(const QString& zone)
{
    const ZoneKind kind = zone.isEmpty() ? LocalZone : zone == u"UTC"_s ? UtcZone : NamedZone;
    m_zoneKind->setCurrentIndex(kind);
    m_zone->setEnabled(kind == NamedZone);
    if (kind == NamedZone)
        m_zone->setText(zone);
    m_zoneProblem->hide();
}

void SettingsDialog::done(int result)
{
    handleZone(); // typed, and then closed with the keyboard
    m_plugins->finish();
    for (const QString& name : std::exchange(m_removed, {}))
        emit prometheusRemoveRequested(name);
    QDialog::done(result);
}

void SettingsDialog::changeEvent(QEvent* event)
{
    // Queued: the change comes from inside one of the controls that are built anew.
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, &SettingsDialog::build, Qt::QueuedConnection);
    QDialog::changeEvent(event);
}

} // namespace Strato
