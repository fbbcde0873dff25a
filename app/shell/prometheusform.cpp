// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/prometheusform.h"

#include "app/shell/formfields.h"
#include "models/base/plaintext.h"
#include "ui/cards/card.h"
#include "ui/plaintext/filedialog.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestLine = 2048;
constexpr int longestToken = 16'384;

enum Coverage { OneCluster, SeveralClusters };

} // namespace

PrometheusForm::PrometheusForm(const Theme& theme, const QStringList& open, const QStringList& all, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_words(new Words(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(12));
    buildReach(open);
    buildSignIn();
    buildClusters(open, all);
    buildLimits();
    connectFields();
    m_words->say([this] { refresh(); });
}

QFormLayout* PrometheusForm::addCard(const char* title, DraftField field)
{
    auto* card = new Card(m_theme, {}, this);
    m_words->say([card, title] { card->setTitle(tr(title)); });
    layout()->addWidget(card);
    auto* holder = new QWidget(card);
    auto* form = new QFormLayout(holder);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(m_theme.px(16));
    form->setVerticalSpacing(m_theme.px(8));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    card->body()->addWidget(holder);
    card->body()->addWidget(addProblem(field, card));
    return form;
}

PlainLabel* PrometheusForm::addProblem(DraftField field, QWidget* parent)
{
    auto* problem = new PlainLabel({}, Type::Small, Role::Critical, parent);
    problem->setWrapped(true);
    problem->hide();
    m_problems.insert(field, problem);
    return problem;
}

PlainLabel* PrometheusForm::addRow(QFormLayout& form, const char* title, QWidget* field)
{
    PlainLabel* label = addField(form, {}, field);
    m_words->say([label, title, field] {
        label->setText(tr(title));
        field->setAccessibleName(tr(title));
    });
    return label;
}

QComboBox* PrometheusForm::addChoice(QFormLayout& form, const char* title, std::vector<const char*> choices)
{
    auto* box = new QComboBox(this);
    box->addItems(QStringList(static_cast<qsizetype>(choices.size())));
    m_words->say([box, choices = std::move(choices)] {
        for (std::size_t i = 0; i < choices.size(); ++i)
            box->setItemText(static_cast<int>(i), tr(choices[i]));
    });
    addRow(form, title, box);
    return box;
}

QLineEdit* PrometheusForm::addLine(QFormLayout& form, const char* title, const QString& example)
{
    auto* edit = new QLineEdit(form.parentWidget());
    edit->setMaxLength(longestLine);
    edit->setPlaceholderText(example);
    addRow(form, title, edit);
    return edit;
}

PrometheusForm::FileField PrometheusForm::addFile(
    QFormLayout& form, DraftField of, const char* title, const char* browseName)
{
    FileField field;
    field.holder = new QWidget(form.parentWidget());
    auto* column = new QVBoxLayout(field.holder);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    column->addLayout(row);
    column->addWidget(addProblem(of, field.holder));
    field.edit = new QLineEdit(field.holder);
    field.edit->setMaxLength(longestLine);
    auto* browse = new QPushButton(field.holder);
    m_words->say([edit = field.edit, browse, title, browseName] {
        edit->setAccessibleName(tr(title));
        //: on a button beside a file name
        browse->setText(tr("Choose…"));
        browse->setAccessibleName(tr(browseName));
    });
    browse->setAutoDefault(false);
    row->addWidget(field.edit, 1);
    row->addWidget(browse);
    m_firstFields.insert(of, field.edit);
    field.label = addRow(form, title, field.holder);
    field.label->setBuddy(field.edit);
    connect(browse, &QPushButton::clicked, this, [this, browseName, edit = field.edit] {
        const QString file = chooseFileToOpen(this, tr(browseName), edit->text());
        if (!file.isEmpty())
            edit->setText(file);
    });
    return field;
}

void PrometheusForm::buildReach(const QStringList& open)
{
    QFormLayout* naming = addCard(QT_TR_NOOP("Metrics server"), DraftField::Name);
    m_name = addLine(*naming, QT_TR_NOOP("Name"), u"prometheus"_s);
    m_firstFields.insert(DraftField::Name, m_name);
    QFormLayout* form = addCard(QT_TR_NOOP("How it is reached"), DraftField::Address);
    m_reach = addChoice(*form, QT_TR_NOOP("Way"), // in the order of MetricsReach
        { QT_TR_NOOP("At its own address"), QT_TR_NOOP("Through a Kubernetes cluster"),
            QT_TR_NOOP("Through Grafana") });
    m_url = addLine(*form, QT_TR_NOOP("Address"), u"https://prometheus.example:9090"_s);
    m_url->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_uid = addLine(*form, QT_TR_NOOP("Uid of the data source"), u"PBFA97CFB590B2093"_s);
    m_via = new QComboBox(this);
    for (const QString& context : open)
        m_via->addItem(cleanLine(context), context);
    addRow(*form, QT_TR_NOOP("Cluster"), m_via);
    m_nameSpace = addLine(*form, QT_TR_NOOP("Namespace"), u"monitoring"_s);
    m_service = addLine(*form, QT_TR_NOOP("Service and port"), u"prometheus:9090"_s);
    m_proxyHint = addHint(*form, {});
    m_words->say([this] {
        m_proxyHint->setText(tr("The cluster's own sign-in is used; it needs the right to get services/proxy."));
    });
    m_warning = new PlainLabel({}, Type::Small, Role::Warning, this);
    m_warning->setWrapped(true);
    form->addRow(m_warning);
    m_problems.insert(DraftField::Proxy, m_problems.value(DraftField::Address));
    m_firstFields.insert(DraftField::Address, m_url);
    m_firstFields.insert(DraftField::Proxy, m_nameSpace);
}

void PrometheusForm::buildSignIn()
{
    QFormLayout* form = addCard(QT_TR_NOOP("Sign-in"), DraftField::SignIn);
    m_auth = addChoice(*form, QT_TR_NOOP("Kind"), // in the order of MetricsAuth
        { QT_TR_NOOP("None"), QT_TR_NOOP("User and password"), QT_TR_NOOP("Token (bearer)"),
            QT_TR_NOOP("Client certificate (mTLS)"), QT_TR_NOOP("Own headers") });
    m_user = addLine(*form, QT_TR_NOOP("User"), {});
    m_password = addLine(*form, QT_TR_NOOP("Password"), {});
    m_password->setEchoMode(QLineEdit::Password);
    m_token = addLine(*form, QT_TR_NOOP("Token"), {});
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setMaxLength(longestToken);
    m_headers = new QPlainTextEdit(this);
    m_headers->setPlaceholderText(u"X-Scope-OrgID: team-a"_s);
    m_headers->setTabChangesFocus(true);
    m_headers->setMaximumHeight(m_headers->fontMetrics().lineSpacing() * 5);
    addRow(*form, QT_TR_NOOP("Headers, one a line"), m_headers);
    m_certificate = addFile(
        *form, DraftField::CertificateFile, QT_TR_NOOP("Certificate file"), QT_TR_NOOP("Choose the certificate file"));
    m_key = addFile(*form, DraftField::KeyFile, QT_TR_NOOP("Key file"), QT_TR_NOOP("Choose the key file"));
    m_ca = addFile(*form, DraftField::AuthorityFile, QT_TR_NOOP("Authority (CA) file"),
        QT_TR_NOOP("Choose the file of the certificate authority"));
    m_words->say([this] { m_ca.edit->setPlaceholderText(tr("the system's authorities")); });
    m_firstFields.insert(DraftField::SignIn, m_auth);
}

void PrometheusForm::buildClusters(const QStringList& open, const QStringList& all)
{
    QFormLayout* form = addCard(QT_TR_NOOP("Which clusters it covers"), DraftField::Clusters);
    m_coverage = addChoice(*form, QT_TR_NOOP("It covers"), // in the order of Coverage
        { QT_TR_NOOP("One cluster"), QT_TR_NOOP("Several, told apart by a label") });
    m_coverage->setCurrentIndex(open.size() > 1 ? SeveralClusters : OneCluster);
    m_only = new QComboBox(this);
    m_contextList = new QWidget(this);
    auto* list = new QGridLayout(m_contextList);
    list->setColumnStretch(1, 1);
    list->setContentsMargins(0, 0, 0, 0);
    for (const QString& context : all) {
        const bool isOpen = open.contains(context);
        m_only->addItem(QString(), context);
        m_words->say([this, at = m_only->count() - 1, context, isOpen] {
            m_only->setItemText(at, contextTitle(context, isOpen));
        });
        addContext(*list, context, isOpen);
    }
    if (!open.isEmpty())
        m_only->setCurrentIndex(m_only->findData(open.front()));
    addRow(*form, QT_TR_NOOP("Which cluster"), m_only);
    m_label = addLine(*form, QT_TR_NOOP("Label"), u"cluster"_s);
    m_label->setText(u"cluster"_s);
    addRow(*form, QT_TR_NOOP("Which clusters"), m_contextList);
    m_firstFields.insert(DraftField::Clusters, m_label);
}

void PrometheusForm::buildLimits()
{
    const PrometheusSettings usual;
    QFormLayout* form = addCard(QT_TR_NOOP("How much it is asked"), DraftField::Limits);
    m_queriesAtOnce = new QSpinBox(this);
    m_queriesAtOnce->setRange(1, 64);
    m_queriesAtOnce->setValue(usual.queriesAtOnce);
    addRow(*form, QT_TR_NOOP("Queries at once, at most"), m_queriesAtOnce);
    m_queriesASecond = new QSpinBox(this);
    m_queriesASecond->setRange(1, 1000);
    m_queriesASecond->setValue(usual.queriesASecond);
    addRow(*form, QT_TR_NOOP("Queries a second, at most"), m_queriesASecond);
    m_firstFields.insert(DraftField::Limits, m_queriesAtOnce);
}

QString PrometheusForm::contextTitle(const QString& context, bool isOpen)
{
    const QString name = cleanLine(context);
    //: %1: name of a cluster that is in the kubeconfig and not open now
    return isOpen ? name : tr("%1 (not connected)").arg(name);
}

void PrometheusForm::addContext(QGridLayout& list, const QString& context, bool isOpen)
{
    auto* tick = new QCheckBox(m_contextList);
    tick->setProperty("context", context);
    tick->setChecked(isOpen); // what it covers of the others is a guess, and a wrong one joins nothing
    auto* value = new QLineEdit(m_contextList);
    value->setEnabled(isOpen);
    value->setMaxLength(longestLine);
    m_words->say([tick, value, context, isOpen] {
        const QString name = cleanLine(context);
        const QString shown = contextTitle(context, isOpen);
        tick->setText(QString(shown).replace(u'&', u"&&"_s));
        tick->setAccessibleName(shown);
        //: placeholder of a field: the label's value is the cluster's own name, %1
        value->setPlaceholderText(tr("called %1").arg(name));
        //: %1: name of a cluster
        value->setAccessibleName(tr("Value of the label for %1").arg(name));
    });
    connect(tick, &QCheckBox::toggled, value, &QLineEdit::setEnabled);
    const int row = static_cast<int>(m_contexts.size());
    list.addWidget(tick, row, 0);
    list.addWidget(value, row, 1);
    m_contexts.push_back(tick);
    m_values.insert(context, value);
}

void PrometheusForm::proposeValues(const std::map<QString, QString>& values)
{
    for (const auto& [context, value] : values) {
        if (QLineEdit* edit = m_values.value(context); edit && edit->text().trimmed().isEmpty())
            edit->setText(cleanLine(value));
    }
}

void PrometheusForm::connectFields()
{
    for (QComboBox* box : { m_reach, m_auth, m_coverage, m_via, m_only })
        connect(box, &QComboBox::currentIndexChanged, this, &PrometheusForm::refresh);
    for (QLineEdit* edit : findChildren<QLineEdit*>())
        connect(edit, &QLineEdit::textChanged, this, &PrometheusForm::refreshWarning);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &PrometheusForm::refreshWarning);
    for (QCheckBox* tick : m_contexts)
        connect(tick, &QCheckBox::clicked, this, &PrometheusForm::refreshWarning);
}

