// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/appsettings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace Strato {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int settingsVersion = 1;
constexpr std::size_t fingerprintLength = 64;

std::string toUtf8(const QString& text)
{
    return text.toStdString();
}

json list(const QStringList& texts)
{
    json array = json::array();
    for (const QString& text : texts)
        array.push_back(toUtf8(text));
    return array;
}

const json* member(const json& object, const char* key)
{
    const auto it = object.is_object() ? object.find(key) : object.end();
    return it == object.end() ? nullptr : &*it;
}

QString text(const json& object, const char* key, const QString& fallback = {})
{
    const json* value = member(object, key);
    return value && value->is_string() ? QString::fromStdString(value->get<std::string>()) : fallback;
}

bool flag(const json& object, const char* key, bool fallback)
{
    const json* value = member(object, key);
    return value && value->is_boolean() ? value->get<bool>() : fallback;
}

QStringList texts(const json& object, const char* key)
{
    QStringList out;
    if (const json* value = member(object, key); value && value->is_array()) {
        for (const json& item : *value) {
            if (item.is_string())
                out.push_back(QString::fromStdString(item.get<std::string>()));
        }
    }
    return out;
}

constexpr std::array<const char*, 5> themeNames { "system", "dark", "light", "highContrastDark", "highContrastLight" };
constexpr std::array<const char*, 3> policyNames { "AllowAll", "DenyAll", "Allowlist" }; // as kubectl calls them
constexpr std::array<const char*, 3> reachNames { "direct", "serviceProxy", "grafana" };
constexpr std::array<const char*, 5> authNames { "none", "basic", "bearer", "clientCertificate", "headers" };

template <class Enum, std::size_t N>
Enum named(const json& object, const char* key, const std::array<const char*, N>& names, Enum fallback)
{
    const std::string value = toUtf8(text(object, key));
    const auto it = std::ranges::find(names, value);
    return it == names.end() ? fallback : static_cast<Enum>(it - names.begin());
}

int number(const json& object, const char* key, int fallback, int least, int most)
{
    const json* value = member(object, key);
    return value && value->is_number_integer() ? std::clamp(value->get<int>(), least, most) : fallback;
}

json encodePrometheus(const PrometheusSettings& p)
{
    json values = json::object();
    for (const auto& [context, value] : p.clusterValues)
        values[toUtf8(context)] = toUtf8(value);
    return { { "name", toUtf8(p.name) }, { "reach", reachNames[static_cast<std::size_t>(p.reach)] },
        { "url", toUtf8(p.url) }, { "viaContext", toUtf8(p.viaContext) }, { "namespace", toUtf8(p.nameSpace) },
        { "service", toUtf8(p.service) }, { "dataSourceUid", toUtf8(p.dataSourceUid) },
        { "auth", authNames[static_cast<std::size_t>(p.auth)] }, { "user", toUtf8(p.user) },
        { "headerNames", list(p.headerNames) }, { "clientCertificateFile", toUtf8(p.clientCertificateFile) },
        { "clientKeyFile", toUtf8(p.clientKeyFile) }, { "caFile", toUtf8(p.caFile) },
        { "clusterLabel", toUtf8(p.clusterLabel) }, { "contexts", list(p.contexts) },
        { "clusterValues", std::move(values) }, { "queriesAtOnce", p.queriesAtOnce },
        { "queriesASecond", p.queriesASecond } };
}

PrometheusSettings decodePrometheus(const json& object)
{
    PrometheusSettings p;
    p.name = text(object, "name");
    p.reach = named(object, "reach", reachNames, p.reach);
    p.url = text(object, "url");
    p.viaContext = text(object, "viaContext");
    p.nameSpace = text(object, "namespace");
    p.service = text(object, "service");
    p.dataSourceUid = text(object, "dataSourceUid");
    p.auth = named(object, "auth", authNames, p.auth);
    p.user = text(object, "user");
    p.headerNames = texts(object, "headerNames");
    p.clientCertificateFile = text(object, "clientCertificateFile");
    p.clientKeyFile = text(object, "clientKeyFile");
    p.caFile = text(object, "caFile");
    p.clusterLabel = text(object, "clusterLabel", p.clusterLabel);
    p.contexts = texts(object, "contexts");
    p.queriesAtOnce = number(object, "queriesAtOnce", p.queriesAtOnce, 1, 64);
    p.queriesASecond = number(object, "queriesASecond", p.queriesASecond, 1, 1000);
    if (const json* values = member(object, "clusterValues"); values && values->is_object()) {
        for (const auto& [context, value] : values->items()) {
            if (value.is_string())
                p.clusterValues[QString::fromStdString(context)] = QString::fromStdString(value.get<std::string>());
        }
    }
    return p;
}

