// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/prometheusdraft.h"

#include "ui/text/errortext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSourceName = 64;

bool fullyMatches(const QString& text, const QString& pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

class Check {
    Q_DECLARE_TR_FUNCTIONS(Strato::PrometheusDraft)
public:
    explicit Check(const PrometheusDraft& draft)
        : m_draft(draft)
        , m_settings(draft.settings)
        , m_url(draft.settings.url, QUrl::StrictMode)
    {
    }

    std::vector<DraftProblem> run(const QStringList& taken)
    {
        checkName(taken);
        if (m_settings.reach == MetricsReach::ServiceProxy) {
            checkProxy();
            if (m_settings.auth == MetricsAuth::Headers)
                checkHeaders();
        } else {
            checkAddress();
            checkSignIn();
        }
        checkClusters();
        return std::move(m_problems);
    }

    QString warning() const
    {
        if (m_settings.reach == MetricsReach::ServiceProxy || m_url.scheme() != u"http"_s || isPrivate(m_url))
            return {};
        return tr("http:// is not encrypted: everybody on the way can read and change what this server says. "
                  "Use https:// where it has it.");
    }

private:
    void add(DraftField field, const QString& text) { m_problems.push_back({ field, text }); }

    void checkName(const QStringList& taken)
    {
        if (m_settings.name.isEmpty())
            add(DraftField::Name, tr("Give it a name, so that you know it again."));
        else if (m_settings.name.size() > longestSourceName)
            add(DraftField::Name, tr("The name is too long."));
        else if (m_settings.name == demoServerName())
            add(DraftField::Name, tr("The demo estate's own metrics server has this name."));
        else if (taken.contains(m_settings.name))
            //: %1: a name
            add(DraftField::Name, tr("There is a metrics server called “%1” already.").arg(m_settings.name));
    }

    void checkAddress()
    {
        if (m_settings.url.isEmpty()) {
            add(DraftField::Address, tr("Type the address, such as https://prometheus.example:9090."));
        } else if (!m_url.isValid() || m_url.host().isEmpty()
            || (m_url.scheme() != u"http"_s && m_url.scheme() != u"https"_s)) {
            add(DraftField::Address, tr("The address must start with https:// or http:// and name a host."));
        } else if (!m_url.userInfo().isEmpty()) {
            add(DraftField::Address,
                tr("Take the user and password out of the address: the sign-in below has fields "
                   "for them, which are kept in the keychain."));
        } else if (m_url.hasQuery() || m_url.hasFragment()) {
            add(DraftField::Address, tr("The address must end before “?” and “#”."));
        }
        if (m_settings.reach == MetricsReach::Grafana
            && !fullyMatches(m_settings.dataSourceUid, u"[A-Za-z0-9_-]{1,40}"_s))
            add(DraftField::Address,
                tr("The uid of the data source stands in its address in Grafana: "
                   "letters, digits, “-” and “_”."));
    }

    void checkProxy()
    {
        const QString label = u"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"_s;
        if (m_settings.viaContext.isEmpty())
            add(DraftField::Proxy, tr("Connect to a cluster first: the way leads through its API server."));
        if (!fullyMatches(m_settings.nameSpace, label))
            add(DraftField::Proxy, tr("Name the namespace of the service, such as monitoring."));
        if (!fullyMatches(m_settings.service, u"(https?:)?"_s + label + u":([0-9]{1,5}|[a-z0-9-]{1,15})"_s))
            add(DraftField::Proxy,
                tr("Name the service and its port, such as prometheus:9090; "
                   "https:prometheus:9090 where it speaks TLS."));
    }

    void checkSignIn()
    {
        const bool secured = m_url.scheme() == u"https"_s;
        if (m_settings.auth != MetricsAuth::None && !isPrivate(m_url))
            add(DraftField::SignIn, tr("A sign-in is never sent over plain http. Use https://, or no sign-in."));
        switch (m_settings.auth) {
        case MetricsAuth::None: break;
        case MetricsAuth::Basic:
            if (m_settings.user.isEmpty() || m_settings.user.contains(u':'))
                add(DraftField::SignIn, tr("Type the user's name, without a colon."));
            break;
        case MetricsAuth::Bearer:
            if (m_draft.secret.trimmed().isEmpty() || m_draft.secret.trimmed().contains('\n'))
                add(DraftField::SignIn, tr("Paste the token, in one line."));
            break;
        case MetricsAuth::ClientCertificate:
            if (m_settings.clientCertificateFile.isEmpty() || m_settings.clientKeyFile.isEmpty())
                add(DraftField::SignIn, tr("Choose the certificate file and the key file (PEM)."));
            else if (!secured)
                add(DraftField::SignIn, tr("A client certificate works over https:// only."));
            break;
        case MetricsAuth::Headers: checkHeaders(); break;
        }
    }

    void checkHeaders()
    {
        for (const QString& line : m_draft.headerProblems)
            //: %1: a line as typed
            add(DraftField::SignIn, tr("“%1” is not a header: write Name: value, one a line.").arg(line.left(60)));
        if (m_settings.headerNames.isEmpty() && m_draft.headerProblems.isEmpty())
            add(DraftField::SignIn, tr("Type at least one header, such as X-Scope-OrgID: team-a."));
    }

    void checkClusters()
    {
        if (!m_draft.severalClusters)
            return;
        if (!fullyMatches(m_settings.clusterLabel, u"[a-zA-Z_][a-zA-Z0-9_]{0,127}"_s))
            add(DraftField::Clusters, tr("A label has letters, digits and “_”, and starts with no digit."));
        if (m_draft.isNoneTicked)
            add(DraftField::Clusters, tr("Tick at least one cluster that it covers."));
        QStringList values;
        for (const auto& [context, value] : m_settings.clusterValues) {
            if (values.contains(value))
                //: %1: a value of a label
                add(DraftField::Clusters, tr("“%1” can stand for one cluster only.").arg(value));
            values.push_back(value);
        }
    }

    const PrometheusDraft& m_draft;
    const PrometheusSettings& m_settings;
    const QUrl m_url;
    std::vector<DraftProblem> m_problems;
};

} // namespace