void PrometheusForm::setRowVisible(QWidget* field, bool visible)
{
    auto* form = qobject_cast<QFormLayout*>(field->parentWidget()->layout());
    form->setRowVisible(field, visible);
}

void PrometheusForm::refresh()
{
    const auto reach = static_cast<MetricsReach>(m_reach->currentIndex());
    const MetricsAuth auth = chosenAuth();
    const bool proxied = reach == MetricsReach::ServiceProxy;
    setRowVisible(m_url, !proxied);
    setRowVisible(m_uid, reach == MetricsReach::Grafana);
    for (QWidget* field : std::initializer_list<QWidget*> { m_via, m_nameSpace, m_service, m_proxyHint })
        setRowVisible(field, proxied);
    // The API server signs in; beside that it passes on own headers, such as a tenant's.
    if (auto* kinds = qobject_cast<QStandardItemModel*>(m_auth->model())) {
        for (const MetricsAuth kind : { MetricsAuth::Basic, MetricsAuth::Bearer, MetricsAuth::ClientCertificate })
            kinds->item(static_cast<int>(kind))->setEnabled(!proxied);
    }
    setRowVisible(m_ca.holder, !proxied);
    setRowVisible(m_user, auth == MetricsAuth::Basic);
    setRowVisible(m_password, auth == MetricsAuth::Basic);
    setRowVisible(m_token, auth == MetricsAuth::Bearer);
    setRowVisible(m_headers, auth == MetricsAuth::Headers);
    setRowVisible(m_certificate.holder, auth == MetricsAuth::ClientCertificate);
    setRowVisible(m_key.holder, auth == MetricsAuth::ClientCertificate);
    const bool several = m_coverage->currentIndex() == SeveralClusters;
    setRowVisible(m_only, !several);
    setRowVisible(m_label, several);
    setRowVisible(m_contextList, several && !m_contexts.isEmpty());
    refreshWarning();
}