/// A fingerprint that is none approves nothing; it would only stand there.
void decodeApproved(const json& root, std::map<QByteArray, QString>& into)
{
    const json* approved = member(root, "approvedPlugins");
    if (!approved || !approved->is_object())
        return;
    for (const auto& [fingerprint, program] : approved->items()) {
        const bool whole = fingerprint.size() == fingerprintLength
            && fingerprint.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (whole && program.is_string())
            into[QByteArray::fromStdString(fingerprint)] = QString::fromStdString(program.get<std::string>());
    }
}

/// Who wrote one that is misspelt wanted something other than the default: until it is known what, nothing runs.
ExecPolicy decodePolicy(const json& root, ExecPolicy unset)
{
    return member(root, "credentialPluginPolicy")
        ? named(root, "credentialPluginPolicy", policyNames, ExecPolicy::DenyAll)
        : unset;
}

AppSettings decodeBody(const json& root)
{
    AppSettings settings;
    settings.theme = named(root, "theme", themeNames, settings.theme);
    settings.redGreenSafe = flag(root, "redGreenSafe", false);
    settings.reducedMotion = flag(root, "reducedMotion", false);
    settings.language = text(root, "language");
    settings.textPercent = number(root, "textPercent", settings.textPercent, 75, 200);
    settings.timeZone = text(root, "timeZone");
    settings.connectedContexts = texts(root, "connectedContexts");
    settings.kubeconfigFiles = texts(root, "kubeconfigFiles");
    if (const json* servers = member(root, "prometheus"); servers && servers->is_array()) {
        for (const json& server : *servers)
            settings.prometheus.push_back(decodePrometheus(server));
    }
    if (const json* clusters = member(root, "clusters"); clusters && clusters->is_object()) {
        for (const auto& [id, mark] : clusters->items())
            settings.clusters[QString::fromStdString(id)]
                = { flag(mark, "production", true), flag(mark, "locked", true) };
    }
    settings.pluginPolicy = decodePolicy(root, settings.pluginPolicy);
    settings.pluginAllowlist = texts(root, "credentialPluginAllowlist");
    decodeApproved(root, settings.approvedPlugins);
    if (const json* layouts = member(root, "layouts"); layouts && layouts->is_object()) {
        for (const auto& [name, value] : layouts->items()) {
            if (value.is_string())
                settings.layouts[QString::fromStdString(name)]
                    = QByteArray::fromBase64(QByteArray::fromStdString(value.get<std::string>()));
        }
    }
    return settings;
}

} // namespace

ClusterMark AppSettings::markOf(const QString& clusterId) const
{
    const auto it = clusters.find(clusterId);
    return it == clusters.end() ? ClusterMark {} : it->second;
}

ExecConsent AppSettings::execConsent(bool approveAll) const
{
    ExecConsent consent { pluginPolicy, pluginAllowlist, {}, approveAll };
    for (const auto& [fingerprint, program] : approvedPlugins)
        consent.approved.insert(fingerprint);
    return consent;
}

QByteArray encodeSettings(const AppSettings& settings)
{
    json root { { "version", settingsVersion }, { "theme", themeNames[static_cast<std::size_t>(settings.theme)] },
        { "redGreenSafe", settings.redGreenSafe }, { "reducedMotion", settings.reducedMotion },
        { "language", toUtf8(settings.language) }, { "textPercent", settings.textPercent },
        { "timeZone", toUtf8(settings.timeZone) }, { "connectedContexts", list(settings.connectedContexts) },
        { "kubeconfigFiles", list(settings.kubeconfigFiles) }, { "prometheus", json::array() },
        { "clusters", json::object() },
        { "credentialPluginPolicy", policyNames[static_cast<std::size_t>(settings.pluginPolicy)] },
        { "credentialPluginAllowlist", list(settings.pluginAllowlist) }, { "approvedPlugins", json::object() },
        { "layouts", json::object() } };
    for (const PrometheusSettings& server : settings.prometheus)
        root["prometheus"].push_back(encodePrometheus(server));
    for (const auto& [id, mark] : settings.clusters)
        root["clusters"][toUtf8(id)] = { { "production", mark.production }, { "locked", mark.locked } };
    for (const auto& [fingerprint, program] : settings.approvedPlugins)
        root["approvedPlugins"][fingerprint.toStdString()] = toUtf8(program);
    for (const auto& [name, state] : settings.layouts)
        root["layouts"][toUtf8(name)] = state.toBase64().toStdString();
    return QByteArray::fromStdString(root.dump(2, ' ', false, json::error_handler_t::replace)) + '\n';
}

Result<AppSettings> decodeSettings(const QByteArray& text)
{
    try {
        const json root = json::parse(text.constBegin(), text.constEnd());
        if (!root.is_object())
            return fail(ErrorCode::Malformed, u"the settings are not a JSON object"_s);
        if (const json* version = member(root, "version");
            version && version->is_number_integer() && version->get<int>() > settingsVersion)
            return fail(ErrorCode::Unsupported, u"written by a newer version of this program"_s);
        return decodeBody(root);
    } catch (const json::exception& problem) {
        return fail(ErrorCode::Malformed, QString::fromUtf8(problem.what()).left(512));
    }
}

} // namespace Strato