void parseHeaders(const QString& lines, PrometheusDraft& draft)
{
    QList<QByteArray> values;
    for (const QString& line : lines.split(u'\n')) {
        const QString whole = line.trimmed();
        if (whole.isEmpty())
            continue;
        const qsizetype colon = whole.indexOf(u':');
        const QString name = whole.left(colon).trimmed();
        const QByteArray value = whole.mid(colon + 1).trimmed().toUtf8();
        // RFC 9110, 5.1: a field name is a token. Nothing may slip a second line into a request.
        const bool fine = colon > 0 && fullyMatches(name, u"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}"_s) && !value.isEmpty()
            && fullyMatches(QString::fromUtf8(value), u"[^\\x00-\\x1f\\x7f]+"_s);
        if (!fine) {
            draft.headerProblems.push_back(whole);
            continue;
        }
        draft.settings.headerNames.push_back(name);
        values.push_back(value);
    }
    draft.secret = values.join('\n');
}

std::vector<DraftProblem> draftProblems(const PrometheusDraft& draft, const QStringList& taken)
{
    return Check(draft).run(taken);
}

std::vector<DraftProblem> fileProblems(const PrometheusDraft& draft, const std::vector<CertificateProblem>& found)
{
    using File = CertificateProblem::File;
    std::vector<DraftProblem> problems;
    for (const CertificateProblem& one : found) {
        const PrometheusSettings& named = draft.settings;
        if (one.file == File::Certificate && one.path == named.clientCertificateFile)
            problems.push_back({ DraftField::CertificateFile, errorSentence(one.error) });
        else if (one.file == File::Key && one.path == named.clientKeyFile)
            problems.push_back({ DraftField::KeyFile, errorSentence(one.error) });
        else if (one.file == File::Authority && one.path == named.caFile)
            problems.push_back({ DraftField::AuthorityFile, errorSentence(one.error) });
    }
    return problems;
}

QString draftWarning(const PrometheusDraft& draft)
{
    return Check(draft).warning();
}

std::map<QString, QString> proposedValues(const JoinReport& report)
{
    std::map<QString, QString> values;
    for (const ClusterJoin& join : report.clusters) {
        const std::string& value = join.byNodes ? join.value : join.better;
        if (!value.empty())
            values[QString::fromStdString(join.context)] = QString::fromStdString(value);
    }
    return values;
}

} // namespace Strato