void PrometheusForm::refreshWarning()
{
    const QString warning = draftWarning(draft());
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    emit edited();
}

void PrometheusForm::setServer(const PrometheusSettings& server)
{
    m_name->setText(server.name);
    setReach(server);
    m_auth->setCurrentIndex(static_cast<int>(server.auth));
    m_user->setText(server.user);
    m_headerNames = server.headerNames;
    m_certificate.edit->setText(server.clientCertificateFile);
    m_key.edit->setText(server.clientKeyFile);
    m_ca.edit->setText(server.caFile);
    setClusters(server);
    m_queriesAtOnce->setValue(server.queriesAtOnce);
    m_queriesASecond->setValue(server.queriesASecond);
}

void PrometheusForm::setReach(const PrometheusSettings& server)
{
    m_reach->setCurrentIndex(static_cast<int>(server.reach));
    m_url->setText(server.url);
    m_uid->setText(server.dataSourceUid);
    if (!server.viaContext.isEmpty() && m_via->findData(server.viaContext) < 0)
        m_via->addItem(cleanLine(server.viaContext), server.viaContext); // not connected now
    if (const int via = m_via->findData(server.viaContext); via >= 0)
        m_via->setCurrentIndex(via);
    m_nameSpace->setText(server.nameSpace);
    m_service->setText(server.service);
}

