// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/kubeconfig.h"
#include "models/kube/config/yamltree.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

QString kindName(const YamlNode& node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null: return u"nothing"_s;
    case YamlNode::Kind::Scalar:
        return node.isNumber() ? u"a number (quote it)"_s : node.isBool() ? u"a yes/no (quote it)"_s : u"text"_s;
    case YamlNode::Kind::Sequence: return u"a list"_s;
    case YamlNode::Kind::Map: return u"a map"_s;
    }
    return {};
}

/// Reads the fields of one map; what has the wrong type becomes a problem of the entry, not of the file.
class FieldReader final {
public:
    FieldReader(KubeConfigEntry& entry, const YamlNode& map, QString path)
        : m_entry(entry)
        , m_map(map)
        , m_path(std::move(path))
    {
        if (map.kind != YamlNode::Kind::Map && map.kind != YamlNode::Kind::Null)
            problem(map, {}, u"expected a map, found "_s + kindName(map));
    }

    [[nodiscard]] const YamlNode* node(const char* key)
    {
        const YamlNode* found = m_map.find(key);
        if (!found || found->kind == YamlNode::Kind::Null)
            return nullptr;
        m_entry.lines.insert_or_assign(QString::fromLatin1(key), found->line);
        return found;
    }

    void text(const char* key, QString& into)
    {
        if (const YamlNode* found = node(key)) {
            if (found->isText())
                into = found->text();
            else
                problem(*found, key, u"expected text, found "_s + kindName(*found));
        }
    }

    void secret(const char* key, SecretBytes& into)
    {
        QString value;
        text(key, value);
        into = SecretBytes(value.toUtf8());
    }

    void flag(const char* key, bool& into)
    {
        if (const YamlNode* found = node(key)) {
            if (found->isBool())
                into = found->toBool();
            else
                problem(*found, key, u"expected true or false, found "_s + kindName(*found));
        }
    }

    void base64(const char* key, QByteArray& into)
    {
        QString written;
        text(key, written);
        QByteArray latin = written.toLatin1();
        latin.replace('\n', QByteArray()).replace('\r', QByteArray());
        const auto decoded = QByteArray::fromBase64Encoding(latin, QByteArray::AbortOnBase64DecodingErrors);
        if (decoded)
            into = *decoded;
        else
            problem(*m_map.find(key), key, u"not base64"_s);
    }

    void texts(const char* key, QStringList& into)
    {
        if (const YamlNode* found = node(key))
            into = textsOf(*found, key);
    }

    [[nodiscard]] QStringList textsOf(const YamlNode& list, const char* key)
    {
        QStringList out;
        if (list.kind != YamlNode::Kind::Sequence)
            problem(list, key, u"expected a list, found "_s + kindName(list));
        for (const YamlNode& item : list.items) {
            if (item.isText())
                out.append(item.text());
            else
                problem(item, key, u"expected text, found "_s + kindName(item));
        }
        return out;
    }

    void eachPair(const char* key, const std::function<void(const QString&, const YamlNode&)>& use)
    {
        const YamlNode* found = node(key);
        if (!found)
            return;
        if (found->kind != YamlNode::Kind::Map)
            problem(*found, key, u"expected a map, found "_s + kindName(*found));
        for (const YamlNode::Entry& pair : found->entries)
            use(QString::fromUtf8(pair.key), pair.value);
    }

    void problem(const YamlNode& at, const char* key, const QString& message)
    {
        const QString field = key ? m_path + u'.' + QString::fromLatin1(key) : m_path;
        m_entry.problems.push_back(configError(ErrorCode::Malformed, { m_entry.at.file, at.line }, field, message));
    }

private:
    KubeConfigEntry& m_entry;
    const YamlNode& m_map;
    const QString m_path;
};

/// `extensions`: a list of {name, extension}. A name twice is an error of the entry, as in kubectl.
void readExtensions(FieldReader& reader, std::map<QString, QJsonValue>* into)
{
    const YamlNode* list = reader.node("extensions");
    if (!list)
        return;
    std::map<QString, QJsonValue> seen;
    for (const YamlNode& item : list->items) {
        const YamlNode* name = item.find("name");
        const YamlNode* value = item.find("extension");
        const QString key = name ? name->text() : QString();
        if (!seen.emplace(key, value ? toJson(*value) : QJsonValue()).second)
            reader.problem(item, "extensions", u"duplicate name \"%1\" in list"_s.arg(key));
    }
    if (into)
        *into = std::move(seen);
}

