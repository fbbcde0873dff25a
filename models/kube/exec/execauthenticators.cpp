// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execauthenticators.h"

#include "models/kube/exec/execauthenticator.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

HttpHeader bearer(const SecretBytes& token)
{
    return { "Authorization", "Bearer " + token.reveal() };
}

/// One context's way to its plugin.
class PluginAuthorizer final : public HttpAuthorizer {
public:
    PluginAuthorizer(std::shared_ptr<ExecAuthenticator> plugin, QString context, std::vector<HttpHeader> always)
        : m_plugin(std::move(plugin))
        , m_context(std::move(context))
        , m_always(std::move(always))
    {
        m_plugin->join(m_context);
    }
    ~PluginAuthorizer() override { m_plugin->leave(m_context); }
    PluginAuthorizer(const PluginAuthorizer&) = delete;
    PluginAuthorizer& operator=(const PluginAuthorizer&) = delete;

    void authorize(Ready ready) override
    {
        ExecAuthenticator::CredentialPtr refused;
        {
            const std::scoped_lock lock(m_mutex);
            refused = m_refused;
        }
        m_plugin->fetch(refused,
            [ready = std::move(ready), always = m_always](const Result<ExecAuthenticator::CredentialPtr>& credential) {
                if (!credential) {
                    ready(tl::unexpected(credential.error()));
                    return;
                }
                std::vector<HttpHeader> headers;
                if (!(*credential)->token.isEmpty())
                    headers.push_back(bearer((*credential)->token));
                headers.insert(headers.end(), always.begin(), always.end());
                ready(std::move(headers));
            });
    }

    bool invalidate(const std::vector<HttpHeader>& used) override
    {
        const auto header = std::ranges::find(used, QByteArray("Authorization"), &HttpHeader::name);
        ExecAuthenticator::CredentialPtr refused;
        const bool canBeHad = m_plugin->invalidate(header == used.end() ? QByteArray() : header->value, refused);
        if (refused) {
            const std::scoped_lock lock(m_mutex);
            m_refused = std::move(refused);
        }
        return canBeHad;
    }

    std::shared_ptr<const ClientCertificate> clientCertificate() const override { return m_plugin->certificate(); }

private:
    const std::shared_ptr<ExecAuthenticator> m_plugin;
    const QString m_context;
    const std::vector<HttpHeader> m_always;
    std::mutex m_mutex; // guards the next
    ExecAuthenticator::CredentialPtr m_refused; // to this context: not to be sent once more; null: none yet
};

QJsonArray variables(const std::vector<KubeExecVariable>& env)
{
    QJsonArray array;
    for (const KubeExecVariable& variable : env)
        array.append(QJsonArray { variable.name, variable.value });
    return array;
}

} // namespace

QByteArray execPluginId(const KubeExecConfig& config, const std::optional<KubeExecCluster>& cluster)
{
    const QJsonObject whole { { u"command"_s, config.command }, { u"args"_s, QJsonArray::fromStringList(config.args) },
        { u"env"_s, variables(config.env) }, { u"interactiveMode"_s, config.interactiveMode },
        { u"provideClusterInfo"_s, config.provideClusterInfo }, { u"installHint"_s, config.installHint },
        { u"info"_s, QString::fromUtf8(encodeExecInfo(config.apiVersion, cluster)) } };
    return QCryptographicHash::hash(QJsonDocument(whole).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256)
        .toHex();
}

ExecAuthenticators::ExecAuthenticators(Executor& timers, ExecEnvironment environment, ExecListeners listeners)
    : m_host(std::make_shared<ExecHost>(timers, std::move(environment), std::move(listeners)))
{
}

ExecAuthenticators::~ExecAuthenticators()
{
    stop();
}

void ExecAuthenticators::stop()
{
    m_host->stop();
}

std::shared_ptr<HttpAuthorizer> ExecAuthenticators::authorizer(const QString& context, const KubeExecConfig& config,
    const std::optional<KubeExecCluster>& cluster, std::vector<HttpHeader> always)
{
    const QByteArray id = execPluginId(config, cluster);
    std::shared_ptr<ExecAuthenticator> plugin;
    {
        const std::scoped_lock lock(m_mutex);
        std::shared_ptr<ExecAuthenticator>& held = m_known[id];
        if (!held)
            held = std::make_shared<ExecAuthenticator>(m_host, id, config, cluster);
        plugin = held;
    }
    return std::make_shared<PluginAuthorizer>(std::move(plugin), context, std::move(always));
}

void ExecAuthenticators::setConsent(const ExecConsent& consent)
{
    if (m_host->consent() == consent)
        return;
    m_host->setConsent(consent);
    for (const auto& plugin : all())
        plugin->reconsider();
}

void ExecAuthenticators::retry(const QByteArray& id)
{
    if (const auto plugin = find(id))
        plugin->retry();
}

void ExecAuthenticators::cancel(const QByteArray& id)
{
    if (const auto plugin = find(id))
        plugin->cancel();
}

void ExecAuthenticators::forgive(const QString& context)
{
    for (const auto& plugin : all()) {
        if (plugin->state().contexts.contains(context))
            plugin->forgive();
    }
}

void ExecAuthenticators::networkChanged()
{
    for (const auto& plugin : all())
        plugin->networkChanged();
}

std::shared_ptr<ExecAuthenticator> ExecAuthenticators::find(const QByteArray& id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_known.find(id);
    return it == m_known.end() ? nullptr : it->second;
}

std::vector<std::shared_ptr<ExecAuthenticator>> ExecAuthenticators::all() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::shared_ptr<ExecAuthenticator>> plugins;
    for (const auto& [id, plugin] : m_known)
        plugins.push_back(plugin);
    return plugins;
}

} // namespace Strato