void PrometheusForm::setClusters(const PrometheusSettings& server)
{
    m_coverage->setCurrentIndex(server.clusterLabel.isEmpty() ? OneCluster : SeveralClusters);
    if (server.clusterLabel.isEmpty()) {
        if (!server.contexts.isEmpty())
            m_only->setCurrentIndex(m_only->findData(server.contexts.front()));
        return;
    }
    m_label->setText(server.clusterLabel);
    for (QCheckBox* tick : m_contexts) {
        const QString context = tick->property("context").toString();
        tick->setChecked(server.contexts.isEmpty() || server.contexts.contains(context));
        const auto value = server.clusterValues.find(context);
        m_values.value(context)->setText(value == server.clusterValues.end() ? QString() : value->second);
    }
}

void PrometheusForm::setSecret(const QByteArray& secret)
{
    const QString text = QString::fromUtf8(secret);
    switch (static_cast<MetricsAuth>(m_auth->currentIndex())) {
    case MetricsAuth::Basic:
        if (m_password->text().isEmpty())
            m_password->setText(text);
        break;
    case MetricsAuth::Bearer:
        if (m_token->text().isEmpty())
            m_token->setText(text);
        break;
    case MetricsAuth::Headers:
        if (m_headers->toPlainText().isEmpty()) {
            const QStringList values = text.split(u'\n');
            QStringList lines;
            for (qsizetype i = 0; i < std::min(values.size(), m_headerNames.size()); ++i)
                lines.push_back(QString(m_headerNames[i] + u": "_s + values[i]));
            m_headers->setPlainText(lines.join(u'\n'));
        }
        break;
    case MetricsAuth::None:
    case MetricsAuth::ClientCertificate: break;
    }
}