void readCluster(KubeCluster& cluster, const YamlNode& map, const QString& path)
{
    FieldReader reader(cluster, map, path);
    reader.text("server", cluster.server);
    reader.text("tls-server-name", cluster.tlsServerName);
    reader.flag("insecure-skip-tls-verify", cluster.insecureSkipTlsVerify);
    reader.text("certificate-authority", cluster.certificateAuthority);
    reader.base64("certificate-authority-data", cluster.certificateAuthorityData);
    reader.text("proxy-url", cluster.proxyUrl);
    reader.flag("disable-compression", cluster.disableCompression);
    readExtensions(reader, &cluster.extensions);
}

void readExec(KubeUser& user, const YamlNode& map, const QString& path)
{
    KubeExecConfig exec;
    FieldReader reader(user, map, path + u".exec"_s);
    reader.text("command", exec.command);
    reader.texts("args", exec.args);
    reader.text("apiVersion", exec.apiVersion);
    reader.text("installHint", exec.installHint);
    exec.installHint = visibleControls(exec.installHint);
    reader.flag("provideClusterInfo", exec.provideClusterInfo);
    reader.text("interactiveMode", exec.interactiveMode);
    // The older versions did not know the field; kubectl reads its absence as IfAvailable there and only there.
    const bool older = exec.apiVersion.endsWith(u"/v1beta1") || exec.apiVersion.endsWith(u"/v1alpha1");
    if (exec.interactiveMode.isEmpty() && older)
        exec.interactiveMode = u"IfAvailable"_s;
    if (const YamlNode* list = reader.node("env")) {
        for (const YamlNode& item : list->items) {
            FieldReader pair(user, item, path + u".exec.env[]"_s);
            KubeExecVariable variable;
            pair.text("name", variable.name);
            pair.text("value", variable.value);
            exec.env.push_back(std::move(variable));
        }
    }
    user.exec = std::move(exec);
}

void readAuthProvider(KubeUser& user, const YamlNode& map, const QString& path)
{
    KubeAuthProvider provider;
    FieldReader reader(user, map, path + u".auth-provider"_s);
    reader.text("name", provider.name);
    reader.eachPair("config", [&](const QString& key, const YamlNode& value) {
        provider.config.insert_or_assign(key, SecretBytes(value.scalar));
    });
    user.authProvider = std::move(provider);
}

void readUser(KubeUser& user, const YamlNode& map, const QString& path)
{
    FieldReader reader(user, map, path);
    reader.text("client-certificate", user.clientCertificate);
    reader.base64("client-certificate-data", user.clientCertificateData);
    reader.text("client-key", user.clientKey);
    QByteArray key;
    reader.base64("client-key-data", key);
    user.clientKeyData = SecretBytes(key);
    reader.secret("token", user.token);
    reader.text("tokenFile", user.tokenFile);
    reader.text("username", user.username);
    reader.secret("password", user.password);
    reader.text("as", user.impersonate.user);
    reader.text("as-uid", user.impersonate.uid);
    reader.texts("as-groups", user.impersonate.groups);
    reader.eachPair("as-user-extra", [&](const QString& name, const YamlNode& values) {
        user.impersonate.extra.insert_or_assign(name, reader.textsOf(values, "as-user-extra"));
    });
    if (const YamlNode* provider = reader.node("auth-provider"))
        readAuthProvider(user, *provider, path);
    if (const YamlNode* exec = reader.node("exec"))
        readExec(user, *exec, path);
    readExtensions(reader, nullptr);
}

void readContext(KubeContext& context, const YamlNode& map, const QString& path)
{
    FieldReader reader(context, map, path);
    reader.text("cluster", context.cluster);
    reader.text("user", context.user);
    reader.text("namespace", context.ns);
    readExtensions(reader, nullptr);
}