PrometheusDraft PrometheusForm::draft() const
{
    PrometheusDraft draft;
    PrometheusSettings& settings = draft.settings;
    settings.name = cleanLine(m_name->text().trimmed());
    settings.reach = static_cast<MetricsReach>(m_reach->currentIndex());
    if (settings.reach == MetricsReach::ServiceProxy) {
        settings.viaContext = m_via->currentData().toString();
        settings.nameSpace = m_nameSpace->text().trimmed();
        settings.service = m_service->text().trimmed();
    } else {
        settings.url = m_url->text().trimmed();
        while (settings.url.endsWith(u'/'))
            settings.url.chop(1);
    }
    readSignIn(draft);
    if (settings.reach == MetricsReach::Grafana)
        settings.dataSourceUid = m_uid->text().trimmed();
    readClusters(draft);
    settings.queriesAtOnce = m_queriesAtOnce->value();
    settings.queriesASecond = m_queriesASecond->value();
    return draft;
}

MetricsAuth PrometheusForm::chosenAuth() const
{
    const auto auth = static_cast<MetricsAuth>(m_auth->currentIndex());
    const bool proxied = static_cast<MetricsReach>(m_reach->currentIndex()) == MetricsReach::ServiceProxy;
    return proxied && auth != MetricsAuth::Headers ? MetricsAuth::None : auth;
}

void PrometheusForm::readSignIn(PrometheusDraft& draft) const
{
    PrometheusSettings& settings = draft.settings;
    if (settings.reach != MetricsReach::ServiceProxy)
        settings.caFile = m_ca.edit->text().trimmed();
    settings.auth = chosenAuth();
    switch (settings.auth) {
    case MetricsAuth::None: break;
    case MetricsAuth::Basic:
        settings.user = m_user->text();
        draft.secret = m_password->text().toUtf8();
        break;
    case MetricsAuth::Bearer: draft.secret = m_token->text().trimmed().toUtf8(); break;
    case MetricsAuth::ClientCertificate:
        settings.clientCertificateFile = m_certificate.edit->text().trimmed();
        settings.clientKeyFile = m_key.edit->text().trimmed();
        break;
    case MetricsAuth::Headers: parseHeaders(m_headers->toPlainText(), draft); break;
    }
}

void PrometheusForm::readClusters(PrometheusDraft& draft) const
{
    PrometheusSettings& settings = draft.settings;
    draft.severalClusters = m_coverage->currentIndex() == SeveralClusters;
    if (!draft.severalClusters) {
        settings.clusterLabel.clear();
        if (m_only->currentIndex() >= 0)
            settings.contexts = { m_only->currentData().toString() };
        return;
    }
    settings.clusterLabel = m_label->text().trimmed();
    for (const QCheckBox* tick : m_contexts) {
        if (!tick->isChecked())
            continue;
        const QString context = tick->property("context").toString();
        settings.contexts.push_back(context);
        if (const QString value = m_values.value(context)->text().trimmed(); !value.isEmpty() && value != context)
            settings.clusterValues[context] = value;
    }
    draft.isNoneTicked = settings.contexts.isEmpty() && !m_contexts.isEmpty();
    if (settings.contexts.size() == m_contexts.size())
        settings.contexts.clear(); // all, also those that come later
}

void PrometheusForm::showProblems(const std::vector<DraftProblem>& problems)
{
    QMap<PlainLabel*, QStringList> texts;
    for (const DraftProblem& problem : problems)
        texts[m_problems.value(problem.field)].push_back(problem.text);
    for (PlainLabel* label : m_problems) {
        label->setText(texts.value(label).join(u'\n'));
        label->setVisible(texts.contains(label));
    }
}

void PrometheusForm::focusField(DraftField field)
{
    m_firstFields.value(field)->setFocus();
}

} // namespace Strato