/// `clusters`, `users`, `contexts`: lists of {name, <inner>}. A name twice fails the file, as in kubectl.
template <class Entry>
Result<void> readNamed(const YamlNode& root, const char* listKey, const char* innerKey, KubeConfig& config,
    std::map<QString, Entry>& into, void (*read)(Entry&, const YamlNode&, const QString&))
{
    const QString listName = QString::fromLatin1(listKey);
    const YamlNode* list = root.find(listKey);
    if (!list || list->kind == YamlNode::Kind::Null)
        return {};
    if (list->kind != YamlNode::Kind::Sequence)
        return tl::unexpected(configError(ErrorCode::Malformed, { config.file, list->line }, listName,
            u"expected a list, found "_s + kindName(*list)));
    static const YamlNode nothing;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const YamlNode& item = list->items[i];
        const QString path = u"%1[%2]"_s.arg(listName).arg(i);
        const SourceMark at { config.file, item.line };
        const YamlNode* name = item.find("name");
        if (item.kind != YamlNode::Kind::Map || (name && name->kind != YamlNode::Kind::Null && !name->isText())) {
            config.warnings.push_back(configError(ErrorCode::Malformed, at, path,
                item.kind == YamlNode::Kind::Map ? u"name: expected text, found "_s + kindName(*name)
                                                 : u"expected a map, found "_s + kindName(item)));
            continue;
        }
        Entry entry;
        entry.name = name ? name->text() : QString();
        entry.at = at;
        const YamlNode* inner = item.find(innerKey);
        read(entry, inner ? *inner : nothing, path + u'.' + QString::fromLatin1(innerKey));
        if (into.contains(entry.name))
            return tl::unexpected(configError(
                ErrorCode::Malformed, at, path + u".name"_s, u"duplicate name \"%1\" in list"_s.arg(entry.name)));
        into.emplace(entry.name, std::move(entry));
    }
    return {};
}

Result<void> checkHeader(const YamlNode& root, const QString& file)
{
    if (root.kind != YamlNode::Kind::Map)
        return tl::unexpected(configError(ErrorCode::Malformed, { file, root.line }, {},
            u"expected a kubeconfig (a map), found "_s + kindName(root)));
    const YamlNode* kind = root.find("kind");
    if (kind && !kind->scalar.isEmpty() && kind->scalar != "Config")
        return tl::unexpected(configError(ErrorCode::Malformed, { file, kind->line }, u"kind"_s,
            u"expected Config, found \"%1\""_s.arg(visibleControls(kind->text()))));
    const YamlNode* version = root.find("apiVersion");
    if (version && !version->scalar.isEmpty() && version->scalar != "v1")
        return tl::unexpected(configError(ErrorCode::Malformed, { file, version->line }, u"apiVersion"_s,
            u"expected v1, found \"%1\""_s.arg(visibleControls(version->text()))));
    return {};
}

Result<void> checkTopExtensions(const YamlNode& root, const QString& file)
{
    KubeCluster scratch;
    scratch.at.file = file;
    FieldReader reader(scratch, root, u"config"_s);
    readExtensions(reader, nullptr);
    if (!scratch.problems.empty())
        return tl::unexpected(scratch.problems.front());
    return {};
}

} // namespace

Result<KubeConfig> parseKubeConfig(const QByteArray& bytes, const QString& file)
{
    const Result<YamlNode> root = parseYaml(bytes, file);
    if (!root)
        return tl::unexpected(root.error());
    KubeConfig config;
    config.file = file;
    if (root->kind == YamlNode::Kind::Null)
        return config;
    const auto read = [&]() -> Result<void> {
        return checkHeader(*root, file)
            .and_then([&] { return checkTopExtensions(*root, file); })
            .and_then([&] { return readNamed(*root, "clusters", "cluster", config, config.clusters, readCluster); })
            .and_then([&] { return readNamed(*root, "users", "user", config, config.users, readUser); })
            .and_then([&] { return readNamed(*root, "contexts", "context", config, config.contexts, readContext); });
    };
    if (const Result<void> done = read(); !done)
        return tl::unexpected(done.error());
    if (const YamlNode* current = root->find("current-context"); current && current->kind != YamlNode::Kind::Null) {
        if (current->isText())
            config.currentContext = current->text();
        else
            config.warnings.push_back(configError(ErrorCode::Malformed, { file, current->line }, u"current-context"_s,
                u"expected text, found "_s + kindName(*current)));
    }
    return config;
}

} // namespace Strato
